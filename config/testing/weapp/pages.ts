import { fail, succeed, type CallbackOptions } from './wechat-objects.ts'

export type Query = Record<string, string>

/** The stack of open pages, as one harness keeps it. */
export interface PageStack {
  /** Routes of the open pages, the shown one last. */
  routes: () => string[]
  isPage: (route: string) => boolean
  /** Puts a page on top and shows it. */
  open: (route: string, query: Query) => void
  /** Takes the top page away for good. */
  close: () => void
  /** The top page is covered. */
  hideTop: () => void
  /** The top page can be seen again. */
  showTop: () => void
}

type Navigation = CallbackOptions & { url: string }

const deepest = 10

/** Route and query of an address, seen from the page that is open. */
export function parseAddress(address: string, from: string): [route: string, query: Query] {
  const [target = '', query = ''] = address.split('?')
  const folder = from.slice(0, from.lastIndexOf('/') + 1)
  const parts: string[] = []
  for (const part of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  // WeChat hands parameters over as they stand in the address; whoever reads them decodes.
  const pairs = query.split('&').filter(Boolean)
  return [parts.join('/'), Object.fromEntries(pairs.map((pair) => [pair.split('=')[0], pair.split('=')[1] ?? '']))]
}

/** `wx.navigateTo` and its kin over a page stack, with WeChat's limit of ten pages. */
export function navigationOf(stack: PageStack) {
  const to = (name: string, go: (route: string, query: Query) => void) => (o: unknown) => {
    const options = o as Navigation
    const [route, query] = parseAddress(options.url, stack.routes().at(-1) ?? '')
    if (!stack.isPage(route)) return fail(options, `${name}:fail page "${route}" is not found`)
    if (name === 'navigateTo' && stack.routes().length >= deepest) {
      return fail(options, 'navigateTo:fail webview count limit exceed')
    }
    go(route, query)
    return succeed(options, {})
  }
  return {
    navigateTo: to('navigateTo', (route, query) => {
      stack.hideTop()
      stack.open(route, query)
    }),
    redirectTo: to('redirectTo', (route, query) => {
      stack.close()
      stack.open(route, query)
    }),
    reLaunch: to('reLaunch', (route, query) => {
      while (stack.routes().length > 0) stack.close()
      stack.open(route, query)
    }),
    navigateBack: (o: unknown) => {
      const options = o as (CallbackOptions & { delta?: number }) | undefined
      const count = Math.min(options?.delta ?? 1, stack.routes().length - 1)
      for (let step = 0; step < count; step += 1) stack.close()
      stack.showTop()
      return succeed(options, {})
    },
  }
}

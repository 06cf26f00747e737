import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { readTemplateAliases } from './template-aliases.ts'
import { fail, phoneInfo, succeed, wechatRequest, type CallbackOptions, type RequestOptions } from './wechat-objects.ts'

/** A node of the tree that Taro sends to the view with `setData`. */
export interface ViewNode {
  sid?: string
  uid?: string
  /** Which template renders it. */
  nn?: string
  cn?: ViewNode[]
  /** Text of a text node. */
  v?: string
  /** Class names. */
  cl?: string
  [property: string]: unknown
}

type Handler = (...values: unknown[]) => unknown
interface PageInstance {
  route: string
  data: { root?: ViewNode }
  eh?: (event: object) => void
  [name: string]: unknown
}
type PageDefinition = Record<string, unknown>

export interface PhoneOptions {
  /** Where relative request URLs go. */
  apiBase: string
  /** WeChat's storage; pass the same object to a second launch to restart the app on the same phone. */
  storage?: Record<string, unknown>
  /** Replaces single functions of `wx`, e.g. `login`. */
  wx?: Record<string, Handler>
}

/** Finds nodes: `#id`, `.class`, a tag name, or a function. A label is matched by `button`/`find` helpers. */
export type Selector = string | ((node: ViewNode, tag: string, attributes: Record<string, unknown>) => boolean)

const bubblingEvents = /^(tap|longpress|longtap|touch\w+)$/

/**
 * Runs a compiled mini-program bundle the way WeChat's logic layer does: in a bare context without window, document,
 * fetch and eval, with real HTTP behind `wx.request`. What a person would see is read from the `setData` tree; taps go
 * through the same event handler the view would call.
 */
export function launchPhone(distribution: string, options: PhoneOptions) {
  const read = (file: string) => fs.readFileSync(path.join(distribution, file), 'utf8')
  const config = JSON.parse(read('app.json')) as { pages: string[]; subPackages?: { root: string; pages: string[] }[] }
  const aliases = readTemplateAliases(read('base.wxml'))
  const pagePaths = [
    ...config.pages,
    ...(config.subPackages ?? []).flatMap((part) => part.pages.map((page) => `${part.root}/${page}`)),
  ]
  const storage = options.storage ?? {}
  const calls: { name: string; argument: unknown }[] = []
  const stack: PageInstance[] = []
  const pages: Record<string, PageDefinition> = {}
  const modules: Record<string, { exports: unknown }> = {}
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const errors: unknown[] = []
  let application: PageDefinition = {}
  let loading = ''
  let lastViewId = 0
  let isShutDown = false

  function setPath(target: Record<string, unknown>, keys: string, value: unknown) {
    const parts = keys
      .replace(/\[(\d+)\]/g, '.$1')
      .split('.')
      .filter(Boolean)
    const last = parts.pop() ?? ''
    let place = target
    for (const part of parts) place = (place[part] ??= {}) as Record<string, unknown>
    // The bridge between logic and view carries JSON, nothing else.
    place[last] = value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)
  }

  function instantiate(route: string, query: Record<string, string>): PageInstance {
    const definition = pages[route] ?? {}
    const instance: PageInstance = Object.assign(Object.create(null) as object, definition, {
      data: structuredClone(definition['data'] ?? {}) as PageInstance['data'],
      route,
      __route__: route,
      options: query,
      __wxWebviewId__: (lastViewId += 1),
      config: {},
      setData(this: PageInstance, values: Record<string, unknown>, done?: () => void) {
        for (const [keys, value] of Object.entries(values)) setPath(this.data, keys, value)
        if (done) queueMicrotask(done)
      },
      selectComponent: () => null,
      createSelectorQuery: () => selectorQuery(),
      getOpenerEventChannel: () => ({ on() {}, emit() {} }),
      getTabBar: () => null,
    })
    return instance
  }

  const run = (page: PageInstance | undefined, name: string, ...values: unknown[]) => {
    const method = page?.[name]
    if (typeof method === 'function') (method as Handler).apply(page, values)
  }
  function open(route: string, query: Record<string, string>) {
    if (!pages[route]) load(route)
    const page = instantiate(route, query)
    stack.push(page)
    run(page, 'onLoad', query)
    run(page, 'onShow')
    later(() => run(page, 'onReady'), 0)
  }
  function close() {
    const page = stack.pop()
    run(page, 'onHide')
    run(page, 'onUnload')
  }
  function parseUrl(url: string): [string, Record<string, string>] {
    const [target = '', query = ''] = url.split('?')
    const folder = path.posix.dirname(stack.at(-1)?.route ?? '')
    const route = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target)
    return [route, Object.fromEntries(new URLSearchParams(query))]
  }

  type Navigation = CallbackOptions & { url: string; delta?: number }
  const known = (name: string, go: (route: string, query: Record<string, string>) => void) => (o: Navigation) => {
    const [route, query] = parseUrl(o.url)
    if (!pagePaths.includes(route)) return fail(o, `${name}:fail page "${route}" is not found`)
    go(route, query)
    return succeed(o, {})
  }
  const navigation = {
    navigateTo: (o: Navigation) => {
      if (stack.length >= 10) return fail(o, 'navigateTo:fail webview count limit exceed')
      return known('navigateTo', (route, query) => {
        run(stack.at(-1), 'onHide')
        open(route, query)
      })(o)
    },
    redirectTo: known('redirectTo', (route, query) => {
      close()
      open(route, query)
    }),
    reLaunch: known('reLaunch', (route, query) => {
      while (stack.length > 0) close()
      open(route, query)
    }),
    navigateBack: (o?: Navigation) => {
      const count = Math.min(o?.delta ?? 1, stack.length - 1)
      for (let step = 0; step < count; step += 1) close()
      run(stack.at(-1), 'onShow')
      return succeed(o, {})
    },
  }

  function selectorQuery() {
    const query = {
      in: () => query,
      select: () => query,
      selectAll: () => query,
      boundingClientRect: () => query,
      fields: () => query,
      exec: (done?: (results: object[]) => void) => done?.([{}]),
    }
    return query
  }

  const implementation: Record<string, Handler> = {
    ...(navigation as unknown as Record<string, Handler>),
    getSystemInfoSync: () => phoneInfo,
    getWindowInfo: () => phoneInfo,
    getDeviceInfo: () => phoneInfo,
    getAppBaseInfo: () => phoneInfo,
    getSystemInfo: (o) => succeed(o as CallbackOptions, phoneInfo),
    getStorageSync: (key) => (Object.hasOwn(storage, key as string) ? structuredClone(storage[key as string]) : ''),
    setStorageSync: (key, value) => void (storage[key as string] = structuredClone(value)),
    removeStorageSync: (key) => void delete storage[key as string],
    getStorage: (o) => {
      const { key } = o as { key: string }
      return Object.hasOwn(storage, key)
        ? succeed(o as CallbackOptions, { data: structuredClone(storage[key]) })
        : fail(o as CallbackOptions, 'getStorage:fail data not found')
    },
    setStorage: (o) => {
      const { key, data } = o as { key: string; data: unknown }
      storage[key] = structuredClone(data)
      return succeed(o as CallbackOptions, {})
    },
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    nextTick: (work) => later(work as () => void, 0),
    canIUse: () => true,
    getLaunchOptionsSync: () => ({ path: config.pages[0], query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: config.pages[0], query: {}, scene: 1001 }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getUpdateManager: () => ({ onUpdateReady() {}, onCheckForUpdate() {}, onUpdateFailed() {} }),
    createSelectorQuery: selectorQuery,
    createInnerAudioContext: () => ({ play() {}, stop() {}, destroy() {}, onError() {}, onEnded() {} }),
    request: (o) => wechatRequest(options.apiBase, o as RequestOptions),
    ...options.wx,
  }
  const standIn = (name: string): Handler => {
    if (/^(on|off)[A-Z]/.test(name)) return () => undefined
    if (name.endsWith('Sync')) return () => ({})
    return (o) => succeed(o as CallbackOptions | undefined, {})
  }
  // Taro looks for functions it may wrap, so an unknown name must answer as WeChat's own would.
  const wx = new Proxy(implementation, {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then' || name === 'webpackJsonp') return undefined
      const implemented = Object.hasOwn(target, name) ? target[name] : undefined
      if (implemented === undefined && name in target) return Reflect.get(target, name) as unknown
      const work = implemented ?? standIn(name)
      return (...values: unknown[]) => {
        if (name !== 'nextTick') calls.push({ name, argument: values[0] })
        return work(...values)
      }
    },
  })

  function later(work: () => void, milliseconds: number) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!isShutDown) work()
    }, milliseconds)
    timers.add(timer)
    return timer
  }
  const context = vm.createContext(
    {
      wx,
      console: { ...console, error: (...values: unknown[]) => errors.push(values) },
      setTimeout: (work: () => void, milliseconds = 0) => later(work, milliseconds),
      clearTimeout,
      setInterval: (work: () => void, milliseconds = 0) => {
        const timer = setInterval(() => (isShutDown ? clearInterval(timer) : work()), milliseconds)
        timers.add(timer)
        return timer
      },
      clearInterval,
      App: (definition: PageDefinition) => void (application = definition),
      Page: (definition: PageDefinition) => void (pages[loading] = definition),
      Component: () => undefined,
      Behavior: (definition: object) => definition,
      getApp: () => application,
      getCurrentPages: () => stack,
      __wxConfig: config,
      // What WeChat calls `global` is a plain object without the built-ins.
      global: {},
    },
    { codeGeneration: { strings: false, wasm: false } },
  )
  function load(id: string): unknown {
    const known = modules[id]
    if (known) return known.exports
    const module = (modules[id] = { exports: {} as unknown })
    const outer = loading
    loading = id
    const file = `${id}.js`
    const wrapped = `(function(require,module,exports,window,document,self,process){${read(file)}\n})`
    const start = vm.runInContext(wrapped, context, { filename: file }) as Handler
    const require = (name: string) => load(path.posix.join(path.posix.dirname(id), name).replace(/\.js$/, ''))
    start(require, module, module.exports)
    loading = outer
    return module.exports
  }

  const launch = { path: config.pages[0], query: {}, scene: 1001 }
  load('app')
  run(application as PageInstance, 'onLaunch', launch)
  run(application as PageInstance, 'onShow', launch)
  open(config.pages[0] ?? '', {})

  return { aliases, calls, errors, stack, storage, wx, pagePaths, open, close, shutDown }

  /** Ends the app as WeChat does when memory is short: nothing of it runs any more; only the storage stays. */
  function shutDown() {
    isShutDown = true
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
}

export type RunningApp = ReturnType<typeof launchPhone>
export { bubblingEvents }

import { setTimeout as sleep } from 'node:timers/promises'
import { launchPhone, type PhoneOptions, type ViewNode } from './phone.ts'

/** A node with the nodes around it, the nearest first. */
interface Found {
  node: ViewNode
  parents: ViewNode[]
}

const bubbling = /^(tap|longpress|longtap|touch\w+)$/

function* walk(node: ViewNode, parents: ViewNode[] = []): Generator<Found> {
  yield { node, parents }
  for (const child of node.cn ?? []) yield* walk(child, [node, ...parents])
}

function textOf(node: ViewNode): string {
  return (node.v ?? '') + (node.cn ?? []).map(textOf).join('')
}

/** How a person calls something on the screen: some of its words, or a pattern of them. */
export type Words = string | RegExp

/** A phone with the mini-program open, and a finger: looks, presses, types, waits, as a person does. */
export function pickUpPhone(distribution: string, options: PhoneOptions) {
  const running = launchPhone(distribution, options)
  const { aliases, stack } = running

  const page = () => {
    const top = stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }
  const root = (): ViewNode => page().data.root ?? {}

  function attributesOf(node: ViewNode): Record<string, unknown> {
    const names = aliases.get(node.nn ?? '')?.attributes ?? {}
    return Object.fromEntries(
      Object.entries(node).flatMap(([property, value]) => {
        const name = names[property]
        return name === undefined ? [] : [[name, value]]
      }),
    )
  }
  const said = (attribute: string) => (node: ViewNode) => {
    const value = attributesOf(node)[attribute]
    return typeof value === 'string' ? value : ''
  }
  const roleOf = said('aria-role')
  const labelOf = said('aria-label')

  /** What a finger can reach: the page, or the question that lies over it. */
  function reachable(): Found[] {
    const all = [...walk(root())]
    const dialogs = all.filter(({ node }) => roleOf(node) === 'dialog')
    const dialog = dialogs.at(-1)
    return dialog ? [...walk(dialog.node, dialog.parents)] : all
  }

  /** Everything with one of these roles, in reading order. */
  function withRole(roles: RegExp): Found[] {
    return reachable().filter(({ node }) => node.sid !== undefined && roles.test(roleOf(node)))
  }

  const pressableRoles = /^(button|tab|radio|checkbox|switch|link)$/

  /** What these words mean: said exactly if there is such a thing, else contained; the first in reading order. */
  function called(words: Words, roles: RegExp): Found | undefined {
    const all = withRole(roles)
    const names = ({ node }: Found) => [labelOf(node), textOf(node)]
    if (words instanceof RegExp) return all.find((found) => names(found).some((name) => words.test(name)))
    return (
      all.find((found) => names(found).includes(words)) ??
      all.find((found) => names(found).some((name) => name.includes(words)))
    )
  }

  async function fire({ node, parents }: Found, type: string, detail: object = {}) {
    const target = (of: ViewNode) => ({ id: of.uid ?? of.sid, dataset: { sid: of.sid }, offsetLeft: 0, offsetTop: 0 })
    const top = page()
    for (const each of bubbling.test(type) ? [node, ...parents] : [node]) {
      if (each.sid === undefined || !aliases.get(each.nn ?? '')?.events.includes(type)) continue
      top.eh?.({
        type,
        timeStamp: Date.now(),
        target: target(node),
        currentTarget: target(each),
        detail,
        mark: {},
        touches: [],
        changedTouches: [],
      })
    }
    await sleep(5)
  }

  const screen = () => `${page().route}: ${textOf(root()).slice(0, 800)}`

  /** Waits until `look` gives something truthy; on failure says what the page shows instead. */
  async function waitFor<Value>(
    what: string,
    look: () => Value | Promise<Value>,
    milliseconds = 8000,
  ): Promise<NonNullable<Value>> {
    const end = Date.now() + milliseconds
    for (;;) {
      const value = await look()
      if (value) return value
      if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain for ${what}; the page shows ${screen()}`)
      await sleep(10)
    }
  }

  const find = (words: Words, roles = pressableRoles) =>
    waitFor(`“${String(words)}” that can be pressed`, () => {
      const found = called(words, roles)
      return found && attributesOf(found.node)['aria-disabled'] !== true ? found : undefined
    })

  return {
    ...running,
    route: () => page().route,
    text: () => textOf(root()),
    /** Everything that can be pressed now, by what it is called. */
    pressables: () => withRole(pressableRoles).map(({ node }) => labelOf(node) || textOf(node)),
    /** Waits for what is called so and can be pressed, and presses it. */
    press: async (words: Words) => fire(await find(words), 'tap'),
    /** Whether what is called so is on, chosen or ticked. */
    isOn: async (words: Words) => {
      const { node } = await find(words)
      const attributes = attributesOf(node)
      return attributes['aria-checked'] === true || attributes['aria-selected'] === true
    },
    /** Types into the field that is called so. */
    type: async (words: Words, value: string) =>
      fire(await find(words, /^textbox$/), 'input', { value, cursor: value.length }),
    waitFor,
    waitForText: (words: Words, milliseconds?: number) =>
      waitFor(
        `“${String(words)}”`,
        () => {
          const text = textOf(root())
          return words instanceof RegExp ? words.test(text) : text.includes(words)
        },
        milliseconds,
      ),
    waitForPage: (route: string) => waitFor(`the page ${route}`, () => page().route === route),
    /** What one `wx` function was called with so far, oldest first. */
    callsOf: (name: string) => running.calls.filter((each) => each.name === name).map((each) => each.argument),
  }
}

export type Phone = ReturnType<typeof pickUpPhone>

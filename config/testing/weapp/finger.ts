import { setTimeout as sleep } from 'node:timers/promises'
import { bubblingEvents, launchPhone, type PhoneOptions, type Selector, type ViewNode } from './phone.ts'

function* walk(node: ViewNode, parents: ViewNode[] = []): Generator<[ViewNode, ViewNode[]]> {
  yield [node, parents]
  for (const child of node.cn ?? []) yield* walk(child, [node, ...parents])
}

function textOf(node: ViewNode): string {
  return (node.v ?? '') + (node.cn ?? []).map(textOf).join('')
}

/** A phone with the mini-program open, and a finger: looks, taps, types, waits, as a person does. */
export function pickUpPhone(distribution: string, options: PhoneOptions) {
  const running = launchPhone(distribution, options)
  const { aliases, stack } = running

  const page = () => {
    const top = stack.at(-1)
    if (!top) throw new Error('no page is open')
    return top
  }
  const root = (): ViewNode => page().data.root ?? {}
  const text = () => textOf(root())

  function attributesOf(node: ViewNode): Record<string, unknown> {
    const names = aliases.get(node.nn ?? '')?.attributes ?? {}
    return Object.fromEntries(
      Object.entries(node).flatMap(([property, value]) => {
        const name = names[property]
        return name === undefined ? [] : [[name, value]]
      }),
    )
  }

  function matches(selector: Selector, node: ViewNode): boolean {
    const tag = aliases.get(node.nn ?? '')?.tag ?? ''
    if (typeof selector === 'function') return selector(node, tag, attributesOf(node))
    if (selector.startsWith('#')) return node.uid === selector.slice(1)
    if (selector.startsWith('.')) return (node.cl ?? '').split(' ').includes(selector.slice(1))
    return tag === selector
  }

  function findAll(selector: Selector): [ViewNode, ViewNode[]][] {
    return [...walk(root())].filter(([node]) => node.sid !== undefined && matches(selector, node))
  }

  function find(selector: Selector): [ViewNode, ViewNode[]] {
    const [first] = findAll(selector)
    if (!first) throw new Error(`nothing matches ${String(selector)} on ${page().route}: ${text().slice(0, 400)}`)
    return first
  }

  /** Something to press whose label, or whose text, contains these words. The deepest one wins. */
  function pressable(words: string): Selector {
    return (node, _tag, attributes) => {
      const role = attributes['aria-role']
      if (role === undefined || role === '') return false
      const label = attributes['aria-label']
      return (typeof label === 'string' && label.includes(words)) || textOf(node).includes(words)
    }
  }

  async function fire(selector: Selector, type: string, detail: object = {}) {
    const [node, parents] = find(selector)
    const target = (of: ViewNode) => ({ id: of.uid ?? of.sid, dataset: { sid: of.sid }, offsetLeft: 0, offsetTop: 0 })
    const top = page()
    for (const each of bubblingEvents.test(type) ? [node, ...parents] : [node]) {
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

  /** Waits until `look` gives something truthy; on failure says what the page shows instead. */
  async function waitFor<Value>(look: () => Value | Promise<Value>, milliseconds = 8000): Promise<Value> {
    const end = Date.now() + milliseconds
    let reason: unknown
    while (Date.now() < end) {
      try {
        const value = await look()
        if (value) return value
      } catch (error) {
        reason = error
      }
      await sleep(10)
    }
    const seen = `${stack.at(-1)?.route}: ${textOf(stack.at(-1)?.data.root ?? {}).slice(0, 600)}`
    throw new Error(`waited ${milliseconds} ms in vain; the page shows ${seen}`, { cause: reason })
  }

  return {
    ...running,
    page,
    route: () => page().route,
    text,
    textOf: (selector: Selector) => textOf(find(selector)[0]),
    findAll: (selector: Selector) => findAll(selector).map(([node]) => node),
    attributes: (selector: Selector) => attributesOf(find(selector)[0]),
    /** Presses what says these words. */
    press: async (words: string) => {
      await waitFor(() => findAll(pressable(words)).length > 0)
      const all = findAll(pressable(words))
      const deepest = all.reduce((best, each) => (each[1].length >= best[1].length ? each : best))
      await fire((node) => node === deepest[0], 'tap')
    },
    tap: (selector: Selector) => fire(selector, 'tap'),
    type: (selector: Selector, value: string) => fire(selector, 'input', { value, cursor: value.length }),
    change: (selector: Selector, value: unknown) => fire(selector, 'change', { value }),
    waitFor,
    waitForText: (words: string, milliseconds?: number) => waitFor(() => text().includes(words), milliseconds),
    /** Calls of one `wx` function so far, oldest first. */
    callsOf: (name: string) => running.calls.filter((each) => each.name === name).map((each) => each.argument),
  }
}

export type Phone = ReturnType<typeof pickUpPhone>

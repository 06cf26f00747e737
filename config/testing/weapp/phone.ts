import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import type { PageStack, Query } from './pages.ts'
import { readTemplateAliases } from './template-aliases.ts'
import { wxNames } from './wx-names.ts'
import { createWx, type Handler, type WxCall } from './wx.ts'

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

interface PageInstance {
  route: string
  data: { root?: ViewNode }
  eh?: (event: object) => void
  [name: string]: unknown
}
type PageDefinition = Record<string, unknown>

export interface PhoneOptions {
  /** Where relative request addresses go. */
  apiBase: string
  /** WeChat's storage; the same object in a second launch is the same phone with the app opened again. */
  storage?: Record<string, unknown>
  /** Replaces single functions of `wx`, e.g. `login`. */
  wx?: Record<string, Handler>
  /** Built-ins an old phone has not: `Array.prototype.at`. They are taken away before anything of the app runs. */
  without?: readonly string[]
}

const names = wxNames()

/** The bridge between logic and view carries JSON, nothing else. */
const overTheBridge = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)

/** Writes to a path as `setData` names it: `root.cn[0].cn[2].v`. */
function setPath(target: Record<string, unknown>, keys: string, value: unknown) {
  const parts = keys
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = parts.pop() ?? ''
  let place = target
  for (const part of parts) place = (place[part] ??= {}) as Record<string, unknown>
  place[last] = overTheBridge(value)
}

function run(page: Record<string, unknown> | undefined, name: string, ...values: unknown[]) {
  const method = page?.[name]
  if (typeof method === 'function') (method as Handler).apply(page, values)
}

/**
 * Runs a compiled mini-program the way WeChat's logic layer does: in a bare context without window, document, fetch and
 * eval, with real HTTP behind `wx.request`. What a person would see is read from the `setData` tree; taps go through
 * the event handler the view would call.
 */
export function launchPhone(distribution: string, options: PhoneOptions) {
  const read = (file: string) => fs.readFileSync(path.join(distribution, file), 'utf8')
  const config = JSON.parse(read('app.json')) as { pages: string[]; subPackages?: { root: string; pages: string[] }[] }
  const firstPage = config.pages[0] ?? ''
  const subpackages = (config.subPackages ?? []).flatMap((part) => part.pages.map((page) => `${part.root}/${page}`))
  const routes = new Set([...config.pages, ...subpackages])
  const storage = options.storage ?? {}
  const calls: WxCall[] = []
  const stack: PageInstance[] = []
  const definitions: Record<string, PageDefinition> = {}
  const modules: Record<string, { exports: unknown }> = {}
  const timers = new Set<ReturnType<typeof setTimeout>>()
  /** What was written to `console.error`, and what was thrown where nobody caught it. */
  const errors: unknown[] = []
  let application: PageDefinition = {}
  let loading = ''
  let lastViewId = 0
  const end = new AbortController()

  function guarded(work: () => void) {
    if (end.signal.aborted) return
    try {
      work()
    } catch (error) {
      errors.push(error)
    }
  }
  function later(work: () => void, milliseconds: number) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      guarded(work)
    }, milliseconds)
    timers.add(timer)
    return timer
  }
  function again(work: () => void, milliseconds: number) {
    const timer = setInterval(() => guarded(work), milliseconds)
    timers.add(timer)
    return timer
  }

  function instantiate(route: string, query: Query): PageInstance {
    const definition = definitions[route] ?? {}
    return Object.assign(Object.create(null) as object, definition, {
      data: structuredClone(definition['data'] ?? {}),
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
      getOpenerEventChannel: () => ({ on() {}, emit() {} }),
      getTabBar: () => null,
    })
  }
  const pages: PageStack = {
    routes: () => stack.map(({ route }) => route),
    isPage: (route) => routes.has(route),
    open(route, query) {
      if (!definitions[route]) load(route)
      const page = instantiate(route, query)
      stack.push(page)
      run(page, 'onLoad', query)
      run(page, 'onShow')
      later(() => run(page, 'onReady'), 0)
    },
    close: () => run(stack.pop(), 'onUnload'),
    hideTop: () => run(stack.at(-1), 'onHide'),
    showTop: () => run(stack.at(-1), 'onShow'),
  }

  const wx = createWx({
    names,
    apiBase: options.apiBase,
    pages,
    firstPage,
    storage: {
      read: (key) => structuredClone(storage[key]),
      write: (key, value) => void (storage[key] = structuredClone(value)),
      remove: (key) => void delete storage[key],
    },
    later: (work) => void later(work, 0),
    ended: end.signal,
    calls,
    own: options.wx ?? {},
  })
  const context = vm.createContext(
    {
      wx,
      console: { ...console, error: (...values: unknown[]) => errors.push(values) },
      setTimeout: (work: () => void, milliseconds = 0) => later(work, milliseconds),
      clearTimeout,
      setInterval: (work: () => void, milliseconds = 0) => again(work, milliseconds),
      clearInterval,
      App: (definition: PageDefinition) => void (application = definition),
      Page: (definition: PageDefinition) => void (definitions[loading] = definition),
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
  for (const name of options.without ?? []) vm.runInContext(`delete ${name}`, context)

  function load(id: string): unknown {
    const known = modules[id]
    if (known) return known.exports
    const module = (modules[id] = { exports: {} })
    const outer = loading
    loading = id
    const file = `${id}.js`
    const wrapped = `(function(require,module,exports,window,document,self,process){${read(file)}\n})`
    const start = vm.runInContext(wrapped, context, { filename: file }) as Handler
    start(
      (name: string) => load(path.posix.join(path.posix.dirname(id), name).replace(/\.js$/, '')),
      module,
      module.exports,
    )
    loading = outer
    return module.exports
  }

  const launch = { path: firstPage, query: {}, scene: 1001 }
  load('app')
  run(application, 'onLaunch', launch)
  run(application, 'onShow', launch)
  pages.open(firstPage, {})

  return {
    aliases: readTemplateAliases(read('base.wxml')),
    calls,
    errors,
    stack,
    storage,
    /** Every page of the app, subpackages included. */
    routes: [...routes],
    /** Opens a page by its route, as a message from WeChat or a shared link would. */
    open: pages.open,
    /** Somebody looks at something else: the app stays open, unseen. */
    background() {
      run(stack.at(-1), 'onHide')
      run(application, 'onHide')
    },
    /** And comes back to the page that was open. */
    foreground() {
      run(application, 'onShow', launch)
      run(stack.at(-1), 'onShow')
    },
    /** Ends the app as WeChat does when memory is short: nothing of it runs any more; only the storage stays. */
    shutDown() {
      end.abort()
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}

import './globals.ts'
import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { defineBuiltIns } from './built-ins.ts'
import { parseAddress, type PageStack } from '../../weapp/pages.ts'
import { succeed, type CallbackOptions } from '../../weapp/wechat-objects.ts'
import { createWx, type WxCall } from '../../weapp/wx.ts'

type Work = (...values: unknown[]) => unknown
interface Caller {
  route: string
  [name: string]: unknown
}
interface OpenPage {
  route: string
  caller: Caller
  element: HTMLElement
  release: () => void
}

glassEasel.addGlobalWarningListener(() => false)
const environment = new MiniProgramEnv()
const definitions = defineBuiltIns(environment)
const config = window.__JSON['app'] as { pages: string[] }
const codeSpace = environment.createCodeSpace('', true)

// Taro addresses its nodes by id, so ids must reach the DOM as they are written.
const inner = codeSpace as unknown as { prepareComponentOptions: (...values: unknown[]) => object[] }
const prepare = inner.prepareComponentOptions.bind(codeSpace)
inner.prepareComponentOptions = (...values) => {
  const prepared = prepare(...values)
  Object.assign(prepared[0] ?? {}, { idPrefixGenerator: null, writeIdToDOM: true })
  return prepared
}
for (const [name, definition] of definitions) {
  codeSpace.getComponentSpace().setGlobalUsingComponent(name, definition as never)
}
const windowBackend = new glassEasel.CurrentWindowBackendContext()
const backend = environment.associateBackend(windowBackend)
for (const [id, content] of Object.entries(window.__TEMPLATES)) {
  const template = { groupList: window.__TEMPLATES, content, fallbackListenerOnNativeNode: true }
  codeSpace.addCompiledTemplate(id, template as never)
  if (id !== 'base') codeSpace.addComponentStaticConfig(id, { ...window.__JSON[id], styleIsolation: 'shared' } as never)
}

function setStyle(id: string, css: string | undefined) {
  let element = document.getElementById(`style-${id}`)
  if (!element) {
    element = document.createElement('style')
    element.id = `style-${id}`
    document.head.append(element)
  }
  element.textContent = css ?? ''
}
setStyle('app', window.__STYLES['app'])

/** The built-ins of the language, without anything of the browser: what WeChat's logic layer calls `globalThis`. */
const languageNames = [
  ...['Object', 'Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Symbol', 'Reflect', 'Proxy', 'Date', 'Math'],
  ...['JSON', 'Number', 'String', 'Boolean', 'RegExp', 'Error', 'TypeError', 'parseInt', 'parseFloat', 'isNaN'],
  ...['isFinite', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console', 'BigInt', 'Uint8Array'],
  'ArrayBuffer',
]
const language = Object.fromEntries(
  languageNames.map((name) => {
    const value = (window as unknown as Record<string, unknown>)[name]
    return [name, typeof value === 'function' && /^[a-z]/.test(name) ? (value as Work).bind(window) : value]
  }),
)

const stack: OpenPage[] = []
const calls: WxCall[] = []
const modules: Record<string, { exports: unknown }> = {}
let application: Caller = { route: '' }
const run = (caller: Caller | undefined, name: string, ...values: unknown[]) => {
  const method = caller?.[name]
  if (typeof method === 'function') (method as Work).apply(caller, values)
}

function show() {
  const top = stack.at(-1)
  if (!top) return
  document.getElementById('page')?.replaceChildren(top.element)
  setStyle('page', window.__STYLES[top.route])
  scrollTo(0, 0)
}

function open(route: string, query: Record<string, string>) {
  load(route)
  const root = backend.createRoot('page', codeSpace, route)
  const caller = root.get() as unknown as Caller
  const element = document.createElement('div')
  const placeholder = document.createElement('div')
  element.append(placeholder)
  Object.assign(caller, { route, __route__: route, options: query, __wxWebviewId__: stack.length + 1 })
  stack.push({ route, caller, element, release: () => root.release() })
  root.attach(element as never, placeholder as never)
  run(caller, 'onLoad', query)
  show()
  run(caller, 'onShow')
  setTimeout(() => run(caller, 'onReady'))
}

function close() {
  const page = stack.pop()
  run(page?.caller, 'onUnload')
  page?.release()
}

const pages: PageStack = {
  routes: () => stack.map(({ route }) => route),
  isPage: (route) => window.__MODULES[route] !== undefined,
  open,
  close,
  hideTop: () => run(stack.at(-1)?.caller, 'onHide'),
  showTop: () => {
    show()
    run(stack.at(-1)?.caller, 'onShow')
  },
}
const stored = (key: string) => {
  const text = localStorage.getItem(key)
  return text === null ? undefined : (JSON.parse(text) as unknown)
}
const wx = createWx({
  names: window.__WX_NAMES,
  apiBase: location.origin,
  pages,
  firstPage: config.pages[0] ?? '',
  storage: {
    read: stored,
    write: (key, value) => localStorage.setItem(key, JSON.stringify(value)),
    remove: (key) => localStorage.removeItem(key),
  },
  screen: { width: innerWidth, height: innerHeight },
  later: (work) => void setTimeout(work),
  calls,
  own: { login: async (o) => succeed(o as CallbackOptions, { code: await window.__loginCode() }) },
})

function load(id: string): unknown {
  const known = modules[id]
  if (known) return known.exports
  const module = (modules[id] = { exports: {} })
  codeSpace.componentEnv(id, (env) => {
    const { Page, Component, Behavior } = env as unknown as Record<'Page' | 'Component' | 'Behavior', Work>
    const define = (definition: Record<string, unknown>) => {
      for (const name of ['behaviors', 'externalClasses']) {
        if (!Array.isArray(definition[name])) delete definition[name]
      }
      return Component(definition)
    }
    const require = (name: string) => load(parseAddress(name, id)[0].replace(/\.js$/, ''))
    const App = (definition: Caller) => {
      application = definition
    }
    const openPages = () => stack.map((page) => page.caller)
    const hidden = Array.from({ length: HIDDEN_COUNT })
    const given = [wx, App, Page, define, Behavior, () => application, openPages, language, language, ...hidden]
    window.__MODULES[id]?.(require, module, module.exports, ...given)
  })
  return module.exports
}

// A const enum of the library: its values exist at run time, but not for isolated modules.
const { EventBubbleStatus } = glassEasel as unknown as { EventBubbleStatus: Record<'NoDefault' | 'Normal', never> }
windowBackend.onEvent((target, type, detail, options) => {
  const event = new glassEasel.Event(type, detail, options)
  glassEasel.Event.dispatchEvent(target, event)
  return event.defaultPrevented() ? EventBubbleStatus.NoDefault : EventBubbleStatus.Normal
})

window.__miniProgram = { calls, routes: () => stack.map((page) => page.route), ready: false }
const launch = { path: config.pages[0], query: {}, scene: 1001 }
load('app')
run(application, 'onLaunch', launch)
run(application, 'onShow', launch)
for (const id of ['comp', 'custom-wrapper']) if (window.__MODULES[id]) load(id)
const [route, query] =
  location.hash === '' ? [config.pages[0] ?? '', {}] : parseAddress(`/${location.hash.slice(1)}`, '')
open(route, query)
window.__miniProgram.ready = true

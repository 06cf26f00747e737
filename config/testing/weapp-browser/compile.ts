import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** WeChat's own template compiler; published as CommonJS over WebAssembly. */
interface TemplateGroup {
  addTmpl: (path: string, source: string) => unknown[] | undefined
  addScript: (path: string, source: string) => void
  getTmplGenObjectGroups: () => string
}
const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => TemplateGroup
}

/** What a browser has and WeChat's logic layer has not: hidden from the bundle, so that using one fails here too. */
const hiddenFromLogic = [
  ...['window', 'document', 'self', 'navigator', 'location', 'history', 'localStorage', 'sessionStorage', 'fetch'],
  ...['XMLHttpRequest', 'WebSocket', 'URL', 'URLSearchParams', 'AbortController', 'Headers', 'Request', 'Response'],
  ...['Blob', 'FormData', 'TextEncoder', 'TextDecoder', 'crypto', 'performance', 'structuredClone', 'queueMicrotask'],
  ...['requestAnimationFrame', 'cancelAnimationFrame', 'Event', 'EventTarget', 'Intl'],
]
const logicArguments = [
  ...['require', 'module', 'exports', 'wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages'],
  ...['global', 'globalThis'],
  ...hiddenFromLogic,
]

/** Tags that are structure or a component of Taro's own, not an element of the view. */
const structural = 'block|template|import|include|wxs|slot|comp|custom-wrapper'
const elements = 'view|text|image|button|input|textarea|scroll-view|swiper|picker|switch|checkbox|label|form'

export interface CompiledBundle {
  /** One script that defines templates, JSON, styles and modules on `window`. */
  script: string
  /** Complaints of the template compiler. */
  warnings: string[]
}

/** Turns dist/weapp into what the page of the browser harness runs: real WXML, WXS, WXSS and JS, nothing replaced. */
export function compileBundle(distribution: string): CompiledBundle {
  const files = fs.readdirSync(distribution, { recursive: true }).map(String)
  const read = (file: string) => fs.readFileSync(path.join(distribution, file), 'utf8')
  const group = new TmplGroup()
  const warnings: string[] = []
  const json: Record<string, unknown> = {}
  const styles: Record<string, string> = {}
  const modules: string[] = []
  for (const file of files) {
    const id = file.replace(/\.\w+$/, '')
    if (file.endsWith('.wxml')) {
      const tags = new RegExp(`<(/?)(?!(?:${structural})\\b)([a-z][\\w-]*)`, 'g')
      const problems = group.addTmpl(id, read(file).replace(tags, '<$1wx-$2')) ?? []
      warnings.push(...problems.map((problem) => `${file}: ${JSON.stringify(problem)}`))
    } else if (file.endsWith('.wxs')) group.addScript(id, read(file))
    else if (file.endsWith('.json') && file !== 'project.config.json') json[id] = JSON.parse(read(file)) as unknown
    else if (file.endsWith('.wxss')) styles[id] = browserCss(file, read)
    else if (file.endsWith('.js')) {
      modules.push(`__define(${JSON.stringify(id)},function(${logicArguments.join(',')}){${read(file)}\n});`)
    }
  }
  const script = [
    `window.__TEMPLATES=${group.getTmplGenObjectGroups()};`,
    `window.__JSON=${JSON.stringify(json)};`,
    `window.__STYLES=${JSON.stringify(styles)};`,
    'window.__MODULES={};window.__define=(id,start)=>{__MODULES[id]=start};',
    ...modules,
  ].join('\n')
  return { script, warnings }
}

function browserCss(file: string, read: (file: string) => string, seen = new Set<string>()): string {
  if (seen.has(file)) return ''
  seen.add(file)
  const folder = path.posix.dirname(file)
  return read(file)
    .replace(/@import\s+["']([^"']+)["'];?/g, (_, name: string) =>
      browserCss(path.posix.join(folder, name), read, seen),
    )
    .replace(/(-?[\d.]+)rpx/g, 'calc($1 * var(--rpx))')
    .replace(/(^|[\s,{}])page(?=[\s,{:.])/g, '$1body')
    .replace(new RegExp(`(^|[},>+~\\s])(${elements})(?=[\\s,{:.>+~])(?![^{}]*;)`, 'g'), '$1wx-$2')
}

/** Templates of WeChat's built-in elements that have an inside; compiled here so that the page needs no eval. */
export function compileBuiltIns(): string {
  const templates = {
    slot: '<slot/>',
    input:
      "<input class=\"wx-inner\" type=\"{{password?'password':(type=='number'||type=='digit')?'tel':'text'}}\" placeholder=\"{{placeholder}}\" maxlength=\"{{maxlength}}\"/>",
    textarea: '<textarea class="wx-inner" placeholder="{{placeholder}}" maxlength="{{maxlength}}"></textarea>',
    button: '<button class="wx-inner"><slot/></button>',
    image: '<img src="{{src}}" alt=""/>',
    check: '<input class="wx-inner" type="checkbox"/><slot/>',
  }
  const group = new TmplGroup()
  for (const [name, source] of Object.entries(templates)) group.addTmpl(name, source)
  return `window.__BUILT_INS=${group.getTmplGenObjectGroups()};`
}

export { hiddenFromLogic }

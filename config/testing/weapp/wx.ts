import { navigationOf, type PageStack } from './pages.ts'
import { fail, phoneInfo, succeed, wechatRequest, type CallbackOptions, type RequestOptions } from './wechat-objects.ts'

export type Handler = (...values: unknown[]) => unknown

/** One call of a `wx` function. */
export interface WxCall {
  name: string
  argument: unknown
}

export interface WxSurroundings {
  /** Every function that WeChat has. */
  names: readonly string[]
  /** Where relative request addresses go. */
  apiBase: string
  pages: PageStack
  firstPage: string
  /** What `wx.setStorage` keeps; undefined for what was never kept. */
  storage: {
    read: (key: string) => unknown
    write: (key: string, value: unknown) => void
    remove: (key: string) => void
  }
  screen?: { width: number; height: number }
  later: (work: () => void) => void
  /** The end of the app: its requests end with it. */
  ended?: AbortSignal
  /** Every call is written down here, oldest first. */
  calls: WxCall[]
  /** In place of the functions below, e.g. `login`. */
  own: Record<string, Handler>
}

const keyOf = (o: unknown) => (o as { key: string }).key

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

/** What WeChat's own functions answer when nothing else is laid out: listeners nothing, everything else success. */
function standIn(name: string): Handler {
  if (/^(on|off)[A-Z]/.test(name)) return () => undefined
  if (name.endsWith('Sync')) return () => ({})
  return (o) => succeed(o as CallbackOptions | undefined, {})
}

/** WeChat's `wx` object for a harness: storage, navigation and requests are real, the rest answers as a phone would. */
export function createWx({
  names,
  apiBase,
  pages,
  firstPage,
  storage,
  screen,
  later,
  ended,
  calls,
  own,
}: WxSurroundings): unknown {
  const info = () => phoneInfo(screen?.width, screen?.height)
  const launch = { path: firstPage, query: {}, scene: 1001 }
  const implementation: Record<string, Handler> = {
    ...navigationOf(pages),
    getSystemInfoSync: info,
    getWindowInfo: info,
    getDeviceInfo: info,
    getAppBaseInfo: info,
    getSystemInfo: (o) => succeed(o as CallbackOptions, info()),
    getStorageSync: (key) => storage.read(key as string) ?? '',
    setStorageSync: (key, value) => storage.write(key as string, value),
    removeStorageSync: (key) => storage.remove(key as string),
    getStorage: (o) => {
      const data = storage.read(keyOf(o))
      return data === undefined
        ? fail(o as CallbackOptions, 'getStorage:fail data not found')
        : succeed(o as CallbackOptions, { data })
    },
    setStorage: (o) => {
      storage.write(keyOf(o), (o as { data: unknown }).data)
      return succeed(o as CallbackOptions, {})
    },
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    nextTick: (work) => later(work as () => void),
    canIUse: () => true,
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getUpdateManager: () => ({ onUpdateReady() {}, onCheckForUpdate() {}, onUpdateFailed() {} }),
    createSelectorQuery: selectorQuery,
    getFileSystemManager: () => ({ writeFileSync() {} }),
    createInnerAudioContext: () => ({ play() {}, stop() {}, destroy() {}, onError() {}, onEnded() {} }),
    request: (o) => wechatRequest(apiBase, o as RequestOptions, ended),
    ...own,
  }
  const wx: Record<string, unknown> = { env: { USER_DATA_PATH: 'wxfile://usr' } }
  // Taro wraps what it finds here: a function that is not WeChat's must be missing, and one that is must be there.
  for (const name of names) {
    const work = implementation[name] ?? standIn(name)
    wx[name] = (...values: unknown[]) => {
      if (name !== 'nextTick') calls.push({ name, argument: values[0] })
      return work(...values)
    }
  }
  return wx
}

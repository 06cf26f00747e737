import { fail, succeed, wechatRequest, type CallbackOptions, type RequestOptions } from '../../weapp/wechat-objects.ts'

type Handler = (...values: unknown[]) => unknown

export interface Navigator {
  navigateTo: (url: string) => string | undefined
  redirectTo: (url: string) => string | undefined
  reLaunch: (url: string) => string | undefined
  navigateBack: (delta: number) => void
  firstPage: string
}

const info = () => ({
  platform: 'ios',
  system: 'iOS 17.4',
  SDKVersion: '3.8.0',
  version: '8.0.50',
  brand: 'iPhone',
  model: 'iPhone 15',
  pixelRatio: devicePixelRatio,
  windowWidth: innerWidth,
  windowHeight: innerHeight,
  screenWidth: innerWidth,
  screenHeight: innerHeight,
  statusBarHeight: 47,
  language: 'zh_CN',
  fontSizeSetting: 16,
  theme: 'light',
  safeArea: {
    top: 47,
    bottom: innerHeight - 34,
    left: 0,
    right: innerWidth,
    width: innerWidth,
    height: innerHeight - 81,
  },
})

/** `wx` over a real browser: storage is localStorage, requests are real, navigation is the harness's page stack. */
export function createWx(go: Navigator, calls: { name: string; argument: unknown }[]): unknown {
  const navigate = (work: (url: string) => string | undefined) => (o: unknown) => {
    const options = o as CallbackOptions & { url: string }
    const problem = work(options.url)
    return problem === undefined ? succeed(options, {}) : fail(options, problem)
  }
  const stored = (key: unknown) => {
    const value = localStorage.getItem(key as string)
    return value === null ? '' : (JSON.parse(value) as unknown)
  }
  const launch = { path: go.firstPage, query: {}, scene: 1001 }
  const selectorQuery = () => {
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
    getSystemInfoSync: info,
    getWindowInfo: info,
    getDeviceInfo: info,
    getAppBaseInfo: info,
    getSystemInfo: (o) => succeed(o as CallbackOptions, info()),
    navigateTo: navigate(go.navigateTo),
    redirectTo: navigate(go.redirectTo),
    reLaunch: navigate(go.reLaunch),
    navigateBack: (o) => {
      const options = o as (CallbackOptions & { delta?: number }) | undefined
      go.navigateBack(options?.delta ?? 1)
      return succeed(options, {})
    },
    getStorageSync: stored,
    setStorageSync: (key, value) => localStorage.setItem(key as string, JSON.stringify(value)),
    removeStorageSync: (key) => localStorage.removeItem(key as string),
    getStorage: (o) => {
      const { key } = o as { key: string }
      return localStorage.getItem(key) === null
        ? fail(o as CallbackOptions, 'getStorage:fail data not found')
        : succeed(o as CallbackOptions, { data: stored(key) })
    },
    setStorage: (o) => {
      const { key, data } = o as { key: string; data: unknown }
      localStorage.setItem(key, JSON.stringify(data))
      return succeed(o as CallbackOptions, {})
    },
    login: async (o) => succeed(o as CallbackOptions, { code: await window.__loginCode() }),
    nextTick: (work) => setTimeout(work as () => void),
    canIUse: () => true,
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop' } }),
    getUpdateManager: () => ({ onUpdateReady() {}, onCheckForUpdate() {}, onUpdateFailed() {} }),
    createSelectorQuery: selectorQuery,
    createInnerAudioContext: () => ({ play() {}, stop() {}, destroy() {}, onError() {}, onEnded() {} }),
    showToast: (o) => {
      const options = o as CallbackOptions & { title: string; duration?: number }
      const toast = document.getElementById('toast')
      if (toast) toast.textContent = options.title
      setTimeout(() => toast?.replaceChildren(), options.duration ?? 1500)
      return succeed(options, {})
    },
    request: (o) => wechatRequest(location.origin, o as RequestOptions),
  }
  const standIn = (name: string): Handler => {
    if (/^(on|off)[A-Z]/.test(name)) return () => undefined
    if (name.endsWith('Sync')) return () => ({})
    return (o) => succeed(o as CallbackOptions | undefined, {})
  }
  return new Proxy(implementation, {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then' || name === 'webpackJsonp') return undefined
      if (!Object.hasOwn(target, name) && name in target) return Reflect.get(target, name) as unknown
      const work = (Object.hasOwn(target, name) ? target[name] : undefined) ?? standIn(name)
      return (...values: unknown[]) => {
        if (name !== 'nextTick') calls.push({ name, argument: values[0] })
        return work(...values)
      }
    },
  })
}

/** The shape of WeChat's callback options. */
export interface CallbackOptions {
  success?: (value: object) => void
  fail?: (value: object) => void
  complete?: (value: object) => void
}

export function succeed<Value extends object>(options: CallbackOptions | undefined, value: Value) {
  const answer = { errMsg: 'ok', ...value }
  queueMicrotask(() => {
    options?.success?.(answer)
    options?.complete?.(answer)
  })
  return takesCallbacks(options) ? undefined : Promise.resolve(answer)
}

export function fail(options: CallbackOptions | undefined, errMsg: string) {
  const answer = { errMsg }
  queueMicrotask(() => {
    options?.fail?.(answer)
    options?.complete?.(answer)
  })
  return takesCallbacks(options) ? undefined : Promise.reject(new Error(errMsg))
}

function takesCallbacks(options: CallbackOptions | undefined): boolean {
  return options?.success !== undefined || options?.fail !== undefined || options?.complete !== undefined
}

/** An iPhone with a notch, as `wx.getSystemInfoSync` and its successors describe it. Sizes in CSS pixels. */
export function phoneInfo(width = 390, height = 844) {
  return {
    platform: 'ios',
    system: 'iOS 17.4',
    SDKVersion: '3.8.0',
    version: '8.0.50',
    brand: 'iPhone',
    model: 'iPhone 15',
    pixelRatio: 3,
    windowWidth: width,
    windowHeight: height,
    screenWidth: width,
    screenHeight: height,
    statusBarHeight: 47,
    language: 'zh_CN',
    fontSizeSetting: 16,
    theme: 'light',
    safeArea: { top: 47, bottom: height - 34, left: 0, right: width, width, height: height - 81 },
  }
}

export interface RequestOptions extends CallbackOptions {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
}

/**
 * `wx.request` over real HTTP: any status lands in `success`, only transport failures in `fail`. When the app ends
 * (`ended`) its requests end with it, and nobody is told.
 */
export function wechatRequest(apiBase: string, options: RequestOptions, ended?: AbortSignal) {
  const controller = new AbortController()
  ended?.addEventListener('abort', () => controller.abort(), { once: true })
  const timer = setTimeout(() => controller.abort(), options.timeout ?? 60_000)
  const method = (options.method ?? 'GET').toUpperCase()
  const url = new URL(options.url, apiBase)
  let body: string | undefined
  if (options.data !== undefined && method === 'GET') {
    for (const [name, value] of Object.entries(options.data as Record<string, string>))
      url.searchParams.set(name, value)
  } else if (options.data !== undefined) {
    body = typeof options.data === 'string' ? options.data : JSON.stringify(options.data)
  }
  const init: RequestInit = { method, signal: controller.signal }
  if (options.header) init.headers = options.header
  if (body !== undefined) init.body = body
  void send(url, init, options, ended).finally(() => clearTimeout(timer))
  return { abort: () => controller.abort(), onHeadersReceived() {}, offHeadersReceived() {} }
}

async function send(url: URL, init: RequestInit, options: RequestOptions, ended: AbortSignal | undefined) {
  let answer: object
  try {
    const response = await fetch(url, init)
    const text = await response.text()
    const data = (options.dataType ?? 'json') === 'json' ? parsed(text) : text
    answer = { errMsg: 'request:ok', statusCode: response.status, header: Object.fromEntries(response.headers), data }
  } catch (error) {
    if (ended?.aborted) return
    answer = { errMsg: `request:fail ${error instanceof Error ? error.message : 'unknown'}`, errno: 600001 }
    options.fail?.(answer)
    options.complete?.(answer)
    return
  }
  if (ended?.aborted) return
  options.success?.(answer)
  options.complete?.(answer)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

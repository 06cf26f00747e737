import { log as processLog, type Log } from '../log.ts'
import { faultOf, type WechatFault } from './errcodes.ts'

export type Fetch = (input: string, init: RequestInit) => Promise<Response>

/** WeChat's reply, read once. A JSON reply with an errcode other than 0 is a fault. */
export type WechatReply =
  | { ok: true; body: Readonly<Record<string, unknown>> }
  | { ok: true; image: { bytes: Uint8Array<ArrayBuffer>; contentType: string } }
  | { ok: false; fault: WechatFault }

export interface WechatRequest {
  path: `/${string}`
  query?: Readonly<Record<string, string>>
  /** A body makes the request a POST. */
  body?: Readonly<Record<string, unknown>>
}

export type WechatHttp = (request: WechatRequest) => Promise<WechatReply>

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * One call to WeChat, never thrown, always ended after `timeoutMilliseconds`. The address holds the app secret or the
 * access token and the reply holds openids and phone numbers, so only the path and the errcode are ever logged.
 */
export function createWechatHttp(options: {
  baseUrl: string
  timeoutMilliseconds: number
  fetch?: Fetch | undefined
  log?: Log | undefined
}): WechatHttp {
  const { fetch = (input, init) => globalThis.fetch(input, init), log = processLog } = options
  const baseUrl = options.baseUrl.replace(/\/+$/u, '')

  const failed = (operation: string, fault: WechatFault, fields: { errcode?: number; status?: number } = {}) => {
    // 43101 is everyday life: the person has used up what they agreed to.
    if (fault !== 'not_subscribed') log('wechat_fault', { operation, fault, ...fields })
    return { ok: false, fault } as const
  }

  return async ({ path, query, body }) => {
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
    let response: Response
    let bytes: Uint8Array<ArrayBuffer>
    try {
      response = await fetch(`${baseUrl}${path}${search}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(options.timeoutMilliseconds),
        redirect: 'error',
      })
      bytes = new Uint8Array(await response.arrayBuffer())
    } catch {
      return failed(path, 'unreachable')
    }
    if (!response.ok) return failed(path, 'unreachable', { status: response.status })
    const contentType = response.headers.get('content-type') ?? ''
    if (contentType.startsWith('image/')) return { ok: true, image: { bytes, contentType } }
    // WeChat sends JSON as text/plain on some paths: the body decides, not the header.
    const answer = parsed(new TextDecoder().decode(bytes))
    if (answer === undefined) return failed(path, 'unreachable', { status: response.status })
    const errcode = answer['errcode']
    if (typeof errcode === 'number' && errcode !== 0) return failed(path, faultOf(errcode), { errcode })
    return { ok: true, body: answer }
  }
}

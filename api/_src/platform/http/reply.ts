import { errorTable, type ErrorCode } from '../../../../shared/errors.ts'

/** Sent with every answer of the API. Nothing here is ever shown in a frame, run as a script or guessed at by type. */
const securityHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const

export interface ReplyOptions {
  requestId: string
  /** Seconds a shared cache may keep the answer; absent = personal, never stored. */
  cacheSeconds?: number
  allow?: string
}

const personal = { ...securityHeaders, 'cache-control': 'no-store' } as const

function headers({ requestId, cacheSeconds, allow }: ReplyOptions): Record<string, string> {
  if (cacheSeconds === undefined && allow === undefined) return { ...personal, 'x-request-id': requestId }
  const cache = `public, max-age=${cacheSeconds}, s-maxage=${cacheSeconds}, stale-while-revalidate=${cacheSeconds}`
  return {
    ...personal,
    'x-request-id': requestId,
    ...(cacheSeconds === undefined ? {} : { 'cache-control': cache }),
    ...(allow === undefined ? {} : { allow }),
  }
}

export function replyData(data: unknown, options: ReplyOptions): Response {
  return new Response(JSON.stringify({ ok: true, data }), { status: 200, headers: headers(options) })
}

/** Status and sentence come from the error table, in this one place. */
export function replyError(code: ErrorCode, options: ReplyOptions, details?: unknown): Response {
  const { status, text } = errorTable[code]
  const error = { code, message: text, requestId: options.requestId, ...(details === undefined ? {} : { details }) }
  return new Response(JSON.stringify({ ok: false, error }), { status, headers: headers(options) })
}

import { createHash } from 'node:crypto'
import { errorTable, type ErrorCode } from '../../../../shared/errors.ts'

/** Sent with every answer of the API. Nothing here is ever shown in a frame, run as a script or guessed at by type. */
export const apiHeaders = {
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

const personal = { ...apiHeaders, 'cache-control': 'no-store' } as const

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

/** Whether the caller has this very text already. A proxy that compresses may have weakened the tag. */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  return known.some((each) => each.trim().replace(/^W\//, '') === etag)
}

/** The file itself. The caller alone keeps it, and asks before it uses it again. */
export function replyFile(
  { body, fileName }: { body: string; fileName: string },
  contentType: string,
  request: Request,
  options: ReplyOptions,
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const found = {
    ...headers(options),
    'cache-control': 'private, no-cache',
    'content-type': contentType,
    'content-disposition': `inline; filename="${fileName}"`,
    etag,
  }
  return isKnown(request, etag)
    ? new Response(null, { status: 304, headers: found })
    : new Response(body, { status: 200, headers: found })
}

/** Status and sentence come from the error table, in this one place. */
export function replyError(code: ErrorCode, options: ReplyOptions, details?: unknown): Response {
  const { status, text } = errorTable[code]
  const error = { code, message: text, requestId: options.requestId, ...(details === undefined ? {} : { details }) }
  return new Response(JSON.stringify({ ok: false, error }), { status, headers: headers(options) })
}

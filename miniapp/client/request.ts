import Taro from '@tarojs/taro'
import type { EndpointName } from '../../shared/endpoints.ts'
import type { ReplyError } from '../../shared/contract.ts'
import { CONTRACT_VERSION } from '../../shared/version.ts'
import { clientSentences, type ClientErrorCode } from '../text/client-errors.ts'

/** What a person is told: a code for the program and a Chinese sentence for the person. */
export interface CallError {
  code: string
  message: string
  details?: unknown
}
export type CallResult<Value> = { ok: true; data: Value } | { ok: false; error: CallError }

/** Public reads go by GET so that caches may keep them; the list is checked against the contract by a test. */
export const publicEndpoints = [
  'people.communities',
  'booking.services',
  'booking.service',
  'booking.providers',
  'affairs.notices',
  'affairs.notice',
  'inbox.templates',
  'records.checkCertificate',
] as const satisfies readonly EndpointName[]

export interface SendOptions {
  token?: string | undefined
  timeoutMilliseconds: number
}

export function clientError(code: ClientErrorCode): { ok: false; error: CallError } {
  return { ok: false, error: { code, message: clientSentences[code] } }
}

/** Where something public is read by GET: what `send` asks, and what a calendar is told to follow. */
export function addressOf(name: EndpointName, input: unknown): string {
  return `${__API_BASE__}/api/${name}?input=${encodeURIComponent(JSON.stringify(input))}`
}

/**
 * One request, once. Any answer of the API becomes its own result; no answer becomes `offline` or `timeout`, an answer
 * that is not the API's becomes `unreachable`. Never rejects.
 */
export async function send<Value>(
  name: EndpointName,
  input: unknown,
  options: SendOptions,
): Promise<CallResult<Value>> {
  const isPublic = (publicEndpoints as readonly string[]).includes(name)
  try {
    const response = await Taro.request<unknown>({
      url: isPublic ? addressOf(name, input) : `${__API_BASE__}/api/${name}`,
      method: isPublic ? 'GET' : 'POST',
      ...(isPublic ? {} : { data: JSON.stringify(input) }),
      header: {
        'content-type': 'application/json',
        'x-contract': String(CONTRACT_VERSION),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      },
      timeout: options.timeoutMilliseconds,
    })
    return readReply<Value>(response.data)
  } catch (error) {
    return clientError(wasTimeout(error) ? 'timeout' : 'offline')
  }
}

function readReply<Value>(body: unknown): CallResult<Value> {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return clientError('unreachable')
  const reply = body as { ok: true; data: Value } | { ok: false; error: ReplyError }
  return reply.ok ? { ok: true, data: reply.data } : { ok: false, error: reply.error }
}

function wasTimeout(error: unknown): boolean {
  const text = (error as { errMsg?: unknown } | null)?.errMsg ?? error
  return typeof text === 'string'
    ? /timeout|abort/i.test(text)
    : error instanceof Error && /timeout|abort/i.test(error.message)
}

import type { GatewayFetch } from '../../../api/_src/platform/db/planetscale-driver.ts'
import { answerCall } from './answer.ts'
import type { Gateway } from './gateway.ts'

/** The gateway as a `fetch` for the PlanetScale driver: the same path as over HTTPS, without a socket. */
export function gatewayFetch(gateway: Gateway): GatewayFetch {
  return async (url, { body, signal }) => {
    signal.throwIfAborted()
    const answer = await Promise.race([answerCall(gateway, new URL(url).pathname, body), aborted(signal)])
    if (answer === 'hang') return await aborted(signal)
    if (answer === 'refused') {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) })
    }
    const { status, text } = answer
    return { ok: status < 300, status, statusText: '', text: async () => text }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(abortReason(signal)), { once: true })
  })
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted')
}

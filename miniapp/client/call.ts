import type { Input, Output } from '../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../shared/endpoints.ts'
import { publicEndpoints, send, type CallResult } from './request.ts'
import { session } from './session.ts'

export interface CallOptions {
  /** Milliseconds to wait for an answer. Default 8 s; a help press waits 4 s and is sent again. */
  timeoutMilliseconds?: number
}

/**
 * Calls an endpoint. Signs in first where a person must be known, and once more when the token has ended meanwhile.
 * Never rejects: what went wrong is a value with a Chinese sentence.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  input: Input<Endpoints[Name]>,
  options: CallOptions = {},
): Promise<CallResult<Output<Endpoints[Name]>>> {
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 8000
  if ((publicEndpoints as readonly string[]).includes(name)) return send(name, input, { timeoutMilliseconds })
  let token = session.token()
  if (token === undefined) {
    const signedIn = await session.signIn()
    if (!signedIn.ok) return signedIn
    token = signedIn.data.token
  }
  const answer = await send<Output<Endpoints[Name]>>(name, input, { token, timeoutMilliseconds })
  if (answer.ok || answer.error.code !== 'not_signed_in') return answer
  // Another call may have renewed the session while this one was on its way.
  if (session.token() === token) {
    const renewed = await session.signIn()
    if (!renewed.ok) return renewed
  }
  return send(name, input, { token: session.token(), timeoutMilliseconds })
}

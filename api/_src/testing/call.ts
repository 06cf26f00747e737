import { methodOf, type Reply } from '../../../shared/contract.ts'
import { endpoints, type EndpointName, type Endpoints } from '../../../shared/endpoints.ts'
import { CONTRACT_VERSION } from '../../../shared/version.ts'
import type { Input } from '../../../shared/contract.ts'
import type { App } from '../app.ts'
import { countRoundTrips } from '../platform/db/round-trips.ts'

export type CallResult<Name extends EndpointName> = {
  status: number
  /** Database round trips of this one call, session look-up included. */
  roundTrips: number
  headers: Headers
} & Reply<Endpoints[Name]>

/** The request that a phone sends for this call. */
export function requestFor(name: EndpointName, input: unknown, token?: string): Request {
  const url = `http://test.local/api/${name}`
  const headers = new Headers({ 'x-contract': String(CONTRACT_VERSION) })
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (methodOf(endpoints[name]) === 'GET') {
    return new Request(`${url}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
  }
  headers.set('content-type', 'application/json')
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(input) })
}

/** Calls an endpoint through the front door, as a phone would, and counts what it cost. */
export async function call<Name extends EndpointName>(
  app: App,
  token: string | undefined,
  name: Name,
  input: Input<Endpoints[Name]>,
): Promise<CallResult<Name>> {
  const { result: response, roundTrips } = await countRoundTrips(() => app.fetch(requestFor(name, input, token)))
  const reply = (await response.json()) as Reply<Endpoints[Name]>
  return { status: response.status, headers: response.headers, roundTrips, ...reply }
}

/** Asks for a file as a calendar would, which may say what it has already (`etag`), and counts what it cost. */
export async function callFile<Name extends EndpointName>(
  app: App,
  name: Name,
  input: Input<Endpoints[Name]>,
  etag?: string,
): Promise<{ status: number; text: string; headers: Headers; roundTrips: number }> {
  const request = requestFor(name, input)
  if (etag !== undefined) request.headers.set('if-none-match', etag)
  const { result: response, roundTrips } = await countRoundTrips(() => app.fetch(request))
  return { status: response.status, text: await response.text(), headers: response.headers, roundTrips }
}

/** Like `call`, for the case that must succeed: gives the data, or fails the test with the code. */
export async function callOk<Name extends EndpointName>(
  app: App,
  token: string | undefined,
  name: Name,
  input: Input<Endpoints[Name]>,
) {
  const result = await call(app, token, name, input)
  if (!result.ok) throw new Error(`${name} refused: ${JSON.stringify(result.error)}`)
  return result.data
}

import type { Caller, Endpoint } from '../../../../shared/contract.ts'
import type { Actor } from '../actor.ts'

/** The opaque token of `authorization: Bearer …`, or undefined. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer ([\w-]{20,128})$/.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** True when nobody needs to be known for this endpoint, so that no session is looked up. */
export function isForAnyone(endpoint: Endpoint): boolean {
  return endpoint.callers.includes('anyone')
}

/** Deny by default: at least one of the endpoint's callers must describe this actor. */
export function mayCall(endpoint: Endpoint, actor: Actor): boolean {
  return endpoint.callers.some((caller) => isCaller(caller, actor))
}

function isCaller(caller: Caller, actor: Actor): boolean {
  if (caller === 'anyone' || caller === 'account') return true
  if (caller === 'resident') return actor.identity !== undefined
  return actor.staff.some((grant) => grant.role === caller)
}

import { refuse, type Refusal } from '../../../shared/result.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Call } from './call.ts'
import { afterStep } from './decide-step.ts'
import type { Decision } from './decide-entry.ts'
import { findCall, writeStep } from './store.ts'

/** A press may slip in between reading and writing; more than this many in a row is somebody else's race won. */
const mostAttempts = 4

/**
 * Makes one move of a call: read it, let the rule decide, write it for exactly the version that was read. When somebody
 * was faster the rule decides again on what stands there now, so that only a real conflict is refused.
 * `may` hides calls that are not this person's business: for them the call does not exist.
 */
export async function makeMove<Code extends string>(
  db: Db,
  ref: { communityId: string; callId: string },
  may: (call: Call) => boolean,
  decide: (call: Call) => Decision<Code> | Promise<Decision<Code>>,
): Promise<{ ok: true; data: Call } | Refusal<Code | 'not_found' | 'conflict'>> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const call = await findCall(db, ref.communityId, ref.callId)
    if (!call || !may(call)) return refuse('not_found')
    const decision = await decide(call)
    if (!decision.ok) return decision
    if (!decision.step) return { ok: true, data: call }
    if (await writeStep(db, call, decision.step)) return { ok: true, data: afterStep(call, decision.step) }
  }
  return refuse('conflict')
}

import { isOpen, type EmergencyNumber } from '../../../shared/help/lifecycle.ts'
import { refuse } from '../../../shared/result.ts'
import type { Call, Doer, Named } from './call.ts'
import { isOnDesk } from './decide-step.ts'
import { already, isWritten, over, step, type Decision } from './decide-entry.ts'

/*
 * What is done beside the moves: it changes neither who has the call nor how far it has come, and no deadline.
 */

/** Somebody of the desk comes along: whoever has it asks them, or they say "我也去". Nobody helps a call nobody has. */
export function addHelper(
  call: Call,
  by: Doer,
  to: Named | undefined,
  now: Date,
): Decision<'call_closed' | 'conflict' | 'not_a_colleague'> {
  if (!isOpen(call.status)) return over(call, false)
  if (to === undefined) return refuse('not_a_colleague')
  if (call.responderAccountId === null) return refuse('conflict', { status: call.status })
  const isThere = [call.responderAccountId, ...call.helpers.map(({ accountId }) => accountId)].includes(to.accountId)
  if (isThere) return already
  const { accountId, name, post } = to
  const helper = post === undefined ? { accountId, name } : { accountId, name, post }
  return step(call, 'helper_added', by, now, { helpers: [...call.helpers, helper] }, { people: [helper] })
}

/** A line in the timeline, as long as the desk has something to do with the call. */
export function note(call: Call, by: Doer, said: { id: string; text: string }, now: Date): Decision<'call_closed'> {
  if (isWritten(call, said.id)) return already
  return isOnDesk(call) ? step(call, 'noted', by, now, {}, said) : over(call, false)
}

/** 120, 119 or 110 is rung: written down before the telephone dials. */
export function callEmergency(
  call: Call,
  by: Doer,
  dialled: { id: string; number: EmergencyNumber },
  now: Date,
): Decision<'call_closed'> {
  if (isWritten(call, dialled.id)) return already
  return isOnDesk(call) ? step(call, 'emergency_called', by, now, {}, dialled) : over(call, false)
}

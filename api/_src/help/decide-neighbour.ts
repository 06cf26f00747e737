import { isOpen } from '../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../shared/result.ts'
import type { Call, Doer } from './call.ts'
import { already, step, type Already, type Decision } from './decide-entry.ts'

/*
 * Family and neighbours who live near. Whoever says "我去" first goes; the others hear who it is and stay at home. It
 * changes nothing else: the ladder climbs until somebody of the desk has the call, whoever is at the door by then.
 */

/** A neighbour or somebody of the family. */
export type Comer = Doer & Required<Pick<Doer, 'relation'>>

/** "我去": the first wins, the second is told who goes. */
export function come(call: Call, by: Comer, now: Date): Decision<'call_closed' | 'conflict'> {
  if (!isOpen(call.status)) return refuse('call_closed')
  if (call.neighbour?.accountId === by.accountId) return already
  if (call.neighbour !== null) return refuse('conflict', { neighbourName: call.neighbour.name })
  const { accountId, name, relation } = by
  return step(call, 'neighbour_coming', by, now, { neighbour: { accountId, name, relation, at: now.toISOString() } })
}

/** "我去不了": from the one who goes, the others are asked again; from anybody else it is a word for the desk. */
export function cannotCome(
  call: Call,
  by: Comer,
  now: Date,
): Already | Refusal<'call_closed'> | ReturnType<typeof step> {
  if (!isOpen(call.status)) return refuse('call_closed')
  const goes = call.neighbour?.accountId === by.accountId
  if (goes) return step(call, 'neighbour_cannot_come', by, now, { neighbour: null })
  const own = call.history.findLast(
    ({ kind, byAccountId }) =>
      kind === 'reopened' || (kind === 'neighbour_cannot_come' && byAccountId === by.accountId),
  )
  return own?.kind === 'neighbour_cannot_come' ? already : step(call, 'neighbour_cannot_come', by, now, {})
}

import { refuse, type Refusal } from '../../../shared/result.ts'
import type { Call, Doer, HistoryEntry, Step } from './call.ts'

/** The command has its answer already: it was sent twice. Nothing is written. */
export interface Already {
  ok: true
  step?: undefined
}
export const already: Already = { ok: true }

export type Decision<Code extends string> = { ok: true; step: Step } | Already | Refusal<Code>

/** One move by one person: the change and its line in the history. */
export function step(
  call: Call,
  kind: HistoryEntry['kind'],
  by: Doer,
  now: Date,
  change: Step['change'],
  more: Partial<HistoryEntry> = {},
): { ok: true; step: Step } {
  return { ok: true, step: { change, entries: [entry(call.version + 1, now, kind, by, more)] } }
}

/** A line of the history; without `by` the system's own. */
export function entry(
  version: number,
  now: Date,
  kind: HistoryEntry['kind'],
  by: Doer | undefined,
  more: Partial<HistoryEntry> = {},
): HistoryEntry {
  const doer: Partial<HistoryEntry> = by
    ? {
        byAccountId: by.accountId,
        byName: by.name,
        ...(by.post === undefined ? {} : { byPost: by.post }),
        ...(by.relation === undefined ? {} : { byRelation: by.relation }),
      }
    : {}
  return { version, at: now.toISOString(), kind, ...doer, ...more }
}

/** The call is over; for the one who ended it that is the command sent twice. */
export function over(call: Call, mine: boolean): Already | Refusal<'call_closed'> {
  return mine && call.status === 'closed' ? already : refuse('call_closed')
}

/** Somebody else has it, by name. */
export function taken(call: Call): Refusal<'conflict'> {
  return refuse('conflict', { responderName: call.responderName })
}

/** Written before: the same command, sent twice. */
export function isWritten(call: Call, id: string): boolean {
  return call.history.some((line) => line.id === id)
}

import { ok, refuse, type Result } from '../../../../shared/result.ts'
import type { AdditionRow } from './store-additions.ts'

/**
 * Whether this account may decide on a batch: never on its own proposal (two persons stand behind every added minute).
 * `repeat`: it decided the same before.
 */
export function decideOn(
  rows: readonly Pick<AdditionRow, 'status' | 'proposed_by' | 'decided_by'>[],
  accountId: string,
  { approved, words }: { approved: boolean; words: string },
): Result<'confirmed' | 'refused' | 'repeat', 'not_found' | 'second_needed' | 'reason_needed' | 'conflict'> {
  const [row] = rows
  if (!row) return refuse('not_found')
  const status = approved ? 'confirmed' : 'refused'
  if (row.proposed_by === accountId) return refuse('second_needed')
  if (row.status !== 'proposed') {
    return row.status === status && row.decided_by === accountId ? ok('repeat') : refuse('conflict')
  }
  return approved || words !== '' ? ok(status) : refuse('reason_needed')
}

/** The difference that brings a line to `minutes`; refused where nothing differs. */
export function differenceTo(minutes: number, now: number): Result<number, 'nothing_differs'> {
  return minutes === now ? refuse('nothing_differs') : ok(minutes - now)
}

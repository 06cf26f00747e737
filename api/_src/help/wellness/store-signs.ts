import { sql } from 'kysely'
import type { SignKind } from '../../../../shared/help/wellness.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { PlanEntry } from './tables.ts'
import './tables.ts'

/**
 * Keeps a sign of life in one conditional statement; false when nobody follows this person, or a sign is known that is
 * not `secondsOld` yet. Silence that had risen falls back, and the family hears of it.
 */
export async function keepSign(
  db: Db,
  person: PersonRef,
  kind: SignKind,
  now: Date,
  secondsOld: number,
): Promise<boolean> {
  const entry: Omit<PlanEntry, 'version' | 'after'> = { at: now.toISOString(), kind: 'sign', sign: kind }
  const { numUpdatedRows } = await db
    .updateTable('wellness_plan')
    // Servers assign from left to right: `step` and `version` are read before they change.
    .set({
      last_sign_at: now,
      last_sign_kind: kind,
      history: sql`if(step = 'waiting', history, json_set(${JSON.stringify([entry])}, '$[0].version', version + 1, '$[0].after', step))`,
      untold: sql`if(step = 'waiting', untold, 1)`,
      next_due_at: sql`if(step = 'waiting', next_due_at, ${now})`,
      version: sql`if(step = 'waiting', version, version + 1)`,
      step: 'waiting',
    })
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where((where) =>
      where.or([
        where('last_sign_at', 'is', null),
        where('last_sign_at', '<=', addSeconds(now, -secondsOld)),
        where.and([where('step', '!=', 'waiting'), where('last_sign_at', '<=', now)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

import { sql, type SqlBool } from 'kysely'
import { callStatuses, isOpen } from '../../../../shared/help/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import type { LateCall } from './decide.ts'
import '../tables.ts'
import './tables.ts'

const openStatuses = callStatuses.filter(isOpen)

export interface AuditCount {
  communityId: string
  openCalls: number
  lateCalls: number
}

/** One range of the desk's index: what is over and owes no call-back is not looked at. */
export function lateCount(db: Db, communityIds: readonly string[], lateBefore: Date) {
  return db
    .selectFrom('help_call')
    .select('community_id')
    .select((select) => select.fn.countAll<number>().as('open_calls'))
    .select(sql<number>`count(if((due_at is null or due_at < ${lateBefore}), 1, null))`.as('late_calls'))
    .where('community_id', 'in', communityIds)
    .where('on_desk', '=', 1)
    .where('status', 'in', openStatuses)
    .groupBy('community_id')
}

/** Open calls of these communities, and how many of them are late. */
export async function countLate(db: Db, communityIds: readonly string[], lateBefore: Date): Promise<AuditCount[]> {
  const rows = await lateCount(db, communityIds, lateBefore).execute()
  return rows.map((row) => ({
    communityId: row.community_id,
    openCalls: row.open_calls,
    lateCalls: row.late_calls,
  }))
}

/** Publishes the success of one pass: one statement for all communities. A growing number is told anew. */
export async function writeAudit(db: Db, counts: readonly AuditCount[], now: Date): Promise<void> {
  const grew = sql<SqlBool>`values(late_calls) > late_calls`
  await db
    .insertInto('help_audit')
    .values(
      counts.map(({ communityId, openCalls, lateCalls }) => ({
        community_id: communityId,
        checked_at: now,
        open_calls: openCalls,
        late_calls: lateCalls,
        late_since: lateCalls === 0 ? null : now,
        told: 0,
      })),
    )
    .onDuplicateKeyUpdate({
      // Servers assign from left to right: `late_calls` is written after it was compared.
      told: sql`if(${grew}, 0, told)`,
      late_since: sql`if(values(late_calls) = 0, null, if(${grew}, values(late_since), late_since))`,
      late_calls: inserted('late_calls'),
      open_calls: inserted('open_calls'),
      checked_at: inserted('checked_at'),
    })
    .execute()
}

/** The oldest success of the auditor in these communities; null while one of them was never looked at. */
export async function lastAudit(db: Db, communityIds: readonly string[]): Promise<Date | null> {
  const row = await db
    .selectFrom('help_audit')
    .select((select) => [
      select.fn.countAll<number>().as('audited'),
      select.fn.min<Date | null>('checked_at').as('checked_at'),
    ])
    .where('community_id', 'in', communityIds)
    .executeTakeFirstOrThrow()
  return row.audited < communityIds.length ? null : row.checked_at
}

/** Communities with late calls of which nobody was told. */
export async function listUntoldAlarms(db: Db, communityIds: readonly string[], limit: number) {
  return db
    .selectFrom('help_audit')
    .select(['community_id', 'checked_at', 'late_since', 'late_calls'])
    .where('community_id', 'in', communityIds)
    .where('late_calls', '>', 0)
    .where('told', '=', 0)
    .limit(limit)
    .execute()
}

/** The late calls themselves, longest late first. */
export async function listLate(
  db: Db,
  communityIds: readonly string[],
  lateBefore: Date,
  limit: number,
): Promise<(LateCall & { communityId: string })[]> {
  const rows = await db
    .selectFrom('help_call')
    .select(['community_id', 'resident_name', 'address', 'raised_at', 'due_at'])
    .where('community_id', 'in', communityIds)
    .where('on_desk', '=', 1)
    .where('status', 'in', openStatuses)
    .where((where) => where.or([where('due_at', 'is', null), where('due_at', '<', lateBefore)]))
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    communityId: row.community_id,
    residentName: row.resident_name,
    address: row.address,
    raisedAt: row.raised_at,
    dueAt: row.due_at,
  }))
}

export async function markAlarmTold(db: Db, communityId: string, lateSince: Date): Promise<void> {
  await db
    .updateTable('help_audit')
    .set({ told: 1 })
    .where('community_id', '=', communityId)
    .where('late_since', '=', lateSince)
    .execute()
}

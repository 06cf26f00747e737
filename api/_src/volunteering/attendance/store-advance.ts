import { sql } from 'kysely'
import type { Day } from '../../../../shared/time.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { SignupStep } from '../places/decide.ts'
import { shiftsWithActivity } from './store.ts'

function attendees(db: Db) {
  return shiftsWithActivity(db)
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .innerJoin('signup as s', (join) =>
      join.onRef('s.community_id', '=', 'h.community_id').onRef('s.shift_id', '=', 'h.id'),
    )
    .select(['s.id', 's.resident_id', 's.status', 's.version', 's.role as own_role', 's.checked_in_at'])
    .select(['s.checked_out_at', 's.checked_out_way', 'a.organiser_name', 'g.name as group_name'])
    .where('s.recorded_at', 'is', null)
}

export type AttendeeRow = Awaited<ReturnType<ReturnType<typeof attendees>['execute']>>[number]

/** Who left and is not on record yet: that one sign-up, whatever may still be taken back. */
export async function findLeft(
  db: Db,
  { communityId, id }: { communityId: string; id: string },
): Promise<AttendeeRow[]> {
  return attendees(db)
    .where('s.community_id', '=', communityId)
    .where('s.id', '=', id)
    .where('s.status', '=', 'attended')
    .execute()
}

/** Who is still marked as there though the shift ended before `endedBefore`, and who left and can be recorded now. */
export async function findUnfinished(
  db: Db,
  communityIds: readonly string[],
  { endedBefore, recordBefore, limit }: { endedBefore: Date; recordBefore: Date; limit: number },
): Promise<AttendeeRow[]> {
  return attendees(db)
    .where('s.community_id', 'in', [...communityIds])
    .where('s.status', 'in', ['checked_in', 'attended'])
    .where((eb) =>
      eb.or([
        eb.and([eb('s.status', '=', 'checked_in'), eb('s.ends_at', '<', endedBefore)]),
        eb.and([
          eb('s.status', '=', 'attended'),
          eb.or([eb('s.record_from', 'is', null), eb('s.record_from', '<', recordBefore)]),
        ]),
      ]),
    )
    .orderBy('s.community_id')
    .orderBy('s.ends_at')
    .limit(limit)
    .execute()
}

/** Checks out, at the end of their shift, those who forgot; who came later than that, at that moment. */
export async function endShiftFor(
  db: Db,
  communityId: string,
  rows: readonly Pick<AttendeeRow, 'id' | 'version'>[],
  step: SignupStep,
): Promise<void> {
  await db
    .updateTable('signup')
    .set({
      status: 'attended',
      version: sql<number>`version + 1`,
      checked_out_at: sql<Date>`greatest(ends_at, checked_in_at)`,
      checked_out_way: 'shift_end',
      history: appendHistory(step),
    })
    .where('community_id', '=', communityId)
    .where('status', '=', 'checked_in')
    .where((eb) =>
      eb(
        eb.refTuple('id', 'version'),
        'in',
        rows.map(({ id, version }) => eb.tuple(id, version)),
      ),
    )
    .execute()
}

/** The ledger has these, or need not. */
export async function markRecorded(db: Db, communityId: string, ids: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('signup')
    .set({ recorded_at: now })
    .where('community_id', '=', communityId)
    .where('id', 'in', [...ids])
    .where('status', '=', 'attended')
    .where('recorded_at', 'is', null)
    .execute()
}

export interface DueShift {
  communityId: string
  shiftId: string
  endsAt: Date
  /** 0 = nobody was asked yet. */
  version: number
}

/** Shifts that ended before `endedBefore` with somebody unsettled, of which somebody must be told now. */
export async function findDue(
  db: Db,
  communityIds: readonly string[],
  { endedBefore, now, limit }: { endedBefore: Date; now: Date; limit: number },
): Promise<DueShift[]> {
  const rows = await db
    .selectFrom('signup as s')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.community_id', '=', 's.community_id').onRef('a.id', '=', 's.activity_id'),
    )
    .leftJoin('attendance_due as d', (join) =>
      join.onRef('d.community_id', '=', 's.community_id').onRef('d.id', '=', 's.shift_id'),
    )
    .where('s.community_id', 'in', [...communityIds])
    .where('s.status', '=', 'confirmed')
    .where('s.recorded_at', 'is', null)
    .where('s.ends_at', '<', endedBefore)
    .where('a.status', '<>', 'cancelled')
    .where((eb) => eb.or([eb('d.id', 'is', null), eb('d.next_at', '<=', now)]))
    .groupBy(['s.community_id', 's.shift_id', 's.ends_at', 'd.version'])
    .select(['s.community_id as communityId', 's.shift_id as shiftId', 's.ends_at as endsAt', 'd.version'])
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, version: row.version ?? 0 }))
}

/** The next word about a shift that is not settled. Of two who say it at once one is heard. */
export async function sayDue(
  db: Db,
  due: { communityId: string; shiftId: string; from: number; version: number; dueDay: Day; nextAt: Date | null },
): Promise<void> {
  if (due.from === 0) {
    await db
      .insertInto('attendance_due')
      .values({
        ...{ community_id: due.communityId, id: due.shiftId, due_day: due.dueDay, next_at: due.nextAt },
        ...{ version: due.version, notified_version: 0 },
      })
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    return
  }
  await db
    .updateTable('attendance_due')
    .set({ version: due.version, next_at: due.nextAt })
    .where('community_id', '=', due.communityId)
    .where('id', '=', due.shiftId)
    .where('version', '=', due.from)
    .execute()
}

/** Words about unsettled shifts that nobody has been told yet, with how many are still open. */
export async function untoldDue(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
) {
  if (communityIds.length === 0) return []
  return shiftsWithActivity(db)
    .innerJoin('attendance_due as d', (join) =>
      join.onRef('d.community_id', '=', 'h.community_id').onRef('d.id', '=', 'h.id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .where('d.community_id', 'in', [...communityIds])
    .where('d.untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('d.id', '=', rowId ?? ''))
    .select(['d.version', 'd.due_day', 'a.leader_id', 'g.leader_ids'])
    .select((eb) =>
      eb
        .selectFrom('signup as s')
        .whereRef('s.community_id', '=', 'h.community_id')
        .whereRef('s.shift_id', '=', 'h.id')
        .where('s.status', '=', 'confirmed')
        .select((sub) => sub.fn.countAll<number>().as('n'))
        .as('open'),
    )
    .limit(limit)
    .execute()
}

/** Everything up to `version` has been told. Never goes backwards. */
export async function markDueTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('attendance_due')
    .set({ notified_version: row.version })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

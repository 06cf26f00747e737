import { sql, type Selectable } from 'kysely'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { Drill, DrillEntry, DrillStep, Leg } from './decide.ts'
import type { DrillTable } from './tables.ts'
import './tables.ts'

export async function insertDrill(db: Db, drill: Drill): Promise<void> {
  await db
    .insertInto('drill')
    .values({
      community_id: drill.communityId,
      id: drill.id,
      running_key: drill.status === 'running' ? 1 : null,
      status: drill.status,
      version: drill.version,
      notified_version: drill.version,
      untold: 0,
      started_at: drill.startedAt,
      started_by: drill.startedBy,
      started_name: drill.startedName,
      ended_at: drill.endedAt,
      due_at: drill.dueAt,
      legs: json<Leg[]>([...drill.legs]),
      history: json<DrillEntry[]>([...drill.history]),
    })
    .execute()
}

export async function findDrill(db: Db, communityId: string, id: string): Promise<Drill | undefined> {
  const row = await db
    .selectFrom('drill')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && drillOf(row)
}

/** The newest drills of these communities. */
export async function listDrills(db: Db, communityIds: readonly string[], limit: number): Promise<Drill[]> {
  const rows = await db
    .selectFrom('drill')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(drillOf)
}

export async function listRunning(db: Db, communityIds: readonly string[]): Promise<Drill[]> {
  const rows = await db
    .selectFrom('drill')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('running_key', '=', 1)
    .execute()
  return rows.map(drillOf)
}

/** Drills whose level is over, or whose failure nobody has on the list yet. One range of one index. */
export async function listDueDrills(db: Db, communityIds: readonly string[], now: Date): Promise<Drill[]> {
  const rows = await db
    .selectFrom('drill')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(100)
    .execute()
  return rows.map(drillOf)
}

/** Writes the step for exactly the version it was decided on; false when somebody was faster. */
export async function writeDrillStep(db: Db, drill: Drill, { change, entry }: DrillStep): Promise<boolean> {
  const result = await db
    .updateTable('drill')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.endedAt === undefined ? {} : { ended_at: change.endedAt, running_key: null }),
      ...(change.dueAt === undefined ? {} : { due_at: change.dueAt }),
      ...(change.legs === undefined ? {} : { legs: json<Leg[]>([...change.legs]) }),
      version: drill.version + 1,
      untold: 1,
      history: appendHistory(entry),
    })
    .where('community_id', '=', drill.communityId)
    .where('id', '=', drill.id)
    .where('version', '=', drill.version)
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** The failure is on somebody's list: nothing more is due. */
export async function closeDrill(db: Db, drill: Drill): Promise<void> {
  await db
    .updateTable('drill')
    .set({ due_at: null })
    .where('community_id', '=', drill.communityId)
    .where('id', '=', drill.id)
    .where('status', '=', 'failed')
    .execute()
}

export async function listUntoldDrills(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<{ drill: Drill; toldVersion: number }[]> {
  const rows = await db
    .selectFrom('drill')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('started_at')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ drill: drillOf(row), toldVersion: row.notified_version }))
}

export async function markDrillTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('drill')
    .set({ notified_version: row.version, untold: sql`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

export interface Plan {
  communityId: string
  dayOfMonth: number
  hour: number
  nextAt: Date | null
}

export async function writePlan(db: Db, plan: Plan, by: string, now: Date): Promise<void> {
  await db
    .insertInto('drill_plan')
    .values({
      community_id: plan.communityId,
      day_of_month: plan.dayOfMonth,
      hour: plan.hour,
      next_at: plan.nextAt,
      changed_by: by,
      changed_at: now,
    })
    .onDuplicateKeyUpdate({
      day_of_month: inserted('day_of_month'),
      hour: inserted('hour'),
      next_at: inserted('next_at'),
      changed_by: inserted('changed_by'),
      changed_at: inserted('changed_at'),
    })
    .execute()
}

export async function listPlans(db: Db, communityIds: readonly string[], due?: Date): Promise<Plan[]> {
  const rows = await db
    .selectFrom('drill_plan')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .$if(due !== undefined, (query) => query.where('next_at', '<=', due ?? null))
    .execute()
  return rows.map((row) => ({
    communityId: row.community_id,
    dayOfMonth: row.day_of_month,
    hour: row.hour,
    nextAt: row.next_at,
  }))
}

/** The plan's drill was started: holds only if the plan is still the one it was started by. */
export async function writeNextAt(db: Db, plan: Plan, nextAt: Date): Promise<void> {
  await db
    .updateTable('drill_plan')
    .set({ next_at: nextAt })
    .where('community_id', '=', plan.communityId)
    .where('next_at', '=', plan.nextAt)
    .execute()
}

function drillOf(row: Selectable<DrillTable>): Drill {
  return {
    communityId: row.community_id,
    id: row.id,
    status: row.status,
    version: row.version,
    startedAt: row.started_at,
    startedBy: row.started_by,
    startedName: row.started_name,
    endedAt: row.ended_at,
    dueAt: row.due_at,
    legs: row.legs,
    history: row.history,
  }
}

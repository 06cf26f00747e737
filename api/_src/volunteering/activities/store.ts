import { sql, type InsertObject, type Selectable } from 'kysely'
import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { beginHistory } from '../../platform/db/history.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { ActivityStep, ActivityTable } from '../tables.ts'
import type { StoredPlan } from './tables.ts'
import '../tables.ts'

export interface ActivityKey {
  communityId: string
  activityId: string
}

/** The columns that say what a plan says. */
export type PlanColumns = Pick<
  Selectable<ActivityTable>,
  | 'group_id'
  | 'category'
  | 'kind'
  | 'title'
  | 'line'
  | 'icon'
  | 'place'
  | 'description'
  | 'risk_notice'
  | 'insured'
  | 'is_risky'
  | 'least_age'
  | 'contact_name'
  | 'contact_phone'
  | 'organiser_name'
  | 'leader_id'
  | 'starts_at'
  | 'ends_at'
>

/** Goes along with the version where nobody need be told, and leaves alone what is still untold. */
const toldAlong = sql<number>`notified_version + if(notified_version = version, 1, 0)`

/** Keeps a new draft; false when the id is taken, be it by a repeat. */
export async function insertDraft(
  db: Db,
  { communityId, activityId }: ActivityKey,
  row: { columns: PlanColumns; plan: StoredPlan; madeBy: { id: string; name: string } },
  now: Date,
): Promise<boolean> {
  const { columns, plan, madeBy } = row
  try {
    await db
      .insertInto('activity')
      .values({
        community_id: communityId,
        id: activityId,
        ...columns,
        plan: json(plan),
        status: 'draft',
        made_by: madeBy.id,
        made_by_name: madeBy.name,
        writer_ids: json([madeBy.id]),
        version: 1,
        notified_version: 1,
        history: json<ActivityStep[]>([{ at: now.toISOString(), step: 'drafted', byName: madeBy.name }]),
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

/** Writes over a draft; false when it is none any more, or somebody else wrote meanwhile. */
export async function saveDraft(
  db: Db,
  { communityId, activityId }: ActivityKey,
  row: { version: number; columns: PlanColumns; plan: StoredPlan; writerIds: readonly string[] },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('activity')
    .set({ notified_version: toldAlong })
    .set({
      ...row.columns,
      plan: json(row.plan),
      writer_ids: json([...row.writerIds]),
      version: row.version + 1,
    })
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .where('status', '=', 'draft')
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export interface StatusMove {
  version: number
  from: readonly ActivityStatus[]
  to: ActivityStatus
  step: ActivityStep
  /** Whether its makers must hear of it. */
  tells: boolean
  also?: {
    plan?: StoredPlan
    submitted_at?: Date | null
    published_at?: Date
    closed_at?: Date
    due_at?: Date | null
    shifts_pending?: 1
  }
}

/** Moves an activity from one state to another; false when somebody was faster. */
export async function moveStatus(
  db: Db,
  { communityId, activityId }: ActivityKey,
  { version, from, to, step, tells, also = {} }: StatusMove,
): Promise<boolean> {
  const { plan, ...columns } = also
  const { numUpdatedRows } = await db
    .updateTable('activity')
    .$if(!tells, (query) => query.set({ notified_version: toldAlong }))
    .$if(plan !== undefined, (query) => query.set({ plan: json(plan ?? null) }))
    .set({ ...columns, status: to, version: version + 1, history: beginHistory(step) })
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .where('status', 'in', [...from])
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Makes rows of the shifts a published plan asks for; those that are there stay as they are. */
export async function makeShifts(db: Db, rows: InsertObject<Tables, 'shift'>[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('shift')
    .values(rows)
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}

/** Its shifts are rows now: what is due next is that the first of them begins. */
export async function shiftsMade(db: Db, { communityId, activityId }: ActivityKey): Promise<void> {
  await db
    .updateTable('activity')
    .set((eb) => ({ shifts_pending: 0, due_at: eb.ref('starts_at') }))
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .where('shifts_pending', '=', 1)
    .execute()
}

/** Corrects what a published activity says; false when somebody was faster. */
export async function changeWords(
  db: Db,
  { communityId, activityId }: ActivityKey,
  change: {
    version: number
    step: ActivityStep
    columns: Pick<PlanColumns, 'description' | 'risk_notice' | 'contact_name' | 'contact_phone' | 'leader_id'>
    plan: StoredPlan | null
  },
): Promise<boolean> {
  const { plan } = change
  const { numUpdatedRows } = await db
    .updateTable('activity')
    .set({ notified_version: toldAlong })
    .$if(plan !== null, (query) => query.set({ plan: json(plan) }))
    .set({ ...change.columns, version: change.version + 1, history: beginHistory(change.step) })
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .where('status', 'in', ['published', 'running'])
    .where('version', '=', change.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** When an activity next has something to do by itself; null = never. */
export async function waitUntil(db: Db, { communityId, activityId }: ActivityKey, until: Date | null): Promise<void> {
  await db
    .updateTable('activity')
    .set({ due_at: until })
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .execute()
}

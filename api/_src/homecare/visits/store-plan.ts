import type { InsertObject, Selectable } from 'kysely'
import type { Terms } from '../../../../shared/homecare/agreement-contract.ts'
import type { AgreementStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db, Tables } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import '../agreement/tables.ts'
import type { VisitRow } from './store.ts'
import type { Gap, VisitPlanTable, WorkerAwayTable } from './tables.ts'
import './tables.ts'

export type PlanRow = Selectable<VisitPlanTable>

export async function findPlan(db: Db, communityId: string, id: string): Promise<PlanRow | undefined> {
  return db
    .selectFrom('visit_plan')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Running ones first. */
export async function listPlans(db: Db, communityId: string, limit: number): Promise<PlanRow[]> {
  return db
    .selectFrom('visit_plan')
    .selectAll()
    .where('community_id', '=', communityId)
    .orderBy('status', 'desc')
    .orderBy('resident_name')
    .limit(limit)
    .execute()
}

type Content = Omit<VisitPlanTable, 'version' | 'planned_through' | 'gaps' | 'status'>

function written(plan: Content) {
  return { ...plan, weekdays: json(plan.weekdays), tasks: json(plan.tasks) }
}

/** The first version; false when there is a plan of this id. */
export async function insertPlan(db: Db, plan: Content): Promise<boolean> {
  const row = { ...written(plan), version: 1, planned_through: null, gaps: json([]), status: 'running' }
  try {
    await db
      .insertInto('visit_plan')
      .values(row as unknown as InsertObject<Tables, 'visit_plan'>)
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return false
    throw error
  }
}

/** The next version, planned anew from the first day on. False when somebody was faster. */
export async function changePlan(db: Db, plan: Content, version: number): Promise<boolean> {
  const { community_id: communityId, id, ...content } = written(plan)
  const { numUpdatedRows } = await db
    .updateTable('visit_plan')
    .set({ ...content, version: version + 1, planned_through: null, gaps: json([]), status: 'running' } as never)
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function endPlan(db: Db, plan: PlanRow, lastDay: Day, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('visit_plan')
    .set({ status: 'ended', to_day: lastDay, version: plan.version + 1, gaps: json([]), due_at: now } as never)
    .where('community_id', '=', plan.community_id)
    .where('id', '=', plan.id)
    .where('version', '=', plan.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** How far the plan has been carried out; the version stays, because nobody changed what is wanted. */
export async function notePlanned(
  db: Db,
  plan: PlanRow,
  { through, gaps, dueAt }: { through: Day | null; gaps: readonly Gap[]; dueAt: Date | null },
): Promise<void> {
  await db
    .updateTable('visit_plan')
    .set({ planned_through: through, gaps: json(gaps), due_at: dueAt } as never)
    .where('community_id', '=', plan.community_id)
    .where('id', '=', plan.id)
    .where('version', '=', plan.version)
    .execute()
}

/** Plans that reach a new day, or were changed. One range of one index. */
export async function listDuePlans(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return db
    .selectFrom('visit_plan')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Visits ahead that an earlier version of this plan wanted. */
export async function listOutdated(db: Db, plan: PlanRow, from: Day): Promise<VisitRow[]> {
  return db
    .selectFrom('visit')
    .selectAll()
    .where('community_id', '=', plan.community_id)
    .where('plan_id', '=', plan.id)
    .where('day', '>=', from)
    .where('status', '=', 'planned')
    .where('plan_version', '<', plan.version)
    .execute()
}

/** What a plan needs to know of its agreement. */
export interface AgreementFacts {
  id: string
  status: AgreementStatus
  residentId: string
  residentName: string
  address: string
  gridCode: string
  providerName: string
  terms: Terms
  beginDay: Day
  endDay: Day
}

const agreementColumns = [
  'a.id',
  'a.status',
  'a.resident_id',
  'a.resident_name',
  'a.address',
  'a.grid_code',
  'a.provider_name',
  'a.terms',
  'a.begin_day',
  'a.end_day',
] as const

export async function findAgreement(db: Db, communityId: string, id: string): Promise<AgreementFacts | undefined> {
  const row = await db
    .selectFrom('homecare_agreement as a')
    .select(agreementColumns)
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    status: row.status,
    residentId: row.resident_id,
    residentName: row.resident_name,
    address: row.address,
    gridCode: row.grid_code,
    providerName: row.provider_name,
    terms: row.terms,
    beginDay: row.begin_day,
    endDay: row.end_day,
  }
}

/** Agreements in force, whether anything is planned for them or not. */
export async function listAgreements(db: Db, communityId: string, limit: number) {
  return db
    .selectFrom('homecare_agreement as a')
    .select(['a.id', 'a.resident_name', 'a.provider_name', 'a.begin_day', 'a.end_day', 'a.terms'])
    .where('a.community_id', '=', communityId)
    .where('a.status', '=', 'in_force')
    .orderBy('a.resident_name')
    .limit(limit)
    .execute()
}

/** Who is away on these days. */
export async function listAway(db: Db, communityId: string, from: Day, to: Day): Promise<WorkerAwayTable[]> {
  return db
    .selectFrom('worker_away')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
}

export async function noteAway(db: Db, away: WorkerAwayTable): Promise<void> {
  await db
    .insertInto('worker_away')
    .values(away)
    .onDuplicateKeyUpdate({ reason: away.reason, noted_by: away.noted_by, noted_at: away.noted_at })
    .execute()
}

export async function notAway(db: Db, communityId: string, resourceId: string, day: Day): Promise<void> {
  await db
    .deleteFrom('worker_away')
    .where('community_id', '=', communityId)
    .where('resource_id', '=', resourceId)
    .where('day', '=', day)
    .execute()
}

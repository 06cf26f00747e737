import { sql, type Selectable } from 'kysely'
import { defaultWellness, type WellnessSettings } from '../../../../shared/help/wellness.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { PlanMove } from './decide.ts'
import type { PlanEntry, WellnessPlanTable } from './tables.ts'
import './tables.ts'

export type PlanRow = Selectable<WellnessPlanTable>

export async function findPlan(db: Db, person: PersonRef): Promise<PlanRow | undefined> {
  return db
    .selectFrom('wellness_plan')
    .selectAll()
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirst()
}

/** Plans that run or wait for a yes: silent ones first, then by the next look of the clock. */
export async function listPlans(
  db: Db,
  area: { communityIds: readonly string[]; prefixes: readonly string[] },
  limit: number,
): Promise<PlanRow[]> {
  return db
    .selectFrom('wellness_plan')
    .selectAll()
    .where('community_id', 'in', area.communityIds)
    .where('status', 'in', ['active', 'proposed'])
    .where((where) => where.or(area.prefixes.map((prefix) => where('grid_code', 'like', `${prefix}%`))))
    .orderBy(sql`step = 'waiting'`)
    .orderBy('next_due_at')
    .orderBy('resident_id')
    .limit(limit)
    .execute()
}

/** What is written when somebody sets up or changes a plan. */
export type PlanWish = Pick<
  WellnessPlanTable,
  | 'community_id'
  | 'resident_id'
  | 'id'
  | 'resident_name'
  | 'grid_code'
  | 'address'
  | 'status'
  | 'rhythm'
  | 'times'
  | 'set_by_name'
  | 'set_by_role'
  | 'set_at'
  | 'consent'
  | 'consent_at'
  | 'expected_at'
  | 'next_due_at'
>

/** Sets up a plan or changes it; the last sign stays. */
export async function writePlan(db: Db, wish: PlanWish, kind: 'proposed' | 'set'): Promise<void> {
  const entry: Omit<PlanEntry, 'version'> = { at: wish.set_at.toISOString(), kind }
  const changed = [
    'resident_name',
    'grid_code',
    'address',
    'status',
    'rhythm',
    'times',
    'set_by_name',
    'set_by_role',
    'set_at',
    'consent',
    'consent_at',
    'paused_until',
    'counts_from',
    'expected_at',
    'next_due_at',
    'step',
  ] as const
  await db
    .insertInto('wellness_plan')
    .values({
      ...wish,
      times: json([...wish.times]),
      paused_until: null,
      watched_until: null,
      counts_from: wish.set_at,
      last_sign_at: null,
      last_sign_kind: null,
      step: 'waiting',
      version: 1,
      notified_version: 0,
      untold: 1,
      history: json<PlanEntry[]>([{ ...entry, version: 1 }]),
    })
    .onDuplicateKeyUpdate({
      ...Object.fromEntries(changed.map((column) => [column, inserted(column)])),
      history: sql<PlanEntry[]>`json_set(${JSON.stringify([entry])}, '$[0].version', wellness_plan.version + 1)`,
      version: sql<number>`wellness_plan.version + 1`,
      untold: 1,
    })
    .execute()
}

/** Changes a plan for exactly the version that was read; false when somebody was faster. */
export async function changePlan(
  db: Db,
  plan: PlanRow,
  change: Partial<
    Pick<
      WellnessPlanTable,
      'status' | 'consent' | 'consent_at' | 'paused_until' | 'counts_from' | 'step' | 'expected_at' | 'next_due_at'
    >
  >,
  entry: Omit<PlanEntry, 'version'>,
): Promise<boolean> {
  const version = plan.version + 1
  const { numUpdatedRows } = await db
    .updateTable('wellness_plan')
    .set({ ...change, version, untold: 1, history: json<PlanEntry[]>([{ ...entry, version }]) })
    .where('community_id', '=', plan.community_id)
    .where('resident_id', '=', plan.resident_id)
    .where('version', '=', plan.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Plans the clock must look at. One range of one index. */
export async function listDuePlans(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<PlanRow[]> {
  return db
    .selectFrom('wellness_plan')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('next_due_at', '<=', now)
    .orderBy('next_due_at')
    .limit(limit)
    .execute()
}

/**
 * Writes what the clock decided, unless something happened since the plan was read: another version, or a sign of life.
 */
export async function writePlanMove(
  db: Db,
  plan: PlanRow,
  move: PlanMove,
  now: Date,
  person?: { residentName: string; gridCode: string; address: string },
): Promise<boolean> {
  const version = plan.version + (move.told ? 1 : 0)
  const entry = { version, at: now.toISOString(), kind: move.step } as PlanEntry
  // A new silence begins a new story; what came before has long been told.
  const history =
    move.step === 'asked'
      ? json<PlanEntry[]>([entry])
      : sql<PlanEntry[]>`json_merge_preserve(history, ${JSON.stringify([entry])})`
  const told = { untold: 1, history }
  const copies = person && { resident_name: person.residentName, grid_code: person.gridCode, address: person.address }
  const { numUpdatedRows } = await db
    .updateTable('wellness_plan')
    .set({
      step: move.step,
      counts_from: move.countsFrom,
      expected_at: move.expectedAt,
      next_due_at: move.nextDueAt,
      paused_until: move.pausedUntil,
      version,
      ...(move.told ? told : {}),
      ...copies,
    })
    .where('community_id', '=', plan.community_id)
    .where('resident_id', '=', plan.resident_id)
    .where('version', '=', plan.version)
    .where('next_due_at', '=', plan.next_due_at)
    .where('last_sign_at', plan.last_sign_at === null ? 'is' : '=', plan.last_sign_at)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The clock looks at this plan now: somebody rang or knocked in vain. */
export async function hurryPlan(db: Db, person: PersonRef, step: 'call' | 'knock', now: Date): Promise<void> {
  await db
    .updateTable('wellness_plan')
    .set({ next_due_at: now })
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('status', '=', 'active')
    .where('step', '=', step)
    .execute()
}

/** The button is shown to these people until `until`; whoever has no plan gets a row for the last sign. */
export async function watchPeople(
  db: Db,
  people: readonly {
    communityId: string
    residentId: string
    id: string
    name: string
    gridCode: string
    address: string
  }[],
  until: Date,
  now: Date,
): Promise<void> {
  if (people.length === 0) return
  await db
    .insertInto('wellness_plan')
    .values(
      people.map((one) => ({
        community_id: one.communityId,
        resident_id: one.residentId,
        id: one.id,
        resident_name: one.name,
        grid_code: one.gridCode,
        address: one.address,
        status: 'none' as const,
        rhythm: 'daily' as const,
        times: json<string[]>([]),
        set_by_name: '',
        set_by_role: 'staff' as const,
        set_at: now,
        consent: 'ask' as const,
        consent_at: null,
        paused_until: null,
        watched_until: until,
        counts_from: now,
        last_sign_at: null,
        last_sign_kind: null,
        step: 'waiting' as const,
        expected_at: null,
        next_due_at: null,
        version: 1,
        notified_version: 1,
        untold: 0,
        history: json<PlanEntry[]>([]),
      })),
    )
    .onDuplicateKeyUpdate({ watched_until: inserted('watched_until') })
    .execute()
}

/** The thresholds of these communities, each whole. One statement. */
export async function wellnessSettings(
  db: Db,
  communityIds: readonly string[],
): Promise<(communityId: string) => WellnessSettings> {
  const rows = await db
    .selectFrom('care_settings')
    .select(['community_id', 'settings'])
    .where('community_id', 'in', communityIds)
    .execute()
  const own = new Map(rows.map((row) => [row.community_id, { ...defaultWellness, ...row.settings }]))
  return (communityId) => own.get(communityId) ?? defaultWellness
}

/** Sets the thresholds of a community. */
export async function saveWellnessSettings(
  db: Db,
  { communityId, settings, by, now }: { communityId: string; settings: WellnessSettings; by: string; now: Date },
): Promise<void> {
  await db
    .insertInto('care_settings')
    .values({
      community_id: communityId,
      settings: json<Partial<WellnessSettings>>(settings),
      changed_by: by,
      changed_at: now,
    })
    .onDuplicateKeyUpdate({
      settings: inserted('settings'),
      changed_by: inserted('changed_by'),
      changed_at: inserted('changed_at'),
    })
    .execute()
}

/** Plans of which somebody must still be told; `rowId` is the plan's id or the resident's. */
export async function listUntoldPlans(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<PlanRow[]> {
  return db
    .selectFrom('wellness_plan')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) =>
      query.where((where) => where.or([where('id', '=', rowId ?? ''), where('resident_id', '=', rowId ?? '')])),
    )
    .orderBy('set_at')
    .limit(limit)
    .execute()
}

export async function markPlanTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('wellness_plan')
    .set({ notified_version: row.version, untold: sql`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

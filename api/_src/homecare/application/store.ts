import type { Selectable } from 'kysely'
import { addDays, type Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { agreementSummaryColumns } from '../agreement/columns.ts'
import { groupsText } from '../groups/store.ts'
import { homeColumns, residentHomes } from '../person.ts'
import { settingColumns } from '../settings/store.ts'
import { surveyColumns } from '../survey/store.ts'
import type { ApplicationEntry, HomecareApplicationTable } from './tables.ts'
import './tables.ts'

export type ApplicationRow = Selectable<HomecareApplicationTable>

/** The survey to apply with, where its person lives, what is promised here, and the application there may be already. */
export async function readToApply(db: Db, communityId: string, surveyId: string) {
  return db
    .selectFrom('homecare_survey as s')
    .leftJoin(residentHomes(communityId), 'home.id', 's.resident_id')
    .leftJoin('homecare_application as a', (join) =>
      join.onRef('a.community_id', '=', 's.community_id').onRef('a.survey_id', '=', 's.id'),
    )
    .leftJoin('homecare_setting as t', (join) => join.onRef('t.community_id', '=', 's.community_id'))
    .select(['s.status', 's.resident_id', 'a.id as application_id', 'a.applied_by', 'a.applied_at', 'a.delegate_name'])
    .select(['a.status as application_status', 'a.due_day', 'a.version'])
    .select(homeColumns)
    .select(settingColumns)
    .where('s.community_id', '=', communityId)
    .where('s.id', '=', surveyId)
    .executeTakeFirst()
}

/** `taken` = this person has one that is not decided yet, or this survey was used. */
export async function insertApplication(db: Db, row: ApplicationRow): Promise<'done' | 'taken' | 'id_taken'> {
  try {
    await db
      .insertInto('homecare_application')
      .values({ ...row, assessment: row.assessment && json(row.assessment), history: json(row.history) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error, 'PRIMARY')) return 'id_taken'
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}

export async function findApplication(db: Db, communityId: string, id: string): Promise<ApplicationRow | undefined> {
  return db
    .selectFrom('homecare_application')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

const caseColumns = [
  'a.id as application_id',
  'a.status as application_status',
  'a.applied_at',
  'a.delegate_name',
  'a.due_day',
  'a.version as application_version',
] as const

export type WholeRow = Awaited<ReturnType<typeof readWhole>>[number]

/** One application with everything around it: a row for each of its agreements. One statement. */
export async function readWhole(db: Db, communityId: string, id: string) {
  return db
    .selectFrom('homecare_application as a')
    .innerJoin('homecare_survey as s', (join) =>
      join.onRef('s.community_id', '=', 'a.community_id').onRef('s.id', '=', 'a.survey_id'),
    )
    .leftJoin(residentHomes(communityId), 'home.id', 'a.resident_id')
    .leftJoin('homecare_setting as t', (join) => join.onRef('t.community_id', '=', 'a.community_id'))
    .leftJoin('homecare_agreement as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.application_id', '=', 'a.id'),
    )
    .select(caseColumns)
    .select(['a.assessment', 'a.assessed_at', 'a.reason', 'a.decided_by_name', 'a.decided_at', 'a.history'])
    .select(surveyColumns)
    .select(homeColumns)
    .select(settingColumns)
    .select(agreementSummaryColumns)
    .select((select) =>
      select
        .selectFrom('resident_group')
        .select(groupsText.as('groups'))
        .whereRef('resident_group.community_id', '=', 'a.community_id')
        .whereRef('resident_group.resident_id', '=', 'a.resident_id')
        .as('groups'),
    )
    .where('a.community_id', '=', communityId)
    .where('a.id', '=', id)
    .orderBy('g.begin_day', 'desc')
    .execute()
}

export type CaseRow = Awaited<ReturnType<typeof listCases>>[number]

/** Agreements that ended longer ago than these days are history. */
const endedShownDays = 90

/** What waits for these desks and what runs in their areas: one statement. */
export async function listCases(
  db: Db,
  area: { communityIds: readonly string[]; prefixes: readonly string[] },
  today: Day,
  limit: number,
) {
  return db
    .selectFrom('homecare_application as a')
    .leftJoin('homecare_agreement as g', (join) =>
      join
        .onRef('g.community_id', '=', 'a.community_id')
        .onRef('g.application_id', '=', 'a.id')
        .on('g.status', 'in', ['proposed', 'in_force', 'ended'])
        .on('g.end_day', '>=', addDays(today, -endedShownDays)),
    )
    .select(['a.community_id', 'a.resident_id', 'a.resident_name', 'a.address'])
    .select(caseColumns)
    .select(agreementSummaryColumns)
    .where('a.community_id', 'in', area.communityIds)
    .where((where) => where.or(area.prefixes.map((prefix) => where('a.grid_code', 'like', `${prefix}%`))))
    .where('a.status', 'in', ['applied', 'assessed', 'approved'])
    .where((where) =>
      where.or([
        where('a.status', '<>', 'approved'),
        where('g.id', 'is not', null),
        where.not(
          where.exists(
            where
              .selectFrom('homecare_agreement as x')
              .select('x.id')
              .whereRef('x.community_id', '=', 'a.community_id')
              .whereRef('x.application_id', '=', 'a.id'),
          ),
        ),
      ]),
    )
    .orderBy('a.due_day')
    .orderBy('a.id')
    .orderBy('g.begin_day', 'desc')
    .limit(limit)
    .execute()
}

export type Change = Partial<
  Pick<ApplicationRow, 'assessment' | 'assessed_at' | 'reason' | 'decided_by_name' | 'decided_at' | 'live_of'>
>

/** One step, for exactly the version it was decided on. */
export async function writeMove(
  db: Db,
  row: Pick<ApplicationRow, 'community_id' | 'id' | 'version'>,
  entry: Omit<ApplicationEntry, 'version'>,
  { assessment, ...change }: Change,
): Promise<boolean> {
  const version = row.version + 1
  const { numUpdatedRows } = await db
    .updateTable('homecare_application')
    .set({
      ...change,
      ...(assessment ? { assessment: json(assessment) } : {}),
      status: entry.kind,
      history: appendHistory<ApplicationEntry>({ ...entry, version }),
      version,
      untold: 1,
    })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

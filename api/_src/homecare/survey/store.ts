import type { Insertable, Selectable } from 'kysely'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import { homeColumns, residentHomes, type HomeRow } from '../person.ts'
import type { HomecareSurveyTable } from './tables.ts'
import './tables.ts'

export type SurveyRow = Selectable<HomecareSurveyTable>

/** The columns of a survey, under the name `s`. */
export const surveyColumns = [
  's.community_id',
  's.id',
  's.resident_id',
  's.resident_name',
  's.grid_code',
  's.address',
  's.answers',
  's.wanted',
  's.carer',
  's.note',
  's.way',
  's.by_account_id',
  's.by_name',
  's.ability',
  's.status',
  's.draft_of',
  's.version',
  's.changed_at',
  's.submitted_at',
] as const

/** Where somebody lives, with one survey: the named one, or the draft. One statement. */
export async function readSurvey(
  db: Db,
  { communityId, residentId }: PersonRef,
  surveyId: string | undefined,
): Promise<{ home: HomeRow | undefined; survey: SurveyRow | undefined }> {
  const row = await db
    .selectFrom(residentHomes(communityId))
    .leftJoin('homecare_survey as s', (join) => {
      const pinned = join.on('s.community_id', '=', communityId)
      return surveyId === undefined ? pinned.onRef('s.draft_of', '=', 'home.id') : pinned.on('s.id', '=', surveyId)
    })
    .select(homeColumns)
    .select(surveyColumns)
    .where('home.id', '=', residentId)
    .executeTakeFirst()
  return { home: row, survey: row && hasSurvey(row) ? row : undefined }
}

function hasSurvey<Row extends { id: unknown }>(row: Row): row is Row & SurveyRow {
  return row.id !== null
}

export type NewSurvey = Insertable<HomecareSurveyTable>

/** Begins a survey. `taken` = another draft of this person, or this id, is there. */
export async function insertSurvey(db: Db, row: NewSurvey): Promise<'done' | 'taken'> {
  try {
    await db
      .insertInto('homecare_survey')
      .values({ ...row, answers: json(row.answers), wanted: json([...row.wanted]) })
      .execute()
    return 'done'
  } catch (error) {
    if (isDuplicate(error)) return 'taken'
    throw error
  }
}

/** The next version of a draft; false when somebody was faster. */
export async function updateSurvey(db: Db, row: NewSurvey, version: number): Promise<boolean> {
  const { community_id: communityId, id, answers, wanted, version: _, ...rest } = row
  const { numUpdatedRows } = await db
    .updateTable('homecare_survey')
    .set({ ...rest, answers: json(answers), wanted: json([...wanted]), version: version + 1 })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'draft')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

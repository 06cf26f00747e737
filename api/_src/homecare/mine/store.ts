import type { PersonRef } from '../../../../shared/schemas.ts'
import type { Db } from '../../platform/db/tables.ts'
import { agreementSummaryColumns } from '../agreement/columns.ts'
import '../agreement/tables.ts'
import '../application/tables.ts'
import '../survey/tables.ts'

export type MineRow = Awaited<ReturnType<typeof listMine>>[number]

const mostRows = 60

/** Surveys of these persons with what came of them, newest first: one statement. */
export async function listMine(db: Db, persons: readonly PersonRef[]) {
  if (persons.length === 0) return []
  return db
    .selectFrom('homecare_survey as s')
    .leftJoin('homecare_application as a', (join) =>
      join.onRef('a.community_id', '=', 's.community_id').onRef('a.survey_id', '=', 's.id'),
    )
    .leftJoin('homecare_agreement as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.application_id', '=', 'a.id'),
    )
    .select(['s.community_id', 's.id', 's.resident_id', 's.resident_name', 's.wanted', 's.ability', 's.status'])
    .select(['s.version', 's.way', 's.by_name', 's.changed_at'])
    .select(['a.id as application_id', 'a.status as application_status', 'a.applied_at', 'a.delegate_name'])
    .select(['a.due_day', 'a.version as application_version'])
    .select(agreementSummaryColumns)
    .where('s.community_id', 'in', [...new Set(persons.map(({ communityId }) => communityId))])
    .where('s.resident_id', 'in', [...new Set(persons.map(({ residentId }) => residentId))])
    .orderBy('s.changed_at', 'desc')
    .orderBy('g.begin_day', 'desc')
    .limit(mostRows)
    .execute()
}

import type { Survey, SurveyContent } from '../../../../shared/homecare/schemas.ts'
import type { SurveyRow } from './store.ts'

export function contentOf(row: Pick<SurveyRow, 'answers' | 'carer' | 'wanted' | 'note'>): SurveyContent {
  return {
    answers: row.answers,
    carer: row.carer === '' ? null : row.carer,
    wanted: [...row.wanted],
    note: row.note,
  }
}

export function surveyView(row: SurveyRow): Survey {
  return {
    ...contentOf(row),
    surveyId: row.id,
    status: row.status,
    version: row.version,
    ability: row.ability,
    way: row.way,
    byName: row.by_name,
    changedAt: row.changed_at.toISOString(),
  }
}

import { abilityOf, missingIn } from '../../../../shared/homecare/survey.ts'
import type { AbilityLevel, SurveyStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { SurveyContent } from '../../../../shared/homecare/schemas.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'

/** What of a survey on file its rules look at. */
export interface KeptSurvey {
  residentId: string
  status: SurveyStatus
  version: number
  byAccountId: string
  content: SurveyContent
}

export interface SurveySaving {
  residentId: string
  accountId: string
  version: number
  submit: boolean
  content: SurveyContent
}

export interface SurveyWriting {
  do: 'insert' | 'update' | 'nothing'
  ability: AbilityLevel | null
  status: SurveyStatus
}

/** Keeping a survey: a new one, the next version of a draft, or (sent again) nothing. */
export function saveSurvey(
  kept: KeptSurvey | undefined,
  saving: SurveySaving,
): Result<SurveyWriting, 'id_taken' | 'conflict' | 'survey_incomplete'> {
  const missing = missingIn(saving.content)
  if (saving.submit && missing.length > 0) return refuse('survey_incomplete', { missing })
  const status = saving.submit ? 'submitted' : 'draft'
  const writing = { ability: abilityOf(saving.content.answers) ?? null, status } as const
  if (kept === undefined) return ok({ do: 'insert', ...writing })
  if (kept.residentId !== saving.residentId) return refuse('id_taken')
  if (isRepeat(kept, saving, status)) return ok({ do: 'nothing', ...writing })
  if (kept.status !== 'draft' || kept.version !== saving.version) return refuse('conflict', { status: kept.status })
  return ok({ do: 'update', ...writing })
}

/** True when just this was written before, and its answer got lost. */
function isRepeat(kept: KeptSurvey, saving: SurveySaving, status: SurveyStatus): boolean {
  return (
    kept.version === saving.version + 1 &&
    kept.status === status &&
    kept.byAccountId === saving.accountId &&
    inWords(kept.content) === inWords(saving.content)
  )
}

/** The same for the same content, whatever order a database gives the keys in. */
function inWords({ answers, carer, wanted, note }: SurveyContent): string {
  const given = Object.entries(answers)
    .map(([code, answer]) => `${code} ${answer}`)
    .toSorted()
  return JSON.stringify([given, carer, [...wanted].toSorted(), note])
}

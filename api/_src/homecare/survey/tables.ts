import type { CareCategory } from '../../../../shared/homecare/categories.ts'
import type { AbilityLevel, SurveyStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { Answers, Carer } from '../../../../shared/homecare/survey.ts'
import type { Way } from '../person.ts'

/** What somebody needs, as they, their family or staff at the door filled it in. */
export interface HomecareSurveyTable {
  community_id: string
  id: string
  resident_id: string
  resident_name: string
  grid_code: string
  address: string
  answers: Answers
  wanted: readonly CareCategory[]
  /** Empty while not answered. */
  carer: Carer | ''
  note: string
  way: Way
  by_account_id: string
  by_name: string
  ability: AbilityLevel | null
  status: SurveyStatus
  /** The resident while it is a draft, else null: unique, so that everybody goes on with the same one. */
  draft_of: string | null
  version: number
  changed_at: Date
  submitted_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    homecare_survey: HomecareSurveyTable
  }
}

import * as z from 'zod/mini'
import { priceKinds } from '../booking/lifecycle.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText } from '../schemas.ts'
import { careCategoryCodes } from './categories.ts'
import { residentGroupCodes } from './groups.ts'
import { abilityLevels, agreementStatuses, applicationStatuses, surveyStatuses } from './lifecycle.ts'
import { carers, questionCodes, surveyAnswers } from './survey.ts'

export const Categories = z.array(z.enum(careCategoryCodes)).check(z.maxLength(8))
export const Answers = z.partialRecord(z.enum(questionCodes), z.enum(surveyAnswers))
export const Version = Count

/** What is filled in. */
export const SurveyContent = z.object({
  answers: Answers,
  carer: z.nullable(z.enum(carers)),
  wanted: Categories,
  note: optionalText(300),
})
export type SurveyContent = z.infer<typeof SurveyContent>

export const Survey = z.extend(SurveyContent, {
  surveyId: Id,
  status: z.enum(surveyStatuses),
  version: Version,
  /** From the answers, by the rule; null while an indicator is open. */
  ability: z.nullable(z.enum(abilityLevels)),
  way: z.enum(['self', 'family', 'staff']),
  byName: z.string(),
  changedAt: Instant,
})
export type Survey = z.infer<typeof Survey>

/** What staff found at the second visit, and what they propose to grant. */
export const Assessment = z.object({
  answers: Answers,
  level: z.enum(abilityLevels),
  group: z.nullable(z.enum(residentGroupCodes)),
  categories: Categories.check(z.minLength(1)),
  hoursPerMonth: z.int().check(z.minimum(1), z.maximum(200)),
  priceKind: z.enum(priceKinds),
  /** What the public purse adds each month at most, in yuan cents. */
  subsidyCents: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  note: optionalText(300),
})
export type Assessment = z.infer<typeof Assessment>

export const AgreementSummary = z.object({
  agreementId: Id,
  status: z.enum(agreementStatuses),
  providerName: z.string(),
  beginDay: Day,
  endDay: Day,
  residentSigned: z.boolean(),
  providerSigned: z.boolean(),
})
export type AgreementSummary = z.infer<typeof AgreementSummary>

export const ApplicationSummary = z.object({
  applicationId: Id,
  status: z.enum(applicationStatuses),
  appliedAt: Instant,
  /** Who applied for the person; null when the person did. */
  delegateName: z.nullable(z.string()),
  /** The last day of the promise. */
  dueDay: Day,
  version: Version,
})
export type ApplicationSummary = z.infer<typeof ApplicationSummary>

/** One step, as the timelines show it. */
export const CareStep = z.object({ kind: z.string(), at: Instant, byName: z.string(), words: z.string() })
export type CareStep = z.infer<typeof CareStep>

export const Somebody = z.object({ communityId: CommunityId, residentId: Id, name: z.string() })

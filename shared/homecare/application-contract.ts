import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, Phone, typedText } from '../schemas.ts'
import { residentGroupCodes } from './groups.ts'
import { AgreementSummary, ApplicationSummary, Assessment, CareStep, Somebody, Survey, Version } from './schemas.ts'
import { careStaff } from './survey-contract.ts'

const deciders = ['community_staff', 'admin'] as const

export const Application = z.extend(ApplicationSummary, {
  person: z.extend(Somebody, {
    age: z.nullable(Count),
    address: z.string(),
    /** Groups in force today. */
    groups: z.array(z.enum(residentGroupCodes)),
  }),
  survey: Survey,
  assessment: z.nullable(Assessment),
  assessedAt: z.nullable(Instant),
  /** Of the decision. */
  reason: z.string(),
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  /** Where to turn when the decision seems wrong. */
  complaint: z.object({ place: z.string(), phone: Phone }),
  steps: z.array(CareStep),
  agreements: z.array(AgreementSummary),
})
export type Application = z.infer<typeof Application>

const ref = { communityId: CommunityId, applicationId: Id }

/** A line of the desk's list. */
export const CaseLine = z.extend(ApplicationSummary, {
  person: Somebody,
  address: z.string(),
  overdue: z.boolean(),
  agreements: z.array(AgreementSummary),
})
export type CaseLine = z.infer<typeof CaseLine>

export const CareSettings = z.object({
  /** Working days within which an application is decided. */
  decisionDays: z.int().check(z.minimum(1), z.maximum(60)),
  /** Days before the end of an agreement at which everybody is reminded. */
  remindDays: z.int().check(z.minimum(1), z.maximum(90)),
  complaintPlace: typedText(60),
  complaintPhone: Phone,
})
export type CareSettings = z.infer<typeof CareSettings>

export const applicationContract = {
  'homecare.apply': command({
    summary: 'Apply for home care with a survey that was handed in',
    callers: ['resident', ...careStaff],
    input: z.object({ id: Id, communityId: CommunityId, surveyId: Id }),
    output: ApplicationSummary,
    errors: ['not_found', 'survey_incomplete', 'care_applied', 'id_taken'],
    roundTrips: 4,
  }),
  'homecare.withdraw': command({
    summary: 'Take an application back before it is decided',
    callers: ['resident'],
    input: z.object({ ...ref, version: Version }),
    output: ApplicationSummary,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'homecare.application': query({
    summary: 'One application with its survey, assessment, decision and agreements',
    callers: ['resident', ...careStaff],
    input: z.object(ref),
    output: Application,
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'homecare.cases': query({
    summary: 'Open applications of my areas, overdue first, and the agreements that run',
    callers: careStaff,
    input: z.object({}),
    output: z.object({ cases: z.array(CaseLine), today: Day }),
    errors: [],
    roundTrips: 2,
  }),
  'homecare.assess': command({
    summary: 'Write down what the second visit found and what is proposed; may be put right until the decision',
    callers: careStaff,
    input: z.object({ ...ref, version: Version, assessment: Assessment }),
    output: ApplicationSummary,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'homecare.decide': command({
    summary: 'Approve or refuse an assessed application, with the reason',
    callers: deciders,
    input: z.object({ ...ref, version: Version, approved: z.boolean(), reason: typedText(300) }),
    output: ApplicationSummary,
    errors: ['not_found', 'conflict', 'not_assessed'],
    roundTrips: 4,
  }),
  'homecare.settings': query({
    summary: 'What a community promises about home care',
    callers: careStaff,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ version: Version, settings: CareSettings }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'homecare.saveSettings': command({
    summary: 'Change what a community promises about home care',
    callers: deciders,
    input: z.object({ communityId: CommunityId, version: Version, settings: CareSettings }),
    output: z.object({ version: Version, settings: CareSettings }),
    errors: ['not_allowed', 'conflict'],
    roundTrips: 3,
  }),
} satisfies Contract

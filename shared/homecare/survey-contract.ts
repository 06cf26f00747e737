import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { Day, Id, PersonRef, typedText } from '../schemas.ts'
import { residentGroupCodes } from './groups.ts'
import { AgreementSummary, ApplicationSummary, Somebody, Survey, SurveyContent, Version } from './schemas.ts'

/** Who works on home care: for the people of their own area. */
export const careStaff = ['grid_worker', 'community_staff', 'admin'] as const

/** A group staff noted, with what they saw. */
export const NotedGroup = z.object({
  group: z.enum(residentGroupCodes),
  since: Day,
  until: z.nullable(Day),
  proof: z.string(),
  notedByName: z.string(),
})
export type NotedGroup = z.infer<typeof NotedGroup>

export const surveyContract = {
  'homecare.mine': query({
    summary: 'Surveys of everybody I may apply for, each with what came of it, newest first',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({
      lines: z.array(
        z.extend(Somebody, {
          survey: z.omit(Survey, { answers: true, note: true, carer: true }),
          application: z.nullable(ApplicationSummary),
          agreements: z.array(AgreementSummary),
        }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'homecare.survey': query({
    summary: 'The survey being filled in for a person, or a certain one; null where none was begun',
    callers: ['resident', ...careStaff],
    input: z.object({ person: PersonRef, surveyId: z.optional(Id) }),
    output: z.object({ name: z.string(), survey: z.nullable(Survey) }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'homecare.saveSurvey': command({
    summary: 'Keep a survey as it is so far, or hand it in',
    callers: ['resident', ...careStaff],
    input: z.extend(SurveyContent, {
      id: Id,
      person: PersonRef,
      /** The version last seen; 0 for a new one. */
      version: Version,
      submit: z.boolean(),
    }),
    output: Survey,
    errors: ['not_found', 'conflict', 'id_taken', 'survey_incomplete'],
    roundTrips: 4,
  }),
  'homecare.groups': query({
    summary: 'The subsidy groups of a resident: those that follow from the record and those staff noted',
    callers: careStaff,
    input: z.object({ person: PersonRef }),
    output: z.object({
      name: z.string(),
      /** In force today. */
      groups: z.array(z.enum(residentGroupCodes)),
      noted: z.array(NotedGroup),
    }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'homecare.noteGroup': command({
    summary: 'Note that a resident belongs to a group since a day, with the proof seen; or until when',
    callers: careStaff,
    input: z.object({
      person: PersonRef,
      group: z.enum(['hardship', 'disabled', 'special_contribution']),
      since: Day,
      until: z.nullable(Day),
      proof: typedText(120),
    }),
    output: NotedGroup,
    errors: ['not_found', 'days_reversed'],
    roundTrips: 4,
  }),
} satisfies Contract

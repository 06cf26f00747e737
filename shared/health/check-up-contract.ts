import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { relations } from '../people/relations.ts'
import {
  AreaCode,
  CommunityId,
  Count,
  Day,
  Id,
  Instant,
  PersonRef,
  Phone,
  optionalText,
  typedText,
} from '../schemas.ts'
import { checkUpAnswers, focusGroups, ringResults } from './lifecycle.ts'

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const Age = z.int().check(z.minimum(0), z.maximum(120))
const CheckUpRef = { communityId: CommunityId, checkUpId: Id }
const everyStaff = ['doctor', 'community_staff'] as const

const Plan = {
  title: typedText(40),
  place: typedText(60),
  /** 空腹, 身份证, 以前的化验单. */
  bring: optionalText(120),
  days: z.array(Day).check(z.minLength(1), z.maxLength(7)),
  from: TimeOfDay,
  to: TimeOfDay,
}

/** Who is asked to come: everything that is given has to hold. */
export const CheckUpFilter = z.object({
  ageFrom: Age,
  ageTo: Age,
  livingAlone: z.boolean(),
  /** Only a doctor may ask by what ails people, and only the doctor's own people who agreed to it. */
  focus: z.nullable(z.enum(focusGroups)),
  /** A grid of the community; null for all of it. */
  gridCode: z.nullable(AreaCode),
})
export type CheckUpFilter = z.infer<typeof CheckUpFilter>

/** An invitation as the person sees it. */
export const MyCheckUp = z.object({
  checkUpId: Id,
  ...Plan,
  bring: z.string(),
  answer: z.nullable(z.enum(checkUpAnswers)),
  answeredByName: z.string(),
  /** What who answered is to the person; null for staff on the telephone. */
  answeredRelation: z.nullable(z.enum(relations)),
  attended: z.boolean(),
  /** The result has been fetched. */
  collected: z.boolean(),
  over: z.boolean(),
})
export type MyCheckUp = z.infer<typeof MyCheckUp>

export const CheckUp = z.object({
  ...CheckUpRef,
  ...Plan,
  bring: z.string(),
  filter: CheckUpFilter,
  ringAfterDays: Count,
  madeByName: z.string(),
  invitedAt: z.nullable(Instant),
  invitedByName: z.string(),
  /** On the list, without those struck off. */
  people: Count,
  coming: Count,
  notComing: Count,
  fetch: Count,
  /** Who must still be rung up. */
  toRing: Count,
  attended: Count,
  collected: Count,
})
export type CheckUp = z.infer<typeof CheckUp>

export const CheckUpLine = z.object({
  residentId: Id,
  maskedName: z.string(),
  age: z.nullable(Count),
  address: z.string(),
  dropped: z.boolean(),
  answer: z.nullable(z.enum(checkUpAnswers)),
  answeredByName: z.string(),
  answeredRelation: z.nullable(z.enum(relations)),
  /** True while this person must be rung up. */
  mustRing: z.boolean(),
  ringResult: z.nullable(z.enum(ringResults)),
  ringNote: z.string(),
  rungByName: z.string(),
  agreed: z.boolean(),
  attended: z.boolean(),
  collected: z.boolean(),
})
export type CheckUpLine = z.infer<typeof CheckUpLine>

const Mark = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), on: z.boolean() }),
  z.object({ kind: z.literal('rung'), result: z.enum(ringResults), note: optionalText(100) }),
  z.object({ kind: z.literal('attended'), on: z.boolean() }),
  z.object({ kind: z.literal('collected'), on: z.boolean() }),
])
export type CheckUpMark = z.infer<typeof Mark>

export const checkUpContract = {
  'health.answerCheckUp': command({
    summary: 'I come, I do not come, I must be fetched; family with apply may answer',
    callers: ['account'],
    input: z.object({
      id: Id,
      person: PersonRef,
      checkUpId: Id,
      answer: z.enum(checkUpAnswers),
      /** The agreement to keep it, given together with the answer. */
      agreed: z.boolean(),
    }),
    output: z.object({ answer: z.enum(checkUpAnswers) }),
    errors: ['not_delegated', 'not_found', 'check_up_over', 'health_agreement_needed', 'conflict'],
    roundTrips: 5,
  }),
  'health.checkUps': query({
    summary: 'Check-ups of a community with their counts, newest first',
    callers: everyStaff,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ checkUps: z.array(CheckUp) }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'health.grids': query({
    summary: 'The grids of a community, for asking one of them to a check-up',
    callers: everyStaff,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ grids: z.array(z.object({ gridCode: AreaCode, name: z.string() })) }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'health.planCheckUp': command({
    summary: 'Plan a check-up and make the list of whom to ask. Nobody is told yet',
    callers: everyStaff,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      ...Plan,
      filter: CheckUpFilter,
      ringAfterDays: z.int().check(z.minimum(1), z.maximum(14)),
    }),
    output: z.object({ checkUpId: Id, people: Count }),
    errors: ['not_found', 'nobody_on_list', 'too_many_invited', 'id_taken'],
    roundTrips: 5,
  }),
  'health.checkUp': query({
    summary: 'One check-up with its list. Names are masked until opened',
    callers: everyStaff,
    input: z.object(CheckUpRef),
    output: z.object({ checkUp: CheckUp, lines: z.array(CheckUpLine) }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'health.inviteCheckUp': command({
    summary: 'Ask everybody on the list, each once, whoever presses and however often',
    callers: everyStaff,
    input: z.object(CheckUpRef),
    output: z.object({ invitedAt: Instant, invitedByName: z.string() }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'health.openLine': command({
    summary: 'Name and telephone of one on the list, to ring up: each opening is recorded',
    callers: everyStaff,
    input: z.object({ ...CheckUpRef, residentId: Id }),
    output: z.object({ name: z.string(), phone: z.nullable(Phone), address: z.string() }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'health.markLine': command({
    summary: 'Strike off, note a telephone call, tick who came and who fetched the result',
    callers: everyStaff,
    input: z.object({
      id: Id,
      ...CheckUpRef,
      residentId: Id,
      mark: Mark,
      /** The agreement was read out to the person, who said yes. */
      agreed: z.boolean(),
    }),
    output: z.object({}),
    errors: ['not_found', 'health_agreement_needed', 'conflict'],
    roundTrips: 5,
  }),
} satisfies Contract

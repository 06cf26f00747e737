import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { relations } from '../people/relations.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, Phone, optionalText, typedText } from '../schemas.ts'
import { MyCheckUp } from './check-up-contract.ts'
import { focusGroups, healthAgreementWays, healthPurposes } from './lifecycle.ts'
import { ReferralLine } from './referral-contract.ts'

const Person = { communityId: CommunityId, residentId: Id }
const Focus = z.array(z.enum(focusGroups)).check(z.maxLength(9))

/** The last word about one purpose. */
export const HealthAgreement = z.object({
  purpose: z.enum(healthPurposes),
  agreed: z.boolean(),
  /** Of the wording that was agreed to. */
  version: z.string(),
  at: Instant,
  byName: z.string(),
  how: z.enum(healthAgreementWays),
})
export type HealthAgreement = z.infer<typeof HealthAgreement>

const Application = z.object({
  applicationId: Id,
  doctorName: z.string(),
  at: Instant,
  byName: z.string(),
  /** What who applied is to the person. */
  relation: z.enum(relations),
  note: z.string(),
})

export const HealthFile = z.object({
  agreements: z.array(HealthAgreement),
  focus: z.array(z.enum(focusGroups)),
  doctor: z.nullable(
    z.object({
      doctorId: Id,
      name: z.string(),
      since: Instant,
      endsOn: Day,
      /** True from the reminder on: the year can be renewed. */
      endsSoon: z.boolean(),
    }),
  ),
  application: z.nullable(Application),
  /** The last refusal, until the next application. */
  declined: z.nullable(z.object({ doctorName: z.string(), reason: z.string(), at: Instant })),
})
export type HealthFile = z.infer<typeof HealthFile>

/** Somebody who wants a doctor. What ails them is not on a list. */
const Applicant = z.object({
  residentId: Id,
  applicationId: Id,
  maskedName: z.string(),
  age: z.nullable(Count),
  doctorName: z.string(),
  toMe: z.boolean(),
  at: Instant,
  relation: z.enum(relations),
  /** True when the person has this doctor already and wants another year. */
  renewal: z.boolean(),
})

export const doctorContract = {
  'health.mine': query({
    summary: 'My family doctor, agreements and check-ups; of somebody who lets me see it, too',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ file: HealthFile, checkUps: z.array(MyCheckUp) }),
    errors: ['not_delegated'],
    roundTrips: 3,
  }),
  'health.agree': command({
    summary:
      'Agree that health facts are kept for one purpose, or take it back: what was kept for it is erased (PIPL §15, §47)',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, purpose: z.enum(healthPurposes), agreed: z.boolean() }),
    output: HealthFile,
    errors: ['not_delegated', 'conflict'],
    roundTrips: 5,
  }),
  'health.doctors': query({
    summary: 'The doctors of a community’s health station, and how many people each has',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({
      doctors: z.array(z.object({ doctorId: Id, name: z.string(), postName: z.string(), people: Count })),
    }),
    errors: ['not_delegated'],
    roundTrips: 3,
  }),
  'health.applyDoctor': command({
    summary: 'Ask a doctor to be the family doctor for a year. The present one stays until the new one has accepted',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, doctorId: Id, focus: Focus, note: optionalText(100) }),
    output: HealthFile,
    errors: ['not_delegated', 'not_found', 'health_agreement_needed', 'already_applied', 'conflict'],
    roundTrips: 4,
  }),
  'health.leaveDoctor': command({
    summary: 'Take the application back, or end it with the family doctor',
    callers: ['account'],
    input: z.object({ person: PersonRef, what: z.enum(['application', 'doctor']) }),
    output: HealthFile,
    errors: ['not_delegated', 'conflict'],
    roundTrips: 3,
  }),
  'health.setFocus': command({
    summary: 'What the family doctor looks after in particular: said by the person, family or the doctor',
    callers: ['account'],
    input: z.object({ person: PersonRef, focus: Focus }),
    output: z.object({ focus: Focus }),
    errors: ['not_delegated', 'health_agreement_needed', 'conflict'],
    roundTrips: 3,
  }),
  'health.practice': query({
    summary: 'Who applied, who is signed with me, and my referrals, overdue follow-ups first. Names are masked',
    callers: ['doctor'],
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      applicants: z.array(Applicant),
      people: z.array(
        z.object({
          residentId: Id,
          maskedName: z.string(),
          age: z.nullable(Count),
          address: z.string(),
          endsOn: Day,
          endsSoon: z.boolean(),
        }),
      ),
      referrals: z.array(ReferralLine),
      today: Day,
    }),
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'health.patient': command({
    summary: 'One person of mine, or one who asked me, opened: each opening is recorded',
    callers: ['doctor'],
    input: z.object(Person),
    output: z.object({
      name: z.string(),
      age: z.nullable(Count),
      phone: z.nullable(Phone),
      address: z.string(),
      livingAlone: z.boolean(),
      file: HealthFile,
      /** True when this doctor is the family doctor. */
      mine: z.boolean(),
      referrals: z.array(ReferralLine),
    }),
    errors: ['not_found'],
    roundTrips: 5,
  }),
  'health.decideApplication': command({
    summary: 'Accept an application for the doctor who was chosen, or decline it with the reason',
    callers: ['doctor'],
    input: z.object({
      ...Person,
      applicationId: Id,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('accept') }),
        z.object({ kind: z.literal('decline'), reason: typedText(100) }),
      ]),
    }),
    output: z.object({ accepted: z.boolean(), doctorName: z.string() }),
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, typedText } from '../schemas.ts'
import { referralStatuses, referralSteps } from './lifecycle.ts'

const ReferralRef = { communityId: CommunityId, referralId: Id }

/** One referral on a list of a doctor: whose it is stays masked, why is not on it. */
export const ReferralLine = z.object({
  referralId: Id,
  residentId: Id,
  /** On the letter and on the telephone: `20261124-0427`. */
  number: z.string(),
  maskedName: z.string(),
  hospital: z.string(),
  department: z.string(),
  doctorName: z.string(),
  status: z.enum(referralStatuses),
  writtenAt: Instant,
  followUpOn: z.nullable(Day),
  overdue: z.boolean(),
})
export type ReferralLine = z.infer<typeof ReferralLine>

export const Referral = z.object({
  ...ReferralRef,
  ...ReferralLine.shape,
  /** Unmasked: only the person, delegates and the doctors concerned get this far. */
  name: z.string(),
  age: z.nullable(Count),
  communityName: z.string(),
  reason: z.string(),
  letter: z.string(),
  followUpDays: Count,
  answer: z.nullable(z.object({ diagnosis: z.string(), advice: z.string(), backOn: Day })),
  /** What came of the follow-up. */
  result: z.string(),
  /** Newest first. */
  steps: z.array(z.object({ kind: z.enum(referralSteps), at: Instant, byName: z.string() })),
})
export type Referral = z.infer<typeof Referral>

const Move = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('given') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('turned_down') }),
  z.object({
    kind: z.literal('answered'),
    diagnosis: typedText(200),
    advice: typedText(400),
    backOn: Day,
  }),
  z.object({ kind: z.literal('done'), result: typedText(400) }),
])
export type ReferralMove = z.infer<typeof Move>

export const referralContract = {
  'health.referrals': query({
    summary: 'My referrals, newest first; of somebody who lets me see them, too',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ referrals: z.array(ReferralLine) }),
    errors: ['not_delegated'],
    roundTrips: 2,
  }),
  'health.referral': command({
    summary: 'One referral with its letter. Opened by a doctor it is recorded',
    callers: ['account'],
    input: z.object(ReferralRef),
    output: Referral,
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'health.writeReferral': command({
    summary: 'A doctor writes a letter to a hospital for somebody who agreed to it, or agrees face to face',
    callers: ['doctor'],
    input: z.object({
      id: Id,
      person: PersonRef,
      hospital: typedText(60),
      department: typedText(40),
      reason: typedText(200),
      letter: typedText(1000),
      /** Days after the person is back at which the doctor asks after them. */
      followUpDays: z.int().check(z.minimum(1), z.maximum(90)),
      agreed: z.boolean(),
    }),
    output: Referral,
    errors: ['not_found', 'health_agreement_needed', 'conflict', 'id_taken'],
    roundTrips: 7,
  }),
  'health.answerReferral': command({
    summary: 'The person, or family with apply, wants to go with this letter or does not',
    callers: ['account'],
    input: z.object({ ...ReferralRef, agreed: z.boolean() }),
    output: Referral,
    errors: ['not_found', 'not_delegated', 'conflict'],
    roundTrips: 5,
  }),
  'health.moveReferral': command({
    summary: 'The doctor notes what the hospital said, and ends with what the follow-up found',
    callers: ['doctor'],
    input: z.object({ ...ReferralRef, move: Move }),
    output: Referral,
    errors: ['not_found', 'conflict'],
    roundTrips: 5,
  }),
} satisfies Contract

import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Day, Id, Instant, PersonRef } from '../schemas.ts'
import { consents, planStatuses, rhythms, signKinds, silenceSteps } from './wellness.ts'

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const everyDesk = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const

/** A plan of looking after somebody who does not press: when a sign of life is expected, and when the last one was. */
export const WellnessPlan = z.object({
  communityId: CommunityId,
  residentId: Id,
  name: z.string(),
  address: z.string(),
  status: z.enum(planStatuses),
  rhythm: z.enum(rhythms),
  times: z.array(TimeOfDay),
  /** Who set it up: `李敏`. */
  setByName: z.string(),
  setByRole: z.enum(['self', 'family', 'staff']),
  /** `spoken`: whoever set it up noted the elder's yes. */
  consent: z.enum(consents),
  /** The last day without questions (in hospital, on a journey); null when it runs. */
  pausedUntil: z.nullable(Day),
  lastSign: z.nullable(z.object({ at: Instant, kind: z.enum(signKinds) })),
  step: z.enum(silenceSteps),
  /** By when the next sign is expected; null while the plan does not run. */
  expectedAt: z.nullable(Instant),
})
export type WellnessPlan = z.infer<typeof WellnessPlan>

/** Minutes and hours a community may set; the defaults stand in wellness.ts. */
const Minutes = z.int().check(z.minimum(5), z.maximum(24 * 60))
const Hours = z.int().check(z.minimum(1), z.maximum(7 * 24))
const Thresholds = z.object({
  minutesToCall: Minutes,
  minutesToKnock: Minutes,
  minutesToEscalate: Minutes,
  graceHours: z.object({ daily: Hours, weekly: Hours, high_risk: Hours }),
  welfareCheckMinutes: Minutes,
})

export const wellnessContract = {
  'help.wellness': query({
    summary: 'The plan of a person, and whether the button 我平安 is to be shown',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({
      /** Null when there is none. */
      plan: z.nullable(WellnessPlan),
      showsButton: z.boolean(),
      now: Instant,
    }),
    errors: ['not_delegated'],
    roundTrips: 2,
  }),
  'help.sayWell': command({
    summary: 'All is well: by the person, or by family who just saw or spoke to them',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef }),
    output: z.object({ at: Instant }),
    errors: ['not_delegated', 'not_found'],
    roundTrips: 3,
  }),
  'help.setWellness': command({
    summary: 'Set up or change a plan: by the person, by family, or by the desk with the person’s consent noted',
    callers: ['account'],
    input: z.object({
      person: PersonRef,
      rhythm: z.enum(rhythms),
      /** One hour, two for `high_risk`. Left out: the usual ones. */
      times: z.optional(z.array(TimeOfDay).check(z.minLength(1), z.maxLength(2))),
      /** `self` only by the person. `ask`: the person is asked, and nothing runs before the yes. */
      consent: z.enum(consents),
    }),
    output: WellnessPlan,
    errors: ['not_delegated', 'invalid_input'],
    roundTrips: 5,
  }),
  'help.answerWellness': command({
    summary: 'The person agrees to the plan, or wants no (more) questions',
    callers: ['account'],
    input: z.object({ person: PersonRef, agree: z.boolean() }),
    output: WellnessPlan,
    errors: ['not_delegated', 'not_found'],
    roundTrips: 5,
  }),
  'help.pauseWellness': command({
    summary: 'No questions up to and including this day; null goes on at once',
    callers: ['account'],
    input: z.object({ person: PersonRef, untilDay: z.nullable(Day) }),
    output: WellnessPlan,
    errors: ['not_delegated', 'not_found', 'invalid_input'],
    roundTrips: 5,
  }),
  'help.wellnessSettings': query({
    summary: 'After how long silence rises here',
    callers: everyDesk,
    input: z.object({ communityId: CommunityId }),
    output: Thresholds,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.saveWellnessSettings': command({
    summary: 'Set after how long silence rises here; what stands there afterwards is the whole of it',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId, settings: Thresholds }),
    output: Thresholds,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.wellnessList': query({
    summary: 'Plans of my areas: silent ones first, then by the next expected sign',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({ plans: z.array(WellnessPlan), now: Instant }),
    errors: [],
    roundTrips: 2,
  }),
} satisfies Contract

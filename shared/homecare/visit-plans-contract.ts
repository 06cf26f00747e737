import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, typedText } from '../schemas.ts'
import { careCategoryCodes } from './categories.ts'
import { PlanContent, Recommendation, Visit, VisitPlan, VisitRef, Worker } from './visit-schemas.ts'

/** Who plans visits, sends workers and looks after them. */
export const visitManagers = ['community_staff', 'dispatcher', 'admin'] as const

const planRef = { communityId: CommunityId, planId: Id }

/** Planning and sending. */
export const visitPlansContract = {
  'homecare.plans': query({
    summary: 'Plans of a community with the dates that found no place, and agreements that have no plan yet',
    callers: visitManagers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      plans: z.array(VisitPlan),
      /** In force, and nothing planned. */
      unplanned: z.array(
        z.object({
          agreementId: Id,
          residentName: z.string(),
          providerName: z.string(),
          beginDay: Day,
          endDay: Day,
          categories: z.array(z.enum(careCategoryCodes)),
        }),
      ),
      services: z.array(z.object({ serviceId: Id, name: z.string(), minutes: Count })),
      workers: z.array(Worker),
    }),
    errors: ['not_allowed'],
    roundTrips: 5,
  }),
  'homecare.savePlan': command({
    summary: 'Plan the visits of an agreement, or change the plan; its visits are made right after the reply',
    callers: visitManagers,
    input: z.object({ ...planRef, version: Count, agreementId: Id, plan: PlanContent }),
    output: VisitPlan,
    errors: ['not_found', 'conflict', 'agreement_not_in_force', 'category_not_agreed'],
    roundTrips: 5,
  }),
  'homecare.endPlan': command({
    summary: 'No more visits from this day on; those ahead are taken off after the reply',
    callers: visitManagers,
    input: z.object({ ...planRef, version: Count, reason: typedText(60) }),
    output: VisitPlan,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'homecare.takeAlternative': command({
    summary: 'Give a date that found no place the time that was offered for it',
    callers: visitManagers,
    input: z.object({ ...planRef, day: Day, startsAt: Instant }),
    output: VisitPlan,
    errors: ['not_found', 'conflict', 'slot_full'],
    roundTrips: 12,
  }),
  'homecare.moveVisit': command({
    summary: 'Another time for this one date, with the same worker where that one is free',
    callers: visitManagers,
    input: z.object({ ...VisitRef, version: Count, startsAt: Instant }),
    output: Visit,
    errors: ['not_found', 'conflict', 'visit_over', 'slot_full', 'slot_past', 'slot_closed'],
    roundTrips: 11,
  }),
  'homecare.week': query({
    summary: 'The visits of a week, by worker, with who is away',
    callers: visitManagers,
    input: z.object({ communityId: CommunityId, week: Day }),
    output: z.object({
      week: Day,
      visits: z.array(Visit),
      workers: z.array(z.extend(Worker, { away: z.array(Day) })),
      now: Instant,
    }),
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
  'homecare.recommend': query({
    summary: 'Who could go to a visit, the best first, each with the reasons',
    callers: visitManagers,
    input: z.object(VisitRef),
    output: z.object({ visit: Visit, workers: z.array(Recommendation) }),
    errors: ['not_found'],
    roundTrips: 6,
  }),
  'homecare.assign': command({
    summary: 'Send this worker; the place in the calendar moves in one step, so nobody is in two homes at once',
    callers: visitManagers,
    input: z.object({ ...VisitRef, version: Count, resourceId: Id }),
    output: Visit,
    errors: ['not_found', 'conflict', 'visit_over', 'worker_taken'],
    roundTrips: 11,
  }),
  'homecare.workerAway': command({
    summary: 'A worker cannot come on a day (or can after all): which visits need somebody else',
    callers: visitManagers,
    input: z.object({ communityId: CommunityId, resourceId: Id, day: Day, isAway: z.boolean(), reason: typedText(40) }),
    output: z.object({ visits: z.array(Visit) }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
} satisfies Contract

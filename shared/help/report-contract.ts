import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, Count, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { CallRef } from './call.ts'
import { intents, levels } from './lifecycle.ts'
import { reviewCauses } from './report.ts'

/** What is counted of some calls. Shares are of `calls - withdrawn`. */
const figures = {
  /** Calls raised in the period. */
  calls: Count,
  /** Taken back before anybody answered. */
  withdrawn: Count,
  /** Somebody said "I take it". */
  answered: Count,
  within15Seconds: Count,
  within60Seconds: Count,
  within180Seconds: Count,
  /** Somebody came to the door. */
  arrived: Count,
  within45Minutes: Count,
  within60Minutes: Count,
  slowestAnswerSeconds: z.nullable(Count),
  pressedByMistake: Count,
  reopened: Count,
  rated: Count,
  ratedGood: Count,
}
export const Figures = z.object(figures)
export type Figures = z.infer<typeof Figures>

const Review = z.object({
  cause: z.enum(reviewCauses),
  found: z.string(),
  measure: z.string(),
  byName: z.string(),
  at: Instant,
})

/** A call that waited too long, and what was found out about it. */
export const LateCall = z.object({
  ...CallRef,
  residentName: z.string(),
  address: z.string(),
  gridName: z.string(),
  raisedAt: Instant,
  intent: z.enum(intents),
  waitedSeconds: Count,
  /** The level at which it was answered; null when it never was. */
  level: z.nullable(z.enum(levels)),
  review: z.nullable(Review),
})
export type LateCall = z.infer<typeof LateCall>

const reporters = ['community_staff', 'dispatcher', 'admin'] as const
const period = { areaCode: AreaCode, from: Day, /** The last day, included. */ to: Day }

export const reportContract = {
  'help.report': query({
    summary: 'How fast calls were answered and reached, by level, hour, grid and month; at most 400 days',
    callers: reporters,
    input: z.object(period),
    output: z.object({
      areaName: z.string(),
      total: Figures,
      byLevel: z.array(z.object({ level: z.enum(levels), ...figures })),
      byHour: z.array(z.object({ hour: Count, ...figures })),
      byGrid: z.array(z.object({ gridCode: AreaCode, name: z.string(), ...figures })),
      byMonth: z.array(z.object({ month: z.string(), ...figures })),
    }),
    errors: ['not_allowed', 'invalid_input'],
    roundTrips: 7,
  }),
  'help.lateCalls': query({
    summary:
      'The calls of a period that waited longer than the community allows (180 s), newest first, with their reviews; at most 200',
    callers: reporters,
    input: z.object(period),
    output: z.object({ calls: z.array(LateCall) }),
    errors: ['not_allowed', 'invalid_input'],
    roundTrips: 8,
  }),
  'help.saveReview': command({
    summary: 'Why a call was late and what is done about it; saved again, it is corrected',
    callers: reporters,
    input: z.object({
      ...CallRef,
      cause: z.enum(reviewCauses),
      found: typedText(300),
      measure: optionalText(300),
    }),
    output: z.object({ callId: Id, review: Review }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
} satisfies Contract

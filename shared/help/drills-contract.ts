import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, CommunityId, Count, Id, Instant, PersonRef } from '../schemas.ts'
import { everyDesk } from './call.ts'
import { drillDeliveries, drillStatuses, legResults, testStatuses } from './drills.ts'
import { levels } from './lifecycle.ts'

/** One area of a drill: who would be rung there, and what came of it. */
export const DrillLeg = z.object({
  level: z.enum(levels),
  areaCode: AreaCode,
  areaName: z.string(),
  result: z.enum(legResults),
  people: z.array(
    z.object({
      name: z.string(),
      post: z.string(),
      /** The desk was open within the last seconds, when the level was rung. */
      deskAlive: z.boolean(),
      delivery: z.enum(drillDeliveries),
      confirmed: z.boolean(),
    }),
  ),
  confirmedBy: z.nullable(z.string()),
  /** Seconds from the ring to "收到". */
  seconds: z.nullable(Count),
})
export type DrillLeg = z.infer<typeof DrillLeg>

export const Drill = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  drillId: Id,
  status: z.enum(drillStatuses),
  version: Count,
  startedAt: Instant,
  /** Who pressed "现在演练"; null for the plan. */
  startedBy: z.nullable(z.string()),
  endedAt: z.nullable(Instant),
  /** When the level that runs is over; null at the end. */
  dueAt: z.nullable(Instant),
  legs: z.array(DrillLeg),
  /** True when I am asked to say "收到" now. */
  asksMe: z.boolean(),
})
export type Drill = z.infer<typeof Drill>

const DrillPlan = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  /** 1 to 28, so that every month has it. */
  dayOfMonth: Count,
  hour: Count,
  enabled: z.boolean(),
  nextAt: z.nullable(Instant),
})

/** "测试我的按钮": a press that goes the real way and rings nobody. */
export const ButtonTest = z.object({
  communityId: CommunityId,
  testId: Id,
  residentId: Id,
  residentName: z.string(),
  address: z.string(),
  status: z.enum(testStatuses),
  pressedAt: Instant,
  /** Seconds from the finger to the community's receipt, as the phone measured it. */
  seconds: Count,
  /** Until when somebody should have answered. */
  dueAt: Instant,
  answeredAt: z.nullable(Instant),
  answeredBy: z.nullable(z.string()),
})
export type ButtonTest = z.infer<typeof ButtonTest>

const planners = ['community_staff', 'admin'] as const

export const drillsContract = {
  'help.drills': query({
    summary: 'Drills of my communities: when the next one is, and what the last ones found',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({
      plans: z.array(DrillPlan),
      drills: z.array(Drill),
      /** The communities whose drills I may plan and start. */
      mayPlan: z.array(CommunityId),
      now: Instant,
    }),
    errors: [],
    roundTrips: 5,
  }),
  'help.planDrills': command({
    summary: 'Every month on this day at this hour, or not at all',
    callers: planners,
    input: z.object({
      communityId: CommunityId,
      dayOfMonth: z.int().check(z.minimum(1), z.maximum(28)),
      hour: z.int().check(z.minimum(0), z.maximum(23)),
      enabled: z.boolean(),
    }),
    output: z.object({ nextAt: z.nullable(Instant) }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.runDrill': command({
    summary: 'A drill now: every level is rung silently, one after the other',
    callers: planners,
    input: z.object({ id: Id, communityId: CommunityId }),
    output: Drill,
    errors: ['not_found', 'id_taken', 'drill_running'],
    roundTrips: 7,
  }),
  'help.confirmDrill': command({
    summary: '收到: the drill reached me',
    callers: everyDesk,
    input: z.object({ communityId: CommunityId, drillId: Id }),
    output: Drill,
    errors: ['not_found', 'drill_over', 'conflict'],
    roundTrips: 6,
  }),
  'help.deskTests': query({
    summary: 'What waits for one quiet tap at my desk: drills that ask for me, and tested buttons',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({
      drills: z.array(z.object({ communityId: CommunityId, drillId: Id, startedAt: Instant, areaName: z.string() })),
      tests: z.array(ButtonTest),
    }),
    errors: [],
    roundTrips: 3,
  }),
  'help.testPress': command({
    summary: 'Test the button: goes the way of a press and rings nobody. The same test sent again is the same test',
    callers: ['account'],
    input: z.object({
      id: Id,
      person: PersonRef,
      /** Milliseconds from the finger to this try, by the phone. */
      waitedMilliseconds: z.int().check(z.minimum(0), z.maximum(86_400_000)),
    }),
    output: ButtonTest,
    errors: ['not_delegated', 'id_taken'],
    roundTrips: 4,
  }),
  'help.buttonTests': query({
    summary: "A resident's last tests, and when the next one is due",
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ tests: z.array(ButtonTest), nextAt: z.nullable(Instant) }),
    errors: ['not_delegated'],
    roundTrips: 2,
  }),
  'help.answerTest': command({
    summary: '听到了，按钮是好的: one tap, and the resident is told by name',
    callers: everyDesk,
    input: z.object({ communityId: CommunityId, testId: Id }),
    output: ButtonTest,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Instant } from '../schemas.ts'
import { intents, levels } from './lifecycle.ts'

const Seconds = z.int().check(z.minimum(1), z.maximum(86_400))
const Hour = z.int().check(z.minimum(0), z.maximum(24))

/** What a community may set about its help calls; `wrongField` (settings-check.ts) says what goes together. */
const Settings = z.object({
  rules: z
    .array(
      z.object({
        intents: z.array(z.enum(intents)),
        fromHour: Hour,
        toHour: Hour,
        levels: z.array(z.object({ level: z.enum(levels), seconds: Seconds, fromStart: z.boolean() })),
        ringsFamily: z.boolean(),
        ringsNeighbours: z.boolean(),
      }),
    )
    .check(z.maxLength(20)),
  secondsToProgress: z.object({ acknowledged: Seconds, en_route: Seconds, on_site: Seconds }),
  takeOverGraceSeconds: Seconds,
  handOverSeconds: Seconds,
  heartbeatSeconds: Seconds,
  callBackBy: z.string().check(z.maxLength(5)),
  reviewAfterSeconds: Seconds,
})

const Current = z.object({
  communityId: CommunityId,
  communityName: z.string(),
  settings: Settings,
  /** To be sent back when saving; 0 while only the defaults hold. */
  version: Count,
  changedAt: z.nullable(Instant),
  /** True when this person may save. */
  mayChange: z.boolean(),
})

export const settingsContract = {
  'help.settings': query({
    summary: 'Who is rung after whom, for how long, and the other times of help calls; of the own community by default',
    callers: ['grid_worker', 'community_staff', 'dispatcher', 'admin'],
    input: z.object({ communityId: z.optional(CommunityId) }),
    output: Current,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'help.saveSettings': command({
    summary: 'Set them anew. Holds for calls from now on: each call keeps the plan it was raised with',
    callers: ['community_staff', 'admin'],
    input: z.object({ communityId: CommunityId, version: Count, settings: Settings }),
    output: Current,
    errors: ['not_found', 'conflict', 'invalid_input'],
    roundTrips: 4,
  }),
} satisfies Contract

import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { relations } from '../people/relations.ts'
import { AreaCode, CommunityId, Count, Id, Instant, Phone, optionalText } from '../schemas.ts'
import { WellnessPlan } from './wellness-contract.ts'
import { lineStates, moods, needKinds, roundGroups, roundReasons, signKinds } from './wellness.ts'

const everyDesk = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const
const Person = { communityId: CommunityId, residentId: Id }

/** One talk or visit, as it is on file. */
export const CareRecord = z.object({
  recordId: Id,
  way: z.enum(['call', 'visit']),
  reached: z.boolean(),
  mood: z.nullable(z.enum(moods)),
  needs: z.array(z.enum(needKinds)),
  note: z.string(),
  byName: z.string(),
  at: Instant,
})
export type CareRecord = z.infer<typeof CareRecord>

export const CareRound = z.object({
  communityId: CommunityId,
  roundId: Id,
  reason: z.enum(roundReasons),
  areaCode: AreaCode,
  startedByName: z.string(),
  startedAt: Instant,
  dueAt: Instant,
  endedAt: z.nullable(Instant),
  total: Count,
  /** Spoken to, or a sign of life since the start. */
  reached: Count,
  notReached: Count,
  needsHelp: Count,
})
export type CareRound = z.infer<typeof CareRound>

export const RoundLine = z.object({
  residentId: Id,
  name: z.string(),
  age: z.nullable(Count),
  address: z.string(),
  state: z.enum(lineStates),
  /** Who marked it; null when the person's own sign of life did. */
  byName: z.nullable(z.string()),
  at: z.nullable(Instant),
  sign: z.nullable(z.enum(signKinds)),
  note: z.string(),
})
export type RoundLine = z.infer<typeof RoundLine>

const RoundRef = { communityId: CommunityId, roundId: Id }
const Groups = z.array(z.enum(roundGroups)).check(z.minLength(1), z.maxLength(6))

export const careContract = {
  'help.careCard': command({
    summary: 'What I must know before I ring or knock; each opening is recorded',
    callers: everyDesk,
    input: z.object(Person),
    output: z.object({
      ...Person,
      name: z.string(),
      age: z.nullable(Count),
      address: z.string(),
      livingAlone: z.boolean(),
      phone: z.nullable(Phone),
      accessNote: z.string(),
      tags: z.array(z.string()),
      contacts: z.array(z.object({ name: z.string(), relation: z.enum(relations), phone: Phone })),
      plan: z.nullable(WellnessPlan),
      /** The last five, newest first. */
      records: z.array(CareRecord),
    }),
    errors: ['not_found'],
    roundTrips: 5,
  }),
  'help.recordCare': command({
    summary: 'Keep what came of a call or visit: reached is a sign of life, a need becomes a task',
    callers: everyDesk,
    input: z.object({
      id: Id,
      ...Person,
      way: z.enum(['call', 'visit']),
      reached: z.boolean(),
      mood: z.optional(z.enum(moods)),
      needs: z.array(z.enum(needKinds)).check(z.maxLength(9)),
      note: optionalText(200),
      taskId: z.optional(Id),
      roundId: z.optional(Id),
    }),
    output: CareRecord,
    errors: ['not_found', 'id_taken'],
    roundTrips: 9,
  }),
  'help.previewRound': query({
    summary: 'How many people these groups are, before a round is started',
    callers: everyDesk,
    input: z.object({ areaCode: AreaCode, groups: Groups }),
    output: z.object({ count: Count, names: z.array(z.string()) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'help.startRound': command({
    summary: 'Ask after everybody in these groups',
    callers: everyDesk,
    input: z.object({
      id: Id,
      areaCode: AreaCode,
      reason: z.enum(roundReasons),
      groups: Groups,
      dueAt: Instant,
    }),
    output: CareRound,
    errors: ['not_allowed', 'nobody_on_list'],
    roundTrips: 5,
  }),
  'help.rounds': query({
    summary: 'Rounds of my areas in the last 30 days, with their progress',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({ rounds: z.array(CareRound), now: Instant }),
    errors: [],
    roundTrips: 2,
  }),
  'help.round': query({
    summary: 'The list of a round: who is still to be asked first',
    callers: everyDesk,
    input: z.object(RoundRef),
    output: z.object({ round: CareRound, lines: z.array(RoundLine), now: Instant }),
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.markLine': command({
    summary: 'One person of a round: reached, not reached, needs help',
    callers: everyDesk,
    input: z.object({
      ...RoundRef,
      residentId: Id,
      state: z.enum(lineStates),
      note: optionalText(200),
    }),
    output: RoundLine,
    errors: ['not_found'],
    roundTrips: 6,
  }),
  'help.endRound': command({
    summary: 'The round is over',
    callers: everyDesk,
    input: z.object(RoundRef),
    output: z.object({ roundId: Id, endedAt: Instant }),
    errors: ['not_found'],
    roundTrips: 4,
  }),
} satisfies Contract

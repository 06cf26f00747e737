import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, optionalText } from '../schemas.ts'
import { skills } from '../volunteers/lifecycle.ts'
import { callStatuses, signupStatuses } from './lifecycle.ts'

const callers = ['resident', 'community_staff', 'admin'] as const
const OfShift = z.object({ communityId: CommunityId, shiftId: Id })

/** A shift that lacks people, and the call for them: for who calls, and for who is called. */
export const ShiftCall = z.object({
  communityId: CommunityId,
  shiftId: Id,
  activityId: Id,
  title: z.string(),
  task: z.string(),
  place: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  neededSkill: z.nullable(z.enum(skills)),
  contactName: z.string(),
  contactPhone: z.string(),
  capacity: Count,
  placesLeft: Count,
  open: z.boolean(),
  mine: z.nullable(z.enum(signupStatuses)),
  /** For leaders and staff alone: how many would hear if one called now. None of them has been called before. */
  wouldHear: z.nullable(Count),
  call: z.nullable(
    z.object({
      status: z.enum(callStatuses),
      calledByName: z.string(),
      calledAt: Instant,
      words: z.string(),
      /** Who is asked, how many of them have been told, and how many have a place now. Zero for who is called. */
      people: Count,
      told: Count,
      came: Count,
    }),
  ),
})
export type ShiftCall = z.infer<typeof ShiftCall>

export const callingContract = {
  'volunteering.shiftCall': query({
    summary: 'A shift that lacks people and the call for them; for its leaders, staff, and who is called',
    callers: [...callers],
    input: OfShift,
    output: ShiftCall,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'volunteering.callUp': command({
    summary: 'Call those who agreed to be called, can do it and are free; each once for a shift, until it is full',
    callers: [...callers],
    input: z.extend(OfShift, { id: Id, words: optionalText(60) }),
    output: ShiftCall,
    errors: ['not_found', 'not_allowed', 'shift_past', 'shift_closed', 'shift_full', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

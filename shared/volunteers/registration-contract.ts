import * as z from 'zod/mini'
import { command, type Contract } from '../contract.ts'
import { Count, Instant, optionalText } from '../schemas.ts'
import { freeTimes, skills, volunteerStatuses } from './lifecycle.ts'

export const VolunteerProfile = z.object({
  /** Shown instead of any identity number, everywhere. */
  volunteerNumber: z.string(),
  status: z.enum(volunteerStatuses),
  skills: z.array(z.enum(skills)),
  freeTimes: z.array(z.enum(freeTimes)),
  introduction: z.string(),
  joinedAt: Instant,
  version: Count,
})
export type VolunteerProfile = z.infer<typeof VolunteerProfile>

export const registrationContract = {
  'volunteers.register': command({
    summary: 'Become a volunteer, or change skills and times (民政部令67号 Art. 5, 6: with consent)',
    callers: ['resident'],
    input: z.object({
      consented: z.literal(true),
      skills: z.array(z.enum(skills)),
      freeTimes: z.array(z.enum(freeTimes)),
      introduction: optionalText(100),
    }),
    output: VolunteerProfile,
    errors: [],
    roundTrips: 4,
  }),
} satisfies Contract

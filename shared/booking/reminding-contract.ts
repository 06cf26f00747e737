import * as z from 'zod/mini'
import { command, type Contract } from '../contract.ts'
import { CommunityId, Id } from '../schemas.ts'
import { Booking } from './schemas.ts'

export const remindingContract = {
  'booking.reply': command({
    summary: 'Answer the reminder: I am coming, or please call me. Not coming is booking.cancel',
    callers: ['account'],
    input: z.object({ communityId: CommunityId, bookingId: Id, reply: z.enum(['coming', 'call_wanted']) }),
    output: Booking,
    errors: ['not_found', 'conflict'],
    roundTrips: 5,
  }),
} satisfies Contract

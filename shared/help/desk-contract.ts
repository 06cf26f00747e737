import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, Count, Id, Instant, optionalText } from '../schemas.ts'
import { CallCard, CallRef, DeskCall, everyDesk } from './call.ts'
import { levels, outcomes } from './lifecycle.ts'

/** What the desks do. */
export const deskContract = {
  'help.desk': query({
    summary: 'Open calls of my areas by next deadline, ringing ones first',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({
      calls: z.array(DeskCall),
      onDuty: z.array(
        z.object({
          accountId: Id,
          name: z.string(),
          post: z.string(),
          level: z.enum(levels),
          areaCode: AreaCode,
          state: z.enum(['free', 'ringing', 'en_route', 'busy']),
          me: z.boolean(),
        }),
      ),
      /** Server time of this answer, so that count-downs do not trust the phone's clock. */
      now: Instant,
      closedToday: Count,
    }),
    errors: [],
    roundTrips: 4,
  }),
  'help.card': command({
    summary: 'Open the card of the person in need; each opening is recorded',
    callers: everyDesk,
    input: z.object(CallRef),
    output: CallCard,
    errors: ['not_found'],
    roundTrips: 6,
  }),
  'help.acknowledge': command({
    summary: 'I take it. The first wins; the second is told who has it (details.responderName)',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.setOut': command({
    summary: 'On my way, there in so many minutes',
    callers: everyDesk,
    input: z.object({ ...CallRef, minutes: z.int().check(z.minimum(1), z.maximum(60)) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.arrive': command({
    summary: 'I am at the door',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.close': command({
    summary: 'It is over: what was found and done',
    callers: everyDesk,
    input: z.object({ ...CallRef, outcome: z.enum(outcomes), note: optionalText(200) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.calledBack': command({
    summary: 'I rang the person who cancelled: the promised call-back is done',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

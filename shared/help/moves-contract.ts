import * as z from 'zod/mini'
import { command, type Contract } from '../contract.ts'
import { Id, optionalText, typedText } from '../schemas.ts'
import { CallRef, DeskCall, everyDesk } from './call.ts'
import { emergencyNumbers, outcomes } from './lifecycle.ts'

/** What the desk does with one call. Who has it, and until when, decides who may: see the refusals. */
export const movesContract = {
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
    summary: 'I rang the person: the promised call-back is done, and this was heard',
    callers: everyDesk,
    input: z.object({ ...CallRef, text: z.optional(optionalText(200)) }),
    output: DeskCall,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'help.takeOver': command({
    summary:
      'I want it: at once where nobody has it or nothing moves, else after the grace unless the responder keeps it. The second who asks is told whom it goes to (details.toName)',
    callers: everyDesk,
    input: z.object({ ...CallRef, reason: typedText(100) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.keep': command({
    summary: 'It stays with me: no take-over, or no hand-over after all',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.handOver': command({
    summary: 'I ask a colleague to have it; it stays mine until they say yes (`help.acknowledge`)',
    callers: everyDesk,
    input: z.object({ ...CallRef, toAccountId: Id, reason: typedText(100) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed', 'not_a_colleague'],
    roundTrips: 4,
  }),
  'help.decline': command({
    summary: 'I cannot take what is handed to me',
    callers: everyDesk,
    input: z.object(CallRef),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.addHelper': command({
    summary: 'A colleague comes along, or I do ("我也去")',
    callers: everyDesk,
    input: z.object({ ...CallRef, toAccountId: Id }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed', 'not_a_colleague'],
    roundTrips: 4,
  }),
  'help.checkIn': command({
    summary: 'All is well on site; the responder and helpers say so every 15 minutes',
    callers: everyDesk,
    input: z.object({ ...CallRef, id: Id, text: z.optional(optionalText(200)) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.note': command({
    summary: 'A line in the timeline, which the person and the family read too',
    callers: everyDesk,
    input: z.object({ ...CallRef, id: Id, text: typedText(200) }),
    output: DeskCall,
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 4,
  }),
  'help.callEmergency': command({
    summary: 'I ring 120, 119 or 110: written down before the telephone dials, answered with what to read out',
    callers: everyDesk,
    input: z.object({ ...CallRef, id: Id, number: z.enum(emergencyNumbers) }),
    output: z.object({
      call: DeskCall,
      /** Sentences in the order in which they are asked for: who, where, what, how to ring back. */
      script: z.array(z.string()),
    }),
    errors: ['not_found', 'conflict', 'call_closed'],
    roundTrips: 6,
  }),
} satisfies Contract

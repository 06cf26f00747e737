import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { Count, Id, PersonRef } from '../schemas.ts'
import { CallRef, HelpCall } from './call.ts'
import { intents, ratings } from './lifecycle.ts'

/** What the person in need, family and neighbours ask for. */
export const callsContract = {
  'help.raise': command({
    summary:
      'Press for help; `emergency` where no intent is named. The same press sent again, and any press while a call is open, lands in one call',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, intent: z.optional(z.enum(intents)) }),
    output: HelpCall,
    errors: ['not_delegated', 'id_taken'],
    roundTrips: 2,
  }),
  'help.status': query({
    summary: 'How my call stands; moves it on when its deadline has passed',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found'],
    roundTrips: 2,
  }),
  'help.come': command({
    summary:
      '"我去": a neighbour or somebody of the family goes there. The first wins; the second is told who goes (details.neighbourName)',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found', 'call_closed', 'conflict'],
    roundTrips: 3,
  }),
  'help.cannotCome': command({
    summary: '"我去不了": where this one was going, the others are asked again',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found', 'call_closed', 'conflict'],
    roundTrips: 3,
  }),
  'help.onDuty': query({
    summary: 'Who would be rung first, and how fast calls were answered of late',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({
      people: z.array(z.object({ name: z.string(), post: z.string() })),
      /** Median of the last 50 answered calls of the community; null before the fifth. */
      medianAnswerSeconds: z.nullable(Count),
    }),
    errors: ['not_delegated'],
    roundTrips: 4,
  }),
  'help.cancel': command({
    summary: 'It was a mistake: nobody needs to run, somebody still rings back',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found', 'call_closed', 'conflict'],
    roundTrips: 3,
  }),
  'help.rate': command({
    summary: 'One of three faces, after the end; may be changed once',
    callers: ['account'],
    input: z.object({ ...CallRef, rating: z.enum(ratings) }),
    output: HelpCall,
    errors: ['not_found', 'conflict', 'rated_already'],
    roundTrips: 3,
  }),
  'help.reopen': command({
    summary:
      '"没解决": the same call rings again. Where a newer call is open, that one is the answer (conflict, details.callId)',
    callers: ['account'],
    input: z.object(CallRef),
    output: HelpCall,
    errors: ['not_found', 'call_closed', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

import type { PersonRef } from '../../../../shared/schemas.ts'
import { actsFor, type Actor } from '../../platform/actor.ts'
import { bookerName, booksFor } from '../books-for.ts'
import type { Booker, Order } from './plan-order.ts'

/** A refused order says nothing of why staff may not book: who lives outside the area is not theirs to know about. */
export function bookerOf(actor: Actor): Order['booker'] {
  return (person, home) => {
    const identity = home && booksFor(actor, person, home)
    if (!identity) return undefined
    const { residentName, address, birthDate, livingAlone } = identity
    const byStaff = actsFor(actor, person, 'book') === undefined
    return {
      residentName,
      address,
      birthDate,
      livingAlone,
      byStaff,
      delegateName: bookerName(actor, identity),
    } satisfies Booker
  }
}

/** How a booking came in: only who books by virtue of a post was asked on the telephone or at the counter. */
export function channelOf(actor: Actor, person: PersonRef, said: 'phone' | 'counter' | undefined) {
  return actsFor(actor, person, 'book') ? 'app' : (said ?? 'counter')
}

import type { takingContract } from '../../../../shared/booking/booking-contract.ts'
import type { Input } from '../../../../shared/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { toBooking } from '../answers.ts'
import { mayBookFor } from '../books-for.ts'
import { confirmBasket, releaseBasket } from './baskets.ts'
import { bookerOf, channelOf } from './bookers.ts'
import { movingHandlers } from './moving-handlers.ts'
import { readingHandlers } from './reading-handlers.ts'
import { takePlaces } from './take-places.ts'

type HoldPlace = Input<(typeof takingContract)['booking.hold']>['places'][number]

async function hold({ id, places }: { id: string; places: readonly HoldPlace[] }, context: RequestContext<Actor>) {
  const { db, now, actor } = context
  const [first] = places
  if (!first || places.some(({ person }) => !mayBookFor(actor, person))) return refuse('not_delegated')
  const { communityId } = first.person
  // one basket, one community: elsewhere there is no such service
  if (places.some(({ person }) => person.communityId !== communityId)) return refuse('not_found')
  const taken = await takePlaces(
    db,
    {
      communityId,
      places: places.map(({ person, startsAt, ...place }) => ({
        ...place,
        residentId: person.residentId,
        startsAt: new Date(startsAt),
      })),
      as: 'held',
      basketId: id,
      note: '',
      bookedBy: actor.accountId,
      channel: channelOf(actor, first.person, undefined),
      booker: bookerOf(actor),
    },
    now,
  )
  if (!taken.ok) return taken
  const { rows } = taken.data
  const until = Math.min(...rows.map((row) => (row.kept_until ?? now).getTime()))
  return ok({
    basketId: id,
    keptUntil: new Date(until).toISOString(),
    bookings: rows.map((row) => toBooking(row, now)),
  })
}

/** Taking places: looking, holding, booking, moving and giving back. */
export const takingHandlers: Handlers<typeof takingContract> = {
  ...readingHandlers,
  ...movingHandlers,

  'booking.book': async (
    { id, person, serviceId, startsAt, note, resourceId, channel },
    { db, now, actor, announce },
  ) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const { communityId, residentId } = person
    const taken = await takePlaces(
      db,
      {
        communityId,
        places: [{ bookingId: id, residentId, serviceId, startsAt: new Date(startsAt), resourceId }],
        as: 'confirmed',
        basketId: null,
        note,
        bookedBy: actor.accountId,
        channel: channelOf(actor, person, channel),
        booker: bookerOf(actor),
      },
      now,
    )
    if (!taken.ok) return taken
    const [row] = taken.data.rows
    if (!row) return refuse('not_found')
    if (taken.data.isNew) announce({ communityId, id })
    return ok(toBooking(row, now))
  },

  'booking.hold': hold,

  'booking.confirm': async ({ communityId, basketId, note }, { db, now, actor, announce }) => {
    const confirmed = await confirmBasket(db, actor, { communityId, basketId }, note, now)
    if (!confirmed.ok) return confirmed
    for (const { id } of confirmed.data.told) announce({ communityId, id })
    return ok({ bookings: confirmed.data.rows.map((row) => toBooking(row, now)) })
  },

  'booking.release': async ({ communityId, basketId }, { db, now, actor, afterwards }) =>
    releaseBasket(db, actor, { communityId, basketId }, now, afterwards),
}

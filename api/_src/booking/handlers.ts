import type { bookingContract } from '../../../shared/booking/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../shared/time.ts'
import { actsFor, type Actor, type Identity } from '../platform/actor.ts'
import type { Handlers } from '../platform/slice.ts'
import { toBooking, toDetail, toSlot, toSummary } from './answers.ts'
import { bookerName, booksFor, mayBookFor } from './books-for.ts'
import { decideBooking, decideCancel, limitReached, refusalWords } from './decide.ts'
import { readAttempt, readBooking, readBookingsOf, readCatalogue, readService, readSlots } from './store.ts'
import type { AttemptRow, BookingRow } from './store.ts'
import { cancelBooking } from './store-cancel.ts'
import type { NewBooking } from './store-take.ts'
import { daysAhead, factsOf, nextFreeSlots, takePlace } from './take-place.ts'

const mostArrivalsAtOnce = 5
const mostPast = 50
/** Coming bookings are few (every service has an open limit), so this many rows always hold them and fifty past ones. */
const mostRead = 250

export const bookingHandlers: Handlers<typeof bookingContract> = {
  'booking.services': async ({ communityId, category }, { db, now }) => {
    const asked = { communityId, from: now, to: fortnightEnd(now), ...(category === undefined ? {} : { category }) }
    const { services, firstFree } = await readCatalogue(db, asked)
    return ok({ services: services.map((service) => toSummary(service, firstFree.get(service.id))) })
  },

  'booking.service': async ({ communityId, serviceId }, { db, now }) => {
    const found = await readService(db, { communityId, serviceId, from: now, to: fortnightEnd(now) })
    return found ? ok(toDetail(found.service, found.firstFree.get(serviceId))) : refuse('not_found')
  },

  'booking.slots': async ({ person, serviceId, fromDay }, { db, now, actor }) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const today = dayOf(now)
    const first = fromDay ?? today
    const [from, to] = [instantOf(first), instantOf(addDays(first, daysAhead))]
    const found = await readSlots(db, { ...person, serviceId, from, to, now })
    if (!found) return refuse('not_found')
    const identity = booksFor(actor, person, found.service)
    if (!identity) return refuse('not_delegated')
    const { minimum_age: minimumAge, living_alone_only: alone, open_limit: limit, heldPlaces } = found.service
    const because = refusalWords({ minimumAge, livingAloneOnly: alone === 1 }, identity, today)
    const enough = limitReached({ limit, held: heldPlaces ?? 0, ended: 0 })
    const slots = found.slots.map((slot) => toSlot(slot, now))
    return ok({
      ...(actsFor(actor, person, 'book') ? {} : { residentName: identity.residentName }),
      refusedBecause: because ?? (enough ? '已经约了，办完能再约' : null),
      days: Array.from({ length: daysAhead }, (_, index) => {
        const day = addDays(first, index)
        return { day, slots: slots.filter((slot) => slot.day === day) }
      }),
    })
  },

  'booking.book': async ({ id, person, slotId, note }, { db, now, actor, announce }) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const { communityId, residentId } = person
    const wish = { residentId, slotId, note, bookedBy: actor.accountId }
    for (let arrival = 0; arrival < mostArrivalsAtOnce; arrival += 1) {
      const attempt = await readAttempt(db, { communityId, residentId, slotId, bookingId: id, now })
      if (!attempt) return refuse('not_found')
      const identity = booksFor(actor, person, attempt)
      if (!identity) return refuse('not_delegated')
      const decision = decideBooking(factsOf(attempt, wish, identity), now)
      if (decision.ok && decision.data === 'repeat') return ok(toBooking(attempt as BookingRow))
      if (!decision.ok && decision.code !== 'slot_full') return decision
      const booking = newBooking(id, attempt, identity, actor, wish, now)
      const outcome = decision.ok ? await takePlace(db, attempt, booking, now) : { kind: 'full' as const }
      if (outcome.kind === 'confirmed') {
        announce({ communityId, id })
        return ok(toBooking(outcome.row))
      }
      if (outcome.kind === 'already_booked' || outcome.kind === 'limit_reached') return refuse(outcome.kind)
      if (outcome.kind === 'full') {
        const asked = {
          communityId,
          residentId,
          serviceId: attempt.serviceId,
          bookingId: id,
          wantedAt: attempt.startsAt,
        }
        const { nextFree, gotIt } = await nextFreeSlots(db, asked, now)
        if (!gotIt) return refuse('slot_full', { nextFree })
      }
    }
    throw new Error('the same booking kept arriving')
  },

  'booking.cancel': async ({ communityId, bookingId, reason }, { db, now, actor, announce }) => {
    const row = await readBooking(db, communityId, bookingId)
    const identity = row && booksFor(actor, { communityId, residentId: row.resident_id }, row)
    if (!identity) return refuse('not_found')
    const decision = decideCancel({ status: row.status, cancelUntil: row.cancel_until }, now)
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(toBooking(row))
    const step = {
      version: row.version + 1,
      status: 'cancelled' as const,
      at: now.toISOString(),
      by: actor.accountId,
      delegateName: bookerName(actor, identity),
    }
    if (await cancelBooking(db, row, step, reason)) {
      announce({ communityId, id: bookingId })
      return ok(toBooking({ ...row, status: 'cancelled', version: step.version, cancel_reason: reason }))
    }
    const present = await readBooking(db, communityId, bookingId)
    return present?.status === 'cancelled' ? ok(toBooking(present)) : refuse('conflict')
  },

  'booking.detail': async ({ communityId, bookingId }, { db, actor }) => {
    const row = await readBooking(db, communityId, bookingId)
    if (!row) return refuse('not_found')
    const person = { communityId, residentId: row.resident_id }
    return maySee(actor, row) || booksFor(actor, person, row) ? ok(toBooking(row)) : refuse('not_found')
  },

  'booking.mine': async (_, { db, now, actor }) => {
    const people = actor.identities.filter((identity) => sees(actor, identity))
    if (people.length === 0) return ok({ coming: [], past: [] })
    const rows = (await readBookingsOf(db, people, mostRead)).filter((row) => maySee(actor, row))
    const isComing = (row: BookingRow) => row.status === 'confirmed' && row.ends_at.getTime() > now.getTime()
    return ok({
      coming: rows.filter(isComing).toReversed().map(toBooking),
      past: rows
        .filter((row) => !isComing(row))
        .slice(0, mostPast)
        .map(toBooking),
    })
  },
}

function fortnightEnd(now: Date): Date {
  return instantOf(addDays(dayOf(now), daysAhead))
}

/** Who books for somebody may see it too: a booking one cannot look at cannot be kept. */
function sees(actor: Actor, person: { communityId: string; residentId: string }): boolean {
  return actsFor(actor, person, 'see') !== undefined || actsFor(actor, person, 'book') !== undefined
}

function maySee(actor: Actor, row: BookingRow): boolean {
  return sees(actor, { communityId: row.community_id, residentId: row.resident_id })
}

function newBooking(
  id: string,
  attempt: AttemptRow,
  identity: Identity,
  actor: Actor,
  wish: { slotId: string; note: string },
  now: Date,
): NewBooking {
  return {
    communityId: identity.communityId,
    id,
    slotId: wish.slotId,
    serviceId: attempt.serviceId,
    resourceId: attempt.resourceId,
    residentId: identity.residentId,
    residentName: identity.residentName,
    homeAddress: identity.address,
    bookedBy: actor.accountId,
    delegateName: bookerName(actor, identity),
    note: wish.note,
    day: dayOf(attempt.startsAt),
    startsAt: attempt.startsAt,
    endsAt: attempt.endsAt,
    cancelUntil: new Date(attempt.startsAt.getTime() - attempt.cancel_cutoff_minutes * 60_000),
    bookedAt: now,
  }
}

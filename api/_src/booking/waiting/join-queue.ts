import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { BookingStep } from '../tables.ts'
import { slotNeed, toClear } from '../taking/decide-claims.ts'
import { hasPriority } from '../taking/decide.ts'
import { daysOf, Facts } from '../taking/facts.ts'
import { dueOf, newRow, planOrder, rowOf, slotIn, turnsOf, type Order, type WantedPlace } from '../taking/plan-order.ts'
import { personOf } from '../taking/slots.ts'
import { insertBookings, readBookings, type BookingRow, type NewBooking } from '../taking/store-booking.ts'
import { endRunOut, insertClaims, type NewClaim } from '../taking/store-claim.ts'
import { readPieces } from '../taking/store-facts.ts'
import type { TakingCode } from '../taking/take-places.ts'
import { closesAt, nextLook } from './decide-promotion.ts'
import { promote } from './promote.ts'

export type WaitOrder = Omit<Order, 'places' | 'as' | 'basketId'> & { place: WantedPlace }

type Code = Exclude<TakingCode, 'slot_full'> | 'slot_open'

const mostArrivals = 20

/**
 * Puts somebody into the queue of a full slot, with their turns of every limit and no place. A place that came free
 * while they stood in line is offered at once, so nobody waits beside a free place. Safe to send again.
 */
export async function joinQueue(
  db: Db,
  wish: WaitOrder,
  now: Date,
): Promise<Result<{ row: BookingRow; isNew: boolean }, Code>> {
  const { place, ...rest } = wish
  const { communityId } = wish
  const { bookingId, residentId, serviceId, startsAt } = place
  const order: Order = { ...rest, places: [place], as: 'confirmed', basketId: null }
  const whom = { communityId, serviceIds: [serviceId], residentIds: [residentId], bookingIds: [bookingId] }
  const starts = [startsAt]
  for (let arrival = 0; arrival < mostArrivals; arrival += 1) {
    const facts = new Facts(await readPieces(db, { ...whom, starts, ...daysOf(starts), now }), now)
    // claims that an arrival of this command left, cut off before it wrote its row
    const earlier = facts.earlier.has(bookingId) ? undefined : facts.own.get(bookingId)
    if (!earlier || earlier.some(({ need }) => need < slotNeed)) {
      const plan = planOrder(order, facts, now)
      if (plan.ok && plan.data !== 'repeat') return refuse('slot_open')
      if (plan.ok) {
        const [row] = await readBookings(db, communityId, [bookingId])
        return row?.waiting_since ? ok({ row, isNew: false }) : refuse('id_taken')
      }
      const { place: _, ...refused } = plan
      if (refused.code !== 'slot_full') return refused as typeof refused & { code: Code }
    }
    const waiting = planWaiting(order, place, facts, now)
    if (!waiting) return refuse('slot_closed')
    const { row, service, claims } = waiting
    if (!earlier) {
      await endRunOut(db, communityId, toClear(claims, facts.occupied), now)
      if ((await insertClaims(db, communityId, claims)) !== 'done') continue
    }
    const written = await insertBookings(db, [row])
    if (written.outcome === 'repeated') continue
    const { promoted, waiting: queue } = await promote(db, { communityId, serviceId, startsAt }, now)
    const inLine = queue.findIndex(({ id }) => id === bookingId) + 1
    if (promoted.includes(bookingId) || inLine === 0) {
      const [present] = await readBookings(db, communityId, [bookingId])
      if (present) return ok({ row: present, isNew: true })
    }
    return ok({ row: { ...rowOf(row, service, written.numbers[0] ?? ''), queuePlace: inLine }, isNew: true })
  }
  throw new Error('the same wait kept arriving')
}

/** The row of somebody who waits, and their turns. Undefined: there is no such slot, or a limit is reached after all. */
function planWaiting(order: Order, place: WantedPlace, facts: Facts, now: Date) {
  const { residentId, serviceId, startsAt, bookingId } = place
  const service = facts.services.get(serviceId)
  const slot = service && slotIn(service, facts, startsAt)
  const home = facts.homes.get(residentId)
  const booker = order.booker({ communityId: order.communityId, residentId }, home)
  if (!service || !slot || !booker) return undefined
  const turns = turnsOf(service, { residentId, householdId: home?.homeHousehold ?? residentId }, slot, facts.occupied)
  if (typeof turns === 'string') return undefined
  const person = personOf(booker, home, now)
  const who = { booker, resourceIds: [], priority: hasPriority(person, dayOf(now)), person }
  const step: BookingStep = {
    version: 1,
    kind: 'waited',
    at: now.toISOString(),
    by: order.bookedBy,
    delegateName: booker.delegateName,
  }
  const row: NewBooking = {
    ...newRow(order, place, service, slot, who, now),
    status: 'waiting',
    history: [step],
    waiting_since: now,
    remind_at: null,
    due_at: nextLook(startsAt, closesAt(startsAt, service.close_minutes), now),
  }
  const claims: NewClaim[] = turns.map((claim) => ({ ...claim, bookingId, dueAt: dueOf(claim, slot.day, now) }))
  return { row, service, claims }
}

import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { toClear } from './decide-claims.ts'
import { daysOf, Facts } from './facts.ts'
import { planOrder, rowOf, type Order, type PlannedBooking, type WantedPlace } from './plan-order.ts'
import { daysShown, freeInstead, isEntitled, personOf } from './slots.ts'
import { insertBookings, readBookings, type BookingRow } from './store-booking.ts'
import { adoptHold, endRunOut, insertClaims } from './store-claim.ts'
import { readPieces, type Look } from './store-facts.ts'

export type { Booker, Order, WantedPlace } from './plan-order.ts'

/** Codes with which a place is refused. */
export type TakingCode =
  | 'not_found'
  | 'not_delegated'
  | 'id_taken'
  | 'slot_full'
  | 'slot_past'
  | 'slot_closed'
  | 'already_booked'
  | 'not_eligible'
  | 'booking_paused'
  | 'limit_reached'

export interface Taken {
  rows: BookingRow[]
  /** False: an earlier arrival of the same command took them. */
  isNew: boolean
}

/** Each arrival that comes too late has seen somebody else come first, so a crowd is through long before. */
const mostArrivals = 60

/**
 * Takes all places of an order or none: what they need is claimed in ONE insert, then their rows are written in one.
 * Safe to send again, and to lose after each statement: claims without a row are swept, a row is never without its
 * claims. Without anybody in between it costs three round trips.
 */
export async function takePlaces(db: Db, order: Order, now: Date): Promise<Result<Taken, TakingCode>> {
  let wide = false
  for (let arrival = 0; arrival < mostArrivals; arrival += 1) {
    const facts = new Facts(await readPieces(db, lookFor(order, wide, now)), now)
    const plan = planOrder(order, facts, now)
    if (!plan.ok) {
      const { place, ...refused } = plan
      if (refused.code !== 'slot_full') return refused
      const full = await refuseFull(db, order, place, wide && order.places.length === 1 ? facts : undefined, now)
      if (full === 'again') continue
      return full
    }
    if (plan.data === 'repeat') {
      const ids = order.places.map(({ bookingId }) => bookingId)
      const rows = await readBookings(db, order.communityId, ids)
      return ok({ rows: inOrder(ids, rows), isNew: false })
    }
    const rows = await takePlanned(db, order, plan.data, facts, now)
    if (rows) return ok({ rows, isNew: true })
    // the first look sees only who begins at the same time: another service may have the resource a little later
    wide = plan.data.some(({ service }) => service.capacity_kind === 'exclusive')
  }
  throw new Error('the same booking kept arriving')
}

/** Undefined: somebody was faster, or the same command arrived twice at once; look again. */
async function takePlanned(
  db: Db,
  { communityId }: Order,
  planned: readonly PlannedBooking[],
  facts: Facts,
  now: Date,
): Promise<BookingRow[] | undefined> {
  const claims = planned.flatMap((one) => one.claims)
  await endRunOut(db, communityId, toClear(claims, facts.occupied), now)
  if ((await insertClaims(db, communityId, claims)) !== 'done') return undefined
  for (const { row, adopts } of planned) {
    if (adopts !== undefined && !(await adoptHold(db, communityId, { from: adopts, to: row.id }, now))) return undefined
  }
  const written = await insertBookings(
    db,
    planned.map(({ row }) => row),
  )
  if (written.outcome === 'repeated') return undefined
  return planned.map(({ row, service }, index) => rowOf(row, service, written.numbers[index] ?? ''))
}

function lookFor(order: Order, wide: boolean, now: Date): Look {
  const { communityId, places } = order
  const starts = unique(places.map(({ startsAt }) => startsAt.getTime())).map((time) => new Date(time))
  const look = {
    communityId,
    serviceIds: unique(places.map(({ serviceId }) => serviceId)),
    residentIds: unique(places.map(({ residentId }) => residentId)),
    bookingIds: unique(places.map(({ bookingId }) => bookingId)),
    now,
  }
  if (!wide) return { ...look, ...daysOf(starts), starts }
  const fromDay = dayOf(now)
  const last = addDays(daysOf(starts).toDay, 1)
  const shown = addDays(fromDay, daysShown)
  const toDay = last > shown ? last : shown
  return { ...look, fromDay, toDay, starts: { from: instantOf(fromDay), to: instantOf(toDay) } }
}

/** The next three free slots instead, and that one may wait; `again` = this very booking has got its place meanwhile. */
async function refuseFull(db: Db, order: Order, place: WantedPlace, known: Facts | undefined, now: Date) {
  const one = { ...order, places: [place] }
  const facts = known ?? new Facts(await readPieces(db, lookFor(one, true, now)), now)
  const service = facts.services.get(place.serviceId)
  const home = facts.homes.get(place.residentId)
  const booker = order.booker({ communityId: order.communityId, residentId: place.residentId }, home)
  if (!service || !booker || facts.earlier.has(place.bookingId)) return 'again'
  const entitled = isEntitled(personOf(booker, home, now), booker.byStaff, now)
  const who = { entitled, resourceId: place.resourceId, now }
  const details = { nextFree: freeInstead(facts, service, place.residentId, place.startsAt, who), canWait: true }
  return refuse('slot_full', order.places.length === 1 ? details : { ...details, bookingId: place.bookingId })
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

function inOrder(ids: readonly string[], rows: readonly BookingRow[]): BookingRow[] {
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

import type { takingContract } from '../../../../shared/booking/booking-contract.ts'
import type { Slot } from '../../../../shared/booking/contract.ts'
import { priceFor } from '../../../../shared/homecare/groups.ts'
import { groupNames } from '../../../../shared/homecare/words.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf } from '../../../../shared/time.ts'
import { actsFor, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { statusOf, toBooking } from '../answers.ts'
import { booksFor, mayBookFor } from '../books-for.ts'
import type { Candidate } from '../piece-rows.ts'
import { openLimitWords, pauseWords, refusalWords, type Person } from './decide.ts'
import { Facts, type ServiceFacts } from './facts.ts'
import { isPaused, openLimitReached } from './plan-order.ts'
import { daysShown, isEntitled, lookAtDays, personOf, slotsShown } from './slots.ts'
import { noteOpened, readBooking, readBookingsOf, type BookingRow } from './store-booking.ts'
import { readPieces } from './store-facts.ts'

const mostPast = 50
/** Coming bookings are few (every service has an open limit), so this many rows always hold them and fifty past ones. */
const mostRead = 250

export const readingHandlers: Pick<
  Handlers<typeof takingContract>,
  'booking.slots' | 'booking.detail' | 'booking.mine'
> = {
  'booking.slots': async ({ person, serviceId, fromDay, resourceId }, { db, now, actor }) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const first = fromDay ?? dayOf(now)
    const facts = new Facts(await readPieces(db, lookAtDays({ ...person, serviceId }, first, now)), now)
    const service = facts.services.get(serviceId)
    if (!service || service.withdrawn !== 0) return refuse('not_found')
    const home = facts.homes.get(person.residentId)
    const identity = home && booksFor(actor, person, home)
    if (!identity) return refuse('not_delegated')
    const isOwn = actsFor(actor, person, 'book') !== undefined
    const who = personOf(identity, home, now)
    const looker = { entitled: isEntitled(who, !isOwn, now), resourceId, now }
    const slots = slotsShown(facts, service, person.residentId, first, looker)
    return ok({
      ...(isOwn ? {} : { residentName: identity.residentName }),
      refusedBecause:
        refusedBecause(service, facts, person.residentId, who, now) ??
        (isOwn && isPaused(facts, service, person.residentId) ? pauseWords : null),
      ...priceOf(service, who),
      ...whoServes(service, facts),
      days: daysWith(slots, first, facts),
    })
  },

  'booking.detail': async ({ communityId, bookingId }, { db, now, actor, afterwards }) => {
    const row = await readBooking(db, communityId, bookingId)
    if (!row) return refuse('not_found')
    const person = { communityId, residentId: row.resident_id }
    const isTheirs = maySee(actor, row)
    if (isTheirs && isUnopened(row)) afterwards(() => noteOpened(db, row, now))
    return isTheirs || booksFor(actor, person, row) ? ok(toBooking(row, now)) : refuse('not_found')
  },

  'booking.mine': async (_, { db, now, actor }) => {
    const people = actor.identities.filter((identity) => sees(actor, identity))
    if (people.length === 0) return ok({ coming: [], past: [] })
    const rows = (await readBookingsOf(db, people, mostRead)).filter((row) => maySee(actor, row))
    const isComing = (row: BookingRow) => coming.includes(statusOf(row, now)) && row.ends_at.getTime() > now.getTime()
    return ok({
      coming: rows
        .filter(isComing)
        .toReversed()
        .map((row) => toBooking(row, now)),
      past: rows
        .filter((row) => !isComing(row))
        .slice(0, mostPast)
        .map((row) => toBooking(row, now)),
    })
  },
}

/** True while a reminder was sent that neither the person nor the family has looked at. */
function isUnopened({ reminded_at: remindedAt, opened_at: openedAt }: BookingRow): boolean {
  return remindedAt !== null && (openedAt === null || openedAt.getTime() < remindedAt.getTime())
}

const coming: readonly BookingRow['status'][] = ['waiting', 'offered', 'confirmed', 'checked_in']

/** Who books for somebody may see it too: a booking one cannot look at cannot be kept. */
export function sees(actor: Actor, person: { communityId: string; residentId: string }): boolean {
  return actsFor(actor, person, 'see') !== undefined || actsFor(actor, person, 'book') !== undefined
}

function maySee(actor: Actor, row: BookingRow): boolean {
  return sees(actor, { communityId: row.community_id, residentId: row.resident_id })
}

function refusedBecause(service: ServiceFacts, facts: Facts, residentId: string, who: Person, now: Date) {
  const eligible = {
    minimumAge: service.minimum_age,
    livingAloneOnly: service.living_alone_only === 1,
    groups: service.eligible_groups,
  }
  const because = refusalWords(eligible, who, dayOf(now))
  if (because !== null) return because
  return openLimitReached(service, residentId, facts) ? openLimitWords(service.open_limit) : null
}

/** `独居老人补贴价` stands where a group makes it cheaper than for everybody. */
function priceOf(service: ServiceFacts, who: Person): { priceCents: number; priceWords: string } {
  const { priceCents, group } = priceFor(
    { priceKind: service.price_kind, priceCents: service.price_cents, subsidies: service.subsidies },
    who.groups,
  )
  const whom = group === 'living_alone' || group === 'advanced_age' ? '老人' : '居民'
  return { priceCents, priceWords: group === null ? '' : `${groupNames[group]}${whom}补贴价` }
}

/** Who may be asked for by name, and who of them came the last time. */
function whoServes(service: ServiceFacts, facts: Facts) {
  const all = service.needs.flatMap(({ candidates }) => candidates).filter(({ kind }) => kind === 'worker')
  const people = all.filter((one, index) => all.findIndex((other) => other.resourceId === one.resourceId) === index)
  const lastIds = facts.last.find(({ serviceId }) => serviceId === service.id)?.resourceIds ?? []
  const last = people.length > 1 ? people.find(({ resourceId }) => lastIds.includes(resourceId)) : undefined
  return {
    lastResource: last ? { resourceId: last.resourceId, name: last.name } : null,
    resources: people.map((one) => ({ resourceId: one.resourceId, name: one.name, words: wordsOf(one) })),
  }
}

/** `女，会说南京话、扬州话`. */
function wordsOf({ gender, dialects }: Candidate): string {
  const parts = gender === null ? [] : [gender === 'female' ? '女' : '男']
  if (dialects.length > 0) parts.push(`会说${dialects.join('、')}`)
  return parts.join('，')
}

function daysWith(slots: readonly Slot[], first: string, facts: Facts) {
  return Array.from({ length: daysShown }, (_, index) => {
    const day = addDays(first, index)
    return { day, dayWords: facts.calendar.wordsOf(day), slots: slots.filter((slot) => slot.day === day) }
  })
}

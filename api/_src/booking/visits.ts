import type { Booking } from '../../../shared/booking/contract.ts'
import type { BookingChannel } from '../../../shared/booking/lifecycle.ts'
import type { ProviderKind, ResourceKind } from '../../../shared/booking/lifecycle.ts'
import { ok, refuse, type Result } from '../../../shared/result.ts'
import { addressOf } from '../people/index.ts'
import type { Db } from '../platform/db/tables.ts'
import { toBooking } from './answers.ts'
import type { BookingStep } from './tables.ts'
import { cellsOf, chooseResources } from './taking/decide-claims.ts'
import { candidatesAt } from './taking/decide-slots.ts'
import { daysOf, Facts, isPlace, type HomeFacts } from './taking/facts.ts'
import { moveBooking } from './taking/move-booking.ts'
import { namesOf, resourcesIn, slotIn } from './taking/plan-order.ts'
import { readBooking } from './taking/store-booking.ts'
import { readPieces } from './taking/store-facts.ts'
import { takePlaces, type TakingCode } from './taking/take-places.ts'
import { resourceColumn } from './waiting/store-promote.ts'

/** A visit another part of the house wants booked. Whether it may be is for the caller to decide. */
export interface VisitWish {
  communityId: string
  bookingId: string
  residentId: string
  serviceId: string
  startsAt: Date
  /** Only this resource. */
  resourceId?: string
  note?: string
  /** The account that did it. */
  bookedBy: string
  /** How to call who booked; null = the person. */
  byName: string | null
  /** How the person asked; `app` when not given. */
  channel?: BookingChannel
  seriesId?: string
}

/** Books one visit by the same rules as anybody's, in three round trips. A repeat gets the first answer. */
export async function bookVisit(
  db: Db,
  wish: VisitWish,
  now: Date,
): Promise<Result<Booking, Exclude<TakingCode, 'not_delegated' | 'booking_paused'>>> {
  const { communityId, bookingId, residentId, serviceId, startsAt, resourceId } = wish
  const taken = await takePlaces(
    db,
    {
      communityId,
      places: [{ bookingId, residentId, serviceId, startsAt, resourceId }],
      as: 'confirmed',
      basketId: null,
      seriesId: wish.seriesId ?? null,
      note: wish.note ?? '',
      bookedBy: wish.bookedBy,
      channel: wish.channel ?? 'app',
      booker: (_, home) => (home ? livesAt(home, wish) : undefined),
    },
    now,
  )
  // visits are never paused, and the caller has decided who may have them
  if (!taken.ok) {
    const { code, details } = taken
    return code === 'not_delegated' || code === 'booking_paused' ? refuse('not_found') : refuse(code, details)
  }
  const [row] = taken.data.rows
  return row ? ok(toBooking(row, now)) : refuse('not_found')
}

/** Somebody as the register knows them, booked for by an account that is not here to say so. */
export function livesAt(home: HomeFacts, { byName, channel }: Pick<VisitWish, 'byName' | 'channel'>) {
  return {
    residentName: home.homeName ?? '',
    address: addressOf({
      building: home.homeBuilding ?? '',
      unit: home.homeUnit ?? '',
      room: home.homeRoom ?? '',
    }),
    birthDate: home.homeBirthDate,
    livingAlone: home.homeAlone === 1,
    delegateName: byName,
    byStaff: channel !== undefined && channel !== 'app',
  }
}

/** Somebody or something that serves in a slot, and whether it is free then. */
export interface FreeResource {
  resourceId: string
  name: string
  kind: ResourceKind
  free: boolean
  accountId: string | null
  skills: readonly string[]
  dialects: readonly string[]
  gender: 'female' | 'male' | null
  building: string
}

/** Who could serve in a slot, free or not; nobody where the plan has no such slot. One round trip. */
export async function freeResources(
  db: Db,
  { communityId, serviceId, startsAt }: { communityId: string; serviceId: string; startsAt: Date },
  now: Date,
): Promise<FreeResource[]> {
  const { service, slot, facts } = await readSlot(db, { communityId, serviceId, startsAt, bookingIds: [] }, now)
  if (!service || !slot) return []
  const cells = cellsOf(slot)
  const present = candidatesAt(service, slot).flatMap(({ candidates }) => candidates)
  const all = service.needs.flatMap(({ candidates }) => candidates)
  const single = all.filter((one, index) => all.findIndex((other) => other.resourceId === one.resourceId) === index)
  return single.map((one) => ({
    ...one,
    free:
      present.some(({ resourceId }) => resourceId === one.resourceId) &&
      chooseResources([{ position: 0, candidates: [one] }], cells, facts.occupied, '') !== undefined,
  }))
}

const longestService = 24 * 3_600_000

async function readSlot(
  db: Db,
  asked: { communityId: string; serviceId: string; startsAt: Date; bookingIds: readonly string[] },
  now: Date,
) {
  const { communityId, serviceId, startsAt, bookingIds } = asked
  const starts = { from: startsAt, to: new Date(startsAt.getTime() + longestService) }
  const look = { communityId, serviceIds: [serviceId], residentIds: [], bookingIds, starts, ...daysOf([startsAt]), now }
  const facts = new Facts(await readPieces(db, look), now)
  const service = facts.services.get(serviceId)
  return { facts, service, slot: service && slotIn(service, facts, startsAt) }
}

const mostTries = 5

/** Sends somebody else: the same time, another resource. Everything that serves beside it stays where it can. */
export async function reassignResource(
  db: Db,
  wish: {
    communityId: string
    bookingId: string
    resourceId: string
    version: number
    by: string
    byName: string | null
  },
  now: Date,
): Promise<Result<Booking, 'not_found' | 'conflict' | 'slot_full'>> {
  const { communityId, bookingId, resourceId } = wish
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const row = await readBooking(db, communityId, bookingId)
    if (!row) return refuse('not_found')
    if (row.resource_ids.includes(resourceId)) return ok(toBooking(row, now))
    if (row.version !== wish.version || row.status !== 'confirmed') return refuse('conflict')
    const asked = { communityId, serviceId: row.service_id, startsAt: row.starts_at, bookingIds: [bookingId] }
    const { facts, service } = await readSlot(db, asked, now)
    if (!service) return refuse('not_found')
    const own = facts.own.get(bookingId) ?? []
    const occupied = facts.occupied.copy()
    for (const claim of own) occupied.remove(claim)
    const slot = { startsAt: row.starts_at, endsAt: row.ends_at, day: row.day, capacity: null }
    const needs = candidatesAt(service, slot, resourceId)
    const chosen = chooseResources(needs, cellsOf(slot), occupied, bookingId)
    if (!chosen || !resourcesIn(chosen, service).includes(resourceId)) return refuse('slot_full')
    const resourceIds = resourcesIn(chosen, service)
    const step: BookingStep = {
      version: row.version + 1,
      kind: 'moved',
      at: now.toISOString(),
      by: wish.by,
      delegateName: wish.byName,
    }
    const changes = { resource_ids: resourceColumn(resourceIds), resource_name: namesOf(resourceIds, service) }
    const wanted = [...chosen, ...own.filter((claim) => !isPlace(claim))]
    const moved = await moveBooking(db, { row, own, wanted, occupied: facts.occupied, step, changes }, now)
    if (moved.outcome === 'done') {
      const after = { resource_ids: resourceIds, resource_name: changes.resource_name, version: step.version }
      return ok(toBooking({ ...row, ...after }, now))
    }
    if (moved.outcome === 'changed') return refuse('conflict')
  }
  return refuse('slot_full')
}

/** Who gives services in a community, in the order of the list. */
export function providersBy(
  db: Db,
  communityId: string,
): Promise<{ providerId: string; kind: ProviderKind; name: string; phone: string; address: string }[]> {
  return db
    .selectFrom('provider')
    .select(['id as providerId', 'kind', 'name', 'phone', 'address'])
    .where('community_id', '=', communityId)
    .where('withdrawn_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

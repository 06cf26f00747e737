import { canCancel } from '../../../../shared/booking/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addSeconds, dayOf } from '../../../../shared/time.ts'
import { actsFor, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { bookerName, booksFor } from '../books-for.ts'
import { timeAskedOf } from '../offering/decide-asked.ts'
import type { BookingStep } from '../tables.ts'
import { minuteOf, slotKey, type Claim } from './decide-claims.ts'
import { firstReminder } from './decide.ts'
import { choosePlace, isClosed } from './decide-slots.ts'
import { Facts, isPlace, type ServiceFacts } from './facts.ts'
import type { SlotRef } from './slot-ref.ts'
import { moveBooking } from './move-booking.ts'
import { namesOf, resourcesIn, slotIn, turnsOf } from './plan-order.ts'
import { freeInstead, isEntitled, lookAtDays, personOf } from './slots.ts'
import { readBooking, type BookingRow } from './store-booking.ts'
import { readPieces } from './store-facts.ts'
import { slotOf } from './baskets.ts'
import { resourceColumn } from '../waiting/store-promote.ts'

type Code =
  | 'not_found'
  | 'slot_full'
  | 'slot_past'
  | 'slot_closed'
  | 'already_booked'
  | 'limit_reached'
  | 'too_late_to_cancel'
  | 'conflict'

/** A crowd that moves at once is through long before. */
const mostTries = 20

/** The booking at its new time; `from` = the slot it left, undefined where it stood there already. */
export async function reschedule(
  db: Db,
  actor: Actor,
  wish: { communityId: string; bookingId: string; version: number; startsAt: Date },
  now: Date,
): Promise<Result<{ row: BookingRow; from: SlotRef | undefined }, Code>> {
  const { communityId, bookingId, startsAt } = wish
  const row = await readBooking(db, communityId, bookingId)
  const person = row && { communityId, residentId: row.resident_id }
  const identity = row && person && booksFor(actor, person, row)
  if (!row || !person || !identity) return refuse('not_found')
  const isThere = row.starts_at.getTime() === startsAt.getTime()
  if (isThere && row.status === 'confirmed') return ok({ row, from: undefined })
  if (row.version !== wish.version || row.status !== 'confirmed') return refuse('conflict')
  // whom the community itself has to move may move at any hour
  const mayMove = timeAskedOf(row) !== null || canCancel({ status: row.status, cancelUntil: row.cancel_until }, now)
  if (!mayMove) return refuse('too_late_to_cancel')
  const byStaff = actsFor(actor, person, 'book') === undefined
  const step: BookingStep = {
    version: row.version + 1,
    kind: 'rescheduled',
    at: now.toISOString(),
    by: actor.accountId,
    delegateName: bookerName(actor, identity),
    from: row.starts_at.toISOString(),
  }
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const facts = new Facts(await readPieces(db, lookFor(row, startsAt, attempt > 0, now)), now)
    const service = facts.services.get(row.service_id)
    if (!service) return refuse('not_found')
    const who = personOf(identity, facts.homes.get(row.resident_id), now)
    const entitled = isEntitled(who, byStaff, now)
    const planned = planMove(row, startsAt, facts, service, entitled, now)
    if (!planned.ok) {
      return planned.code === 'slot_full' ? refuseFull(db, row, startsAt, entitled, now) : planned
    }
    const { own, wanted, changes, changed } = planned.data
    const moved = await moveBooking(db, { row, own, wanted, occupied: facts.occupied, step, changes }, now)
    if (moved.outcome === 'done') {
      const history = [...row.history, step]
      const moment = { ...changed, history, version: step.version, spoken_number: moved.spokenNumber }
      return ok({ row: { ...row, ...moment }, from: slotOf(row) })
    }
    if (moved.outcome === 'changed') return again(db, wish)
  }
  throw new Error('the same booking kept moving')
}

/** Something has happened to it since it was read: perhaps this very command, by another arrival. */
async function again(
  db: Db,
  { communityId, bookingId, startsAt }: { communityId: string; bookingId: string; startsAt: Date },
) {
  const present = await readBooking(db, communityId, bookingId)
  const isThere = present?.status === 'confirmed' && present.starts_at.getTime() === startsAt.getTime()
  return isThere ? ok({ row: present, from: undefined }) : refuse('conflict')
}

function lookFor(row: BookingRow, startsAt: Date, wide: boolean, now: Date) {
  const look = lookAtDays(
    { communityId: row.community_id, residentId: row.resident_id, serviceId: row.service_id },
    dayOf(startsAt),
    now,
  )
  const length = row.ends_at.getTime() - row.starts_at.getTime()
  const starts = wide ? { from: startsAt, to: new Date(startsAt.getTime() + length) } : [startsAt]
  return { ...look, toDay: look.fromDay, bookingIds: [row.id], starts }
}

/** What the booking must own at the new time, and how its row then reads. */
function planMove(row: BookingRow, startsAt: Date, facts: Facts, service: ServiceFacts, entitled: boolean, now: Date) {
  const slot = slotIn(service, facts, startsAt)
  if (now.getTime() >= startsAt.getTime()) return refuse('slot_past')
  if (!slot || isClosed(service, slot, now)) return refuse('slot_closed')
  const mine = facts.mine(slotKey(row.resident_id, service.id), minuteOf(startsAt))
  if (mine !== undefined && mine.bookingId !== row.id) return refuse('already_booked')
  const own = facts.own.get(row.id) ?? []
  const occupied = facts.occupied.copy()
  for (const claim of own) occupied.remove(claim)
  const householdId = facts.homes.get(row.resident_id)?.homeHousehold ?? row.resident_id
  const turns = turnsOf(service, { residentId: row.resident_id, householdId }, slot, occupied)
  if (typeof turns === 'string') return refuse('limit_reached', { because: turns })
  const queue = facts.waiting(service.id, minuteOf(startsAt))
  const placeFor = (resourceId: string | undefined) =>
    choosePlace(service, slot, occupied, queue, { entitled, resourceId, now }, row.id)
  // the same person as before, if they can
  const chosen = placeFor(row.resource_ids[0]) ?? placeFor(undefined)
  if (!chosen) return refuse('slot_full')
  const kept = (turn: Claim) =>
    own.find(({ key, cell, need }) => !isPlace({ need }) && key === turn.key && cell === turn.cell)
  const resourceIds = resourcesIn(chosen, service)
  const changed = {
    day: slot.day,
    starts_at: slot.startsAt,
    ends_at: slot.endsAt,
    cancel_until: addSeconds(slot.startsAt, -60 * service.cancel_cutoff_minutes),
    resource_name: namesOf(resourceIds, service),
    remind_at: firstReminder(slot.startsAt, now),
    reminded_at: null,
    reply: null,
    due_at: slot.endsAt,
  }
  return ok({
    own,
    wanted: [...chosen, ...turns.map((turn) => kept(turn) ?? turn)],
    changed: { ...changed, resource_ids: resourceIds },
    changes: { ...changed, resource_ids: resourceColumn(resourceIds) },
  })
}

async function refuseFull(db: Db, row: BookingRow, startsAt: Date, entitled: boolean, now: Date) {
  const place = { communityId: row.community_id, residentId: row.resident_id, serviceId: row.service_id }
  const today = dayOf(now)
  const facts = new Facts(await readPieces(db, lookAtDays(place, today, now)), now)
  const service = facts.services.get(row.service_id)
  const who = { entitled, resourceId: undefined, now }
  const nextFree = service ? freeInstead(facts, service, row.resident_id, startsAt, who) : []
  return refuse('slot_full', { nextFree, canWait: false })
}

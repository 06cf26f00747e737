import type { takingContract } from '../../../../shared/booking/booking-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Handlers } from '../../platform/slice.ts'
import { toBooking } from '../answers.ts'
import { bookerName, booksFor } from '../books-for.ts'
import { timeAskedOf } from '../offering/decide-asked.ts'
import type { BookingStep } from '../tables.ts'
import { handOver } from '../waiting/promote.ts'
import { readEnding } from '../waiting/store-promote.ts'
import { slotOf } from './baskets.ts'
import { decideCancel } from './decide.ts'
import { freed } from './freed.ts'
import { reschedule } from './reschedule.ts'
import { changeBooking, readBooking } from './store-booking.ts'
import { endClaims } from './store-claim.ts'

export const movingHandlers: Pick<Handlers<typeof takingContract>, 'booking.cancel' | 'booking.reschedule'> = {
  'booking.cancel': async ({ communityId, bookingId, reason }, { db, now, actor, announce, afterwards }) => {
    const row = await readEnding(db, communityId, bookingId)
    const identity = row && booksFor(actor, { communityId, residentId: row.resident_id }, row)
    if (!identity) return refuse('not_found')
    const decision = decideCancel(
      { status: row.status, cancelUntil: row.cancel_until, isAsked: timeAskedOf(row) !== null },
      now,
    )
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(toBooking(row, now))
    const step: BookingStep = {
      version: row.version + 1,
      kind: 'cancelled',
      at: now.toISOString(),
      by: actor.accountId,
      delegateName: bookerName(actor, identity),
      reason,
    }
    const handed = row.status === 'waiting' ? undefined : await handOver(db, row, step, reason, now)
    const changes = {
      status: 'cancelled' as const,
      cancel_reason: reason,
      ended_at: now,
      remind_at: null,
      // until its claims are gone; the sweep looks whether they are
      due_at: now,
    }
    if (handed !== undefined || (await changeBooking(db, row, step, changes))) {
      // of a place that was handed on only turns of limits are left, which count for nothing any more
      const giveBack = () => endClaims(db, communityId, [bookingId], now)
      if (handed === undefined) await giveBack()
      announce({ communityId, id: bookingId })
      if (handed !== undefined) announce({ communityId, id: handed }, giveBack)
      else if (row.status !== 'waiting') {
        afterwards(async () => {
          for (const id of await freed(db, slotOf(row), now)) announce({ communityId, id })
        })
      }
      return ok(toBooking({ ...row, status: 'cancelled', version: step.version, cancel_reason: reason }, now))
    }
    const present = await readBooking(db, communityId, bookingId)
    return present?.status === 'cancelled' ? ok(toBooking(present, now)) : refuse('conflict')
  },

  'booking.reschedule': async (
    { communityId, bookingId, version, startsAt },
    { db, now, actor, announce, afterwards },
  ) => {
    const wish = { communityId, bookingId, version, startsAt: new Date(startsAt) }
    const moved = await reschedule(db, actor, wish, now)
    if (!moved.ok) return moved
    const { row, from } = moved.data
    if (from) {
      announce({ communityId, id: bookingId })
      afterwards(async () => {
        await freed(db, from, now)
      })
    }
    return ok(toBooking(row, now))
  },
}

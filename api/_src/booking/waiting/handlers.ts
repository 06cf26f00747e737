import type { waitingContract } from '../../../../shared/booking/waiting-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Handlers } from '../../platform/slice.ts'
import { statusOf, toBooking } from '../answers.ts'
import { bookerName, booksFor, mayBookFor } from '../books-for.ts'
import { bookerOf, channelOf } from '../taking/bookers.ts'
import { firstReminder } from '../taking/decide.ts'
import { changeBooking, readBooking } from '../taking/store-booking.ts'
import { endOffer } from './advance.ts'
import { joinQueue } from './join-queue.ts'
import { readEnding } from './store-promote.ts'

export const waitingHandlers: Handlers<typeof waitingContract> = {
  'booking.wait': async ({ id, person, serviceId, startsAt, note }, { db, now, actor, announce }) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const { communityId, residentId } = person
    const joined = await joinQueue(
      db,
      {
        communityId,
        place: { bookingId: id, residentId, serviceId, startsAt: new Date(startsAt) },
        note,
        bookedBy: actor.accountId,
        channel: channelOf(actor, person, undefined),
        booker: bookerOf(actor),
      },
      now,
    )
    if (!joined.ok) return joined
    if (joined.data.isNew) announce({ communityId, id })
    return ok(toBooking(joined.data.row, now))
  },

  'booking.takeOffer': async ({ communityId, bookingId }, { db, now, actor, announce, afterwards }) => {
    const row = await readEnding(db, communityId, bookingId)
    const identity = row && booksFor(actor, { communityId, residentId: row.resident_id }, row)
    if (!identity) return refuse('not_found')
    const wasOffered = row.history.some(({ kind }) => kind === 'offered')
    if (row.status === 'offered') {
      if (statusOf(row, now) === 'expired') {
        afterwards(() => endOffer(db, row, now))
        return refuse('offer_expired')
      }
      const step = {
        version: row.version + 1,
        kind: 'confirmed' as const,
        at: now.toISOString(),
        by: actor.accountId,
        delegateName: bookerName(actor, identity),
      }
      const changes = {
        status: 'confirmed' as const,
        kept_until: null,
        remind_at: firstReminder(row.starts_at, now),
        due_at: row.ends_at,
      }
      if (await changeBooking(db, row, step, changes)) {
        announce({ communityId, id: bookingId })
        return ok(toBooking({ ...row, ...changes, version: step.version }, now))
      }
      const present = await readBooking(db, communityId, bookingId)
      return present?.status === 'confirmed' ? ok(toBooking(present, now)) : refuse('conflict')
    }
    if (row.status === 'confirmed' && wasOffered) return ok(toBooking(row, now))
    return refuse(row.status === 'expired' && wasOffered ? 'offer_expired' : 'conflict')
  },
}

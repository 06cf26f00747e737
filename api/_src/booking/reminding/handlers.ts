import type { remindingContract } from '../../../../shared/booking/reminding-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds, dayWord, timeOf } from '../../../../shared/time.ts'
import { callAbout } from '../../help/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { toBooking } from '../answers.ts'
import { bookerName, booksFor } from '../books-for.ts'
import { changeBooking, readBooking } from '../taking/store-booking.ts'
import { decideReply } from './decide.ts'

/** Who asks to be called waits for it. */
const callWithinSeconds = 2 * 3600

export const remindingHandlers: Handlers<typeof remindingContract> = {
  'booking.reply': async ({ communityId, bookingId, reply }, { db, now, actor, announce }) => {
    const row = await readBooking(db, communityId, bookingId)
    const person = { communityId, residentId: row?.resident_id ?? '' }
    const identity = row && booksFor(actor, person, row)
    if (!identity) return refuse('not_found')
    const decision = decideReply({ status: row.status, startsAt: row.starts_at, reply: row.reply }, reply, now)
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(toBooking(row, now))
    if (reply === 'call_wanted') {
      const reason = `想问 ${dayWord(row.day)} ${timeOf(row.starts_at)} 的${row.serviceName}`
      const dueAt = addSeconds(now, callWithinSeconds)
      await callAbout(db, person, { occasion: `wanted:${bookingId}:${row.version}`, reason, dueAt }, now)
    }
    const step = {
      version: row.version + 1,
      kind: reply,
      at: now.toISOString(),
      by: actor.accountId,
      delegateName: bookerName(actor, identity),
    }
    if (!(await changeBooking(db, row, step, { reply, opened_at: now }))) return refuse('conflict')
    announce({ communityId, id: bookingId })
    return ok(toBooking({ ...row, reply, version: step.version }, now))
  },
}

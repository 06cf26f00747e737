import { addDays, addSeconds, ageOn, dayOf, instantOf, timeOf, type Day } from '../../../../shared/time.ts'
import type { BookingStatus, BookingStepKind } from '../../../../shared/booking/lifecycle.ts'
import { ok, refuse } from '../../../../shared/result.ts'

/** `day` = `还来吗？` on the day before; `call` = staff ring who has not looked; `hour` = one hour before. */
export type Reminder = 'day' | 'call' | 'hour'

/** What of a booking decides about its reminders. */
export interface Remindable {
  status: BookingStatus
  startsAt: Date
  bookedAt: Date
  birthDate: Day | null
  history: readonly { kind: BookingStepKind; at: string }[]
  reply: 'coming' | 'call_wanted' | null
  /** When the person or a delegate last looked at it. */
  openedAt: Date | null
}

/** Asked at this hour of the day before. */
const dayReminderAt = '17:00'
/** Staff ring in the morning where there is time for it, else on the evening before. */
const morningCallAt = '08:30'
const eveningCallAt = '18:30'
/** What begins before this is too early for a call on the same morning. */
const earliestForMorningCall = '10:00'
/** From this age on silence is asked about by telephone. */
const callAge = 80
const hourSeconds = 3600
/** Who booked less than this before the start needs no reminder an hour before it. */
const freshSeconds = 2 * hourSeconds

/** Which step says that a reminder was sent. */
export const stepOf: Readonly<Record<Reminder, BookingStepKind>> = {
  day: 'reminded_day',
  call: 'called',
  hour: 'reminded_hour',
}

interface Planned {
  what: Reminder
  at: Date
  /** From then on it is of no use. */
  until: Date
}

/**
 * The next reminder of a booking and when it is due; undefined when none is left. A reminder whose use has passed (the
 * server was away) is left out, the later ones are not.
 */
export function nextReminder(booking: Remindable, now: Date): Planned | undefined {
  if (booking.status !== 'confirmed') return undefined
  return remindersOf(booking).find(({ until }) => until.getTime() > now.getTime())
}

function remindersOf(booking: Remindable): Planned[] {
  const { startsAt } = booking
  const planned = plannedAt(booking)
  const sent = stepsSince(booking)
  // a time that no longer suits is not reminded of: the person was asked for another one
  if (sent.some(({ kind }) => kind === 'time_asked')) return []
  const dayAt = instantOf(addDays(dayOf(startsAt), -1), dayReminderAt)
  const hourAt = addSeconds(startsAt, -hourSeconds)
  const all = [
    { what: 'day' as const, at: dayAt, until: addSeconds(hourAt, -hourSeconds), wanted: planned < dayAt.getTime() },
    { what: 'call' as const, at: callAt(startsAt), until: hourAt, wanted: wantsCall(booking, sent) },
    {
      what: 'hour' as const,
      at: hourAt,
      until: startsAt,
      wanted: planned < addSeconds(startsAt, -freshSeconds).getTime(),
    },
  ]
  return all.filter(({ what, wanted }) => wanted && !sent.some(({ kind }) => kind === stepOf[what]))
}

/** Since when the present time is known: the booking, or the last move to another time. */
function plannedAt({ bookedAt, history }: Remindable): number {
  const moved = history.filter(({ kind }) => kind === 'rescheduled').map(({ at }) => Date.parse(at))
  return Math.max(bookedAt.getTime(), ...moved)
}

function stepsSince(booking: Remindable) {
  const planned = plannedAt(booking)
  return booking.history.filter(({ at }) => Date.parse(at) >= planned)
}

/** Somebody of 80 and more who was asked and has neither looked nor answered. */
function wantsCall(booking: Remindable, sent: Remindable['history']): boolean {
  const asked = sent.find(({ kind }) => kind === stepOf.day)
  if (!asked || booking.reply !== null || booking.birthDate === null) return false
  if (ageOn(booking.birthDate, dayOf(booking.startsAt)) < callAge) return false
  return booking.openedAt === null || booking.openedAt.getTime() < Date.parse(asked.at)
}

function callAt(startsAt: Date): Date {
  const day = dayOf(startsAt)
  return timeOf(startsAt) >= earliestForMorningCall
    ? instantOf(day, morningCallAt)
    : instantOf(addDays(day, -1), eveningCallAt)
}

/** May `还来吗？` be answered now? `repeat` = the same answer stands. */
export function decideReply(
  booking: Pick<Remindable, 'status' | 'startsAt' | 'reply'>,
  reply: 'coming' | 'call_wanted',
  now: Date,
) {
  if (booking.status !== 'confirmed' || now.getTime() >= booking.startsAt.getTime()) return refuse('conflict')
  return ok(booking.reply === reply ? 'repeat' : 'answer')
}

import { missRule, type CheckInWay } from '../../../../shared/booking/counter.ts'
import { elderAge, type BookingStatus, type ServiceCategory } from '../../../../shared/booking/lifecycle.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, addSeconds, ageOn, dayOf, instantOf, type Day } from '../../../../shared/time.ts'

/** What a booking becomes when its person is there. `repeat`: it was done before. */
export function decideCheckIn(
  booking: { status: BookingStatus; day: Day },
  way: CheckInWay,
  now: Date,
): Result<
  { kind: 'repeat' | 'change'; status: 'checked_in' | 'completed' },
  'nothing_to_check_in' | 'not_today' | 'booking_over'
> {
  if (way === 'none') return refuse('nothing_to_check_in')
  if (booking.day !== dayOf(now)) return refuse('not_today')
  const status = way === 'pick_up' ? 'completed' : 'checked_in'
  if (booking.status === 'confirmed') return ok({ kind: 'change', status })
  if (booking.status === 'checked_in' || booking.status === status) return ok({ kind: 'repeat', status })
  return refuse('booking_over')
}

/** So long a booking waits for the end of its number; then it is taken to be done. */
export const hoursForNumber = 24

/** When a slot is over: nobody came, or whoever came has been there until the end. What has a number ends with it. */
export function decideSettle(
  booking: { status: BookingStatus; endsAt: Date },
  way: CheckInWay,
  now: Date,
): 'missed' | 'completed' | undefined {
  if (way === 'none' || booking.endsAt > now) return undefined
  if (booking.status === 'confirmed') return 'missed'
  if (booking.status !== 'checked_in') return undefined
  return way === 'presence' || booking.endsAt <= addSeconds(now, -hoursForNumber * 3600) ? 'completed' : undefined
}

/** What is known when a booking was missed. */
export interface Miss {
  category: ServiceCategory
  birthDate: Day | null
  livingAlone: boolean
  /** 70 and more or disabled, as noted when it was booked. */
  hasPriority: boolean
  endsAt: Date
  /** Bookings of this person within the days of the rule that nobody came to, this one too. */
  misses: number
}

export interface AfterMiss {
  /** Somebody who lives alone did not fetch a meal: ring within half an hour. */
  welfare: boolean
  /** 身体好吗？ within a day. */
  caringCall: boolean
  /** Asked to pause until then; null: not. */
  pauseUntil: Date | null
}

/** A check or a call makes sense only while it is fresh. */
const hoursFresh = { welfare: 6, call: 48 } as const

/**
 * After a missed booking comes a call first, never a punishment. Who is 70 or disabled is never asked to pause, nor is
 * anybody whose age is not known.
 */
export function afterMiss(miss: Miss, now: Date): AfterMiss {
  const isFresh = (hours: number) => now <= addSeconds(miss.endsAt, hours * 3600)
  const welfare = miss.category === 'meals' && miss.livingAlone && isFresh(hoursFresh.welfare)
  const isYoung = miss.birthDate !== null && ageOn(miss.birthDate, dayOf(now)) < elderAge && !miss.hasPriority
  const pauses = isYoung && miss.misses >= missRule.misses
  return {
    welfare,
    caringCall: !welfare && isFresh(hoursFresh.call),
    pauseUntil: pauses ? instantOf(addDays(dayOf(now), missRule.pauseDays)) : null,
  }
}

/** What one can do without for a fortnight. Meals, care and health are never paused. */
export function isPausable(category: ServiceCategory): boolean {
  return category === 'venues' || category === 'window'
}

/** Which meal it was, by when it ended. */
export function mealWords(endsAtTime: string): string {
  if (endsAtTime < '10:00') return '早饭'
  return endsAtTime < '15:30' ? '午饭' : '晚饭'
}

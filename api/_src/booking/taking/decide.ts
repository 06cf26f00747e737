import { canCancel, elderAge, type BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { Limit } from '../../../../shared/booking/schemas.ts'
import { groupNames } from '../../../../shared/homecare/words.ts'
import type { ResidentGroup } from '../../../../shared/homecare/groups.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { ageOn, dayOf, type Day } from '../../../../shared/time.ts'

/** What of a person decides whether a service is for them. */
export interface Person {
  birthDate: Day | null
  livingAlone: boolean
  groups: readonly ResidentGroup[]
}

/** Who may use a service. */
export interface Eligible {
  minimumAge: number | null
  livingAloneOnly: boolean
  groups: readonly ResidentGroup[]
}

/** Why this person may not use the service, in the words shown to them; null when they may. */
export function refusalWords(eligible: Eligible, person: Person, today: Day): string | null {
  const { minimumAge, livingAloneOnly, groups } = eligible
  if (minimumAge !== null) {
    if (person.birthDate === null) return '还没登记生日'
    if (ageOn(person.birthDate, today) < minimumAge) return `没到 ${minimumAge} 岁`
  }
  if (livingAloneOnly && !person.livingAlone) return '只给一个人住的老人'
  if (groups.length === 0 || groups.some((group) => person.groups.includes(group))) return null
  return `只给登记了${groups.map((group) => groupNames[group]).join('、')}的居民`
}

/** 70 or more, or disabled: first on a tie, and the kept places are theirs. */
export function hasPriority(person: Person, today: Day): boolean {
  const isOld = person.birthDate !== null && ageOn(person.birthDate, today) >= elderAge
  return isOld || person.groups.includes('disabled')
}

/** Why somebody who missed three bookings is asked to wait, and who ends it. */
export const pauseWords = '约了三次没来，先歇一歇。有难处打个电话，社区就能解开'

/** Why there is no further booking while so many are open. */
export function openLimitWords(limit: number): string {
  return limit === 1 ? '已经约了，办完能再约' : `已经约了 ${limit} 次，办完一次能再约`
}

const periodWords = { day: '这天', week: '这周', month: '这个月' } as const

/** `这周已经约了 2 次`, `家里这个月已经约了 4 次`. */
export function limitWords({ per, period, most }: Limit): string {
  return `${per === 'household' ? '家里' : ''}${periodWords[period]}已经约了 ${most} 次`
}

/** What an earlier arrival of the same command left behind. */
export interface EarlierAttempt {
  residentId: string
  serviceId: string
  startsAt: Date
  note: string
  bookedBy: string
  basketId: string | null
}

/** Whether a row that has the command's id was made by the same command. */
export function isSame(earlier: EarlierAttempt, wish: EarlierAttempt): boolean {
  return (
    earlier.residentId === wish.residentId &&
    earlier.serviceId === wish.serviceId &&
    earlier.startsAt.getTime() === wish.startsAt.getTime() &&
    earlier.note === wish.note &&
    earlier.bookedBy === wish.bookedBy &&
    earlier.basketId === wish.basketId
  )
}

/** What is known when somebody asks for a place. */
export interface BookingFacts {
  startsAt: Date
  /** The plan has such a slot. */
  planned: boolean
  /** It takes no more bookings, or none yet. */
  closed: boolean
  eligible: Eligible
  person: Person
  /** Asked to pause after bookings that nobody came to, and the service is one that can wait. */
  paused: boolean
  /** This person already has this slot, and not only a hold of it. */
  hasSlot: boolean
  /** In words, the first limit that is reached. */
  limit: string | null
  /** A place was found. */
  hasPlace: boolean
}

/** May this person take a place in this slot? Refusals in the order in which they help the person most. */
export function decideBooking(facts: BookingFacts, now: Date) {
  if (now.getTime() >= facts.startsAt.getTime()) return refuse('slot_past')
  if (!facts.planned || facts.closed) return refuse('slot_closed')
  const because = refusalWords(facts.eligible, facts.person, dayOf(now))
  if (because !== null) return refuse('not_eligible', { because })
  if (facts.paused) return refuse('booking_paused')
  if (facts.hasSlot) return refuse('already_booked')
  if (facts.limit !== null) return refuse('limit_reached', { because: facts.limit })
  return facts.hasPlace ? ok('take') : refuse('slot_full')
}

/**
 * May this booking be cancelled now? `repeat` = it already is. Whom the community asked for another time may, at any
 * hour.
 */
export function decideCancel(booking: { status: BookingStatus; cancelUntil: Date; isAsked: boolean }, now: Date) {
  if (booking.status === 'cancelled') return ok('repeat')
  return booking.isAsked || canCancel(booking, now) ? ok('cancel') : refuse('too_late_to_cancel')
}

/** When somebody is reminded first: at five in the afternoon of the day before, or an hour before, or not at all. */
export function firstReminder(startsAt: Date, now: Date): Date | null {
  const evening = new Date(Date.parse(`${dayOf(startsAt)}T09:00:00.000Z`) - 86_400_000)
  if (evening.getTime() > now.getTime()) return evening
  const hourBefore = new Date(startsAt.getTime() - 3_600_000)
  return hourBefore.getTime() > now.getTime() ? hourBefore : null
}

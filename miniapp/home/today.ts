import type { Booking } from '../../shared/booking/contract.ts'
import type { Me } from '../../shared/people/contract.ts'
import { dayOf, timeOf } from '../../shared/time.ts'
import type { MyShift } from '../../shared/volunteering/places-contract.ts'

/** One line of 今天: when, what, with whom, and the page that tells more. */
export interface TodayItem {
  key: string
  /** `10:30`. */
  time: string
  title: string
  note: string
  page: string
  query: Record<string, string>
}

interface Sources {
  bookings: readonly Booking[]
  shifts: readonly MyShift[]
  /** The residents this account is itself: their bookings are not "for somebody". */
  ownResidents: ReadonlySet<string>
}

/** The residents an account is itself. */
export function ownResidents(me: Pick<Me, 'identities'> | undefined): ReadonlySet<string> {
  return new Set(me?.identities.filter(({ relation }) => relation === 'self').map(({ residentId }) => residentId))
}

/** What is still to come today, soonest first: bookings of mine and of those I act for, and my shifts. */
export function todayOf({ bookings, shifts, ownResidents: own }: Sources, now: Date): TodayItem[] {
  const isToday = (item: { startsAt: string; endsAt: string }) =>
    dayOf(new Date(item.startsAt)) === dayOf(now) && Date.parse(item.endsAt) > now.getTime()
  const booked = bookings
    .filter((booking) => hasPlace(booking) && isToday(booking))
    .map((booking) => ({
      startsAt: booking.startsAt,
      key: booking.bookingId,
      title: booking.serviceName,
      note: [stateWords(booking), forWhom(booking, own), withWhom(booking)].filter((part) => part !== '').join('，'),
      page: 'booking/detail/index',
      query: { community: booking.communityId, id: booking.bookingId },
    }))
  const signedUp = shifts
    .filter((shift) => shift.mine?.status === 'confirmed' && isToday(shift))
    .map((shift) => ({
      startsAt: shift.startsAt,
      key: shift.signupId,
      title: shift.activityTitle,
      note: `志愿班次，${shift.place}`,
      page: 'volunteering/activity/index',
      query: { id: shift.activityId },
    }))
  const items = [...booked, ...signedUp]
  items.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return items.map(({ startsAt, ...item }) => ({ ...item, time: timeOf(new Date(startsAt)) }))
}

/** A place of mine: a queue is nothing to do today, an offer is; a hold is not decided yet. */
function hasPlace({ status }: Booking): boolean {
  return status === 'confirmed' || status === 'checked_in' || status === 'offered'
}

function forWhom(booking: Booking, own: ReadonlySet<string>): string {
  if (!own.has(booking.residentId)) return `给${booking.residentName}约的`
  return booking.byDelegate && booking.delegateName !== null ? `${booking.delegateName}帮您约的` : ''
}

function stateWords({ status, atHome }: Booking): string {
  if (status === 'offered') return '有位子了，等您点头'
  return status === 'checked_in' && !atHome ? '已经签到' : ''
}

function withWhom(booking: Booking): string {
  return booking.atHome ? `${booking.resourceName ?? booking.providerName}上门` : booking.place
}

/** The list as it is read aloud. */
export function todayAloud(items: readonly TodayItem[]): string[] {
  if (items.length === 0) return ['今天没有安排。']
  return [`今天有 ${items.length} 件事。`, ...items.map(({ time, title, note }) => `${time}，${title}，${note}。`)]
}

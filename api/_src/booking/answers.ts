import type { Booking } from '../../../shared/booking/contract.ts'
import { timeAskedOf } from './offering/decide-asked.ts'
import type { BookingRow } from './taking/store-booking.ts'

/** `家里，3 栋 2 单元 501` for what comes to the home, else the place of the service. */
export function placeOf(row: Pick<BookingRow, 'serviceChannel' | 'place' | 'home_address'>): string {
  return row.serviceChannel === 'home' && row.home_address !== '' ? `${row.place}，${row.home_address}` : row.place
}

/** How a booking stands now: a hold or an offer that ran out is void, whether or not its row says so yet. */
export function statusOf(row: Pick<BookingRow, 'status' | 'kept_until'>, now: Date): BookingRow['status'] {
  const isKept = row.status === 'held' || row.status === 'offered'
  return isKept && row.kept_until !== null && row.kept_until.getTime() <= now.getTime() ? 'expired' : row.status
}

/** A booking as it is told to people. */
export function toBooking(row: BookingRow, now: Date): Booking {
  const status = statusOf(row, now)
  return {
    bookingId: row.id,
    communityId: row.community_id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    byDelegate: row.delegate_name !== null,
    delegateName: row.delegate_name,
    serviceId: row.service_id,
    serviceName: row.serviceName,
    category: row.category,
    icon: row.icon,
    place: placeOf(row),
    atHome: row.serviceChannel === 'home',
    providerName: row.providerName,
    providerPhone: row.providerPhone,
    resourceName: row.resource_name,
    bring: row.materials.map(({ name }) => name),
    materials: [...row.materials],
    priceCents: row.price_cents,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    status,
    version: row.version,
    channel: row.channel,
    spokenNumber: row.spoken_number,
    note: row.note,
    cancelUntil: row.cancel_until.toISOString(),
    cancelReason: row.cancel_reason,
    bookedAt: row.booked_at.toISOString(),
    keptUntil: status === 'held' || status === 'offered' ? (row.kept_until?.toISOString() ?? null) : null,
    queuePlace: status === 'waiting' ? row.queuePlace : null,
    basketId: row.basket_id,
    seriesId: row.series_id,
    reply: row.reply,
    timeAsked: timeAskedOf({ status, history: row.history }),
    asksWhetherComing: status === 'confirmed' && row.reminded_at !== null && row.reply === null,
  }
}

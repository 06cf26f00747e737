import type { DeliverySource } from '../platform/deliver/source.ts'
import type { Background } from '../platform/slice.ts'
import { messagesOf } from './messages.ts'
import { markNotified, readUntold } from './taking/store-booking.ts'
import { sweepBookings } from './taking/sweep.ts'

const bookingSource: DeliverySource = {
  name: 'booking',
  pending: async (db, scope, limit) => {
    const rows = await readUntold(db, scope, limit)
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: messagesOf(row, row.notified_version),
    }))
  },
  markNotified,
}

export const bookingBackground: Background = {
  sources: [bookingSource],
  advances: { bookings: ({ db, communityIds, now }) => sweepBookings(db, communityIds, now) },
}

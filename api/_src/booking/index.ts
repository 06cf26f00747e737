import { bookingContract } from '../../../shared/booking/contract.ts'
import type { DeliverySource } from '../platform/deliver/source.ts'
import { defineSlice } from '../platform/slice.ts'
import { bookingHandlers } from './handlers.ts'
import { messagesOf } from './messages.ts'
import { markNotified, readUntold } from './store.ts'
import { sweepBookings } from './store-sweep.ts'

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

export const bookingSlice = defineSlice({
  contract: bookingContract,
  handlers: bookingHandlers,
  sources: [bookingSource],
  advance: sweepBookings,
})

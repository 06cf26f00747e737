import type { DeliverySource } from '../platform/deliver/source.ts'
import type { Background } from '../platform/slice.ts'
import { closeLines, settleBookings } from './counter/advance.ts'
import { throwAwayPhotos } from './materials/photos.ts'
import { messagesOf } from './messages.ts'
import { sendReminders } from './reminding/advance.ts'
import { advanceSeries, seriesSource } from './series/advance.ts'
import { markNotified, readUntold } from './taking/store-booking.ts'
import { sweepBookings } from './taking/sweep.ts'
import { advanceQueues } from './waiting/advance.ts'

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
  sources: [bookingSource, seriesSource],
  advances: {
    // both before the sweep: it would end an offer without handing its place on, and take away claims of a series whose
    // rows are still to be written
    queues: ({ db, communityIds, now }) => advanceQueues(db, communityIds, now),
    series: ({ db, communityIds, now }) => advanceSeries(db, communityIds, now),
    bookings: ({ db, communityIds, now }) => sweepBookings(db, communityIds, now),
    lines: ({ db, communityIds, now }) => closeLines(db, communityIds, now),
    missed: ({ db, communityIds, now }) => settleBookings(db, communityIds, now),
    'booking reminders': ({ db, communityIds, now }) => sendReminders(db, communityIds, now),
    'photos of papers': ({ db, communityIds, now }) => throwAwayPhotos(db, communityIds, now),
  },
}

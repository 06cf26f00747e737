import type { Background } from '../platform/slice.ts'
import { bookRedemptions } from './points/booking.ts'
import { advancePoints } from './points/earn.ts'

export const recordsBackground: Background = {
  advances: {
    points: ({ db, communityIds, now }) => advancePoints(db, communityIds, now),
    'gift redemptions': ({ db, communityIds, now }) => bookRedemptions(db, communityIds, now),
  },
}

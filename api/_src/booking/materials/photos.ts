import type { Db } from '../../platform/db/tables.ts'
import { removeFilesOf, type Owner } from '../../platform/files/store.ts'
import { bookingsWithOldPhotos, forgetChecks } from './store.ts'

/** The row that photos of a booking's things belong to. */
export function photosOf({ communityId, bookingId }: { communityId: string; bookingId: string }): Owner {
  return { communityId, kind: 'booking_material', id: bookingId }
}

/** Throws the photos of bookings away that were over a week ago. One indexed query when there are none. */
export async function throwAwayPhotos(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (const booking of await bookingsWithOldPhotos(db, communityIds, now)) {
    await removeFilesOf(db, photosOf(booking), now)
    await forgetChecks(db, booking)
  }
}

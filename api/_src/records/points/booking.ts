import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { giftLines } from './decide.ts'
import { insertLines } from './store-earn.ts'
import { dropWish, markBooked, unbookedRedemptions } from './store-gift.ts'

/** After so long without an answer nobody waits for a wish any more. */
const wishSeconds = 600

/**
 * Writes the lines of redemptions that have none, or not all: the redemption itself is the truth until then. Wishes that
 * took nothing are swept. Idempotent; one indexed query when nothing is open.
 */
export async function bookRedemptions(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  ids?: readonly string[],
): Promise<void> {
  if (communityIds.length === 0) return
  const rows = await unbookedRedemptions(db, communityIds, ids)
  for (const row of rows) {
    if (row.status === 'wished') {
      if (row.askedAt <= addSeconds(now, -wishSeconds)) await dropWish(db, row.communityId, row.id)
      continue
    }
    const isBack = row.status === 'cancelled'
    await insertLines(db, [
      ...giftLines(row, 'gift', row.askedAt),
      ...(isBack ? giftLines(row, 'gift_back', row.endedAt ?? now) : []),
    ])
    await markBooked(db, row, isBack ? 'cancelled' : 'asked')
  }
}

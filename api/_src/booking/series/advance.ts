import type { Db } from '../../platform/db/tables.ts'
import type { DeliverySource } from '../../platform/deliver/source.ts'
import { bookDays, giveDaysBack, handDaysOn } from './book-days.ts'
import { seriesMessages } from './messages.ts'
import { markSeriesNotified, readDueSeries, readUntoldSeries, settleSeries } from './store-series.ts'

/** A series is told once for all its days. */
export const seriesSource: DeliverySource = {
  name: 'booking_series',
  pending: async (db, scope, limit) => {
    const rows = await readUntoldSeries(db, scope, limit)
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: seriesMessages(row),
    }))
  },
  markNotified: markSeriesNotified,
}

/**
 * Books the next days of every series whose moment has come, brings to its end what broke off, and gives back what was
 * booked while a series was ended. One indexed query when nothing is due. Safe to run twice at once. One series that
 * fails stops no other.
 */
export async function advanceSeries(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const failures: unknown[] = []
  for (const series of await readDueSeries(db, communityIds, now)) {
    try {
      if (series.status === 'running') {
        await bookDays(db, series, now)
      } else {
        if ((await giveDaysBack(db, series, '', now)) > 0) await handDaysOn(db, series, now)
        await settleSeries(db, series.community_id, series.id)
      }
    } catch (failure) {
      failures.push(failure)
    }
  }
  if (failures.length > 0) throw failures[0]
}

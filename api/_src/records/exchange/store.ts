import type { Db } from '../../platform/db/tables.ts'
import { exportRows } from '../../../../shared/volunteers/exchange.ts'
import type { Day } from '../../../../shared/time.ts'
import '../hours/tables.ts'

export interface ExportCursor {
  day: Day
  residentId: string
  seq: number
}

/** Lines of the ledger by the day of the service, after one of them. */
export function entriesAfter(
  db: Db,
  communityId: string,
  { fromDay, toDay, after }: { fromDay: Day; toDay: Day; after: ExportCursor | null },
) {
  return db
    .selectFrom('hours_entry')
    .select(['resident_id', 'seq', 'kind', 'basis', 'title', 'service_day', 'place', 'content', 'minutes'])
    .select(['organiser_name', 'person_in_charge', 'checked_in_at', 'checked_out_at', 'reason'])
    .select(['entered_by_name', 'confirmed_by_name', 'entered_at'])
    .where('community_id', '=', communityId)
    .where('service_day', '>=', after?.day ?? fromDay)
    .where('service_day', '<=', toDay)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('service_day', '>', after?.day ?? ''),
          eb.and([eb('service_day', '=', after?.day ?? ''), eb('resident_id', '>', after?.residentId ?? '')]),
          eb.and([
            eb('service_day', '=', after?.day ?? ''),
            eb('resident_id', '=', after?.residentId ?? ''),
            eb('seq', '>', after?.seq ?? 0),
          ]),
        ]),
      ),
    )
    .orderBy('service_day')
    .orderBy('resident_id')
    .orderBy('seq')
    .limit(exportRows)
    .execute()
}

import type { Db } from '../../platform/db/tables.ts'
import { exportRows } from '../../../../shared/volunteers/exchange.ts'
import '../tables.ts'

/** Volunteers who are these residents, or have one of these marks. */
export function membersMeant(
  db: Db,
  communityId: string,
  { residentIds, marks }: { residentIds: readonly string[]; marks: readonly string[] },
) {
  return db
    .selectFrom('volunteer')
    .select(['resident_id', 'id_number_mark', 'phone', 'living_area', 'skills', 'service_kinds', 'free_times'])
    .where('community_id', '=', communityId)
    .where((eb) =>
      eb.or([
        ...(residentIds.length === 0 ? [] : [eb('resident_id', 'in', [...residentIds])]),
        ...(marks.length === 0 ? [] : [eb('id_number_mark', 'in', [...marks])]),
      ]),
    )
    .execute()
}

/** Volunteers in the order of their numbers, after one of them. Who left and was erased has no name and is left out. */
export function membersAfter(db: Db, communityId: string, after: string | null) {
  return db
    .selectFrom('volunteer')
    .select(['resident_id', 'volunteer_number', 'name', 'sex', 'birth_date', 'id_number_shown', 'living_area', 'phone'])
    .select(['skills', 'service_kinds', 'free_times', 'status', 'joined_at'])
    .where('community_id', '=', communityId)
    .where('name', 'is not', null)
    .$if(after !== null, (query) => query.where('volunteer_number', '>', after ?? ''))
    .orderBy('volunteer_number')
    .limit(exportRows)
    .execute()
}

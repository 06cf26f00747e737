import type { Day } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import { calendarDays, type CalendarDays } from './calendar-days.ts'
import './tables.ts'

/** The public holidays with what this community keeps otherwise, from a day on. One statement. */
export async function communityDays(db: Db, communityId: string, from: Day): Promise<CalendarDays> {
  const overrides = await db
    .selectFrom('holiday_override')
    .select(['day', 'kind', 'name'])
    .where('community_id', '=', communityId)
    .where('day', '>=', from)
    .execute()
  return calendarDays(overrides)
}

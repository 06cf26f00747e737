import { defaultVolunteerSettings, type VolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import type { Db } from '../../platform/db/tables.ts'
import '../tables.ts'

/** What this community decided; the defaults where it decided nothing, also for a setting added later. One round trip. */
export async function settingsOf(db: Db, communityId: string): Promise<VolunteerSettings> {
  const row = await db
    .selectFrom('volunteer_setting')
    .select('settings')
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  return { ...defaultVolunteerSettings, ...row?.settings }
}

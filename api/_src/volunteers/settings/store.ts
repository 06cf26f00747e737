import { defaultVolunteerSettings, type VolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import { json } from '../../platform/db/values.ts'
import '../tables.ts'

export interface KeptSettings {
  settings: VolunteerSettings
  /** 0 = never changed here. */
  version: number
  changedByName: string | null
  changedAt: Date | null
}

/** What this community decided and who did; the defaults where it decided nothing, also for a setting added later. */
export async function readSettings(db: Db, communityId: string): Promise<KeptSettings> {
  const row = await db
    .selectFrom('volunteer_setting')
    .select(['settings', 'version', 'changed_by_name', 'changed_at'])
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  return {
    settings: { ...defaultVolunteerSettings, ...row?.settings },
    version: row?.version ?? 0,
    changedByName: row?.changed_by_name ?? null,
    changedAt: row?.changed_at ?? null,
  }
}

/** The settings alone. One round trip. */
export async function settingsOf(db: Db, communityId: string): Promise<VolunteerSettings> {
  return (await readSettings(db, communityId)).settings
}

/** Writes the version after `version`; false when somebody was faster. */
export async function writeSettings(
  db: Db,
  communityId: string,
  version: number,
  next: { settings: VolunteerSettings; by: string },
  now: Date,
): Promise<boolean> {
  const row = {
    settings: json(next.settings),
    version: version + 1,
    changed_by_name: next.by,
    changed_at: now,
  }
  if (version === 0) {
    try {
      await db
        .insertInto('volunteer_setting')
        .values({ community_id: communityId, ...row })
        .execute()
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }
  const { numUpdatedRows } = await db
    .updateTable('volunteer_setting')
    .set(row)
    .where('community_id', '=', communityId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

import { sql } from 'kysely'
import { defaultSettings, type HelpSettings } from '../../../shared/help/settings.ts'
import { isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import './tables.ts'

/** What a community has set, and the version it stands at: 0 while only the defaults hold. */
export interface StoredSettings {
  settings: HelpSettings
  version: number
  changedAt: Date | null
}

/** What holds in these communities: what each has set, the defaults for the rest. One query; every one asked for is there. */
export async function settingsOf(db: Db, communityIds: readonly string[]): Promise<ReadonlyMap<string, HelpSettings>> {
  const settings = new Map(communityIds.map((id) => [id, defaultSettings]))
  if (communityIds.length === 0) return settings
  const rows = await db
    .selectFrom('help_setting')
    .select(['community_id', 'settings'])
    .where('community_id', 'in', [...settings.keys()])
    .execute()
  for (const row of rows) settings.set(row.community_id, withDefaults(row.settings))
  return settings
}

export async function findSettings(db: Db, communityId: string): Promise<StoredSettings> {
  const row = await db
    .selectFrom('help_setting')
    .select(['settings', 'version', 'changed_at'])
    .where('community_id', '=', communityId)
    .executeTakeFirst()
  if (!row) return { settings: defaultSettings, version: 0, changedAt: null }
  return { settings: withDefaults(row.settings), version: row.version, changedAt: row.changed_at }
}

/** Writes the settings in place of those of `version` (0: nothing set so far); false when somebody was faster. */
export async function writeSettings(
  db: Db,
  { communityId, version, settings, by, now }: SettingsChange,
): Promise<boolean> {
  const values = { settings: json({ ...settings }), changed_by: by, changed_at: now }
  if (version > 0) {
    const { numUpdatedRows } = await db
      .updateTable('help_setting')
      .set({ ...values, version: sql`version + 1` })
      .where('community_id', '=', communityId)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  }
  try {
    await db
      .insertInto('help_setting')
      .values({ ...values, community_id: communityId, version: 1 })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

interface SettingsChange {
  communityId: string
  version: number
  settings: HelpSettings
  by: string
  now: Date
}

/** Fields that came later than the row was written have their default. */
function withDefaults(set: Partial<HelpSettings>): HelpSettings {
  const secondsToProgress = { ...defaultSettings.secondsToProgress, ...set.secondsToProgress }
  return { ...defaultSettings, ...set, secondsToProgress }
}

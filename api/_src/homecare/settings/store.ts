import type { CareSettings } from '../../../../shared/homecare/application-contract.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

/** What holds until a community says otherwise. */
const defaults: CareSettings = {
  decisionDays: 10,
  remindDays: 30,
  complaintPlace: '街道办事处民政窗口',
  complaintPhone: '12345',
}

/** The settings, to be joined under the name `t`. */
export const settingColumns = ['t.decision_days', 't.remind_days', 't.complaint_place', 't.complaint_phone'] as const

/** From joined columns; the defaults where the community has none of its own. */
export function settingsFrom(row: {
  decision_days: number | null
  remind_days: number | null
  complaint_place: string | null
  complaint_phone: string | null
}): CareSettings {
  return {
    decisionDays: row.decision_days ?? defaults.decisionDays,
    remindDays: row.remind_days ?? defaults.remindDays,
    complaintPlace: row.complaint_place ?? defaults.complaintPlace,
    complaintPhone: row.complaint_phone ?? defaults.complaintPhone,
  }
}

/** Version 0 = never changed here. */
export async function readSettings(db: Db, communityId: string): Promise<{ version: number; settings: CareSettings }> {
  const row = await db
    .selectFrom('homecare_setting as t')
    .select(settingColumns)
    .select('t.version')
    .where('t.community_id', '=', communityId)
    .executeTakeFirst()
  return row ? { version: row.version, settings: settingsFrom(row) } : { version: 0, settings: defaults }
}

/** Writes the next version; false when somebody was faster. */
export async function writeSettings(
  db: Db,
  communityId: string,
  settings: CareSettings,
  version: number,
): Promise<boolean> {
  const row = {
    decision_days: settings.decisionDays,
    remind_days: settings.remindDays,
    complaint_place: settings.complaintPlace,
    complaint_phone: settings.complaintPhone,
    version: version + 1,
  }
  if (version === 0) {
    try {
      await db
        .insertInto('homecare_setting')
        .values({ community_id: communityId, ...row })
        .execute()
      return true
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }
  const { numUpdatedRows } = await db
    .updateTable('homecare_setting')
    .set(row)
    .where('community_id', '=', communityId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

import { sql } from 'kysely'
import { inserted } from '../db/upsert.ts'
import type { Db } from '../db/tables.ts'

/** No person taps "allow" this often; a phone that claims more is not believed. */
const mostRemaining = 100

export interface QuotaKey {
  accountId: string
  templateId: string
}

/** One message more of each template. The same `commandId` sent again changes nothing. */
export async function grantQuota(
  db: Db,
  grant: { accountId: string; templateIds: readonly string[]; commandId: string },
): Promise<void> {
  // Always in the same order, so that two phones of one person cannot lock each other out.
  const templateIds = [...new Set(grant.templateIds)].toSorted()
  if (templateIds.length === 0) return
  await db
    .insertInto('message_quota')
    .values(
      templateIds.map((templateId) => ({
        account_id: grant.accountId,
        template_id: templateId,
        remaining: 1,
        granted_by: grant.commandId,
      })),
    )
    .onDuplicateKeyUpdate({
      // Assigned from left to right: `granted_by` still holds the command before this one.
      remaining: sql<number>`if(granted_by = values(granted_by), remaining, least(remaining + 1, ${mostRemaining}))`,
      granted_by: inserted<string>('granted_by'),
    })
    .execute()
}

/** Of these pairs, the ones with something left. One statement. */
export async function withQuota(db: Db, keys: readonly QuotaKey[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db
    .selectFrom('message_quota')
    .select(['account_id', 'template_id'])
    .where('account_id', 'in', [...new Set(keys.map((key) => key.accountId))])
    .where('template_id', 'in', [...new Set(keys.map((key) => key.templateId))])
    .where('remaining', '>', 0)
    .execute()
  return new Set(rows.map((row) => quotaName({ accountId: row.account_id, templateId: row.template_id })))
}

export const quotaName = (key: QuotaKey) => `${key.accountId} ${key.templateId}`

/** Takes one, if there is one. */
export async function takeQuota(db: Db, key: QuotaKey): Promise<boolean> {
  const done = await db
    .updateTable('message_quota')
    .set({ remaining: sql<number>`remaining - 1` })
    .where('account_id', '=', key.accountId)
    .where('template_id', '=', key.templateId)
    .where('remaining', '>', 0)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Gives one back that WeChat did not use. */
export async function returnQuota(db: Db, key: QuotaKey): Promise<void> {
  await db
    .updateTable('message_quota')
    .set({ remaining: sql<number>`least(remaining + 1, ${mostRemaining})` })
    .where('account_id', '=', key.accountId)
    .where('template_id', '=', key.templateId)
    .execute()
}

/** WeChat says that nothing is left. */
export async function clearQuota(db: Db, key: QuotaKey): Promise<void> {
  await db
    .updateTable('message_quota')
    .set({ remaining: 0 })
    .where('account_id', '=', key.accountId)
    .where('template_id', '=', key.templateId)
    .execute()
}

import type { Db } from '../db/tables.ts'
import type { DeliveryStatus } from './tables.ts'

/** What became of one message on WeChat. */
export interface WechatOutcome {
  accountId: string
  status: DeliveryStatus
  errorCode: string | null
}

/**
 * What became of the messages of one version of a row, on WeChat. Who is missing had no message left to send (or no
 * template carries the topic): for them only the inbox was written.
 */
export async function wechatOutcomes(
  db: Db,
  row: { communityId: string; id: string; version: number },
): Promise<WechatOutcome[]> {
  const rows = await db
    .selectFrom('delivery')
    .select(['recipient_id', 'status', 'error_code'])
    .where('community_id', '=', row.communityId)
    .where('id', 'like', `${row.id}:${row.version}:%`)
    .where('channel', '=', 'wechat')
    .execute()
  return rows.map((one) => ({ accountId: one.recipient_id, status: one.status, errorCode: one.error_code }))
}

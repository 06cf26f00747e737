import { createWechatSimulator, type WechatSimulator } from '../../../config/dev/wechat-simulator/index.ts'
import { developmentTemplates, simulatedTemplates } from '../../../config/dev/wechat-simulator/dev-templates.ts'
import type { TestDatabase } from './database.ts'
import type { Db } from '../platform/db/tables.ts'
import { createWechatClient, type WechatClient } from '../platform/wechat/client.ts'
import type { Topic } from '../../../shared/inbox/topics.ts'
import type { RecipientLookup } from '../platform/deliver/recipients.ts'
import type { DeliverySource, Recipient } from '../platform/deliver/source.ts'

/** A slice's table cut down to what makes it its own outbox: every version says its number to everybody in `tells`. */
interface OutboxRow {
  community_id: string
  id: string
  version: number
  notified_version: number
  tells: string
  topic: Topic
}

export const community = '320102002001'
export const otherCommunity = '320102002002'
/** When every version of every row came about. */
export const happenedAt = new Date('2026-11-22T07:59:30.000Z')
export const rowId = (n: number) => `01J8ROW${String(n).padStart(19, '0')}`
export const residentId = (n: number) => `01J8RES${String(n).padStart(19, '0')}`
export const accountId = (n: number) => `01J8ACC${String(n).padStart(19, '0')}`
export const openIdOf = (account: string) => `open-${account}`

const tables = (db: Db) => db.withTables<{ test_outbox: OutboxRow }>()

export const outboxSource: DeliverySource = {
  name: 'test_outbox',
  pending: async (db, { communityIds, rowId: only }, limit) => {
    const rows = await tables(db)
      .selectFrom('test_outbox')
      .select(['community_id', 'id', 'version', 'notified_version', 'tells', 'topic'])
      .where('community_id', 'in', communityIds)
      .whereRef('notified_version', '<', 'version')
      .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => {
      const recipients = JSON.parse(row.tells) as Recipient[]
      const versions = Array.from(
        { length: row.version - row.notified_version },
        (_, n) => row.notified_version + n + 1,
      )
      return {
        communityId: row.community_id,
        id: row.id,
        version: row.version,
        messages: versions.flatMap((version) =>
          recipients.map((recipient) => ({
            recipient,
            version,
            topic: row.topic,
            title: `第 ${version} 步`,
            body: '已有人接，正在赶来。',
            at: happenedAt,
            page: `/help/detail/index?id=${row.id}`,
          })),
        ),
      }
    })
  },
  markNotified: async (db, { communityId, id, version }) => {
    await tables(db)
      .updateTable('test_outbox')
      .set({ notified_version: version })
      .where('community_id', '=', communityId)
      .where('id', '=', id)
      .where('notified_version', '<', version)
      .execute()
  },
}

/** Lives beside the migrated tables, in this worker's database only. */
export async function createOutbox({ raw }: TestDatabase): Promise<void> {
  await raw(
    `create table if not exists test_outbox (
       community_id char(12) character set ascii collate ascii_bin not null,
       id char(26) character set ascii collate ascii_bin not null,
       version int not null, notified_version int not null, tells text not null, topic varchar(20) not null,
       primary key (community_id, id))`,
  )
  await raw('delete from test_outbox')
}

export async function addRow(
  { raw }: Pick<TestDatabase, 'raw'>,
  row: { n: number; version?: number; tells: readonly Recipient[]; topic?: Topic; communityId?: string },
): Promise<void> {
  const { n, version = 1, tells, topic = 'help', communityId = community } = row
  await raw('insert into test_outbox values (?, ?, ?, 0, ?, ?)', [
    communityId,
    rowId(n),
    version,
    JSON.stringify(tells),
    topic,
  ])
}

/** Who is reachable: residents by the accounts named here, and every account by itself. */
export function lookupOf(accountsByResident: Readonly<Record<string, readonly string[]>>): RecipientLookup {
  return {
    accountsOf: async (_, __, recipients) =>
      recipients.flatMap((recipient) => {
        const accounts = recipient.kind === 'account' ? [recipient.id] : (accountsByResident[recipient.id] ?? [])
        return accounts.map((account) => ({ recipient, accountId: account, openId: openIdOf(account) }))
      }),
  }
}

export const helpTemplate = developmentTemplates.help.templateId

/** A WeChat that knows accounts 1 to `people`, and a client for it. */
export function localWechat(
  db: Db,
  options: { people?: number; clock: () => Date; sendMilliseconds?: number },
): { simulator: WechatSimulator; wechat: WechatClient } {
  const app = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' }
  const { people = 9, clock, sendMilliseconds = 0 } = options
  const simulator = createWechatSimulator({
    ...app,
    clock,
    sendMilliseconds,
    templates: simulatedTemplates,
    people: Array.from({ length: people }, (_, n) => ({
      openId: openIdOf(accountId(n + 1)),
      nickname: `居民${n + 1}`,
      phone: `1380000${String(n + 1).padStart(4, '0')}`,
    })),
  })
  const wechat = createWechatClient({
    ...app,
    db,
    clock,
    fetch: simulator.fetch,
    baseUrl: 'http://wechat.test',
    timeoutMilliseconds: 500,
    miniprogramState: 'formal',
    templates: developmentTemplates,
    log: () => undefined,
  })
  return { simulator, wechat }
}

/** The person agrees `count` times, on WeChat and with us. */
export async function agree(
  { raw }: Pick<TestDatabase, 'raw'>,
  simulator: WechatSimulator,
  account: string,
  count: number,
): Promise<void> {
  simulator.accept(
    openIdOf(account),
    Array.from({ length: count }, () => helpTemplate),
  )
  await raw('insert into message_quota (account_id, template_id, remaining, granted_by) values (?, ?, ?, ?)', [
    account,
    helpTemplate,
    count,
    rowId(0),
  ])
}

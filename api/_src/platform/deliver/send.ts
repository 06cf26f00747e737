import type { Selectable } from 'kysely'
import { addSeconds } from '../../../../shared/time.ts'
import { prepare } from '../db/prepared.ts'
import type { Db } from '../db/tables.ts'
import { errorFields, log as processLog, type Log } from '../log.ts'
import type { WechatClient } from '../wechat/client.ts'
import type { WechatFault } from '../wechat/errcodes.ts'
import { templateData } from '../wechat/templates.ts'
import { clearQuota, returnQuota, takeQuota } from './quota-store.ts'
import type { RecipientLookup } from './recipients.ts'
import type { DeliveryStatus, DeliveryTable } from './tables.ts'

/** How often a message is tried before it is given up; the in-app inbox has it anyway. */
const mostAttempts = 5
/** Longer than any call to WeChat may take, with a token renewed on the way: a claim this old is a dead process. */
const claimSeconds = 120
/** Waits after the first, second … failure. */
const backOffSeconds = [30, 120, 480, 1800] as const
const rowsPerRun = 200
const lanes = 4

/** Trying again can help: WeChat's trouble, our configuration's, or a fault we have not met. */
const temporary: ReadonlySet<WechatFault> = new Set([
  'unreachable',
  'busy',
  'too_often',
  'quota_out',
  'recipient_busy',
  'token_invalid',
  'configuration',
  'unknown',
])

export interface SendSummary {
  sent: number
  skipped: number
  failed: number
  /** Tried without success and to be tried again. */
  later: number
}

export interface SendOptions {
  db: Db
  wechat: WechatClient
  recipients: RecipientLookup
  now: Date
  communityIds: readonly string[]
  /** Only the messages of this row. */
  rowId?: string
  log?: Log
}

type Due = Pick<
  Selectable<DeliveryTable>,
  'community_id' | 'id' | 'recipient_id' | 'topic' | 'title' | 'body' | 'page' | 'status' | 'attempts' | 'created_at'
>

/**
 * Sends what is due on WeChat. A message is claimed by compare-and-set before it is sent, so two runs never send the
 * same one. What cannot be promised over HTTP: when the process dies, or WeChat's answer is lost, after WeChat has
 * taken the message and before that is written down, the message is sent a second time after the claim has run out.
 * The person's quota, kept by WeChat, usually stops that second one (43101).
 */
export async function sendDue(options: SendOptions): Promise<SendSummary> {
  const summary: SendSummary = { sent: 0, skipped: 0, failed: 0, later: 0 }
  if (options.communityIds.length === 0) return summary
  const rows = await dueRows(options)
  if (rows.length === 0) return summary
  const openIds = await openIdsOf(options, rows)
  // One lane per person at a time: WeChat refuses two messages at once to one person (43108).
  const queues = grouped(rows, (row) => row.recipient_id).values()
  const failures: unknown[] = []
  const work = async () => {
    for (const queue of queues) {
      for (const row of queue) {
        try {
          const outcome = await sendOne(options, row, openIds.get(row.recipient_id))
          if (outcome !== undefined) summary[outcome] += 1
        } catch (error) {
          failures.push(error)
          const log = options.log ?? processLog
          log('delivery failed', { communityId: row.community_id, ...errorFields(error) })
        }
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  if (failures.length > 0) throw failures[0]
  return summary
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

function due(db: Db, communityIds: readonly string[], now: Date) {
  return db
    .selectFrom('delivery')
    .select([
      'community_id',
      'id',
      'recipient_id',
      'topic',
      'title',
      'body',
      'page',
      'status',
      'attempts',
      'created_at',
    ])
    .where('community_id', 'in', communityIds)
    .where('status', 'in', ['pending', 'sending'])
    .where('channel', '=', 'wechat')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(rowsPerRun)
}

/** After every row with news: its own messages. */
const dueOfOne = prepare({ communityId: 'text', ids: 'text', now: 'instant' }, (db, { communityId, ids, now }) =>
  due(db, [communityId], now).where('id', 'like', ids),
)

async function dueRows({ db, communityIds, rowId, now }: SendOptions): Promise<Due[]> {
  if (rowId === undefined) return due(db, communityIds, now).execute()
  const ids = `${rowId}:%`
  const [communityId, ...others] = communityIds
  if (communityId !== undefined && others.length === 0) return dueOfOne(db, { communityId, ids, now })
  return due(db, communityIds, now).where('id', 'like', ids).execute()
}

async function openIdsOf({ db, recipients }: SendOptions, rows: readonly Due[]): Promise<Map<string, string>> {
  const openIds = new Map<string, string>()
  for (const [communityId, ofCommunity] of grouped(rows, (row) => row.community_id)) {
    const accountIds = new Set(ofCommunity.map((row) => row.recipient_id))
    const accounts = await recipients.accountsOf(
      db,
      communityId,
      [...accountIds].map((id) => ({ kind: 'account' as const, id })),
    )
    for (const { accountId, openId } of accounts) openIds.set(accountId, openId)
  }
  return openIds
}

/**
 * A claim of a `pending` row takes one from the quota; a claim of a `sending` row does not, because the attempt before
 * holds one already. Where that attempt died before taking, our count stays one too high, and WeChat's 43101 puts it
 * right; it never becomes too low, which nothing would put right.
 */
async function sendOne(
  options: SendOptions,
  row: Due,
  openId: string | undefined,
): Promise<keyof SendSummary | undefined> {
  const { db, wechat, now } = options
  const attempt = row.attempts + 1
  if (!(await claim(db, row, now))) return undefined
  const conclude = (status: DeliveryStatus, fault?: WechatFault | 'no_account' | 'no_template' | 'no_quota') =>
    finish(db, row, { status, fault, now })

  const template = wechat.templates[row.topic]
  if (template === undefined || openId === undefined) {
    await conclude('skipped', template === undefined ? 'no_template' : 'no_account')
    return 'skipped'
  }
  const key = { accountId: row.recipient_id, templateId: template.templateId }
  if (row.status === 'pending' && !(await takeQuota(db, key))) {
    await conclude('skipped', 'no_quota')
    return 'skipped'
  }
  const data = templateData(template, { title: row.title, body: row.body, at: row.created_at })
  const answer = await wechat.sendSubscribeMessage({ openId, templateId: template.templateId, page: row.page, data })
  if (answer.ok) {
    await conclude('sent')
    return 'sent'
  }
  const { fault } = answer
  if (fault === 'not_subscribed') {
    await clearQuota(db, key)
    await conclude('skipped', fault)
    return 'skipped'
  }
  if (temporary.has(fault) && attempt < mostAttempts) {
    await postpone(db, row, { fault, dueAt: addSeconds(now, backOffSeconds[attempt - 1] ?? 1800) })
    return 'later'
  }
  await returnQuota(db, key)
  await conclude('failed', fault)
  const log = options.log ?? processLog
  log('delivery given up', { communityId: row.community_id, fault, attempt })
  return 'failed'
}

/** True for the one process that may go on with this row. */
async function claim(db: Db, row: Due, now: Date): Promise<boolean> {
  const done = await db
    .updateTable('delivery')
    .set({ status: 'sending', attempts: row.attempts + 1, due_at: addSeconds(now, claimSeconds) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('status', '=', row.status)
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** The claimed row, as long as the claim is still ours. */
function claimed(db: Db, row: Due) {
  return db
    .updateTable('delivery')
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('status', '=', 'sending')
    .where('attempts', '=', row.attempts + 1)
}

async function finish(db: Db, row: Due, end: { status: DeliveryStatus; fault: string | undefined; now: Date }) {
  const sentAt = end.status === 'sent' ? end.now : null
  await claimed(db, row)
    .set({ status: end.status, error_code: end.fault ?? null, sent_at: sentAt })
    .execute()
}

async function postpone(db: Db, row: Due, until: { fault: string; dueAt: Date }) {
  await claimed(db, row).set({ error_code: until.fault, due_at: until.dueAt }).execute()
}

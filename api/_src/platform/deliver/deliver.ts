import type { Db } from '../db/tables.ts'
import { errorFields, log as processLog, type Log } from '../log.ts'
import type { WechatClient } from '../wechat/client.ts'
import { quotaName, withQuota } from './quota-store.ts'
import type { RecipientLookup } from './recipients.ts'
import { sendDue, type SendSummary } from './send.ts'
import type { DeliverySource, Message, PendingRow, Recipient } from './source.ts'
import type { DeliveryTable } from './tables.ts'

export interface Deliverer {
  db: Db
  wechat: WechatClient
  recipients: RecipientLookup
  now: Date
  log?: Log
}

const rowsPerBatch = 100
const batchesPerSweep = 20
const messagesPerStatement = 200

const cut = (text: string, longest: number) => Array.from(text).slice(0, longest).join('')

/**
 * Says at once what one row has to say. For the moments after a reply: whatever is lost here, the next sweep does.
 */
export async function deliverRow(
  options: Deliverer & { source: DeliverySource; row: { communityId: string; id: string } },
): Promise<void> {
  const { db, source, row } = options
  const scope = { communityIds: [row.communityId], rowId: row.id }
  for (const pending of await source.pending(db, scope, 1)) await tell(options, source, pending)
  await sendDue({ ...options, ...scope })
}

/**
 * Says everything that is still unsaid in these communities and sends what is due on WeChat. Any number of sweeps may
 * run at once, and each may die between any two statements: message rows have ids that follow from what they say, and
 * a row counts as told only after its messages are stored. One failing row or source holds up no other; the first
 * failure is thrown at the end.
 */
export async function sweep(
  options: Deliverer & { sources: readonly DeliverySource[]; communityIds: readonly string[] },
): Promise<SendSummary & { told: number }> {
  const { sources, communityIds, log = processLog } = options
  const failures: unknown[] = []
  let told = 0
  if (communityIds.length === 0) return { told, sent: 0, skipped: 0, failed: 0, later: 0 }
  for (const source of sources) {
    try {
      told += await drain(options, source, communityIds, failures)
    } catch (error) {
      failures.push(error)
      log('delivery source failed', { source: source.name, ...errorFields(error) })
    }
  }
  const summary = await sendDue(options)
  if (failures.length > 0) throw failures[0]
  return { told, ...summary }
}

async function drain(
  options: Deliverer,
  source: DeliverySource,
  communityIds: readonly string[],
  failures: unknown[],
): Promise<number> {
  const { db, log = processLog } = options
  let told = 0
  for (let batch = 0; batch < batchesPerSweep; batch += 1) {
    const rows = await source.pending(db, { communityIds }, rowsPerBatch)
    const before = told
    for (const row of rows) {
      try {
        await tell(options, source, row)
        told += 1
      } catch (error) {
        failures.push(error)
        log('delivery failed', {
          source: source.name,
          communityId: row.communityId,
          rowId: row.id,
          ...errorFields(error),
        })
      }
    }
    if (rows.length < rowsPerBatch || told === before) break
  }
  return told
}

/** Stores the messages of one row, then says that they are stored. */
async function tell(options: Deliverer, source: DeliverySource, row: PendingRow): Promise<void> {
  const { db } = options
  for (let from = 0; from < row.messages.length; from += messagesPerStatement) {
    const messages = row.messages.slice(from, from + messagesPerStatement)
    const deliveries = [
      ...messages.map((message) => inboxDelivery(row, message, options.now)),
      ...(await wechatDeliveries(options, row, messages)),
    ]
    await db
      .insertInto('delivery')
      .values(deliveries)
      .onDuplicateKeyUpdate((eb) => ({ id: eb.ref('delivery.id') }))
      .execute()
  }
  await source.markNotified(db, { communityId: row.communityId, id: row.id, version: row.version })
}

type VersionedMessage = PendingRow['messages'][number]

function delivery(
  row: PendingRow,
  message: VersionedMessage,
  to: { recipient: Recipient; channel: DeliveryTable['channel'] },
  now: Date,
): DeliveryTable {
  return {
    community_id: row.communityId,
    id: `${row.id}:${message.version}:${to.recipient.id}:${to.channel}`,
    recipient_kind: to.recipient.kind,
    recipient_id: to.recipient.id,
    channel: to.channel,
    topic: message.topic,
    title: cut(message.title, 120),
    body: cut(message.body, 1000),
    page: message.page,
    status: 'pending',
    attempts: 0,
    due_at: now,
    created_at: message.at ?? now,
    sent_at: null,
    read_at: null,
    error_code: null,
  }
}

function inboxDelivery(row: PendingRow, message: VersionedMessage, now: Date): DeliveryTable {
  // Being in the inbox is being sent.
  return {
    ...delivery(row, message, { recipient: message.recipient, channel: 'inbox' }, now),
    status: 'sent',
    sent_at: now,
  }
}

/** One for every account of the recipient that has agreed to this template once more. */
async function wechatDeliveries(
  { db, wechat, recipients, now }: Deliverer,
  row: PendingRow,
  messages: readonly VersionedMessage[],
): Promise<DeliveryTable[]> {
  const templateOf = (message: Message) => wechat.templates[message.topic]?.templateId
  const templated = messages.filter((message) => templateOf(message) !== undefined)
  if (templated.length === 0) return []
  const wanted = new Map(templated.map(({ recipient }) => [recipientName(recipient), recipient]))
  const accounts = await recipients.accountsOf(db, row.communityId, [...wanted.values()])
  const pairs = templated.flatMap((message) =>
    accounts
      .filter(({ recipient }) => recipientName(recipient) === recipientName(message.recipient))
      .map(({ accountId }) => ({ message, accountId, templateId: templateOf(message) ?? '' })),
  )
  const granted = await withQuota(db, pairs)
  return pairs
    .filter((pair) => granted.has(quotaName(pair)))
    .map(({ message, accountId }) =>
      delivery(row, message, { recipient: { kind: 'account', id: accountId }, channel: 'wechat' }, now),
    )
}

const recipientName = (recipient: Recipient) => `${recipient.kind} ${recipient.id}`

import type { Topic } from '../../../../shared/inbox/topics.ts'
import type { Db } from '../db/tables.ts'
import type { DeliveryTable } from './tables.ts'

/** Whose inbox: everything sent to one of these residents and accounts in one of these communities. */
export interface InboxScope {
  communityIds: readonly string[]
  recipientIds: readonly string[]
}

export interface InboxRow {
  id: string
  communityId: string
  topic: Topic
  title: string
  body: string
  page: string
  createdAt: Date
  readAt: Date | null
}

const isEmpty = (scope: InboxScope) => scope.communityIds.length === 0 || scope.recipientIds.length === 0

function inboxOf(db: Db, { communityIds, recipientIds }: InboxScope) {
  return db
    .selectFrom('delivery')
    .where('community_id', 'in', communityIds)
    .where('recipient_id', 'in', recipientIds)
    .where('channel', '=', 'inbox')
}

function unreadOf(db: Db, scope: InboxScope) {
  return inboxOf(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('read_at', 'is', null)
}

/**
 * The newest messages before `before`, newest first, and how many of all are unread, in one statement. A page ends
 * between two moments: messages of the same moment as the last one come along (at most `limit` more), because the next
 * page begins before that moment.
 */
export async function listInbox(
  db: Db,
  scope: InboxScope & { before?: Date | undefined; limit: number },
): Promise<{ messages: readonly InboxRow[]; unread: number }> {
  if (isEmpty(scope)) return { messages: [], unread: 0 }
  const { before, limit } = scope
  const page = inboxOf(db, scope)
    .select(['id', 'community_id', 'topic', 'title', 'body', 'page', 'created_at', 'read_at'])
    .$if(before !== undefined, (query) => query.where('created_at', '<', before ?? new Date(0)))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit * 2)
  // Joined to the count, so that the count comes back even when the page is empty.
  const rows = await db
    .selectFrom(unreadOf(db, scope).as('total'))
    .leftJoin(page.as('message'), (join) => join.onTrue())
    .select(['total.unread', 'message.id', 'message.community_id', 'message.topic', 'message.title'])
    .select(['message.body', 'message.page', 'message.created_at', 'message.read_at'])
    .orderBy('message.created_at', 'desc')
    .orderBy('message.id', 'desc')
    .execute()
  const messages = rows.flatMap((row) => inboxRow(row))
  const end = messages[limit - 1]?.createdAt.getTime()
  return {
    unread: rows[0]?.unread ?? 0,
    messages: messages.filter((message, place) => place < limit || message.createdAt.getTime() === end),
  }
}

type Joined = { [Column in keyof DeliveryTable]?: DeliveryTable[Column] | null }

function inboxRow({ id, community_id: communityId, topic, title, body, page, ...row }: Joined): InboxRow[] {
  const { created_at: createdAt, read_at: readAt } = row
  if (!id || !communityId || !topic || !createdAt) return []
  return [
    {
      id,
      communityId,
      topic,
      title: title ?? '',
      body: body ?? '',
      page: page ?? '',
      createdAt,
      readAt: readAt ?? null,
    },
  ]
}

/** How many messages wait unread. */
export async function countUnread(db: Db, scope: InboxScope): Promise<number> {
  if (isEmpty(scope)) return 0
  const row = await unreadOf(db, scope).executeTakeFirstOrThrow()
  return row.unread
}

/** Marks messages of these recipients as read. Others' messages and messages already read stay as they are. */
export async function markRead(
  db: Db,
  scope: { communityId: string; recipientIds: readonly string[]; messageIds: readonly string[]; now: Date },
): Promise<void> {
  if (scope.messageIds.length === 0 || scope.recipientIds.length === 0) return
  await db
    .updateTable('delivery')
    .set({ read_at: scope.now })
    .where('community_id', '=', scope.communityId)
    .where('id', 'in', scope.messageIds)
    .where('recipient_id', 'in', scope.recipientIds)
    .where('channel', '=', 'inbox')
    .where('read_at', 'is', null)
    .execute()
}

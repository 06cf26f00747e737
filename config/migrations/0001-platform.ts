import type { Kysely } from 'kysely'
import { code, communityId, count, createTable, id, instant, longText, text } from './columns.ts'

/** What the platform itself keeps: messages on their way, WeChat's access token, and who may still be written to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'delivery')
    .addColumn('community_id', communityId, (column) => column.notNull())
    // `<row id>:<version>:<recipient id>:<channel>`, so that the same message is never made twice
    .addColumn('id', code(96), (column) => column.notNull())
    .addColumn('recipient_kind', code(16), (column) => column.notNull())
    .addColumn('recipient_id', id, (column) => column.notNull())
    .addColumn('channel', code(16), (column) => column.notNull())
    .addColumn('topic', code(32), (column) => column.notNull())
    .addColumn('title', text(120), (column) => column.notNull())
    .addColumn('body', text(1000), (column) => column.notNull())
    .addColumn('page', code(200), (column) => column.notNull())
    .addColumn('status', code(16), (column) => column.notNull())
    .addColumn('attempts', count, (column) => column.notNull().defaultTo(0))
    .addColumn('due_at', instant, (column) => column.notNull())
    .addColumn('created_at', instant, (column) => column.notNull())
    .addColumn('sent_at', instant)
    .addColumn('read_at', instant)
    .addColumn('error_code', code(64))
    .addPrimaryKeyConstraint('delivery_pk', ['community_id', 'id'])
    .addIndex('delivery_inbox', ['community_id', 'recipient_id', 'channel', 'created_at', 'id'])
    .addIndex('delivery_due', ['community_id', 'status', 'due_at'])
    .execute()

  await createTable(db, 'wechat_access_token')
    .addColumn('app_id', code(32), (column) => column.notNull().primaryKey())
    .addColumn('token', longText, (column) => column.notNull())
    .addColumn('expires_at', instant, (column) => column.notNull())
    .addColumn('version', count, (column) => column.notNull().defaultTo(0))
    .execute()

  await createTable(db, 'message_quota')
    .addColumn('account_id', id, (column) => column.notNull())
    .addColumn('template_id', code(64), (column) => column.notNull())
    .addColumn('remaining', count, (column) => column.notNull().defaultTo(0))
    // the command that raised it last, so that the same one sent again raises nothing
    .addColumn('granted_by', id, (column) => column.notNull())
    .addPrimaryKeyConstraint('message_quota_pk', ['account_id', 'template_id'])
    .execute()
}

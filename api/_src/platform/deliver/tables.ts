import type { Topic } from '../../../../shared/inbox/topics.ts'
import type { Recipient } from './source.ts'

/**
 * `pending`: not begun. `sending`: some process has claimed it and holds one unit of the person's quota for it, until
 * it is concluded; it may be claimed again from `due_at` on. The other three are final.
 */
export type DeliveryStatus = 'pending' | 'sending' | 'sent' | 'skipped' | 'failed'

/** One message on one channel to one person. `id` = `<row id>:<version>:<recipient id>:<channel>`. */
export interface DeliveryTable {
  community_id: string
  id: string
  recipient_kind: Recipient['kind']
  recipient_id: string
  channel: 'inbox' | 'wechat'
  topic: Topic
  title: string
  body: string
  page: string
  status: DeliveryStatus
  attempts: number
  due_at: Date
  created_at: Date
  sent_at: Date | null
  read_at: Date | null
  error_code: string | null
}

/** How many messages of a template a person has agreed to, as far as we know: WeChat itself is the truth (43101). */
export interface MessageQuotaTable {
  account_id: string
  template_id: string
  remaining: number
  /** Id of the last command that raised `remaining`: the same command sent again raises nothing. */
  granted_by: string
}

declare module '../db/tables.ts' {
  interface Tables {
    delivery: DeliveryTable
    message_quota: MessageQuotaTable
  }
}

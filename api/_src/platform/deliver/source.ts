import type { Db } from '../db/tables.ts'

/** To whom: a resident (every account bound to that resident) or one account (staff). */
export type Recipient = { kind: 'resident'; id: string } | { kind: 'account'; id: string }

/** One message for one person. The deliverer decides the channels. */
export interface Message {
  recipient: Recipient
  /** Which subscribe-message template carries it on WeChat; the in-app inbox takes every topic. */
  topic: 'booking' | 'volunteering' | 'help' | 'notice'
  title: string
  body: string
  /** Page to open, `/booking/detail/index?id=…`. ASCII, at most 200 characters. */
  page: string
  /** When it happened: the moment of the step in `history`. Left out: when it is told, which is later after a crash. */
  at?: Date
}

/** A row with `notified_version < version` and what must be said about each version not yet told. */
export interface PendingRow {
  communityId: string
  id: string
  version: number
  messages: readonly (Message & { version: number })[]
}

/** A slice's table that is its own outbox. */
export interface DeliverySource {
  name: string
  /** At most `limit` rows of these communities with something untold, oldest first; `rowId` narrows it to one row. */
  pending: (
    db: Db,
    scope: { communityIds: readonly string[]; rowId?: string },
    limit: number,
  ) => Promise<readonly PendingRow[]>
  /** Advances `notified_version` to `version`, never backwards. */
  markNotified: (db: Db, row: { communityId: string; id: string; version: number }) => Promise<void>
}

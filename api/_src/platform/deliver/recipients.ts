import type { Db } from '../db/tables.ts'
import type { Recipient } from './source.ts'

/** An account by which a recipient can be reached on WeChat. */
export interface ReachableAccount {
  recipient: Recipient
  accountId: string
  openId: string
}

/** Who may be written to. Given by the people slice, because the platform knows no slice's tables. */
export interface RecipientLookup {
  /**
   * Every account bound to each resident of this community, and each account itself; none for people without WeChat.
   * One statement, whatever the number of recipients (at most 200 here).
   */
  accountsOf: (db: Db, communityId: string, recipients: readonly Recipient[]) => Promise<readonly ReachableAccount[]>
}

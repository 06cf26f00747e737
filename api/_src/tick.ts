import type { Clock } from './platform/clock.ts'
import type { Db } from './platform/db/tables.ts'
import { sweep } from './platform/deliver/deliver.ts'
import type { ObjectStore } from './platform/files/object-store.ts'
import { newId } from './platform/ids.ts'
import type { RecipientLookup } from './platform/deliver/recipients.ts'
import { errorFields, type Log } from './platform/log.ts'
import type { Background } from './platform/slice.ts'
import type { WechatClient } from './platform/wechat/client.ts'

export interface TickOptions {
  backgrounds: readonly Background[]
  db: Db
  wechat: WechatClient
  files?: ObjectStore | undefined
  recipients: RecipientLookup
  /** All communities of this deployment. */
  communityIds: (db: Db) => Promise<readonly string[]>
  clock: Clock
  log: Log
}

/** MySQL and Vitess both plan short lists well; a city has more communities than one list should hold. */
const communitiesPerPass = 200

/**
 * Moves everything that is due: help calls that must rise, half-done bookings, messages not yet sent. Idempotent and
 * safe to run twice at once. One failure stops nothing else; it is logged and `false` comes back.
 */
export async function tick(options: TickOptions): Promise<boolean> {
  const { backgrounds, db, wechat, files, recipients, clock, log } = options
  const all = await options.communityIds(db)
  let healthy = true
  async function attempt(source: string, work: () => Promise<unknown>) {
    try {
      await work()
    } catch (error) {
      healthy = false
      log('tick failed', { source, ...errorFields(error) })
    }
  }
  for (let from = 0; from < all.length; from += communitiesPerPass) {
    const communityIds = all.slice(from, from + communitiesPerPass)
    for (const [name, advance] of backgrounds.flatMap(({ advances }) => Object.entries(advances ?? {}))) {
      await attempt(name, () => advance({ db, wechat, communityIds, now: clock(), newId, files }))
    }
    const sources = backgrounds.flatMap(({ sources: own }) => own ?? [])
    await attempt('deliver', () => sweep({ db, wechat, recipients, sources, communityIds, now: clock() }))
  }
  return healthy
}

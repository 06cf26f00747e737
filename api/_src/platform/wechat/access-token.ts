import type { Clock } from '../clock.ts'
import type { Db } from '../db/tables.ts'
import type { WechatFault } from './errcodes.ts'
import type { WechatHttp } from './http.ts'

/**
 * A token is not used in its last four minutes. WeChat hands out the next one five minutes before the end, so asking
 * earlier than that would only bring the same token again.
 */
const reserveMilliseconds = 240_000

interface Held {
  token: string
  expiresAt: Date
  version: number
}

export type TokenAnswer = { ok: true; token: string } | { ok: false; fault: WechatFault }

/** The access token shared by all functions of one mini-program. */
export interface AccessTokens {
  /** A token that is good for some minutes: from memory, else from the row, else from WeChat. */
  current: () => Promise<TokenAnswer>
  /** WeChat refused `token`. Ends it for everybody, unless somebody has replaced it meanwhile. */
  invalidate: (token: string) => Promise<void>
}

/**
 * Two functions that find the token worn out may both ask WeChat: without `force_refresh` both get the same token, and
 * the compare-and-set on `version` lets one of them write. Forced refreshing (20 a day, and it ends the token others
 * are using) is never asked for.
 */
export function createAccessTokens(options: {
  db: Db
  http: WechatHttp
  appId: string
  appSecret: string
  clock: Clock
}): AccessTokens {
  const { db, http, appId, appSecret, clock } = options
  let remembered: Held | undefined

  const isGood = (held: Held | undefined, now: Date): held is Held =>
    held !== undefined && held.expiresAt.getTime() - reserveMilliseconds > now.getTime()

  const read = async (): Promise<Held | undefined> => {
    const row = await db
      .selectFrom('wechat_access_token')
      .select(['token', 'expires_at', 'version'])
      .where('app_id', '=', appId)
      .executeTakeFirst()
    return row && { token: row.token, expiresAt: row.expires_at, version: row.version }
  }

  const write = async (fresh: { token: string; expiresAt: Date }, seen: Held | undefined): Promise<boolean> => {
    const values = { token: fresh.token, expires_at: fresh.expiresAt }
    if (seen === undefined) {
      // A second writer of the first row changes nothing: the token is the same, and the row is read again below.
      await db
        .insertInto('wechat_access_token')
        .values({ app_id: appId, ...values, version: 1 })
        .onDuplicateKeyUpdate({ app_id: appId })
        .execute()
      return false
    }
    const done = await db
      .updateTable('wechat_access_token')
      .set({ ...values, version: seen.version + 1 })
      .where('app_id', '=', appId)
      .where('version', '=', seen.version)
      .executeTakeFirst()
    return done.numUpdatedRows > 0n
  }

  const renew = async (seen: Held | undefined, now: Date): Promise<TokenAnswer> => {
    const answer = await http({
      path: '/cgi-bin/stable_token',
      body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false },
    })
    if (!answer.ok) return answer
    const token = 'body' in answer ? answer.body['access_token'] : undefined
    const seconds = 'body' in answer ? answer.body['expires_in'] : undefined
    if (typeof token !== 'string' || typeof seconds !== 'number') return { ok: false, fault: 'unreachable' }
    const fresh = { token, expiresAt: new Date(now.getTime() + seconds * 1000) }
    const written = await write(fresh, seen)
    const row = written && seen ? { ...fresh, version: seen.version + 1 } : await read()
    remembered = isGood(row, now) ? row : undefined
    return { ok: true, token: remembered?.token ?? token }
  }

  return {
    current: async () => {
      const now = clock()
      if (isGood(remembered, now)) return { ok: true, token: remembered.token }
      const row = await read()
      if (!isGood(row, now)) return renew(row, now)
      remembered = row
      return { ok: true, token: row.token }
    },
    invalidate: async (token) => {
      if (remembered?.token === token) remembered = undefined
      const row = await read()
      if (row?.token !== token) return
      await db
        .updateTable('wechat_access_token')
        .set({ expires_at: new Date(0), version: row.version + 1 })
        .where('app_id', '=', appId)
        .where('version', '=', row.version)
        .execute()
    },
  }
}

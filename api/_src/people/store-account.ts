import { sql } from 'kysely'
import type { Db } from '../platform/db/tables.ts'
import { inserted } from '../platform/db/upsert.ts'
import './tables.ts'

export type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>

export async function accountById(db: Db, accountId: string) {
  const row = await db
    .selectFrom('account')
    .select(['id', 'open_id', 'display_name', 'phone', 'phone_code_hash', 'phone_verified_at', 'consent_version'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    openId: row.open_id,
    displayName: row.display_name,
    phone: row.phone,
    phoneCodeHash: row.phone_code_hash,
    phoneVerifiedAt: row.phone_verified_at,
    consentVersion: row.consent_version,
  }
}

/** Writes down which number a phone code stood for, and names the account when it has no name. */
export async function notePhone(
  db: Db,
  accountId: string,
  verified: { phone: string; phoneCodeHash: string; at: Date; name: string },
): Promise<void> {
  await db
    .updateTable('account')
    .set({
      phone: verified.phone,
      phone_code_hash: verified.phoneCodeHash,
      phone_verified_at: verified.at,
      display_name: nameIfNone(verified.name),
    })
    .where('id', '=', accountId)
    .execute()
}

/**
 * Takes one try at a code before the code is looked at, so that guesses sent at once are counted one by one. False when
 * `allowed` are used up since `forgottenAt`; then nothing is changed.
 */
export async function takeCodeTry(
  db: Db,
  accountId: string,
  limit: { allowed: number; forgottenAt: Date },
  now: Date,
): Promise<boolean> {
  const isOver = sql<boolean>`(code_tries_since is null or code_tries_since <= ${limit.forgottenAt})`
  const { numUpdatedRows } = await db
    .updateTable('account')
    // In this order: MySQL gives the second expression the first one's new value.
    .set({
      code_tries: sql<number>`if(${isOver}, 1, code_tries + 1)`,
      code_tries_since: sql<Date>`if(${isOver}, ${now}, code_tries_since)`,
    })
    .where('id', '=', accountId)
    .where((where) => where.or([isOver, where('code_tries', '<', limit.allowed)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * The try was no wrong one: gives it back (one, so that a right code in between wins no guesses), and gives the account
 * a name when it has none.
 */
export async function codeWasRight(db: Db, accountId: string, name: string): Promise<void> {
  await db
    .updateTable('account')
    .set({
      code_tries: sql<number>`greatest(code_tries - 1, 0)`,
      display_name: nameIfNone(name),
    })
    .where('id', '=', accountId)
    .execute()
}

const nameIfNone = (name: string) => sql<string>`if(display_name = '', ${name}, display_name)`

/** Writes one line of the ledger; a repeat gives the first line. */
export async function recordConsent(
  db: Db,
  consent: { accountId: string; id: string; version: string; agreed: boolean },
  now: Date,
) {
  await db
    .insertInto('consent')
    .values({
      account_id: consent.accountId,
      id: consent.id,
      version: consent.version,
      agreed: consent.agreed,
      at: now,
    })
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
  const line = await db
    .selectFrom('consent')
    .select(['version', 'agreed', 'at'])
    .where('account_id', '=', consent.accountId)
    .where('id', '=', consent.id)
    .executeTakeFirstOrThrow()
  return { version: line.version, agreed: line.agreed === 1, at: line.at }
}

/** Brings the account up to a line of the ledger, unless a later line was there first. */
export async function applyConsent(
  db: Db,
  accountId: string,
  line: { version: string; agreed: boolean; at: Date },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ consent_version: line.agreed ? line.version : null, consent_at: line.at })
    .where('id', '=', accountId)
    .where((where) => where.or([where('consent_at', 'is', null), where('consent_at', '<=', line.at)]))
    .execute()
}

/** These areas by code. */
export async function areaRows(db: Db, codes: readonly string[]) {
  if (codes.length === 0) return []
  return db.selectFrom('area').select(['code', 'name', 'hotline']).where('code', 'in', codes).execute()
}

/** Every community with its street. */
export async function communityRows(db: Db) {
  return db
    .selectFrom('area as community')
    .innerJoin('area as street', 'street.code', 'community.parent_code')
    .select(['community.code', 'community.name', 'community.hotline', 'street.name as street_name'])
    .where('community.level', '=', 'community')
    .orderBy('community.code')
    .execute()
}

import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import './tables.ts'

export interface NewSignIn {
  id: string
  pictureHash: string
  codeHash: string
  browserHash: string
  matching: string
  browser: string
  askedAt: Date
  expiresAt: Date
}

/** False when the eight digits are another request's. */
export async function askSignIn(db: Db, request: NewSignIn): Promise<boolean> {
  try {
    await db
      .insertInto('browser_sign_in')
      .values({
        id: request.id,
        picture_hash: request.pictureHash,
        code_hash: request.codeHash,
        browser_hash: request.browserHash,
        matching: request.matching,
        browser: request.browser,
        status: 'asked',
        asked_at: request.askedAt,
        expires_at: request.expiresAt,
      })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error, 'browser_sign_in_code')) return false
    throw error
  }
}

type Known = { id: string } | { pictureHash: string } | { codeHash: string }

export async function findSignIn(db: Db, known: Known) {
  const [column, value] =
    'id' in known
      ? (['id', known.id] as const)
      : 'pictureHash' in known
        ? (['picture_hash', known.pictureHash] as const)
        : (['code_hash', known.codeHash] as const)
  const row = await db
    .selectFrom('browser_sign_in')
    .select(['id', 'matching', 'browser', 'status', 'account_id', 'asked_at', 'expires_at', 'decided_at'])
    .where(column, '=', value)
    .executeTakeFirst()
  return row && { ...row, accountId: row.account_id, expiresAt: row.expires_at, decidedAt: row.decided_at }
}

/** The request of the browser that holds this secret, and whether whoever agreed to it still has a post. */
export async function signInOfBrowser(db: Db, id: string, browserHash: string) {
  const row = await db
    .selectFrom('browser_sign_in as asked')
    .leftJoin('staff_role', (join) =>
      join.onRef('staff_role.account_id', '=', 'asked.account_id').on('staff_role.revoked_at', 'is', null),
    )
    .select(['asked.status', 'asked.account_id', 'asked.expires_at', 'asked.decided_at', 'staff_role.role'])
    .where('asked.id', '=', id)
    .where('asked.browser_hash', '=', browserHash)
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      status: row.status,
      accountId: row.account_id,
      expiresAt: row.expires_at,
      decidedAt: row.decided_at,
      isStaff: row.role !== null,
    }
  )
}

/** This account's phone is the one that answers. False when another was first, or nothing is left to answer. */
export async function seeSignIn(db: Db, id: string, accountId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('browser_sign_in')
    .set({ status: 'seen', account_id: accountId })
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .where((where) =>
      where.or([
        where('status', '=', 'asked'),
        where.and([where('status', '=', 'seen'), where('account_id', '=', accountId)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** One answer, by the account that has seen it, in time. False otherwise; then nothing is changed. */
export async function answerSignIn(
  db: Db,
  { id, accountId, agreed }: { id: string; accountId: string; agreed: boolean },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('browser_sign_in')
    .set({ status: agreed ? 'agreed' : 'refused', decided_at: now })
    .where('id', '=', id)
    .where('status', '=', 'seen')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Uses the agreement up. True for exactly one of all who try. */
export async function collectSignIn(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('browser_sign_in')
    .set({ status: 'collected' })
    .where('id', '=', id)
    .where('status', '=', 'agreed')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** One statement over the index of expiry; nothing to do is no work. */
export async function forgetSignIns(db: Db, expiredBefore: Date): Promise<void> {
  await db.deleteFrom('browser_sign_in').where('expires_at', '<', expiredBefore).execute()
}

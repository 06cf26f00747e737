import { sql } from 'kysely'
import type { PersonRef } from '../../../shared/schemas.ts'
import { prepare } from '../platform/db/prepared.ts'
import type { Db } from '../platform/db/tables.ts'
import { inserted } from '../platform/db/upsert.ts'
import './tables.ts'

export type SessionRow = Awaited<ReturnType<typeof sessionRows>>[number]

/**
 * The session with this token, its account, and everything in force for the account: identities, staff roles, and for
 * roles above a community the communities below. One statement, in no order; empty for an unknown or ended session.
 */
const sessionStatement = prepare({ tokenHash: 'text', now: 'instant' }, (db, { tokenHash, now }) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('identity', (join) =>
      join
        .onRef('identity.account_id', '=', 'account.id')
        .on('identity.revoked_at', 'is', null)
        .on((on) => on.or([on('identity.ends_at', 'is', null), on('identity.ends_at', '>', now)])),
    )
    .leftJoin('staff_role', (join) =>
      join.onRef('staff_role.account_id', '=', 'account.id').on('staff_role.revoked_at', 'is', null),
    )
    .leftJoin('area as below', (join) =>
      join
        .on('below.level', '=', 'community')
        .onRef('below.code', '>', 'staff_role.area_code')
        // '~' sorts after every digit: the codes that begin with the role's own
        .on('below.code', '<', sql<string>`concat(${sql.ref('staff_role.area_code')}, '~')`),
    )
    .select([
      'session.id as session_id',
      'session.created_at',
      'session.last_seen_at',
      'session.active_community_id',
      'session.active_resident_id',
      'account.id as account_id',
      'account.display_name',
      'account.phone',
      'identity.community_id',
      'identity.resident_id',
      'identity.resident_name',
      'identity.relation',
      'identity.grid_code',
      'identity.address',
      'identity.birth_date',
      'identity.living_alone',
      'identity.scopes',
      'identity.since',
      'staff_role.role',
      'staff_role.area_code',
      'staff_role.post_name',
      'below.code as community_below',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.ended_at', 'is', null),
)

/** See `sessionStatement`. */
export function sessionRows(db: Db, tokenHash: string, now: Date) {
  return sessionStatement(db, { tokenHash, now })
}

/** Never moves backwards, whichever of two requests writes last. */
export async function noteSeen(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: now })
    .where('token_hash', '=', tokenHash)
    .where('last_seen_at', '<', now)
    .execute()
}

/** Creates the account at the first sign-in. Two at once meet on the unique openid and find one account. */
export async function signedInAccount(db: Db, openId: string, newAccountId: string, now: Date) {
  await db
    .insertInto('account')
    .values({ id: newAccountId, open_id: openId, display_name: '', created_at: now, signed_in_at: now })
    .onDuplicateKeyUpdate({ signed_in_at: inserted('signed_in_at') })
    .execute()
  const { id } = await db.selectFrom('account').select('id').where('open_id', '=', openId).executeTakeFirstOrThrow()
  return id
}

export async function startSession(
  db: Db,
  session: { tokenHash: string; id: string; accountId: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      id: session.id,
      account_id: session.accountId,
      created_at: now,
      last_seen_at: now,
    })
    .execute()
}

export async function endSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ ended_at: now })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute()
}

export async function chooseIdentity(db: Db, sessionId: string, person: PersonRef): Promise<void> {
  await db
    .updateTable('session')
    .set({ active_community_id: person.communityId, active_resident_id: person.residentId })
    .where('id', '=', sessionId)
    .execute()
}

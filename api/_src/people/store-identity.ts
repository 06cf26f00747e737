import type { DelegationScope, Relation } from '../../../shared/people/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Db } from '../platform/db/tables.ts'
import { inserted } from '../platform/db/upsert.ts'
import { json } from '../platform/db/values.ts'
import type { ReachableAccount } from '../platform/deliver/recipients.ts'
import type { Recipient } from '../platform/deliver/source.ts'
import { addressOf } from './decide.ts'
import type { ResidentRow } from './store-resident.ts'
import './tables.ts'

/** The facts about a resident that every identity carries as a copy. */
function factsOf(resident: ResidentRow) {
  return {
    resident_name: resident.name,
    grid_code: resident.grid_code,
    address: addressOf(resident),
    birth_date: resident.birth_date,
    living_alone: resident.living_alone === 1,
  }
}

/** Ties an account to a resident, or changes how it is tied. The same tie written twice stays the same tie. */
export async function tie(
  db: Db,
  accountId: string,
  resident: ResidentRow,
  as: { relation: Relation; scopes: readonly DelegationScope[]; since: Date; endsAt: Date | null },
): Promise<void> {
  await db
    .insertInto('identity')
    .values({
      account_id: accountId,
      community_id: resident.community_id,
      resident_id: resident.id,
      relation: as.relation,
      scopes: json([...as.scopes]),
      ...factsOf(resident),
      since: as.since,
      ends_at: as.endsAt,
      version: 1,
    })
    .onDuplicateKeyUpdate((update) => ({
      relation: inserted('relation'),
      scopes: inserted('scopes'),
      resident_name: inserted('resident_name'),
      grid_code: inserted('grid_code'),
      address: inserted('address'),
      birth_date: inserted('birth_date'),
      living_alone: inserted('living_alone'),
      since: inserted('since'),
      ends_at: inserted('ends_at'),
      revoked_at: null,
      version: update('identity.version', '+', 1),
    }))
    .execute()
}

/** How this account has been tied to the resident, whether in force or not. */
export async function tieOf(db: Db, accountId: string, person: PersonRef) {
  const row = await db
    .selectFrom('identity')
    .select(['since', 'revoked_at'])
    .where('account_id', '=', accountId)
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .executeTakeFirst()
  return row && { since: row.since, revokedAt: row.revoked_at }
}

/** True while this account is this resident, or may do `scope` for them: for what works without a session. One statement. */
export async function mayStill(
  db: Db,
  accountId: string,
  person: PersonRef,
  scope: DelegationScope,
  now: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('identity')
    .select(['relation', 'scopes'])
    .where('account_id', '=', accountId)
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .executeTakeFirst()
  return row !== undefined && (row.relation === 'self' || row.scopes.includes(scope))
}

/** Brings the copies up to date after the resident's row has changed. */
export async function refreshCopies(db: Db, resident: ResidentRow): Promise<void> {
  await db
    .updateTable('identity')
    .set(factsOf(resident))
    .where('community_id', '=', resident.community_id)
    .where('resident_id', '=', resident.id)
    .execute()
}

/** Who may act for this resident, in force at `now`, oldest first. */
export async function delegationsOf(db: Db, person: PersonRef, now: Date) {
  return delegated(db, [person])
    .where((where) => where.or([where('identity.ends_at', 'is', null), where('identity.ends_at', '>', now)]))
    .execute()
}

function delegated(db: Db, persons: readonly PersonRef[]) {
  return db
    .selectFrom('identity')
    .innerJoin('account', 'account.id', 'identity.account_id')
    .where('identity.community_id', 'in', [...new Set(persons.map(({ communityId }) => communityId))])
    .where('identity.resident_id', 'in', [...new Set(persons.map(({ residentId }) => residentId))])
    .where('identity.relation', '!=', 'self')
    .where('identity.revoked_at', 'is', null)
    .select(['identity.account_id', 'identity.community_id', 'identity.resident_id', 'identity.relation'])
    .select(['identity.scopes', 'identity.since', 'identity.ends_at', 'account.display_name'])
    .orderBy('identity.since')
    .orderBy('identity.account_id')
}

/** Somebody who may do something for a resident. */
export interface Delegate {
  accountId: string
  communityId: string
  residentId: string
  name: string
  relation: Relation
  scopes: readonly DelegationScope[]
  /** From this moment on the delegation no longer counts; null when it has no end. */
  endsAt: Date | null
}

/** Who may do (one of) `scope` for these residents: not taken back, and to be compared with `endsAt`. One statement. */
export async function delegatesOf(
  db: Db,
  persons: readonly PersonRef[],
  scope: DelegationScope | readonly DelegationScope[],
): Promise<readonly Delegate[]> {
  if (persons.length === 0) return []
  const asked = new Set([scope].flat())
  const wanted = new Set(persons.map(({ communityId, residentId }) => `${communityId} ${residentId}`))
  const rows = await delegated(db, persons).execute()
  return rows
    .filter((row) => row.scopes.some((one) => asked.has(one)) && wanted.has(`${row.community_id} ${row.resident_id}`))
    .map((row) => ({
      accountId: row.account_id,
      communityId: row.community_id,
      residentId: row.resident_id,
      name: row.display_name,
      relation: row.relation,
      scopes: row.scopes,
      endsAt: row.ends_at,
    }))
}

/** Takes a delegation back. True also when it was taken back before; false when there never was one. */
export async function takeBack(db: Db, person: PersonRef, accountId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('identity')
    .set((update) => ({
      revoked_at: update.fn.coalesce('revoked_at', update.val(now)),
      version: update('version', '+', 1),
    }))
    .where('account_id', '=', accountId)
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('relation', '!=', 'self')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** For the deliverer: every account bound to each resident, and each account itself. One statement. */
export async function accountsOf(
  db: Db,
  communityId: string,
  recipients: readonly Recipient[],
): Promise<readonly ReachableAccount[]> {
  const idsOf = (kind: Recipient['kind']) => recipients.filter((one) => one.kind === kind).map(({ id }) => id)
  const residentIds = idsOf('resident')
  const accountIds = idsOf('account')
  const bound = db
    .selectFrom('identity')
    .innerJoin('account', 'account.id', 'identity.account_id')
    .select(['identity.resident_id', 'account.id as account_id', 'account.open_id'])
    .where('identity.community_id', '=', communityId)
    .where('identity.resident_id', 'in', residentIds)
    .where('identity.relation', '=', 'self')
    .where('identity.revoked_at', 'is', null)
  const named = db
    .selectFrom('account')
    .select((select) => [select.val<string | null>(null).as('resident_id'), 'id as account_id', 'open_id'])
    .where('id', 'in', accountIds)
  const rows = await statementOf()
  return rows.map((row) => ({
    recipient:
      row.resident_id === null ? { kind: 'account', id: row.account_id } : { kind: 'resident', id: row.resident_id },
    accountId: row.account_id,
    openId: row.open_id,
  }))

  function statementOf() {
    if (residentIds.length === 0 && accountIds.length === 0) return []
    if (accountIds.length === 0) return bound.execute()
    return residentIds.length === 0 ? named.execute() : named.unionAll(bound).execute()
  }
}

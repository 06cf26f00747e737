import { expressionBuilder } from 'kysely'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Identity } from '../platform/actor.ts'
import type { Db, Tables } from '../platform/db/tables.ts'
import './tables.ts'

/** An account and whom it acts for, as a request by it would find them. */
export interface AccountAround {
  accountId: string
  phone: string | null
  identities: readonly Pick<Identity, 'communityId' | 'residentId' | 'relation' | 'birthDate'>[]
}

/**
 * The accounts with one of these verified telephones, and those to which one of these residents has lent something:
 * more than may do anything, so that the caller's own rule decides. One statement.
 */
export async function accountsAround(
  db: Db,
  { phones, persons, now }: { phones: readonly string[]; persons: readonly PersonRef[]; now: Date },
): Promise<readonly AccountAround[]> {
  if (phones.length === 0 || persons.length === 0) return []
  const found = db
    .selectFrom('account')
    .select('account.id as accountId')
    .where('account.phone', 'in', [...new Set(phones)])
    .union(
      db
        .selectFrom('identity')
        .select('identity.account_id as accountId')
        .where('identity.community_id', 'in', [...new Set(persons.map(({ communityId }) => communityId))])
        .where('identity.resident_id', 'in', [...new Set(persons.map(({ residentId }) => residentId))])
        .where('identity.relation', '!=', 'self'),
    )
  const rows = await db
    .selectFrom(found.as('found'))
    .innerJoin('account', 'account.id', 'found.accountId')
    .leftJoin('identity', (join) =>
      join
        .onRef('identity.account_id', '=', 'account.id')
        .on('identity.revoked_at', 'is', null)
        .on((on) => on.or([on('identity.ends_at', 'is', null), on('identity.ends_at', '>', now)])),
    )
    .select(['account.id as accountId', 'account.phone', 'identity.community_id as communityId'])
    .select(['identity.resident_id as residentId', 'identity.relation', 'identity.birth_date as birthDate'])
    .orderBy('account.id')
    .execute()
  const accounts = new Map<string, AccountAround & { identities: AccountAround['identities'][number][] }>()
  for (const { accountId, phone, communityId, residentId, relation, birthDate } of rows) {
    const account = accounts.get(accountId) ?? { accountId, phone, identities: [] }
    accounts.set(accountId, account)
    if (communityId === null || residentId === null || relation === null) continue
    account.identities.push({ communityId, residentId, relation, birthDate })
  }
  return [...accounts.values()]
}

/** The names the communities know their residents by, for another slice to join to its own statement. */
export function residentNames(communityIds: readonly string[]) {
  return expressionBuilder<Tables>()
    .selectFrom('resident')
    .select(['resident.community_id as homeCommunity', 'resident.id as homeId', 'resident.name as homeName'])
    .where('resident.community_id', 'in', communityIds)
    .as('home')
}

/** The accounts of a community's own residents with their verified telephones, for another slice to join. */
export function boundPhones(communityId: string) {
  return expressionBuilder<Tables>()
    .selectFrom('identity')
    .innerJoin('account', 'account.id', 'identity.account_id')
    .select(['account.id as boundAccount', 'account.phone as boundPhone'])
    .where('identity.community_id', '=', communityId)
    .where('identity.relation', '=', 'self')
    .where('identity.revoked_at', 'is', null)
    .as('bound')
}

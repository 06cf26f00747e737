import { expressionBuilder, sql } from 'kysely'
import type { AccessPurpose } from '../../../shared/people/access.ts'
import type { Relation } from '../../../shared/people/contract.ts'
import type { CareCard } from '../../../shared/people/care-card-contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import type { Day } from '../../../shared/time.ts'
import type { Db, Tables } from '../platform/db/tables.ts'
import { careCardFrom, careColumns } from './care-card/row.ts'
import { addressOf, type Search } from './decide.ts'

export type ResidentRow = Awaited<ReturnType<typeof residentsByPhone>>[number]

const columns = [
  'resident.community_id',
  'resident.id',
  'resident.name',
  'resident.birth_date',
  'resident.phone',
  'resident.grid_code',
  'resident.building',
  'resident.unit',
  'resident.room',
  'resident.living_alone',
] as const

function residentsOf(db: Db, communityId: string) {
  return db.selectFrom('resident').select(columns).where('resident.community_id', '=', communityId)
}

export async function residentById(db: Db, person: PersonRef) {
  return residentsOf(db, person.communityId)
    .select('resident.sex')
    .where('resident.id', '=', person.residentId)
    .executeTakeFirst()
}

/** Everybody registered with this number, oldest first: the couple who share one telephone. */
export async function residentsByPhone(db: Db, communityId: string, phone: string) {
  return residentsOf(db, communityId)
    .where('resident.phone', '=', phone)
    .orderBy('resident.birth_date')
    .orderBy('resident.id')
    .limit(10)
    .execute()
}

const mostFound = 20

/**
 * Residents of a community, or of some of its grids, by name or home, at most 20, each with the number of accounts
 * bound. One statement.
 */
export async function searchResidents(
  db: Db,
  communityId: string,
  scope: 'community' | readonly string[],
  search: Search,
) {
  let found = residentsOf(db, communityId)
  if (scope !== 'community') found = found.where('resident.grid_code', 'in', scope)
  if (search.kind === 'name') {
    found = found.where('resident.name', 'like', `%${search.name.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
  } else {
    found = found.where('resident.room', '=', search.room)
    if (search.building !== undefined) found = found.where('resident.building', '=', search.building)
    if (search.unit !== undefined) found = found.where('resident.unit', '=', search.unit)
  }
  return found
    .leftJoin('identity', (join) =>
      join
        .onRef('identity.community_id', '=', 'resident.community_id')
        .onRef('identity.resident_id', '=', 'resident.id')
        .on('identity.relation', '=', 'self')
        .on('identity.revoked_at', 'is', null),
    )
    .select((select) => select.fn.count<number>('identity.account_id').as('accounts'))
    .groupBy(columns)
    .orderBy(sql`length(resident.building)`)
    .orderBy('resident.building')
    .orderBy('resident.unit')
    .orderBy('resident.room')
    .orderBy('resident.id')
    .limit(mostFound)
    .execute()
}

/** What is on file about a resident and may be put right; what is left out stays. */
export interface ResidentChanges {
  name?: string | undefined
  phone?: string | null | undefined
  birthDate?: Day | null | undefined
  building?: string | undefined
  unit?: string | undefined
  room?: string | undefined
  livingAlone?: boolean | undefined
  accessNote?: string | undefined
}

/** The copies that identities carry must be refreshed after it. */
export async function changeResident(db: Db, person: PersonRef, changes: ResidentChanges, now: Date): Promise<void> {
  const { birthDate, livingAlone, accessNote, ...same } = changes
  const given = { ...same, birth_date: birthDate, living_alone: livingAlone, access_note: accessNote }
  await db
    .updateTable('resident')
    .set((update) => ({
      // Kysely leaves out what is undefined.
      ...given,
      version: update('version', '+', 1),
      updated_at: now,
    }))
    .where('community_id', '=', person.communityId)
    .where('id', '=', person.residentId)
    .execute()
}

/** What the person who answers a call for help must know. */
export interface ResidentCard {
  name: string
  birthDate: string | null
  phone: string | null
  gridCode: string
  address: string
  livingAlone: boolean
  /** Floor, lift, key holder: `5 楼没电梯，备用钥匙在 402 周建国家`. */
  accessNote: string
  tags: readonly string[]
  /** What the person agreed to have on file for such a moment; null without agreement. */
  care: CareCard | null
  contacts: readonly { name: string; relation: Relation; phone: string; address: string }[]
}

/**
 * What a post is checked against, for another slice to join to its own statement: who lives where in this community.
 * Nothing in it has to be recorded.
 */
export function residentHomes(communityId: string) {
  return expressionBuilder<Tables>()
    .selectFrom('resident')
    .select(['resident.id', 'resident.name as homeName', 'resident.birth_date as homeBirthDate'])
    .select(['resident.grid_code as homeGrid', 'resident.living_alone as homeAlone'])
    .select(['resident.building as homeBuilding', 'resident.unit as homeUnit', 'resident.room as homeRoom'])
    .select('resident.household_id as homeHousehold')
    .where('resident.community_id', '=', communityId)
    .as('home')
}

/**
 * For another slice to ask in its own statement whether a resident's number ends with these four digits: true by `exists`
 * for the resident that the column `ref` names. The number itself stays here.
 */
export function residentWithLastFour(communityId: string, ref: string, lastFour: string) {
  return expressionBuilder<Tables>()
    .selectFrom('resident')
    .select('resident.id')
    .where('resident.community_id', '=', communityId)
    .where('resident.id', '=', sql.ref<string>(ref))
    .where('resident.phone', 'like', `%${lastFour}`)
}

/** By which number somebody is rung, for another slice to join to its own statement. */
export function residentPhones(communityId: string) {
  return expressionBuilder<Tables>()
    .selectFrom('resident')
    .select(['resident.id', 'resident.phone as ringPhone'])
    .where('resident.community_id', '=', communityId)
    .as('ring')
}

/** The columns of `residentHomes` beside the id; all null where nobody of that id is registered. */
export const homeColumns = [
  'home.homeName',
  'home.homeBirthDate',
  'home.homeGrid',
  'home.homeAlone',
  'home.homeBuilding',
  'home.homeUnit',
  'home.homeRoom',
] as const

/** The card of a resident with emergency contacts and care card, in one statement. Reading it must be recorded. */
export async function residentCard(db: Db, person: PersonRef): Promise<ResidentCard | undefined> {
  const rows = await residentsOf(db, person.communityId)
    .where('resident.id', '=', person.residentId)
    .leftJoin('contact', (join) =>
      join.onRef('contact.community_id', '=', 'resident.community_id').onRef('contact.resident_id', '=', 'resident.id'),
    )
    .leftJoin('care_card', (join) =>
      join
        .onRef('care_card.community_id', '=', 'resident.community_id')
        .onRef('care_card.resident_id', '=', 'resident.id'),
    )
    .select(['resident.access_note', 'resident.tags'])
    .select(careColumns)
    .select(['contact.name as contact_name', 'contact.relation', 'contact.phone as contact_phone', 'contact.address'])
    .orderBy('contact.position')
    .execute()
  const [row] = rows
  if (row === undefined) return undefined
  return {
    name: row.name,
    birthDate: row.birth_date,
    phone: row.phone,
    gridCode: row.grid_code,
    address: addressOf(row),
    livingAlone: row.living_alone === 1,
    accessNote: row.access_note,
    tags: row.tags,
    care: careCardFrom(row),
    contacts: rows.flatMap(({ contact_name: name, relation, contact_phone: phone, address }) =>
      name === null || relation === null || phone === null ? [] : [{ name, relation, phone, address: address ?? '' }],
    ),
  }
}

/** Who saw what is on file about whom, and why. */
export interface Access {
  id: string
  communityId: string
  residentId: string
  accountId: string
  purpose: AccessPurpose
  at: Date
}

/** Writes down that an account saw a resident's data unmasked, or acted on it (PIPL §51, DESIGN §5.7). */
export async function recordAccess(db: Db, access: Access): Promise<void> {
  await recordAccesses(db, [access])
}

/** The same for many people at once, in one statement. */
export async function recordAccesses(db: Db, accesses: readonly Access[]): Promise<void> {
  if (accesses.length === 0) return
  await db
    .insertInto('access_log')
    .values(
      accesses.map((access) => ({
        community_id: access.communityId,
        id: access.id,
        resident_id: access.residentId,
        account_id: access.accountId,
        purpose: access.purpose,
        at: access.at,
      })),
    )
    .execute()
}

/** Whom a list is for: people of one area, anybody to whom one of the conditions applies. */
export interface ResidentFilter {
  communityId: string
  /** The community itself or one of its grids. */
  areaCode: string
  /** No conditions: everybody. */
  anyOf?: { livingAlone?: boolean; bornBefore?: Day; tagged?: readonly string[] }
}

/** Somebody on a list, without telephone. */
export interface ListedResident {
  communityId: string
  residentId: string
  name: string
  gridCode: string
  address: string
  birthDate: Day | null
  livingAlone: boolean
  tags: readonly string[]
}

/** Residents by what is on file about them, in the order of their homes, at most `limit`. One statement. */
export async function residentsBy(db: Db, filter: ResidentFilter, limit: number): Promise<ListedResident[]> {
  const { communityId, areaCode, anyOf } = filter
  let found = residentsOf(db, communityId).select('resident.tags')
  if (areaCode !== communityId) found = found.where('resident.grid_code', '=', areaCode)
  if (anyOf) {
    found = found.where((where) =>
      where.or([
        ...(anyOf.livingAlone ? [where('resident.living_alone', '=', 1)] : []),
        ...(anyOf.bornBefore === undefined ? [] : [where('resident.birth_date', '<', anyOf.bornBefore)]),
        ...(anyOf.tagged ?? []).map((word) => where(sql<string>`cast(resident.tags as char)`, 'like', `%${word}%`)),
      ]),
    )
  }
  const rows = await found
    .orderBy('resident.grid_code')
    .orderBy(sql`length(resident.building)`)
    .orderBy('resident.building')
    .orderBy('resident.unit')
    .orderBy('resident.room')
    .orderBy('resident.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    communityId: row.community_id,
    residentId: row.id,
    name: row.name,
    gridCode: row.grid_code,
    address: addressOf(row),
    birthDate: row.birth_date,
    livingAlone: row.living_alone === 1,
    tags: row.tags,
  }))
}

/** Everybody of the community with one of these names: to tell who a list on paper means. */
export async function residentsNamed(db: Db, communityId: string, names: readonly string[]) {
  if (names.length === 0) return []
  return db
    .selectFrom('resident')
    .select(['id as residentId', 'name', 'phone', 'birth_date as birthDate'])
    .where('community_id', '=', communityId)
    .where('name', 'in', [...names])
    .execute()
}

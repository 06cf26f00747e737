import type { InsertObject } from 'kysely'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { privacyAgreementVersion, type DelegationScope, type Relation } from '../../../shared/people/contract.ts'
import { addSeconds } from '../../../shared/time.ts'
import { localEnvironment } from '../local-wechat.ts'
import { characterContacts, delegations } from './characters.ts'
import { Dice } from './dice.ts'
import { idOf } from './ids.ts'
import { inPieces } from './pieces.ts'
import type { DemoResident, World } from './world.ts'

const day = 86_400

/** The template of help messages, and how many of them each of the staff has agreed to. */
export const helpTemplate = localEnvironment.templates.help?.templateId ?? ''
export const messagesAllowed = 20

/** Residents, accounts, who acts for whom, staff. Rows that are there already stay as they are. */
export async function loadPeople(db: Db, world: World, now: Date): Promise<void> {
  const registeredAt = addSeconds(now, -400 * day)
  await inPieces(
    world.residents.map((one) => residentRow(one, registeredAt)),
    (rows) =>
      db
        .insertInto('resident')
        .values(rows)
        .onDuplicateKeyUpdate({ id: inserted('id') })
        .execute(),
  )
  await inPieces(accountRows(world, registeredAt), (rows) =>
    db
      .insertInto('account')
      .values(rows)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute(),
  )
  await inPieces(identityRows(world, registeredAt), (rows) =>
    db
      .insertInto('identity')
      .values(rows)
      .onDuplicateKeyUpdate({ resident_id: inserted('resident_id') })
      .execute(),
  )
  await inPieces(contactRows(world), (rows) =>
    db
      .insertInto('contact')
      .values(rows)
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute(),
  )
  await inPieces(
    world.staff.map((member) => ({
      account_id: member.accountId,
      area_code: member.areaCode,
      role: member.role,
      post_name: member.postName,
      since: registeredAt,
    })),
    (rows) =>
      db
        .insertInto('staff_role')
        .values(rows)
        .onDuplicateKeyUpdate({ role: inserted('role') })
        .execute(),
  )
  // Whoever stands on the ladder has tapped "allow" beforehand, as a shift asks for.
  await inPieces(
    world.staff.map(({ accountId }) => ({
      account_id: accountId,
      template_id: helpTemplate,
      remaining: messagesAllowed,
      granted_by: idOf(`demo quota ${accountId}`),
    })),
    (rows) =>
      db
        .insertInto('message_quota')
        .values(rows)
        .onDuplicateKeyUpdate({ template_id: inserted('template_id') })
        .execute(),
  )
}

/** The areas, last of all: where they are, the demo is whole. */
export async function loadAreas(db: Db, world: World): Promise<void> {
  await db
    .insertInto('area')
    .values([...world.areas])
    .onDuplicateKeyUpdate({ code: inserted('code') })
    .execute()
}

function residentRow(one: DemoResident, registeredAt: Date): InsertObject<Tables, 'resident'> {
  return {
    community_id: one.communityId,
    id: one.residentId,
    household_id: one.householdId,
    name: one.name,
    sex: one.sex,
    birth_date: one.birthDate,
    phone: one.phone,
    grid_code: one.gridCode,
    building: one.building,
    unit: one.unit,
    room: one.room,
    floor: one.floor,
    has_lift: one.hasLift,
    access_note: one.accessNote,
    living_alone: one.livingAlone,
    tags: json([...one.tags]),
    version: 1,
    created_at: registeredAt,
    updated_at: registeredAt,
  }
}

function accountRows(world: World, since: Date): InsertObject<Tables, 'account'>[] {
  const residents = world.residents.flatMap(({ account, name, phone }) =>
    account ? [{ ...account, name, phone }] : [],
  )
  return [...residents, ...world.staff].map(({ accountId, openId, name, phone }) => ({
    id: accountId,
    open_id: openId,
    display_name: name,
    phone,
    consent_version: privacyAgreementVersion,
    consent_at: since,
    created_at: since,
    signed_in_at: since,
  }))
}

function identityRows(world: World, since: Date): InsertObject<Tables, 'identity'>[] {
  const row = (accountId: string, of: DemoResident, relation: Relation, scopes: readonly DelegationScope[]) => ({
    account_id: accountId,
    community_id: of.communityId,
    resident_id: of.residentId,
    relation,
    scopes: json([...scopes]),
    resident_name: of.name,
    grid_code: of.gridCode,
    address: of.address,
    birth_date: of.birthDate,
    living_alone: of.livingAlone,
    since,
    version: 1,
  })
  const own = world.residents.flatMap((one) => (one.account ? [row(one.account.accountId, one, 'self', [])] : []))
  const lent = delegations.map(({ from, to, relation, scopes }) => {
    const { account } = world.character(to)
    if (!account) throw new Error(`${to} has no account`)
    return row(account.accountId, world.character(from), relation, scopes)
  })
  return [...own, ...lent]
}

/** Whoever lives alone and is old has a child to ring, and a neighbour of the same entrance where there is one. */
function contactRows(world: World): InsertObject<Tables, 'contact'>[] {
  const dice = new Dice(75)
  const named = new Set(characterContacts.map(({ of }) => world.character(of).residentId))
  const rows: InsertObject<Tables, 'contact'>[] = []
  const add = (
    of: DemoResident,
    position: number,
    relation: Relation,
    contact: { name: string; phone: string; address: string },
  ) => {
    rows.push({
      community_id: of.communityId,
      resident_id: of.residentId,
      id: idOf(`${of.residentId} contact ${position}`),
      position,
      relation,
      ...contact,
    })
  }
  const positions = new Map<string, number>()
  for (const { of, contact, relation } of characterContacts) {
    const position = (positions.get(of) ?? 0) + 1
    positions.set(of, position)
    const { name, phone, address } = world.character(contact)
    add(world.character(of), position, relation, { name, phone: phone ?? '', address })
  }
  const workers = world.residents.filter(({ age, phone }) => age >= 40 && age < 62 && phone !== null)
  for (const elder of world.residents) {
    if (elder.householdKind !== 'elderAlone' || named.has(elder.residentId)) continue
    const child = dice.pick(workers)
    const relation = child.sex === 'female' ? 'daughter' : 'son'
    add(elder, 1, relation, { name: child.name, phone: child.phone ?? '', address: child.address })
    const neighbour = world.residents.find(
      (one) =>
        one.phone !== null &&
        one.residentId !== elder.residentId &&
        one.age >= 18 &&
        one.communityId === elder.communityId &&
        one.building === elder.building &&
        one.unit === elder.unit,
    )
    if (neighbour?.phone)
      add(elder, 2, 'neighbour', { name: neighbour.name, phone: neighbour.phone, address: neighbour.room })
  }
  return rows
}

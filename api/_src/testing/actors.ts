import type { InsertObject } from 'kysely'
import { idOf } from '../../../config/dev/demo/ids.ts'
import type { StaffRole } from '../../../shared/contract.ts'
import { privacyAgreementVersion, type DelegationScope, type Relation } from '../../../shared/people/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { addressOf } from '../people/decide.ts'
import { newToken, tokenHash } from '../people/secrets.ts'
import type { AreaTable } from '../people/tables.ts'
import type { Db, Tables } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'

/** The areas every test lives in: two communities in one street, a third in another. */
export const places = {
  city: '3201',
  district: '320102',
  street: '320102001',
  otherStreet: '320102002',
  community: '320102001001',
  otherCommunity: '320102001002',
  farCommunity: '320102002001',
  grid: '320102001001003',
  otherGrid: '320102001001001',
  otherCommunityGrid: '320102001002001',
  farGrid: '320102002001001',
} as const

const areas: readonly AreaTable[] = [
  { code: places.city, level: 'city', name: '南京市', parent_code: null, hotline: '12345' },
  { code: places.district, level: 'district', name: '青溪区', parent_code: places.city, hotline: '025-00000000' },
  { code: places.street, level: 'street', name: '梅园街道', parent_code: places.district, hotline: '025-00001000' },
  {
    code: places.otherStreet,
    level: 'street',
    name: '竹林街道',
    parent_code: places.district,
    hotline: '025-00002000',
  },
  { code: places.community, level: 'community', name: '梅园社区', parent_code: places.street, hotline: '025-00001001' },
  {
    code: places.otherCommunity,
    level: 'community',
    name: '兰园社区',
    parent_code: places.street,
    hotline: '025-00001002',
  },
  {
    code: places.farCommunity,
    level: 'community',
    name: '竹林社区',
    parent_code: places.otherStreet,
    hotline: '025-00002001',
  },
  { code: places.otherGrid, level: 'grid', name: '一网格', parent_code: places.community, hotline: null },
  { code: places.grid, level: 'grid', name: '三网格', parent_code: places.community, hotline: null },
  { code: places.otherCommunityGrid, level: 'grid', name: '一网格', parent_code: places.otherCommunity, hotline: null },
  { code: places.farGrid, level: 'grid', name: '一网格', parent_code: places.farCommunity, hotline: null },
]

/** Somebody who is signed in. */
export interface TestAccount {
  token: string
  accountId: string
  openId: string
}

/** Somebody who is signed in and bound to a resident. */
export interface TestResident extends TestAccount {
  name: string
  person: PersonRef
}

export interface ResidentOptions {
  name?: string
  gridCode?: string
  birthDate?: string | null
  livingAlone?: boolean
  phone?: string | null
  home?: { building: string; unit: string; room: string }
}

type Rows = {
  [Name in 'account' | 'session' | 'identity' | 'staff_role' | 'resident']: InsertObject<Tables, Name>[]
}

/** Collects people in memory; `save` writes them all in a handful of statements. The same calls make the same ids. */
export class TestPeople {
  readonly #now: Date
  readonly #rows: Rows = { account: [], session: [], identity: [], staff_role: [], resident: [] }
  readonly #known = new Map<string, ReturnType<typeof residentRow>>()
  #made = 0

  constructor(now: Date) {
    this.#now = now
  }

  /** Signed in, agreed to the privacy agreement, bound to nobody. */
  account(name = ''): TestAccount {
    this.#made += 1
    const accountId = idOf(`account ${this.#made}`)
    const openId = `o-test-${this.#made}`
    const token = newToken()
    this.#rows.account.push({
      id: accountId,
      open_id: openId,
      display_name: name,
      phone: `1990000${String(this.#made).padStart(4, '0')}`,
      consent_version: privacyAgreementVersion,
      consent_at: this.#now,
      created_at: this.#now,
      signed_in_at: this.#now,
    })
    this.#rows.session.push({
      token_hash: tokenHash(token),
      id: idOf(`session ${this.#made}`),
      account_id: accountId,
      created_at: this.#now,
      last_seen_at: this.#now,
    })
    return { token, accountId, openId }
  }

  /** A person the community knows, without WeChat. */
  known(options: ResidentOptions = {}): { name: string; person: PersonRef } {
    this.#made += 1
    const row = residentRow(this.#made, options, this.#now)
    this.#rows.resident.push(row)
    this.#known.set(row.id, row)
    return { name: row.name, person: { communityId: row.community_id, residentId: row.id } }
  }

  /** A resident whose account is bound and signed in. */
  resident(options: ResidentOptions = {}): TestResident {
    const { name, person } = this.known(options)
    const account = this.account(name)
    this.#tie(account, person, 'self', [])
    return { ...account, name, person }
  }

  residents(count: number, options: ResidentOptions = {}): TestResident[] {
    return Array.from({ length: count }, () => this.resident(options))
  }

  /** Signed in with a post; not a resident. */
  staff(role: StaffRole, areaCode: string, name = '李敏', options: { revoked?: boolean } = {}): TestAccount {
    const account = this.account(name)
    this.#rows.staff_role.push({
      account_id: account.accountId,
      area_code: areaCode,
      role,
      post_name: role === 'grid_worker' ? '三网格网格员' : name,
      since: this.#now,
      revoked_at: options.revoked ? this.#now : null,
    })
    return account
  }

  /** `owner` lends `scopes` to `to`. */
  lend(
    owner: { person: PersonRef },
    to: TestAccount,
    scopes: readonly DelegationScope[],
    options: { relation?: Relation; endsAt?: Date; revoked?: boolean } = {},
  ): void {
    this.#tie(to, owner.person, options.relation ?? 'daughter', scopes, options)
  }

  #tie(
    to: TestAccount,
    person: PersonRef,
    relation: Relation,
    scopes: readonly DelegationScope[],
    options: { endsAt?: Date; revoked?: boolean } = {},
  ) {
    const resident = this.#known.get(person.residentId)
    if (!resident) throw new Error('nobody here has made this resident')
    this.#rows.identity.push({
      account_id: to.accountId,
      community_id: person.communityId,
      resident_id: person.residentId,
      relation,
      scopes: json([...scopes]),
      resident_name: resident.name,
      grid_code: resident.grid_code,
      address: addressOf(resident),
      birth_date: resident.birth_date,
      living_alone: resident.living_alone,
      since: this.#now,
      ends_at: options.endsAt ?? null,
      revoked_at: options.revoked ? this.#now : null,
      version: 1,
    })
  }

  /** Writes everybody made since the last time. */
  async save(db: Db): Promise<void> {
    for (const name of ['account', 'session', 'resident', 'identity', 'staff_role'] as const) {
      const rows = this.#rows[name].splice(0)
      while (rows.length > 0) await db.insertInto(name).values(rows.splice(0, 250)).execute()
    }
  }
}

function residentRow(
  number: number,
  { name, gridCode = places.grid, birthDate, livingAlone = false, phone, home }: ResidentOptions,
  now: Date,
) {
  return {
    community_id: gridCode.slice(0, 12),
    id: idOf(`resident ${number}`),
    household_id: idOf(`household ${number}`),
    name: name ?? '周建国',
    sex: 'female' as const,
    birth_date: birthDate === undefined ? '1986-05-12' : birthDate,
    phone: phone === undefined ? `1990001${String(number).padStart(4, '0')}` : phone,
    grid_code: gridCode,
    ...(home ?? { building: '3', unit: '2', room: String(100 + number) }),
    floor: 5,
    has_lift: false,
    access_note: '5 楼没电梯，备用钥匙在 402 周建国家',
    living_alone: livingAlone,
    tags: json(['右耳背']),
    version: 1,
    created_at: now,
    updated_at: now,
  } satisfies InsertObject<Tables, 'resident'>
}

/** The areas alone. */
export async function makePlaces(db: Db): Promise<void> {
  await db
    .insertInto('area')
    .values([...areas])
    .execute()
}

export type Cast = Awaited<ReturnType<typeof makeActors>>

/** The areas and one of everybody: who may do something, and who must not. */
export async function makeActors(db: Db, now: Date) {
  const people = new TestPeople(now)
  const elder = people.resident({ name: '王秀英', birthDate: '1944-03-02', livingAlone: true })
  const daughter = people.resident({ name: '陈静', gridCode: places.otherGrid, birthDate: '1978-03-02' })
  people.lend(elder, daughter, ['book', 'see', 'help'])
  const former = people.resident({ name: '孙强' })
  people.lend(elder, former, ['book', 'see', 'help'], { revoked: true })
  const cast = {
    elder,
    /** Elder's daughter: may book, see and call for help for her. */
    daughter,
    /** Was the elder's delegate, no longer is. */
    former,
    /** Lives next door and may do nothing for anybody. */
    neighbour: people.resident({ name: '周建国' }),
    otherResident: people.resident({ name: '赵国强', gridCode: places.otherCommunityGrid }),
    /** Signed in, bound to nobody. */
    unbound: people.account(),
    gridWorker: people.staff('grid_worker', places.grid, '李敏'),
    otherGridWorker: people.staff('grid_worker', places.otherGrid, '吴浩'),
    communityStaff: people.staff('community_staff', places.community, '赵雨桐'),
    otherCommunityStaff: people.staff('community_staff', places.otherCommunity, '钱伟'),
    doctor: people.staff('doctor', places.community, '林芳'),
    streetDispatcher: people.staff('dispatcher', places.street, '孙志强'),
    otherStreetDispatcher: people.staff('dispatcher', places.otherStreet, '何明'),
    districtDispatcher: people.staff('dispatcher', places.district, '刘倩'),
    admin: people.staff('admin', places.community, '沈涛'),
    revokedWorker: people.staff('grid_worker', places.grid, '何晓峰', { revoked: true }),
  }
  await makePlaces(db)
  await people.save(db)
  return { ...cast, people }
}

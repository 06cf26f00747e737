import { describe, expect, it } from 'vitest'
import { privacyAgreementVersion } from '../../../shared/people/contract.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Identity } from '../platform/actor.ts'
import {
  addressOf,
  ageOf,
  codeExpiresAt,
  codeStanding,
  consentNeeded,
  contactPosition,
  elderVersionOffered,
  identityInUse,
  mayRestore,
  mustNoteSeen,
  phoneAlreadyVerified,
  residentByPhone,
  searchFor,
  searchScope,
  sessionEndsAt,
  sessionLives,
} from './decide.ts'

const now = new Date('2026-11-24T00:20:00.000Z')
const hour = 3600
const day = 24 * hour
const ago = (seconds: number) => addSeconds(now, -seconds)

describe('a session', () => {
  it.each([
    ['a resident, just signed in', 0, 0, false, true],
    ['a resident, seen a moment before the idle limit', 60 * day, 30 * day - 1, false, true],
    ['a resident at the idle limit', 60 * day, 30 * day, false, false],
    ['a resident a moment before the absolute limit', 180 * day - 1, 1, false, true],
    ['a resident at the absolute limit', 180 * day, 1, false, false],
    ['staff a moment before the idle limit', 2 * day, 12 * hour - 1, true, true],
    ['staff at the idle limit', 2 * day, 12 * hour, true, false],
    ['staff at the absolute limit', 7 * day, 1, true, false],
    ['a resident of a month who has just become staff', 30 * day, 1, true, false],
  ])('%s', (_who, created, seen, isStaff, lives) => {
    expect(sessionLives({ createdAt: ago(created), lastSeenAt: ago(seen) }, isStaff, now)).toBe(lives)
  })

  it('says when it ends at the latest', () => {
    expect(sessionEndsAt(now, false)).toEqual(addSeconds(now, 180 * day))
    expect(sessionEndsAt(now, true)).toEqual(addSeconds(now, 7 * day))
  })

  it.each([
    [day - 1, false, false],
    [day, false, true],
    [hour - 1, true, false],
    [hour, true, true],
  ])('seen %i s ago, staff %s: write it down %s', (seen, isStaff, note) => {
    expect(mustNoteSeen({ createdAt: ago(2 * day), lastSeenAt: ago(seen) }, isStaff, now)).toBe(note)
  })
})

describe('addresses and ages', () => {
  it.each([
    [{ building: '3', unit: '2', room: '501' }, '3 栋 2 单元 501'],
    [{ building: '12', unit: '', room: '1804' }, '12 栋 1804'],
    [{ building: '', unit: '', room: '平房 7 号' }, '平房 7 号'],
  ])('%o', (home, words) => {
    expect(addressOf(home)).toBe(words)
  })

  it('counts completed years', () => {
    expect(ageOf('1944-11-24', '2026-11-24')).toBe(82)
    expect(ageOf('1944-11-25', '2026-11-24')).toBe(81)
    expect(ageOf(null, '2026-11-24')).toBeNull()
  })

  it('offers the elder version on the 60th birthday', () => {
    expect(elderVersionOffered(person({ birthDate: '1966-11-24' }), '2026-11-24')).toBe(true)
    expect(elderVersionOffered(person({ birthDate: '1966-11-25' }), '2026-11-24')).toBe(false)
    expect(elderVersionOffered(person({ birthDate: null }), '2026-11-24')).toBe(false)
    expect(elderVersionOffered(undefined, '2026-11-24')).toBe(false)
  })
})

function person(change: Partial<Identity>): Identity {
  return {
    communityId: '320199001001',
    residentId: 'A',
    residentName: '陈静',
    relation: 'self',
    scopes: [],
    gridCode: '320199001001003',
    address: '7 栋 1 单元 302',
    birthDate: '1978-03-02',
    livingAlone: false,
    ...change,
  }
}

describe('the identity in use', () => {
  const mother = person({ residentId: 'M', relation: 'daughter', scopes: ['book'] })
  const own = person({ residentId: 'A' })
  const second = person({ residentId: 'B', communityId: '320199001002' })
  it('is the chosen one, else the first own one, never a delegated one', () => {
    const all = [mother, own, second]
    expect(identityInUse(all, { communityId: '320199001002', residentId: 'B' })).toBe(second)
    expect(identityInUse(all, { communityId: null, residentId: null })).toBe(own)
    expect(identityInUse(all, { communityId: '320199001001', residentId: 'M' })).toBe(own)
    expect(identityInUse(all, { communityId: '320199001001', residentId: 'gone' })).toBe(own)
    expect(identityInUse([mother], { communityId: '320199001001', residentId: 'M' })).toBeUndefined()
  })
})

describe('consent', () => {
  it('is needed until the version in force is agreed to', () => {
    expect(consentNeeded(null)).toBe(true)
    expect(consentNeeded('2020-01')).toBe(true)
    expect(consentNeeded(privacyAgreementVersion)).toBe(false)
  })
})

describe('a one-time code', () => {
  const code = { purpose: 'bind' as const, expiresAt: codeExpiresAt(now), usedAt: null, usedBy: null }
  const entered = { purpose: 'bind' as const, accountId: 'me' }
  const used = { ...code, usedAt: now, usedBy: 'me' }
  it.each([
    ['unknown', undefined, 0, 'bind_code_invalid'],
    ['fresh', code, 0, 'usable'],
    ['a moment before its end', code, 30 * 60 - 1, 'usable'],
    ['at its end', code, 30 * 60, 'bind_code_expired'],
    ['of the other kind', { ...code, purpose: 'delegate' as const }, 0, 'bind_code_invalid'],
    ['used by me', used, 60, 'repeat'],
    ['used by me, long ago', used, 30 * 60, 'bind_code_expired'],
    ['used by somebody else', { ...used, usedBy: 'other' }, 60, 'bind_code_invalid'],
  ] as const)('%s', (_what, found, later, standing) => {
    expect(codeStanding(found, entered, addSeconds(now, later))).toBe(standing)
  })

  it('finishes lost work and never brings back what was taken away', () => {
    expect(mayRestore(undefined, now)).toBe(true)
    expect(mayRestore({ since: now, revokedAt: null }, now)).toBe(true)
    expect(mayRestore({ since: ago(day), revokedAt: ago(hour) }, now)).toBe(true)
    expect(mayRestore({ since: now, revokedAt: addSeconds(now, 60) }, now)).toBe(false)
    expect(mayRestore({ since: now, revokedAt: now }, now)).toBe(false)
  })
})

describe('binding by phone', () => {
  const account = { phone: '19900001234', phoneCodeHash: 'h', phoneVerifiedAt: now }
  it('takes the same phone code again for ten minutes', () => {
    expect(phoneAlreadyVerified(account, 'h', addSeconds(now, 599))).toBe(true)
    expect(phoneAlreadyVerified(account, 'h', addSeconds(now, 600))).toBe(false)
    expect(phoneAlreadyVerified(account, 'other', now)).toBe(false)
    expect(phoneAlreadyVerified({ ...account, phone: null }, 'h', now)).toBe(false)
  })

  const [wife, husband] = [{ id: 'W' }, { id: 'H' }]
  it('finds one, asks when there are several, takes no stranger', () => {
    expect(residentByPhone([], undefined)).toBe('phone_not_registered')
    expect(residentByPhone([wife], undefined)).toEqual({ resident: wife })
    expect(residentByPhone([wife, husband], undefined)).toBe('several_residents')
    expect(residentByPhone([wife, husband], 'H')).toEqual({ resident: husband })
    expect(residentByPhone([wife, husband], 'X')).toBe('phone_not_registered')
  })
})

describe('searching at the desk', () => {
  const grant = (areaCode: string, role: 'grid_worker' | 'admin' | 'doctor') => ({
    role,
    areaCode,
    postName: '',
    communityIds: [],
  })
  const roles = ['grid_worker', 'admin'] as const
  const community = '320199001001'
  it.each([
    ['a street sees the whole community', [grant('320199001', 'admin')], 'community'],
    ['a community sees itself', [grant(community, 'admin')], 'community'],
    ['a grid worker sees the grids held', [grant(`${community}003`, 'grid_worker')], [`${community}003`]],
    ['another community sees nothing', [grant('320199001002', 'admin')], []],
    ['a role that may not search sees nothing', [grant(community, 'doctor')], []],
  ])('%s', (_what, staff, scope) => {
    expect(searchScope(staff, roles, community)).toEqual(scope)
  })

  it.each([
    ['501', { kind: 'home', room: '501' }],
    ['3-501', { kind: 'home', building: '3', room: '501' }],
    ['3 栋 2 单元 501', { kind: 'home', building: '3', unit: '2', room: '501' }],
    ['王 秀英', { kind: 'name', name: '王秀英' }],
  ])('%s', (words, search) => {
    expect(searchFor(words)).toEqual(search)
  })
})

describe('emergency contacts', () => {
  const three = [1, 2, 4].map((position) => ({ id: `c${position}`, position }))
  it('take the lowest free place, keep their own, and end at five', () => {
    expect(contactPosition([], 'new')).toBe(1)
    expect(contactPosition(three, 'new')).toBe(3)
    expect(contactPosition(three, 'c4')).toBe(4)
    const five = [1, 2, 3, 4, 5].map((position) => ({ id: `c${position}`, position }))
    expect(contactPosition(five, 'new')).toBe('limit_reached')
    expect(contactPosition(five, 'c5')).toBe(5)
  })
})

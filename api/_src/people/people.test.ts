import { beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../shared/errors.ts'
import { peopleContract, privacyAgreementVersion } from '../../../shared/people/contract.ts'
import { idOf } from '../../../config/dev/demo/ids.ts'
import { makeActors, places, type Cast } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { testServer } from '../testing/server.ts'
import { peopleSlice } from './slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = new Date('2026-11-24T00:20:00.000Z')
const { app, clock, simulator, lines } = testServer(database, [peopleSlice], start)
const hour = 3_600_000
const day = 24 * hour

let cast: Cast
beforeEach(async () => {
  clock.now = start
  lines.length = 0
  simulator.clearFaults()
  cast = await makeActors(db, start)
  simulator.addPerson({ openId: 'o-new', nickname: '小陈', phone: '19900017777' })
})

const later = (milliseconds: number) => {
  clock.now = new Date(clock.now.getTime() + milliseconds)
}
const signIn = (openId = 'o-new') => call(app, undefined, 'people.signIn', { code: simulator.loginCode(openId) })
const me = (token: string) => call(app, token, 'people.me', {})
const refusal = (reply: Awaited<ReturnType<typeof me>>) => (reply.ok ? undefined : reply.error.code)

async function signedIn(openId = 'o-new') {
  const reply = await signIn(openId)
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.data
}

describe('people.signIn', () => {
  it('makes an account at the first sign-in and finds it again at the next', async () => {
    const first = await signIn()
    const second = await signedIn()
    if (!first.ok) throw new Error(first.error.code)
    expect(first.data.me).toMatchObject({
      identity: null,
      identities: [],
      staff: [],
      hotline: null,
      consentNeeded: true,
      elderVersionOffered: false,
      unreadMessages: 0,
    })
    expect(second.me.accountId).toBe(first.data.me.accountId)
    expect(second.token).not.toBe(first.data.token)
    expect(first.data.expiresAt).toBe(new Date(start.getTime() + 180 * day).toISOString())
    expect(first.roundTrips).toBeLessThanOrEqual(peopleContract['people.signIn'].roundTrips)
    expect(await raw("select open_id, consent_version from account where open_id = 'o-new'")).toEqual([
      { open_id: 'o-new', consent_version: null },
    ])
  })

  it('makes one account of two first sign-ins at once', async () => {
    const replies = await Promise.all([signedIn(), signedIn(), signedIn(), signedIn()])
    expect(new Set(replies.map((reply) => reply.me.accountId)).size).toBe(1)
    expect(await raw("select count(*) as accounts from account where open_id = 'o-new'")).toEqual([{ accounts: 1 }])
  })

  it('answers used, expired and made-up codes as WeChat does', async () => {
    const code = simulator.loginCode('o-new')
    await callOk(app, undefined, 'people.signIn', { code })
    expect(await call(app, undefined, 'people.signIn', { code })).toMatchObject({ error: { code: 'wechat_code_used' } })
    const old = simulator.loginCode('o-new')
    later(5 * 60_000)
    const expired = await call(app, undefined, 'people.signIn', { code: old })
    expect(expired).toMatchObject({ status: 401, error: { code: 'wechat_code_invalid' } })
    const madeUp = await call(app, undefined, 'people.signIn', { code: 'made-up' })
    expect(madeUp).toMatchObject({ error: { code: 'wechat_code_invalid' } })
  })

  it.each([
    [{ errcode: 40226 }, 'wechat_blocked'],
    [{ errcode: 45011 }, 'wechat_too_often'],
    [{ errcode: -1 }, 'wechat_unreachable'],
    [{ errcode: 40125 }, 'wechat_unreachable'],
    [{ status: 502 }, 'wechat_unreachable'],
    [{ garbage: true as const }, 'wechat_unreachable'],
  ])('maps WeChat’s %o to %s and makes nobody', async (fault, code) => {
    simulator.fail({ path: '/sns/jscode2session', times: 3, ...fault })
    expect(await signIn()).toMatchObject({ ok: false, error: { code } })
    expect(await raw("select id from account where open_id = 'o-new'")).toEqual([])
  })

  it('lets neither session_key nor openid nor token out, into a reply, the log or the database', async () => {
    const reply = await signedIn()
    const everything = JSON.stringify(reply) + lines.join('')
    expect(everything).not.toMatch(/session_?key/i)
    expect(everything).not.toContain('o-new')
    expect(lines.join('')).not.toContain(reply.token)
    expect(reply.token).toMatch(/^[\w-]{43}$/)
    const stored = JSON.stringify([await raw('select * from session'), await raw('select * from account')])
    expect(stored).not.toContain(reply.token)
    expect(stored).not.toMatch(/session_?key/i)
  })
})

describe('a session', () => {
  it('ends thirty days after the last sign of life, and each day of use puts that off', async () => {
    const { token } = await signedIn()
    for (let days = 0; days < 40; days += 20) {
      later(20 * day)
      expect((await me(token)).ok).toBe(true)
      await app.settled()
    }
    later(30 * day - 1)
    expect((await me(token)).ok).toBe(true)
    await app.settled()
    later(30 * day)
    expect(await me(token)).toMatchObject({ status: 401, error: { code: 'not_signed_in' } })
  })

  it('ends after 180 days however much it is used', async () => {
    const { token } = await signedIn()
    for (let days = 0; days < 175; days += 25) {
      later(25 * day)
      expect((await me(token)).ok).toBe(true)
      await app.settled()
    }
    later(5 * day - 1)
    expect((await me(token)).ok).toBe(true)
    later(1)
    expect(refusal(await me(token))).toBe('not_signed_in')
  })

  it('writes the sign of life once a day, not at each request', async () => {
    const seen = async () => (await raw('select last_seen_at from session where account_id = ?', [accountId]))[0]
    const { token, me: mine } = await signedIn()
    const { accountId } = mine
    later(day - 1)
    await me(token)
    await app.settled()
    expect(await seen()).toEqual({ last_seen_at: start })
    later(1)
    await me(token)
    await app.settled()
    expect(await seen()).toEqual({ last_seen_at: clock.now })
  })

  it('of staff ends after twelve idle hours', async () => {
    later(12 * hour - 1)
    expect((await me(cast.gridWorker.token)).ok).toBe(true)
    await app.settled()
    later(12 * hour)
    expect(refusal(await me(cast.gridWorker.token))).toBe('not_signed_in')
    expect((await me(cast.elder.token)).ok).toBe(true)
  })

  it('ends at once at sign-out, and only this one', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const out = await call(app, one.token, 'people.signOut', {})
    expect(out).toMatchObject({ ok: true, roundTrips: 2 })
    expect(refusal(await me(one.token))).toBe('not_signed_in')
    expect((await me(other.token)).ok).toBe(true)
  })

  it('knows no made-up token', async () => {
    expect(refusal(await me('x'.repeat(43)))).toBe('not_signed_in')
  })
})

describe('people.me', () => {
  it('says who I am, for whom I may act and whom to ring, within its budget', async () => {
    const reply = await me(cast.daughter.token)
    if (!reply.ok) throw new Error(reply.error.code)
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.me'].roundTrips)
    expect(reply.data).toMatchObject({
      displayName: '陈静',
      identity: { name: '陈静', relation: 'self', gridName: '一网格', communityName: '梅园社区', age: 48 },
      hotline: { name: '梅园社区', phone: '025-00001001' },
      elderVersionOffered: false,
      consentNeeded: false,
    })
    expect(reply.data.identities.map(({ name, relation, scopes }) => ({ name, relation, scopes }))).toEqual(
      expect.arrayContaining([
        { name: '陈静', relation: 'self', scopes: [] },
        { name: '王秀英', relation: 'daughter', scopes: ['book', 'see', 'help'] },
      ]),
    )
    const elder = await callOk(app, cast.elder.token, 'people.me', {})
    expect(elder).toMatchObject({ elderVersionOffered: true, identity: { age: 82, address: '3 栋 2 单元 101' } })
  })

  it('names the posts of staff with their areas', async () => {
    const { staff, identity } = await callOk(app, cast.streetDispatcher.token, 'people.me', {})
    expect(staff).toEqual([{ role: 'dispatcher', areaCode: places.street, areaName: '梅园街道', postName: '孙志强' }])
    expect(identity).toBeNull()
  })

  it('shows the community without a token', async () => {
    const reply = await call(app, undefined, 'people.communities', {})
    if (!reply.ok) throw new Error(reply.error.code)
    expect(reply.roundTrips).toBe(1)
    expect(reply.data.communities.map(({ name, streetName }) => [name, streetName])).toEqual([
      ['梅园社区', '梅园街道'],
      ['兰园社区', '梅园街道'],
      ['竹林社区', '竹林街道'],
    ])
  })
})

describe('a staff role', () => {
  const search = (token: string, communityId: string = places.community) =>
    call(app, token, 'people.findResidents', { communityId, search: '秀英' })

  it('ends at once when it is revoked', async () => {
    expect((await search(cast.communityStaff.token)).ok).toBe(true)
    await db
      .updateTable('staff_role')
      .set({ revoked_at: clock.now })
      .where('account_id', '=', cast.communityStaff.accountId)
      .execute()
    expect(await search(cast.communityStaff.token)).toMatchObject({ status: 403, error: { code: 'not_allowed' } })
    expect((await callOk(app, cast.communityStaff.token, 'people.me', {})).staff).toEqual([])
    expect(await search(cast.revokedWorker.token)).toMatchObject({ error: { code: 'not_allowed' } })
  })

  it('reaches its area and no other', async () => {
    const found = await search(cast.communityStaff.token)
    expect(found).toMatchObject({
      ok: true,
      roundTrips: 2,
      data: { residents: [{ maskedName: '王*英', maskedPhone: '199******01', age: 82, bound: true }] },
    })
    expect(JSON.stringify(found)).not.toMatch(/王秀英|19900010001/)
    expect(await search(cast.gridWorker.token)).toMatchObject({ data: { residents: [{ maskedName: '王*英' }] } })
    expect(await search(cast.otherGridWorker.token)).toMatchObject({ data: { residents: [] } })
    expect(await search(cast.otherCommunityStaff.token)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await search(cast.communityStaff.token, places.otherCommunity)).toMatchObject({ ok: false })
  })

  it('finds a home by its numbers, and no jokers', async () => {
    const find = async (words: string) =>
      (
        await callOk(app, cast.communityStaff.token, 'people.findResidents', {
          communityId: places.community,
          search: words,
        })
      ).residents.map(({ maskedName }) => maskedName)
    expect(await find('3 栋 2 单元 101')).toEqual(['王*英'])
    expect(await find('101')).toEqual(['王*英'])
    expect(await find('4-101')).toEqual([])
    expect(await find('%')).toEqual([])
    expect(await find('_')).toEqual([])
  })
})

describe('people.correctResident', () => {
  const correct = (token: string, changes: Record<string, unknown>, person = cast.elder.person) =>
    call(app, token, 'people.correctResident', { ...person, changes })

  it('changes what is given, records it, and freshens what every identity carries', async () => {
    const reply = await correct(cast.communityStaff.token, {
      birthDate: '1950-11-24',
      livingAlone: false,
      building: '4',
      phone: null,
    })
    expect(reply).toMatchObject({
      ok: true,
      data: { maskedName: '王*英', maskedPhone: '', address: '4 栋 2 单元 101', age: 76 },
    })
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.correctResident'].roundTrips)
    const [row] = await raw('select name, phone, living_alone, version from resident where id = ?', [
      cast.elder.person.residentId,
    ])
    expect(row).toEqual({ name: '王秀英', phone: null, living_alone: 0, version: 2 })
    for (const { token } of [cast.elder, cast.daughter]) {
      const { identities } = await callOk(app, token, 'people.me', {})
      expect(identities.find(({ name }) => name === '王秀英')).toMatchObject({ age: 76, address: '4 栋 2 单元 101' })
    }
    const copies = await raw('select distinct living_alone from identity where resident_id = ?', [
      cast.elder.person.residentId,
    ])
    expect(copies).toEqual([{ living_alone: 0 }])
    expect(await raw('select account_id, purpose from access_log')).toEqual([
      { account_id: cast.communityStaff.accountId, purpose: 'record_changed' },
    ])
  })

  it('is for staff of the area, and takes no birth date that is yet to come', async () => {
    expect(await correct(cast.otherGridWorker.token, { name: '甲' })).toMatchObject({ error: { code: 'not_found' } })
    expect(await correct(cast.otherCommunityStaff.token, { name: '甲' })).toMatchObject({
      error: { code: 'not_found' },
    })
    expect(await correct(cast.elder.token, { name: '甲' })).toMatchObject({ error: { code: 'not_allowed' } })
    const tomorrow = await correct(cast.gridWorker.token, { birthDate: '2026-11-25' })
    expect(tomorrow).toMatchObject({ status: 422, error: { details: { fields: ['changes.birthDate'] } } })
    expect(await correct(cast.gridWorker.token, { birthDate: '2026-11-24' })).toMatchObject({ data: { age: 0 } })
    expect(await raw('select name from resident where id = ?', [cast.elder.person.residentId])).toEqual([
      { name: '王秀英' },
    ])
  })
})

describe('people.consent', () => {
  const consent = (token: string, words: string, agreed: boolean, version = privacyAgreementVersion) =>
    callOk(app, token, 'people.consent', { id: idOf(words), version, agreed })
  const needed = async (token: string) => (await callOk(app, token, 'people.me', {})).consentNeeded

  it('keeps every agreement and withdrawal, and a repeat is the first answer', async () => {
    const { token } = await signedIn()
    const first = await consent(token, 'one', true)
    later(1000)
    expect(await consent(token, 'one', true)).toEqual(first)
    expect(await needed(token)).toBe(false)
    await consent(token, 'two', false)
    expect(await needed(token)).toBe(true)
    // the first agreement arrives once more, late: it must not undo the withdrawal
    later(1000)
    await consent(token, 'one', true)
    expect(await needed(token)).toBe(true)
    expect(await raw('select agreed from consent order by at')).toEqual([{ agreed: 1 }, { agreed: 0 }])
  })

  it('to an older version is not enough', async () => {
    const { token } = await signedIn()
    await consent(token, 'old', true, '2020-01')
    expect(await needed(token)).toBe(true)
  })

  it('comes before binding', async () => {
    const { token } = await signedIn()
    const code: ErrorCode = 'consent_needed'
    const bind = { communityId: places.community, by: { kind: 'code' as const, code: '00000000' } }
    expect(await call(app, token, 'people.bind', bind)).toMatchObject({ status: 403, error: { code } })
    const accept = { communityId: places.community, code: '00000000' }
    expect(await call(app, token, 'people.acceptDelegation', accept)).toMatchObject({ error: { code } })
  })
})

describe('emergency contacts', () => {
  const contact = (number: number) => ({
    id: idOf(`contact ${number}`),
    name: `邻居${number}`,
    relation: 'neighbour' as const,
    phone: `1990000${1000 + number}`,
    address: '402',
  })
  const save = (number: number, token = cast.elder.token) => call(app, token, 'people.saveContact', contact(number))
  const list = async (token = cast.elder.token) => (await callOk(app, token, 'people.contacts', {})).contacts

  it('are at most five, changed in place, and removed', async () => {
    for (let number = 1; number <= 5; number += 1) expect((await save(number)).ok).toBe(true)
    expect(await save(6)).toMatchObject({ error: { code: 'limit_reached' } })
    expect((await save(3)).ok).toBe(true)
    await callOk(app, cast.elder.token, 'people.saveContact', { ...contact(2), name: '周建国' })
    expect((await list()).map(({ name }) => name)).toEqual(['邻居1', '周建国', '邻居3', '邻居4', '邻居5'])
    await callOk(app, cast.elder.token, 'people.removeContact', { id: contact(1).id })
    await callOk(app, cast.elder.token, 'people.removeContact', { id: contact(1).id })
    expect((await save(6)).ok).toBe(true)
    expect((await list()).map(({ name }) => name)[0]).toBe('邻居6')
  })

  it('stay five when ten are saved at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, number) => save(number)))
    const saved = outcomes.filter(({ ok }) => ok).length
    expect(await list()).toHaveLength(saved)
    expect(saved).toBeLessThanOrEqual(5)
    expect(saved).toBeGreaterThan(0)
  })

  it('belong to one resident: nobody sees, changes or removes another’s', async () => {
    await save(1)
    await callOk(app, cast.neighbour.token, 'people.saveContact', { ...contact(1), phone: '19900009999' })
    await callOk(app, cast.neighbour.token, 'people.removeContact', { id: contact(1).id })
    expect(await list()).toEqual([contact(1)])
    expect(await list(cast.neighbour.token)).toEqual([])
    expect(await call(app, cast.unbound.token, 'people.contacts', {})).toMatchObject({ status: 403 })
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { peopleContract, privacyAgreementVersion, ResidentChoices } from '../../../shared/people/contract.ts'
import { idOf } from '../../../config/dev/demo/ids.ts'
import { makeActors, places, type Cast } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { testServer } from '../testing/server.ts'
import { delegatesOf, recipients } from './index.ts'
import { peopleSlice } from './slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = new Date('2026-11-24T00:20:00.000Z')
const { app, clock, simulator, lines } = testServer(database, [peopleSlice], start)
const minute = 60_000
const communityId = places.community

let cast: Cast
beforeEach(async () => {
  clock.now = start
  lines.length = 0
  cast = await makeActors(db, start)
})

const later = (milliseconds: number) => {
  clock.now = new Date(clock.now.getTime() + milliseconds)
}
let made = 0
/** Signed in through WeChat, agreed, bound to nobody. */
async function stranger(phone: string) {
  made += 1
  const openId = `o-stranger-${made}`
  simulator.addPerson({ openId, nickname: '微信用户', phone })
  const { token, me } = await callOk(app, undefined, 'people.signIn', { code: simulator.loginCode(openId) })
  await callOk(app, token, 'people.consent', { id: idOf(openId), version: privacyAgreementVersion, agreed: true })
  return { token, openId, accountId: me.accountId }
}
const me = (token: string) => callOk(app, token, 'people.me', {})

describe('people.bind by phone', () => {
  const bind = (token: string, phoneCode: string, residentId?: string, community: string = communityId) =>
    call(app, token, 'people.bind', {
      communityId: community,
      by: { kind: 'phone', phoneCode, ...(residentId === undefined ? {} : { residentId }) },
    })
  const known = async (...people: { name: string; phone: string; birthDate?: string }[]) => {
    const town = cast.people
    const persons = people.map((options) => town.known(options).person)
    await town.save(db)
    return persons
  }

  it('ties the account to the resident with this number', async () => {
    const [person] = await known({ name: '沈桂芳', phone: '19900017777', birthDate: '1950-01-01' })
    const { token, openId, accountId } = await stranger('19900017777')
    const reply = await bind(token, simulator.phoneCode(openId))
    expect(reply).toMatchObject({
      ok: true,
      data: {
        displayName: '沈桂芳',
        identity: { name: '沈桂芳', relation: 'self', communityName: '梅园社区', gridName: '三网格', age: 76 },
        hotline: { name: '梅园社区' },
        elderVersionOffered: true,
      },
    })
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.bind'].roundTrips)
    expect(reply.ok && (await me(token))).toEqual(reply.ok && reply.data)
    expect(await raw('select resident_id, relation from identity where account_id = ?', [accountId])).toEqual([
      { resident_id: person?.residentId, relation: 'self' },
    ])
    expect(JSON.stringify(reply) + lines.join('')).not.toMatch(/19900017777|o-stranger/)
  })

  it('gives the same answer to the same code again, and refuses a fresh one', async () => {
    await known({ name: '沈桂芳', phone: '19900017777' })
    const { token, openId } = await stranger('19900017777')
    const phoneCode = simulator.phoneCode(openId)
    const first = await bind(token, phoneCode)
    const again = await bind(token, phoneCode)
    expect(again.ok && again.data).toEqual(first.ok && first.data)
    expect(await bind(token, simulator.phoneCode(openId))).toMatchObject({ error: { code: 'already_bound' } })
    later(10 * minute)
    expect(await bind(token, phoneCode)).toMatchObject({ error: { code: 'wechat_code_invalid' } })
  })

  it('asks who it is when several share a number, and takes the choice with the same phone code', async () => {
    const [wife, husband] = await known(
      { name: '沈桂芳', phone: '19900017777', birthDate: '1950-01-01' },
      { name: '吴德明', phone: '19900017777', birthDate: '1948-01-01' },
    )
    const { token, openId } = await stranger('19900017777')
    const phoneCode = simulator.phoneCode(openId)
    const asked = await bind(token, phoneCode)
    if (asked.ok) throw new Error('bound to somebody')
    expect(asked.error.code).toBe('several_residents')
    expect(ResidentChoices.parse(asked.error.details)).toEqual({
      choices: [
        { residentId: husband?.residentId, maskedName: '吴*明', age: 78 },
        { residentId: wife?.residentId, maskedName: '沈*芳', age: 76 },
      ],
    })
    expect(await bind(token, phoneCode, cast.elder.person.residentId)).toMatchObject({
      error: { code: 'phone_not_registered' },
    })
    expect(await bind(token, phoneCode, husband?.residentId)).toMatchObject({ data: { identity: { name: '吴德明' } } })
    // the same person may be both: the second is chosen in the same way, and one switches between them
    expect((await bind(token, phoneCode, wife?.residentId)).ok).toBe(true)
    const switched = await callOk(app, token, 'people.switchIdentity', { ...(wife ?? cast.elder.person) })
    expect(switched.identity?.name).toBe('沈桂芳')
    expect((await me(token)).identity?.name).toBe('沈桂芳')
    expect(await call(app, token, 'people.switchIdentity', cast.elder.person)).toMatchObject({
      error: { code: 'not_found' },
    })
  })

  it('knows only the residents of the community named', async () => {
    await known({ name: '沈桂芳', phone: '19900017777' })
    const { token, openId } = await stranger('19900017777')
    const reply = await bind(token, simulator.phoneCode(openId), undefined, places.otherCommunity)
    expect(reply).toMatchObject({ status: 404, error: { code: 'phone_not_registered' } })
    expect((await me(token)).identities).toEqual([])
  })

  it('takes no phone code of another person', async () => {
    await known({ name: '沈桂芳', phone: '19900017777' })
    const [victim, thief] = [await stranger('19900017777'), await stranger('19900018888')]
    const stolen = simulator.phoneCode(victim.openId)
    expect(await bind(thief.token, stolen)).toMatchObject({ error: { code: 'wechat_code_invalid' } })
    const loginCode = simulator.loginCode(thief.openId)
    expect(await bind(thief.token, loginCode)).toMatchObject({ error: { code: 'wechat_code_invalid' } })
    expect((await me(thief.token)).identities).toEqual([])
  })

  it('says it when the phone quota is used up', async () => {
    const { token, openId } = await stranger('19900017777')
    simulator.fail({ path: '/wxa/business/getuserphonenumber', errcode: 1400001 })
    expect(await bind(token, simulator.phoneCode(openId))).toMatchObject({ error: { code: 'wechat_quota_out' } })
  })
})

describe('people.bind by the desk’s code', () => {
  const issue = (token: string, person = cast.elder.person, words = 'issue') =>
    call(app, token, 'people.issueBindCode', { id: idOf(words), ...person })
  const issued = async (words = 'issue') => {
    const reply = await issue(cast.communityStaff.token, cast.elder.person, words)
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.data
  }
  const enter = (token: string, code: string, community: string = communityId) =>
    call(app, token, 'people.bind', { communityId: community, by: { kind: 'code', code } })

  it('is issued by staff of the area only, recorded, stored as a hash, and the same again for the same command', async () => {
    const first = await issue(cast.communityStaff.token)
    expect(first.roundTrips).toBeLessThanOrEqual(peopleContract['people.issueBindCode'].roundTrips)
    const { code, expiresAt } = await issued()
    expect(first.ok && first.data).toEqual({ code, expiresAt })
    expect(expiresAt).toBe(new Date(start.getTime() + 30 * minute).toISOString())
    expect((await issue(cast.gridWorker.token, cast.elder.person, 'grid')).ok).toBe(true)
    for (const nobody of [cast.otherGridWorker, cast.otherCommunityStaff]) {
      expect(await issue(nobody.token, cast.elder.person, 'x')).toMatchObject({ error: { code: 'not_found' } })
    }
    expect(await issue(cast.doctor.token)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(await issue(cast.elder.token)).toMatchObject({ error: { code: 'not_allowed' } })
    expect(JSON.stringify(await raw('select * from one_time_code')) + lines.join('')).not.toContain(code)
    const log = await raw('select account_id, resident_id, purpose from access_log order by id limit 1')
    expect(log).toEqual([
      { account_id: cast.communityStaff.accountId, resident_id: cast.elder.person.residentId, purpose: 'bind_code' },
    ])
  })

  it('binds once, within half an hour, in its community', async () => {
    const [one, two] = [await stranger('19900017777'), await stranger('19900018888')]
    const { code } = await issued()
    expect(await enter(one.token, code, places.otherCommunity)).toMatchObject({ error: { code: 'bind_code_invalid' } })
    const reply = await enter(one.token, code)
    expect(reply).toMatchObject({ ok: true, data: { displayName: '王秀英', identity: { name: '王秀英', age: 82 } } })
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.bind'].roundTrips)
    expect(reply.ok && (await me(one.token))).toEqual(reply.ok && reply.data)
    expect(await enter(two.token, code)).toMatchObject({ error: { code: 'bind_code_invalid' } })
    const again = await enter(one.token, code)
    expect(again.ok && again.data).toEqual(reply.ok && reply.data)
    const late = await issued('late')
    later(30 * minute)
    expect(await enter(two.token, late.code)).toMatchObject({ status: 410, error: { code: 'bind_code_expired' } })
  })

  it('binds one of many who enter it at once', async () => {
    const strangers = await Promise.all(['1', '2', '3', '4', '5', '6'].map((last) => stranger(`1990001777${last}`)))
    const { code } = await issued()
    const replies = await Promise.all(strangers.map(({ token }) => enter(token, code)))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(
      await raw(
        "select count(*) as ties from identity where account_id not in (select account_id from staff_role) and resident_id = ? and since = ? and relation = 'self'",
        [cast.elder.person.residentId, '2026-11-24 00:20:00.000'],
      ),
    ).toEqual([{ ties: 2 }])
  })

  it('is not used up by somebody who is bound already', async () => {
    const { code } = await issued()
    expect(await enter(cast.elder.token, code)).toMatchObject({ error: { code: 'already_bound' } })
    expect((await enter((await stranger('19900017777')).token, code)).ok).toBe(true)
  })

  it('allows five wrong tries an hour, counted one by one even when sent at once', async () => {
    const { token } = await stranger('19900017777')
    const { code } = await issued()
    const wrong = code === '11111111' ? '22222222' : '11111111'
    const replies = await Promise.all(Array.from({ length: 12 }, () => enter(token, wrong)))
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))
    expect(codes.filter((one) => one === 'bind_code_invalid')).toHaveLength(5)
    expect(codes.filter((one) => one === 'bind_too_often')).toHaveLength(7)
    expect(await enter(token, code)).toMatchObject({ status: 429, error: { code: 'bind_too_often' } })
    later(60 * minute)
    expect((await enter(token, (await issued('fresh')).code)).ok).toBe(true)
  })

  it('wins no guesses by a right code in between', async () => {
    const { token } = await stranger('19900017777')
    const { code } = await issued()
    const wrong = code === '11111111' ? '22222222' : '11111111'
    for (let tries = 0; tries < 4; tries += 1) await enter(token, wrong)
    expect((await enter(token, code)).ok).toBe(true)
    expect(await enter(token, wrong)).toMatchObject({ error: { code: 'bind_code_invalid' } })
    expect(await enter(token, wrong)).toMatchObject({ error: { code: 'bind_too_often' } })
  })
})

describe('delegation', () => {
  const lend = (words: string, options: { endsOn?: string } = {}, token = cast.elder.token) =>
    call(app, token, 'people.delegate', { id: idOf(words), relation: 'daughter', scopes: ['book', 'see'], ...options })
  const lent = async (words: string, options: { endsOn?: string } = {}) => {
    const reply = await lend(words, options)
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.data.code
  }
  const accept = (token: string, code: string, name?: string) =>
    call(app, token, 'people.acceptDelegation', { communityId, code, ...(name === undefined ? {} : { name }) })
  const delegates = async () =>
    (await callOk(app, cast.elder.token, 'people.delegations', {})).delegations.map((one) => one.delegateName)

  it('is lent with a code, accepted by whoever enters it, and seen by both', async () => {
    later(1000)
    const { token, accountId } = await stranger('19900017777')
    const reply = await accept(token, await lent('lend'), '陈明')
    expect(reply).toMatchObject({
      ok: true,
      data: {
        displayName: '陈明',
        identity: null,
        identities: [{ name: '王秀英', relation: 'daughter', scopes: ['book', 'see'] }],
      },
    })
    expect(reply.roundTrips).toBeLessThanOrEqual(peopleContract['people.acceptDelegation'].roundTrips)
    expect(reply.ok && (await me(token))).toEqual(reply.ok && reply.data)
    expect(await delegates()).toEqual(['陈静', '陈明'])
    const books = await delegatesOf(db, [cast.elder.person], 'book')
    expect(books.map(({ name }) => name)).toEqual(['陈静', '陈明'])
    const helps = await delegatesOf(db, [cast.elder.person, cast.neighbour.person], 'help')
    expect(helps.map(({ name }) => name)).toEqual(['陈静'])
    expect(await delegatesOf(db, [], 'help')).toEqual([])
    expect(accountId).toBe(books[1]?.accountId)
  })

  it('ends at once when it is taken back, and the old code does not bring it back', async () => {
    const { token, accountId } = await stranger('19900017777')
    const code = await lent('lend')
    expect((await accept(token, code)).ok).toBe(true)
    expect((await accept(token, code)).ok).toBe(true)
    later(1000)
    const take = await call(app, cast.elder.token, 'people.revokeDelegation', { accountId })
    expect(take).toMatchObject({ ok: true, roundTrips: 2 })
    expect((await me(token)).identities).toEqual([])
    expect(await delegates()).toEqual(['陈静'])
    expect(await accept(token, code)).toMatchObject({ error: { code: 'bind_code_invalid' } })
    expect((await call(app, cast.elder.token, 'people.revokeDelegation', { accountId })).ok).toBe(true)
    expect((await accept(token, await lent('again'))).ok).toBe(true)
    expect((await me(token)).identities).toHaveLength(1)
  })

  it('is taken back only by the person who lent it', async () => {
    const { accountId } = cast.daughter
    const take = (token: string) => call(app, token, 'people.revokeDelegation', { accountId })
    expect(await take(cast.neighbour.token)).toMatchObject({ error: { code: 'not_found' } })
    expect(await take(cast.daughter.token)).toMatchObject({ error: { code: 'not_found' } })
    expect(await delegates()).toEqual(['陈静'])
    const self = await call(app, cast.elder.token, 'people.revokeDelegation', { accountId: cast.elder.accountId })
    expect(self).toMatchObject({ error: { code: 'not_found' } })
  })

  it('ends with its last day', async () => {
    const { token } = await stranger('19900017777')
    expect((await accept(token, await lent('lend', { endsOn: '2026-11-25' }))).ok).toBe(true)
    clock.now = new Date('2026-11-25T15:59:59.999Z')
    expect((await me(token)).identities).toHaveLength(1)
    clock.now = new Date('2026-11-25T16:00:00.000Z')
    expect((await me(token)).identities).toEqual([])
    expect(await delegates()).toEqual(['陈静'])
    expect(await lend('past', { endsOn: '2026-11-25' })).toMatchObject({
      status: 422,
      error: { code: 'invalid_input' },
    })
  })

  it('cannot be passed on, nor turned into the person', async () => {
    const { token } = await stranger('19900017777')
    await accept(token, await lent('lend'))
    expect(await lend('pass on', {}, token)).toMatchObject({ status: 403, error: { code: 'not_allowed' } })
    const bind = await call(app, token, 'people.bind', {
      communityId,
      by: { kind: 'code', code: await lent('second') },
    })
    expect(bind).toMatchObject({ error: { code: 'bind_code_invalid' } })
  })

  it('to oneself changes nothing', async () => {
    const before = await me(cast.elder.token)
    expect(await accept(cast.elder.token, await lent('lend'))).toMatchObject({ ok: true, data: before })
    expect(await me(cast.elder.token)).toEqual(before)
  })
})

describe('recipients', () => {
  it('are the accounts bound to a resident and accounts themselves, in one statement', async () => {
    const { elder, daughter, gridWorker } = cast
    const found = await recipients.accountsOf(db, communityId, [
      { kind: 'resident', id: elder.person.residentId },
      { kind: 'account', id: gridWorker.accountId },
      { kind: 'resident', id: idOf('nobody') },
    ])
    expect(found).toHaveLength(2)
    expect(found).toEqual(
      expect.arrayContaining([
        {
          recipient: { kind: 'resident', id: elder.person.residentId },
          accountId: elder.accountId,
          openId: elder.openId,
        },
        {
          recipient: { kind: 'account', id: gridWorker.accountId },
          accountId: gridWorker.accountId,
          openId: gridWorker.openId,
        },
      ]),
    )
    expect(await recipients.accountsOf(db, communityId, [])).toEqual([])
    const elsewhere = [{ kind: 'resident' as const, id: elder.person.residentId }]
    expect(await recipients.accountsOf(db, places.otherCommunity, elsewhere)).toEqual([])
    const only = [{ kind: 'account' as const, id: daughter.accountId }]
    expect(await recipients.accountsOf(db, communityId, only)).toMatchObject([{ openId: daughter.openId }])
  })
})

import { beforeEach, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../../../shared/endpoints.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast, type TestAccount } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '10:00')
const communityId = places.community
const groupId = newId()
let town: ReturnType<typeof testServer>
let cast: Cast

beforeEach(async () => {
  town = testServer(database, slices, start)
  cast = await makeActors(db, start)
  await db
    .insertInto('volunteer_group')
    .values({ community_id: communityId, id: groupId, name: '银发互助队' })
    .execute()
  await joinAll(db, [cast.neighbour, cast.daughter], { now: start })
})

const send = <Name extends EndpointName>(who: TestAccount, name: Name, input: Input<Endpoints[Name]>) =>
  call(town.app, who.token, name, input)
const ok = <Name extends EndpointName>(who: TestAccount, name: Name, input: Input<Endpoints[Name]>) =>
  callOk(town.app, who.token, name, input)
const titles = async (recipientId: string) => {
  await town.app.settled()
  const rows = await raw("select title from delivery where channel = 'inbox' and recipient_id = ? order by id", [
    recipientId,
  ])
  return rows.map(({ title }) => String(title))
}

const wish = (over: object = {}) => ({
  id: newId(),
  person: cast.elder.person,
  item: 'company' as const,
  startsAt: instantOf('2026-11-26', '14:00').toISOString(),
  minutes: 60,
  wanted: 1,
  words: '眼睛不好，想听人读报',
  ...over,
})
const asked = async () => ({ communityId, requestId: (await ok(cast.elder, 'volunteering.ask', wish())).requestId })
const accepted = async () => {
  const of = await asked()
  const answer = { ...of, version: 1, groupId, insured: true, words: '帮您找人。' }
  return { of, ...(await ok(cast.communityStaff, 'volunteering.answerRequest', answer)) }
}

it('is asked once, within its trips, and the desk hears of it', async () => {
  const first = wish()
  const reply = await send(cast.elder, 'volunteering.ask', first)
  expect(reply).toMatchObject({ ok: true, data: { status: 'asked', dueDay: '2026-11-27', building: '3 栋', taken: 0 } })
  expect(reply.roundTrips).toBeLessThanOrEqual(3)
  expect(await ok(cast.elder, 'volunteering.ask', first)).toMatchObject({ requestId: first.id })
  expect(await raw('select count(*) as n from volunteer_request')).toEqual([{ n: 1 }])
  expect(await titles(cast.gridWorker.accountId)).toEqual([`${cast.elder.name}请志愿者陪聊天读报`])
  expect(await send(cast.neighbour, 'volunteering.ask', first)).toMatchObject({
    ok: false,
    error: { code: 'not_delegated' },
  })
})

it('is asked by the daughter, and by the desk for who has no phone', async () => {
  expect(await ok(cast.daughter, 'volunteering.ask', wish())).toMatchObject({
    details: { askedByName: expect.stringContaining('女儿') },
  })
  expect(await ok(cast.gridWorker, 'volunteering.ask', wish())).toMatchObject({ status: 'asked' })
})

it('leaves time to find somebody, and three at a time', async () => {
  const soon = addSeconds(start, 3_600).toISOString()
  expect(await send(cast.elder, 'volunteering.ask', wish({ startsAt: soon }))).toMatchObject({
    error: { code: 'too_soon' },
  })
  const first = wish()
  await ok(cast.elder, 'volunteering.ask', first)
  for (let count = 0; count < 2; count += 1) await ok(cast.elder, 'volunteering.ask', wish())
  expect(await send(cast.elder, 'volunteering.ask', wish())).toMatchObject({ error: { code: 'requests_open' } })
  expect(await ok(cast.elder, 'volunteering.ask', first)).toMatchObject({ requestId: first.id })
})

it('becomes a shift that volunteers take, and only who took it learns where and for whom', async () => {
  const { of, activityId } = await accepted()
  const before = await ok(cast.neighbour, 'volunteering.requests', { communityId, list: 'open' })
  expect(before.requests).toMatchObject([{ requestId: of.requestId, details: null, building: '3 栋' }])
  expect(await ok(cast.neighbour, 'volunteering.request', of)).toMatchObject({ details: null })
  const { shifts } = await ok(cast.neighbour, 'volunteering.activity', { activityId: activityId ?? '' })
  expect(JSON.stringify(shifts)).not.toContain(cast.elder.name)
  await ok(cast.neighbour, 'volunteering.signUp', { id: newId(), shiftId: shifts[0]?.shiftId ?? '' })
  const seen = await send(cast.neighbour, 'volunteering.request', of)
  expect(seen).toMatchObject({ ok: true, data: { taken: 1, details: { personName: cast.elder.name } } })
  expect(seen.roundTrips).toBeLessThanOrEqual(3)
  expect(await raw("select account_id from access_log where purpose = 'volunteer_request'")).toEqual([
    { account_id: cast.neighbour.accountId },
  ])
  await town.tick()
  expect(await titles(cast.elder.person.residentId)).toEqual(['志愿者可以来陪聊天读报', '有志愿者来陪聊天读报了'])
  const { details } = await ok(cast.elder, 'volunteering.request', of)
  expect(details?.volunteers).toHaveLength(1)
})

it('tells the desk a day before when nobody has taken it, once', async () => {
  await accepted()
  town.clock.now = instantOf('2026-11-25', '13:00')
  await town.tick()
  expect(await titles(cast.elder.person.residentId)).toEqual(['志愿者可以来陪聊天读报'])
  town.clock.now = instantOf('2026-11-25', '15:00')
  await town.tick()
  await town.tick()
  expect(await titles(cast.elder.person.residentId)).toEqual(['志愿者可以来陪聊天读报', '陪聊天读报还在找人'])
  expect(await titles(cast.gridWorker.accountId)).toEqual([
    `${cast.elder.name}请志愿者陪聊天读报`,
    `还没人接：${cast.elder.name}要陪聊天读报`,
  ])
})

it('is answered once, whoever presses; a repeat makes no second shift', async () => {
  const of = await asked()
  const yes = { ...of, version: 1, groupId, insured: false, words: '帮您找人。' }
  const no = { ...of, version: 1, groupId: null, insured: false, words: '这天大家都满了。' }
  const replies = await Promise.all([
    send(cast.communityStaff, 'volunteering.answerRequest', yes),
    send(cast.communityStaff, 'volunteering.answerRequest', yes),
    send(cast.admin, 'volunteering.answerRequest', no),
  ])
  expect(replies.some((reply) => reply.ok)).toBe(true)
  for (const reply of replies) expect(reply.roundTrips).toBeLessThanOrEqual(6)
  const [row] = await raw('select status, version from volunteer_request')
  expect(row?.['version']).toBe(2)
  const shifts = await raw('select id from shift')
  expect(shifts).toHaveLength(row?.['status'] === 'accepted' ? 1 : 0)
  expect(await send(cast.otherCommunityStaff, 'volunteering.answerRequest', yes)).toMatchObject({
    error: { code: 'not_found' },
  })
})

it('can be taken back: nobody keeps a place in it, and who had one is told', async () => {
  const { of, activityId } = await accepted()
  const { shifts } = await ok(cast.neighbour, 'volunteering.activity', { activityId: activityId ?? '' })
  await ok(cast.neighbour, 'volunteering.signUp', { id: newId(), shiftId: shifts[0]?.shiftId ?? '' })
  const { version } = await ok(cast.elder, 'volunteering.request', of)
  const reply = await send(cast.daughter, 'volunteering.withdrawRequest', { ...of, version, words: '住院了' })
  expect(reply).toMatchObject({ ok: true, data: { status: 'withdrawn' } })
  expect(reply.roundTrips).toBeLessThanOrEqual(6)
  expect(await raw('select status from signup')).toEqual([{ status: 'withdrawn' }])
  expect(await raw('select status from activity')).toEqual([{ status: 'cancelled' }])
  await town.tick()
  expect((await titles(cast.neighbour.person.residentId)).at(-1)).toBe('这一班取消了')
})

it('lists what is mine, what is open and what waits at the desk in two trips', async () => {
  await asked()
  for (const [who, list] of [
    [cast.elder, 'mine'],
    [cast.neighbour, 'open'],
    [cast.gridWorker, 'desk'],
  ] as const) {
    const reply = await send(who, 'volunteering.requests', { communityId, list })
    expect(reply).toMatchObject({ ok: true, data: { requests: list === 'open' ? [] : [{ status: 'asked' }] } })
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
  }
  expect(await ok(cast.otherGridWorker, 'volunteering.requests', { communityId, list: 'desk' })).toMatchObject({
    requests: [],
  })
  expect(await send(cast.neighbour, 'volunteering.requests', { communityId, list: 'desk' })).toMatchObject({
    error: { code: 'not_allowed' },
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../platform/ids.ts'
import { sweep } from '../../../platform/deliver/deliver.ts'
import { createWechatClient } from '../../../platform/wechat/client.ts'
import { makePlaces, places, TestPeople, type TestAccount, type TestResident } from '../../../testing/actors.ts'
import { call } from '../../../testing/call.ts'
import { useDatabase } from '../../../testing/database.ts'
import { joinAll, openShift, tally, volunteeringApp, type HeldClock } from '../../../testing/volunteering.ts'
import { callNews, portion } from './source.ts'
import { endCalls } from './store-outbox.ts'
import { callAgain } from './store.ts'

const { db, raw } = await useDatabase()
const clock: HeldClock = { now: new Date() }
const app = volunteeringApp(db, clock)
const startsAt = new Date('2026-11-24T08:00:00.000Z')
const hour = 3_600_000
const communityId = places.community
let staff: TestAccount

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  await makePlaces(db)
})

const wechat = createWechatClient({
  baseUrl: 'http://127.0.0.1:9',
  appId: 'test',
  appSecret: 'test',
  db,
  timeoutMilliseconds: 100,
  miniprogramState: 'developer',
})
const sweepOnce = () =>
  sweep({
    db,
    wechat,
    recipients: { accountsOf: async () => [] },
    now: clock.now,
    sources: [callNews],
    communityIds: [communityId],
  })
const told = async () =>
  (await raw("select recipient_id from delivery where channel = 'inbox' and title = '临时缺人，您能来吗'")).map((row) =>
    String(row['recipient_id']),
  )
const idOf = ({ person }: TestResident) => person.residentId
const callUp = (shiftId: string, id = newId(), who: { token: string } = staff) =>
  call(app, who.token, 'volunteering.callUp', { id, communityId, shiftId, words: '临时少一位' })
const look = (shiftId: string, who: { token: string } = staff) =>
  call(app, who.token, 'volunteering.shiftCall', { communityId, shiftId })
const signUp = (who: { token: string }, shiftId: string) =>
  call(app, who.token, 'volunteering.signUp', { id: newId(), shiftId })

/** A worker of the grid, and residents of the community. */
async function settle(count: number): Promise<TestResident[]> {
  const people = new TestPeople(clock.now)
  staff = people.staff('community_staff', places.community)
  const residents = people.residents(count)
  await people.save(db)
  return residents
}

async function makeVolunteers(count: number): Promise<TestResident[]> {
  const residents = await settle(count)
  await joinAll(db, residents, { now: clock.now, calls: true })
  return residents
}

/** Volunteers of whom one each must not hear for a reason, and two who must. */
async function neighbourhood(shiftId: string) {
  const [willing, second, silent, young, paused, unskilled, busy, tired, waiting, standing, left] = await settle(11)
  if (!willing || !second || !silent || !young || !paused || !unskilled) throw new Error('eleven were asked for')
  if (!busy || !tired || !waiting || !standing || !left) throw new Error('eleven were asked for')
  const now = clock.now
  const able = { now, skills: ['first_aid' as const], calls: true }
  await joinAll(db, [willing, second, busy, tired, waiting, standing, left], able)
  await joinAll(db, [silent], { ...able, calls: false })
  await joinAll(db, [young], { ...able, birthDate: '2009-01-01' })
  await joinAll(db, [paused], { ...able, status: 'paused' })
  await joinAll(db, [unskilled], { ...able, skills: [] })
  const same = await openShift(db, { startsAt, capacity: 1 })
  const night = await openShift(db, { startsAt: new Date(startsAt.getTime() + 8.5 * hour), capacity: 1 })
  await signUp(busy, same.shiftId)
  await signUp(waiting, same.shiftId)
  await signUp(tired, night.shiftId)
  await signUp(standing, shiftId)
  await signUp(left, shiftId)
  await call(app, left.token, 'volunteering.withdraw', { id: newId(), shiftId, reason: '' })
  return { willing, second, standing }
}

describe('volunteering.callUp', () => {
  it('reaches who agreed, can do it and is free, and nobody else; nobody twice', async () => {
    const shift = await openShift(db, { startsAt, capacity: 3, neededSkill: 'first_aid' })
    await raw(`update activity set least_age = 18 where id = '${shift.activityId}'`)
    const { willing, second, standing } = await neighbourhood(shift.shiftId)
    const before = await look(shift.shiftId)
    expect(before).toMatchObject({ ok: true, roundTrips: 3, data: { wouldHear: 2, call: null, placesLeft: 2 } })

    const id = newId()
    const reply = await callUp(shift.shiftId, id)
    expect(reply).toMatchObject({ ok: true, roundTrips: 4, data: { call: { people: 2, came: 0, status: 'sending' } } })
    await app.settled()
    expect((await told()).toSorted()).toEqual([idOf(willing), idOf(second)].toSorted())

    expect((await callUp(shift.shiftId, id)).ok).toBe(true)
    expect(await callUp(shift.shiftId)).toMatchObject({ ok: true, data: { call: { people: 2 } } })
    await app.settled()
    await sweepOnce()
    expect(await told()).toHaveLength(2)

    await signUp(willing, shift.shiftId)
    expect(await look(shift.shiftId)).toMatchObject({
      data: { wouldHear: 0, placesLeft: 1, call: { status: 'told', told: 2, came: 1, words: '临时少一位' } },
    })
    // Who was called sees the call, not whom else it reached; who was not sees nothing.
    expect(await look(shift.shiftId, second)).toMatchObject({
      data: { wouldHear: null, mine: null, call: { people: 0 } },
    })
    expect(await look(shift.shiftId, willing)).toMatchObject({ data: { mine: 'confirmed' } })
    expect(await look(shift.shiftId, standing)).toMatchObject({ ok: false, error: { code: 'not_found' } })
    await signUp(second, shift.shiftId)
    expect(await look(shift.shiftId, second)).toMatchObject({ data: { placesLeft: 0, mine: 'confirmed' } })
  })

  it('is for the leaders and the staff of this community', async () => {
    const [leader, other] = await makeVolunteers(2)
    if (!leader || !other) throw new Error('two were asked for')
    const shift = await openShift(db, { startsAt, capacity: 1 })
    expect((await callUp(shift.shiftId, newId(), other)).ok).toBe(false)
    await raw(`update activity set leader_id = '${idOf(leader)}' where id = '${shift.activityId}'`)
    expect(await callUp(shift.shiftId, newId(), leader)).toMatchObject({ ok: true, data: { call: { people: 1 } } })
  })

  it('refuses where nobody is missing, for guests, and once it began', async () => {
    const [one] = await makeVolunteers(1)
    if (!one) throw new Error('one was asked for')
    const code = async (shiftId: string) => {
      const reply = await callUp(shiftId)
      return reply.ok ? 'ok' : reply.error.code
    }
    const full = await openShift(db, { startsAt, capacity: 1 })
    await signUp(one, full.shiftId)
    expect(await code(full.shiftId)).toBe('shift_full')
    expect(await code((await openShift(db, { startsAt, capacity: 1, role: 'participant' })).shiftId)).toBe(
      'not_allowed',
    )
    expect(await code((await openShift(db, { startsAt: clock.now, capacity: 1 })).shiftId)).toBe('shift_past')
    expect(await code((await openShift(db, { startsAt, capacity: 1, closedAt: clock.now })).shiftId)).toBe(
      'shift_closed',
    )
    expect(await code(newId())).toBe('not_found')
  })

  it('writes nothing when nobody can be called', async () => {
    await settle(1)
    const shift = await openShift(db, { startsAt, capacity: 1 })
    expect(await callUp(shift.shiftId)).toMatchObject({ ok: true, data: { call: null, wouldHear: 0 } })
    expect(await raw('select id from shift_call')).toEqual([])
  })

  it('lets one of two calls at once write its list', async () => {
    const people = await makeVolunteers(4)
    const shift = await openShift(db, { startsAt, capacity: 9 })
    const replies = await Promise.all(Array.from({ length: 6 }, () => callUp(shift.shiftId)))
    expect(replies.filter((reply) => !reply.ok && reply.error.code !== 'conflict')).toEqual([])
    expect(replies.some((reply) => reply.ok)).toBe(true)
    await app.settled()
    await sweepOnce()
    expect((await told()).toSorted()).toEqual(people.map(idOf).toSorted())
  })
})

describe('a call that is being told', () => {
  async function crowd(size: number, capacity: number) {
    const people = await makeVolunteers(size)
    const shift = await openShift(db, { startsAt, capacity })
    await callUp(shift.shiftId)
    await app.settled()
    return { people, shift }
  }

  it('goes out in portions, and whoever watches moves it on', async () => {
    const { shift, people } = await crowd(2 * portion + 7, 3)
    expect(await told()).toHaveLength(portion)
    await look(shift.shiftId)
    await app.settled()
    expect(await told()).toHaveLength(2 * portion)
    await sweepOnce()
    expect(new Set(await told()).size).toBe(people.length)
    expect(await look(shift.shiftId)).toMatchObject({ data: { call: { status: 'told', told: people.length } } })
  })

  it('says nothing more once the shift is full, and ends; called again, it goes on where it stopped', async () => {
    const { people, shift } = await crowd(2 * portion, 1)
    const heard = await told()
    const first = people.find((one) => heard.includes(idOf(one)))
    const late = people.find((one) => !heard.includes(idOf(one)))
    if (!first || !late) throw new Error('one portion was told')
    // The one who comes meets the next portion on its way.
    await Promise.all([signUp(first, shift.shiftId), look(shift.shiftId)])
    await app.settled()
    const after = (await told()).length
    for (let tick = 0; tick < 3; tick += 1) await sweepOnce()
    expect((await told()).length).toBe(after)
    await endCalls(db, [communityId], clock.now)
    expect(await look(shift.shiftId)).toMatchObject({
      data: { call: { status: after === 100 ? 'told' : 'enough', came: 1 } },
    })

    await call(app, first.token, 'volunteering.withdraw', { id: newId(), shiftId: shift.shiftId, reason: '' })
    await sweepOnce()
    expect((await told()).length).toBe(after)
    await callUp(shift.shiftId)
    await app.settled()
    expect(new Set(await told()).size).toBe(people.length)
    expect((await tally(db, shift.shiftId)).taken).toBe(0)
  })

  it('tells nobody twice when it dies between telling and noting it', async () => {
    const { people, shift } = await crowd(portion - 5, 3)
    await raw('update shift_call set told = 0, status = ?', ['sending'])
    await sweepOnce()
    expect(await told()).toHaveLength(people.length)
    expect(
      await callAgain(
        db,
        {
          communityId,
          shiftId: shift.shiftId,
          commandId: newId(),
          words: '',
          calledBy: 'x',
          calledByName: 'x',
          people: [],
          version: 9,
        },
        clock.now,
      ),
    ).toBe(false)
  })

  it('ends when the shift begins', async () => {
    const { shift } = await crowd(portion + 5, 3)
    clock.now = startsAt
    await endCalls(db, [communityId], clock.now)
    await sweepOnce()
    expect(await told()).toHaveLength(portion)
    expect(await look(shift.shiftId)).toMatchObject({ data: { call: { status: 'over' }, open: false } })
  })
})

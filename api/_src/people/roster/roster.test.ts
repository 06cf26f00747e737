import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterEntry } from '../../../../shared/people/roster.ts'
import { addDays, addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer, type TestServer } from '../../testing/server.ts'
import { ladderStaff } from '../ladder-staff.ts'
import { checkRosters } from './check.ts'

const database = await useDatabase()
const { db, raw } = database
/** A Monday. */
const week = '2026-11-23'
const now = instantOf(week, '07:40')
const covered = { from: '08:00', to: '24:00' }
const areaCode = places.community
let server: TestServer
let cast: Cast
/** Two people of the community: A and B. */
let [an, bo] = [
  { token: '', accountId: '' },
  { token: '', accountId: '' },
]

beforeEach(async () => {
  server = testServer(database, slices, now)
  cast = await makeActors(db, now)
  an = cast.communityStaff
  bo = cast.people.staff('community_staff', places.community, '沈卫东')
  await cast.people.save(db)
})

const wholeWeek = (first = an.accountId, second = bo.accountId): RosterEntry[] =>
  Array.from({ length: 7 }, (_, index) => addDays(week, index)).flatMap((day) => [
    { day, from: '08:00', to: '16:00', part: 'A', accountId: first },
    { day, from: '08:00', to: '16:00', part: 'B', accountId: second },
    { day, from: '16:00', to: '24:00', part: 'A', accountId: second },
    { day, from: '16:00', to: '24:00', part: 'B', accountId: first },
  ])

/** Time passes; whoever is at work has looked in. */
async function goTo(at: Date) {
  server.clock.now = at
  await raw('update session set last_seen_at = ?', [at.toISOString().replace('T', ' ').replace('Z', '')])
}

const save = (entries: RosterEntry[], version = 0, token = an.token) =>
  call(server.app, token, 'people.saveRoster', { areaCode, week, version, covered, entries })
const publish = (version: number, token = an.token) =>
  call(server.app, token, 'people.publishRoster', { areaCode, week, version })
const look = (token = an.token, code: string = areaCode) =>
  callOk(server.app, token, 'people.roster', { areaCode: code, week })

async function published() {
  await save(wholeWeek())
  await publish(1)
  return (await look()).shifts
}
const shiftOf = async (accountId: string, part: 'A' | 'B', day = week) => {
  const found = (await look()).shifts.find((one) => one.accountId === accountId && one.part === part && one.day === day)
  if (!found) throw new Error('no such shift')
  return found
}

describe('planning and publishing', () => {
  it('goes from a plan to shifts, in few round trips', async () => {
    expect(await save(wholeWeek())).toMatchObject({ ok: true, data: { version: 1 }, roundTrips: 4 })
    expect((await look()).shifts).toEqual([])
    expect((await look()).red).toEqual([])
    const answer = await publish(1)
    expect(answer).toMatchObject({ ok: true, data: { version: 2 } })
    expect(answer.roundTrips).toBeLessThanOrEqual(10)
    const seen = await call(server.app, an.token, 'people.roster', { areaCode, week })
    expect(seen.roundTrips).toBe(3)
    const { shifts, red, plan } = await look()
    expect([shifts.length, red.length, plan.publishedAt]).toEqual([28, 0, now.toISOString()])
    expect(shifts[0]).toMatchObject({
      day: week,
      from: '08:00',
      to: '16:00',
      part: 'A',
      name: '赵雨桐',
      startedAt: null,
    })
  })

  it('is refused with every gap, and publishes nothing', async () => {
    await save(wholeWeek().filter(({ day, from }) => day !== '2026-11-28' || from === '16:00'))
    expect(await publish(1)).toMatchObject({
      status: 409,
      error: {
        code: 'roster_gaps',
        details: { problems: [{ kind: 'gap', day: '2026-11-28', from: '08:00', to: '16:00' }] },
      },
    })
    expect(await raw('select id from roster_shift')).toEqual([])
  })

  it('is refused where one person is A and B', async () => {
    await save(wholeWeek(an.accountId, an.accountId))
    const answer = await publish(1)
    expect(answer).toMatchObject({ error: { code: 'roster_gaps' } })
    expect(JSON.stringify(answer)).toContain('same_person')
  })

  it('takes only people with a post there or right above, and only sound hours', async () => {
    const entry = (accountId: string, from = '08:00', to = '16:00') => [
      { day: week, from, to, part: 'A' as const, accountId },
    ]
    expect(await save(entry(cast.streetDispatcher.accountId))).toMatchObject({ ok: true })
    for (const wrong of [
      entry(cast.otherCommunityStaff.accountId),
      entry(cast.elder.accountId),
      entry(an.accountId, '16:00', '08:00'),
    ])
      expect(await save(wrong, 1)).toMatchObject({ status: 422, error: { code: 'invalid_input' } })
  })

  it('gives the same answer to the same publishing, and refuses a plan that was changed meanwhile', async () => {
    await published()
    expect(await publish(1)).toMatchObject({ ok: true, data: { version: 2 } })
    expect(await publish(1, cast.admin.token)).toMatchObject({ error: { code: 'conflict' } })
    expect(await save(wholeWeek(), 1)).toMatchObject({ error: { code: 'conflict' } })
    expect((await raw('select id from roster_shift')).length).toBe(28)
  })

  it('changes what is published only by publishing again, and keeps what has begun', async () => {
    await published()
    await goTo(instantOf('2026-11-25', '09:00'))
    await save(wholeWeek(bo.accountId, an.accountId), 2)
    const before = await shiftOf(an.accountId, 'A', '2026-11-26')
    expect(before.from).toBe('08:00')
    await publish(3)
    const { shifts } = await look()
    const firstOf = (day: string) => shifts.find((one) => one.day === day && one.part === 'A' && one.from === '08:00')
    expect(firstOf('2026-11-25')?.accountId).toBe(an.accountId)
    expect(firstOf('2026-11-26')?.accountId).toBe(bo.accountId)
    expect(shifts.length).toBe(28)
  })

  it('belongs to who plans there: a grid worker looks, a neighbour community does neither', async () => {
    await published()
    expect((await look(cast.gridWorker.token)).mayPlan).toBe(false)
    const other = cast.otherCommunityStaff.token
    for (const answer of [
      await save(wholeWeek(), 2, other),
      await publish(2, other),
      await call(server.app, other, 'people.roster', { areaCode }),
    ])
      expect(answer).toMatchObject({ status: 404, error: { code: 'not_found' } })
    expect(await save(wholeWeek(), 2, cast.gridWorker.token)).toMatchObject({ error: { code: 'not_allowed' } })
    // The street plans for the communities below it.
    expect((await look(cast.streetDispatcher.token)).mayPlan).toBe(true)
  })
})

describe('the next seven days', () => {
  it('are red where nobody is A, on the page and by the clock', async () => {
    await published()
    await goTo(instantOf('2026-11-24', '09:00'))
    const monday = { kind: 'gap', day: '2026-11-30', from: '08:00', to: '24:00' }
    expect((await look()).red).toEqual([monday])
    await server.tick()
    const [row] = await raw('select findings, checked_at from roster_area')
    expect(row?.['findings']).toMatchObject({ gaps: [monday] })
    const { areas } = await look(cast.streetDispatcher.token, places.street)
    expect(areas.find(({ code }) => code === areaCode)?.red).toBe(1)
  })

  it('name who would not hear a call, and who has no post any more', async () => {
    await published()
    const sorted = (list: readonly string[]) => list.toSorted()
    await raw('update staff_role set revoked_at = ? where account_id = ?', ['2026-11-23 00:00:00.000', bo.accountId])
    const { unready } = await look()
    expect(unready.map(({ accountId, why }) => [accountId, why])).toEqual(
      expect.arrayContaining([
        [an.accountId, 'no_channel'],
        [bo.accountId, 'no_post'],
      ]),
    )
    await checkRosters(db, now, undefined)
    const [row] = await raw('select findings from roster_area')
    const found = row?.['findings'] as { unready: string[] } | undefined
    expect(sorted(found?.unready ?? [])).toEqual(sorted([an.accountId, bo.accountId]))
  })

  it('are checked once an hour: nothing due costs one statement', async () => {
    const { countRoundTrips } = await import('../../platform/db/round-trips.ts')
    await published()
    await checkRosters(db, now, undefined)
    const quiet = await countRoundTrips(() => checkRosters(db, addSeconds(now, 60), undefined))
    expect(quiet.roundTrips).toBe(1)
    const plan = await raw(
      'explain select area_code from roster_area where check_due_at <= now() order by check_due_at limit 50',
    )
    expect(plan[0]?.['key']).toBe('roster_area_check')
  })
})

describe('a swap', () => {
  const ask = (shiftId: string, of: string, inReturnId?: string, token = an.token, id = newId()) =>
    call(server.app, token, 'people.askSwap', { id, areaCode, shiftId, of, ...(inReturnId && { inReturnId }) })
  const answer = (swapId: string, agreed: boolean, token = bo.token) =>
    call(server.app, token, 'people.answerSwap', { areaCode, swapId, agreed })

  it('needs both, and both are on record', async () => {
    await published()
    const [mine, theirs] = [
      await shiftOf(an.accountId, 'A', '2026-11-25'),
      await shiftOf(bo.accountId, 'B', '2026-11-25'),
    ]
    const asked = await ask(mine.shiftId, bo.accountId, theirs.shiftId)
    expect(asked).toMatchObject({ ok: true, roundTrips: 4 })
    const swapId = asked.ok ? asked.data.swapId : ''
    expect((await shiftOf(an.accountId, 'A', '2026-11-25')).shiftId).toBe(mine.shiftId)
    expect(await answer(swapId, true, cast.admin.token)).toMatchObject({ error: { code: 'not_found' } })
    expect(await answer(swapId, true, an.token)).toMatchObject({ error: { code: 'not_found' } })
    expect(await answer(swapId, true)).toMatchObject({ ok: true, data: { status: 'agreed' }, roundTrips: 4 })
    const { shifts, swaps } = await look()
    expect(shifts.find(({ shiftId }) => shiftId === mine.shiftId)?.accountId).toBe(bo.accountId)
    expect(shifts.find(({ shiftId }) => shiftId === theirs.shiftId)?.accountId).toBe(an.accountId)
    expect(swaps).toMatchObject([{ swapId, status: 'agreed', askedByName: '赵雨桐', askedOfName: '沈卫东' }])
    expect(await answer(swapId, true)).toMatchObject({ ok: true })
    expect(await answer(swapId, false)).toMatchObject({ error: { code: 'conflict' } })
    await server.app.settled()
    const told = async (token: string) =>
      (await callOk(server.app, token, 'inbox.list', {})).messages.map(({ title, body }) => `${title}：${body}`)
    expect(await told(bo.token)).toEqual([
      '有人想和您换班：赵雨桐请您值11 月 25 日 08:00–16:00 的 A 岗。同意或不行，都在值班表里回一声。',
    ])
    expect(await told(an.token)).toEqual(['沈卫东同意换了：11 月 25 日 08:00–16:00 的 A 岗，同意换了。'])
  })

  it('can be declined, or taken back', async () => {
    await published()
    const { shiftId } = await shiftOf(an.accountId, 'A', '2026-11-25')
    for (const [token, status] of [
      [cast.streetDispatcher.token, 'declined'],
      [an.token, 'withdrawn'],
    ] as const) {
      const asked = await ask(shiftId, cast.streetDispatcher.accountId)
      const swapId = asked.ok ? asked.data.swapId : ''
      expect(await answer(swapId, false, token)).toMatchObject({ data: { status } })
      expect(await answer(swapId, true, cast.streetDispatcher.token)).toMatchObject({ error: { code: 'conflict' } })
    }
    await server.app.settled()
    expect(await raw('select untold, notified_version from roster_swap')).toEqual([
      { untold: 0, notified_version: 2 },
      { untold: 0, notified_version: 2 },
    ])
    expect((await shiftOf(an.accountId, 'A', '2026-11-25')).shiftId).toBe(shiftId)
  })

  it('is refused where it would put one person in two places, or somebody who may not be there', async () => {
    await published()
    const { shiftId } = await shiftOf(an.accountId, 'A', '2026-11-25')
    expect(await ask(shiftId, bo.accountId)).toMatchObject({ error: { code: 'swap_clashes' } })
    expect(await ask(shiftId, cast.otherCommunityStaff.accountId)).toMatchObject({ error: { code: 'not_found' } })
    expect(await ask(shiftId, an.accountId, undefined, bo.token)).toMatchObject({ error: { code: 'not_found' } })
    await goTo(instantOf('2026-11-25', '08:00'))
    expect(await ask(shiftId, cast.streetDispatcher.accountId)).toMatchObject({ error: { code: 'duty_begun' } })
  })

  it('asked before a new publishing moves nothing after it', async () => {
    await published()
    const { shiftId } = await shiftOf(an.accountId, 'A', '2026-11-25')
    const asked = await ask(shiftId, cast.streetDispatcher.accountId)
    await save(wholeWeek(bo.accountId, an.accountId), 2)
    await publish(3)
    const late = await answer(asked.ok ? asked.data.swapId : '', true, cast.streetDispatcher.token)
    expect(late).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('a shift', () => {
  const start = (shiftId: string, excuse = '', token = an.token) =>
    call(server.app, token, 'people.startShift', { areaCode, shiftId, excuse })
  const end = (shiftId: string, note: string, token = an.token) =>
    call(server.app, token, 'people.endShift', { areaCode, shiftId, note })

  it('starts only with a channel or with a reason, which the other of the shift and who plans can read', async () => {
    await published()
    const { shiftId } = await shiftOf(an.accountId, 'A')
    expect(await start(shiftId)).toMatchObject({ status: 409, error: { code: 'no_channel' }, roundTrips: 3 })
    expect(await start(shiftId, '手机坏了，打社区座机')).toMatchObject({ data: { channel: 'none' }, roundTrips: 4 })
    const excuseFor = async (token: string) =>
      (await look(token)).shifts.find((shift) => shift.shiftId === shiftId)?.excuse
    for (const { token } of [bo, an, cast.admin]) expect(await excuseFor(token)).toBe('手机坏了，打社区座机')
    expect(await excuseFor(cast.gridWorker.token)).toBe('')
  })

  it('starts by an open desk, and not by one that was closed', async () => {
    await published()
    const { shiftId } = await shiftOf(an.accountId, 'A')
    const seen = (at: Date) =>
      raw('replace into presence (account_id, desk_seen_at) values (?, ?)', [
        an.accountId,
        at.toISOString().replace('T', ' ').replace('Z', ''),
      ])
    await seen(addSeconds(now, -31))
    expect(await start(shiftId)).toMatchObject({ error: { code: 'no_channel' } })
    await seen(addSeconds(now, -5))
    expect(await start(shiftId, '不用')).toMatchObject({ data: { channel: 'desk' } })
    expect(await raw('select channel, excuse from roster_shift where id = ?', [shiftId])).toEqual([
      { channel: 'desk', excuse: '' },
    ])
  })

  it('hands its note over to the next', async () => {
    await published()
    const [first, next] = [await shiftOf(an.accountId, 'A'), await shiftOf(bo.accountId, 'A')]
    expect(await end(first.shiftId, '')).toMatchObject({ error: { code: 'shift_not_now' } })
    await start(first.shiftId, '座机')
    expect(await end(first.shiftId, '王秀英下午要回电', bo.token)).toMatchObject({ error: { code: 'not_found' } })
    await goTo(instantOf(week, '15:55'))
    expect(await end(first.shiftId, '王秀英下午要回电')).toMatchObject({ ok: true, roundTrips: 2 })
    expect(await end(first.shiftId, '王秀英下午要回电')).toMatchObject({ ok: true, roundTrips: 3 })
    expect(await end(first.shiftId, '改一改')).toMatchObject({ error: { code: 'shift_not_now' } })
    const begun = await start(next.shiftId, '座机', bo.token)
    expect(begun).toMatchObject({ data: { handover: { note: '王秀英下午要回电', name: '赵雨桐' } } })
    expect((await look(bo.token)).handover).toMatchObject({ note: '王秀英下午要回电' })
  })

  it('is nobody else’s, and not for another time', async () => {
    await published()
    const [mine, later] = [await shiftOf(an.accountId, 'A'), await shiftOf(an.accountId, 'A', '2026-11-25')]
    expect(await start(mine.shiftId, '座机', bo.token)).toMatchObject({ error: { code: 'not_found' } })
    expect(await start(later.shiftId, '座机')).toMatchObject({ error: { code: 'shift_not_now' } })
  })
})

describe('who is on duty now', () => {
  const codes = [places.grid, places.community, places.street, places.district]
  const wechat = { templates: {} }
  const onDuty = async (at: Date, code: string = areaCode) =>
    (await ladderStaff({ db, now: at, wechat }, codes))
      .find((area) => area.code === code)
      ?.staff.filter((member) => member.onDuty)
      .map(({ accountId }) => accountId)
      .toSorted()

  it('is A and B where a published roster covers now, everybody with a post elsewhere', async () => {
    const everybody = [an, bo, cast.doctor, cast.admin].map(({ accountId }) => accountId).toSorted()
    await save(wholeWeek())
    expect(await onDuty(instantOf(week, '09:00'))).toEqual(everybody)
    await publish(1)
    expect(await onDuty(instantOf(week, '09:00'))).toEqual([an, bo].map(({ accountId }) => accountId).toSorted())
    expect(await onDuty(instantOf(week, '07:59'))).toEqual(everybody)
    expect(await onDuty(instantOf(week, '09:00'), places.grid)).toEqual([cast.gridWorker.accountId])
  })

  it('is somebody of the community for a grid that says so, and nobody whose post has ended', async () => {
    const entries = [{ day: week, from: '08:00', to: '24:00', part: 'A' as const, accountId: bo.accountId }]
    const grid = { areaCode: places.grid, week, version: 0, covered, entries }
    await callOk(server.app, an.token, 'people.saveRoster', grid)
    // A whole week is needed to publish; this day alone is enough to ask about.
    await raw(
      `insert into roster_shift (area_code, id, part, account_id, starts_at, ends_at, excuse, note)
       values (?, ?, 'A', ?, '2026-11-23 00:00:00', '2026-11-23 16:00:00', '', '')`,
      [places.grid, newId(), bo.accountId],
    )
    expect(await onDuty(instantOf(week, '09:00'), places.grid)).toEqual([bo.accountId])
    await raw('update staff_role set revoked_at = now() where account_id = ?', [bo.accountId])
    expect(await onDuty(instantOf(week, '09:00'), places.grid)).toEqual([cast.gridWorker.accountId])
  })
})

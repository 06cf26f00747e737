import { expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { makeActors, places } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { shiftThatWas } from '../testing/evaluation-town.ts'
import { testServer } from '../testing/server.ts'
import { joinAll } from '../testing/volunteering.ts'
import { recordsSlice } from '../records/slice.ts'
import { evaluationsSlice } from './slice.ts'
import { volunteeringSlice } from '../volunteering/slice.ts'

const database = await useDatabase()
const { db } = database
const now = new Date('2026-11-24T02:00:00.000Z')
const communityId = places.community
/** Saturday 8:30 to 10:30; ten working days on is Friday 4 December. */
const startsAt = new Date('2026-11-21T00:30:00.000Z')

async function town() {
  const server = testServer(database, [volunteeringSlice, evaluationsSlice, recordsSlice], now)
  const cast = await makeActors(db, now)
  const { neighbour: leader, daughter: volunteer, former, elder } = cast
  await joinAll(db, [leader, volunteer, former], { now })
  const shift = await shiftThatWas(
    db,
    leader,
    [{ who: leader }, { who: volunteer }, { who: former, status: 'missed' }, { who: elder, role: 'participant' }],
    startsAt,
  )
  const { app } = server
  const evaluate = (who: { token: string }, said: { activity?: number; leader?: number; thanks?: string }) =>
    call(app, who.token, 'evaluations.evaluate', {
      id: newId(),
      shiftId: shift.shiftId,
      activity: said.activity === undefined ? null : { score: said.activity, words: '排得挺好' },
      leader: said.leader === undefined ? null : { score: said.leader, words: '' },
      thanks: said.thanks ?? null,
    })
  const page = (who: { token: string }) =>
    call(app, who.token, 'evaluations.evaluation', { communityId, shiftId: shift.shiftId })
  const rate = (who: { token: string }, residentId: string, quality: 'excellent' | 'poor' = 'excellent') =>
    call(app, who.token, 'evaluations.evaluateVolunteers', {
      id: newId(),
      communityId,
      shiftId: shift.shiftId,
      volunteers: [{ residentId, quality, words: '' }],
    })
  return { ...cast, ...server, ...shift, leader, volunteer, evaluate, page, rate }
}

it('lets who was there evaluate shift and leader, change it for ten working days, and not after', async () => {
  const { clock, volunteer, evaluate, page, app } = await town()
  const open = await call(app, volunteer.token, 'evaluations.toEvaluate', {})
  expect(open).toMatchObject({ ok: true, data: { shifts: [{ activityTitle: '周六义诊', untilDay: '2026-12-04' }] } })
  expect(open.roundTrips).toBeLessThanOrEqual(2)
  const first = await evaluate(volunteer, { activity: 5, leader: 4 })
  expect(first).toMatchObject({ ok: true, data: { untilDay: '2026-12-04' } })
  expect(first.roundTrips).toBeLessThanOrEqual(3)
  expect(await callOk(app, volunteer.token, 'evaluations.toEvaluate', {})).toEqual({ shifts: [] })
  clock.now = new Date('2026-12-04T15:59:00.000Z')
  expect(await evaluate(volunteer, { activity: 2 })).toMatchObject({ ok: true })
  const mine = await page(volunteer)
  expect(mine).toMatchObject({
    data: { open: true, mine: { activity: { score: 2 }, leader: { score: 4 } }, leading: null, thanks: null },
  })
  expect(mine.roundTrips).toBeLessThanOrEqual(3)
  clock.now = new Date('2026-12-04T16:00:00.000Z')
  expect(await evaluate(volunteer, { activity: 5 })).toMatchObject({ error: { code: 'evaluation_over' } })
  expect(await page(volunteer)).toMatchObject({ data: { open: false, mine: { activity: { score: 2 } } } })
})

it('lets nobody evaluate who was not there, who leads it, or before it is over', async () => {
  const { clock, former, leader, otherResident, elder, volunteer, evaluate, page } = await town()
  for (const who of [former, leader]) {
    expect(await evaluate(who, { activity: 1 })).toMatchObject({ error: { code: 'not_attended' } })
  }
  expect(await evaluate(volunteer, { thanks: '谢谢' })).toMatchObject({ error: { code: 'not_attended' } })
  expect(await evaluate(otherResident, { activity: 1 })).toMatchObject({ error: { code: 'not_found' } })
  expect(await page(otherResident)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await evaluate(elder, { activity: 5, thanks: '谢谢你们' })).toMatchObject({ ok: true })
  clock.now = new Date('2026-11-21T01:30:00.000Z')
  expect(await evaluate(volunteer, { activity: 5 })).toMatchObject({ error: { code: 'evaluation_over' } })
})

it('lets the leader and staff say how volunteers served, and each volunteer read it with the thanks', async () => {
  const {
    app,
    leader,
    volunteer,
    elder,
    former,
    communityStaff,
    otherCommunityStaff,
    neighbour,
    evaluate,
    page,
    rate,
  } = await town()
  const residentId = volunteer.person.residentId
  const seen = await page(leader)
  expect(seen.roundTrips).toBeLessThanOrEqual(3)
  expect(seen).toMatchObject({
    data: { mine: null, leading: { volunteers: [{ residentId, name: '陈静', mine: null }] } },
  })
  const saved = await rate(leader, residentId)
  expect(saved).toMatchObject({ ok: true, data: { saved: 1 } })
  expect(saved.roundTrips).toBeLessThanOrEqual(3)
  expect(await rate(leader, leader.person.residentId)).toMatchObject({ error: { code: 'not_attended' } })
  expect(await rate(leader, former.person.residentId)).toMatchObject({ error: { code: 'not_attended' } })
  expect(await rate(volunteer, residentId)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await rate(otherCommunityStaff, residentId)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await rate(communityStaff, residentId, 'poor')).toMatchObject({ ok: true })
  await evaluate(elder, { thanks: '谢谢你们' })
  await evaluate(volunteer, { activity: 5, leader: 2 })

  const said = await call(app, volunteer.token, 'evaluations.said', {})
  expect(said.roundTrips).toBeLessThanOrEqual(2)
  expect(said.ok && said.data.said.map(({ kind, quality, words }) => [kind, quality, words])).toEqual(
    expect.arrayContaining([
      ['volunteer', 'excellent', ''],
      ['volunteer', 'poor', ''],
      ['thanks', null, '谢谢你们'],
    ]),
  )
  const aboutLeader = await callOk(app, leader.token, 'evaluations.said', {})
  expect(aboutLeader.said.toSorted((one, other) => (one.kind > other.kind ? 1 : -1))).toMatchObject([
    { kind: 'leader', score: 2, byName: '' },
    { kind: 'thanks', byName: '王秀英' },
  ])
  expect(await page(leader)).toMatchObject({
    data: { leading: { activity: { count: 1, average: 5 }, leader: { count: 1, average: 2 } } },
  })
  const averages = (who: { token: string }) => call(app, who.token, 'evaluations.averages', { communityId })
  const led = await averages(neighbour)
  expect(led.roundTrips).toBeLessThanOrEqual(2)
  expect(led).toMatchObject({ data: { activities: [{ leaderName: '周建国', leader: { average: 2 } }] } })
  expect(await averages(communityStaff)).toMatchObject({ data: { activities: [{}] } })
  expect(await averages(volunteer)).toMatchObject({ data: { activities: [] } })
  const low = await call(app, communityStaff.token, 'evaluations.lowEvaluations', { communityId })
  expect(low.roundTrips).toBeLessThanOrEqual(2)
  expect(low).toMatchObject({
    data: {
      low: expect.arrayContaining([expect.objectContaining({ kind: 'leader', aboutName: '周建国' })]) as unknown,
    },
  })
})

it('keeps one row for each pair and shift, however often it is sent at once', async () => {
  const { leader, volunteer, rate } = await town()
  await Promise.all(Array.from({ length: 12 }, () => rate(leader, volunteer.person.residentId)))
  expect(await database.raw('select count(*) as n from evaluation')).toMatchObject([{ n: 1 }])
})

it('commends: staff at once, a leader for somebody of the shift, confirmed by another, named by consent only', async () => {
  const { app, leader, volunteer, communityStaff, admin, former, neighbour, shiftId } = await town()
  const number = async (residentId: string) => {
    const [row] = await database.raw('select volunteer_number as n from volunteer where resident_id = ?', [residentId])
    return (row as { n: string }).n
  }
  const commend = (who: { token: string }, volunteerNumber: string, by: { shiftId: string | null; id?: string }) =>
    call(app, who.token, 'evaluations.commend', {
      communityId,
      volunteerNumber,
      name: '热心志愿者',
      grantedOn: '2026-11-20',
      granter: '梅园社区',
      reason: '风雨无阻送饭',
      ...by,
      id: by.id ?? newId(),
    })
  const theirs = await number(volunteer.person.residentId)
  const proposed = await commend(leader, theirs, { shiftId })
  expect(proposed).toMatchObject({ ok: true, data: { status: 'proposed' } })
  expect(proposed.roundTrips).toBeLessThanOrEqual(5)
  expect(await commend(leader, await number(leader.person.residentId), { shiftId })).toMatchObject({
    error: { code: 'not_allowed' },
  })
  expect(await commend(leader, await number(former.person.residentId), { shiftId })).toMatchObject({
    error: { code: 'not_found' },
  })
  expect(await commend(volunteer, theirs, { shiftId })).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await commend(leader, theirs, { shiftId: null })).toMatchObject({ error: { code: 'not_allowed' } })
  const id = newId()
  expect(await commend(admin, theirs, { shiftId: null, id })).toMatchObject({ data: { status: 'confirmed' } })
  expect(await commend(admin, theirs, { shiftId: null, id })).toMatchObject({ data: { commendationId: id } })

  const commendationId = proposed.ok ? proposed.data.commendationId : ''
  const press = { communityId, commendationId, version: 1, confirmed: true }
  const desk = await call(app, communityStaff.token, 'evaluations.deskCommendations', { communityId })
  expect(desk).toMatchObject({ data: { proposed: [{ commendationId, proposedByName: '周建国' }], decided: [{}] } })
  expect(desk.roundTrips).toBeLessThanOrEqual(2)
  const decided = await call(app, communityStaff.token, 'evaluations.decideCommendation', press)
  expect(decided).toMatchObject({ ok: true, data: { status: 'confirmed' } })
  expect(decided.roundTrips).toBeLessThanOrEqual(4)
  expect(await call(app, communityStaff.token, 'evaluations.decideCommendation', press)).toMatchObject({ ok: true })
  const other = { ...press, confirmed: false }
  expect(await call(app, admin.token, 'evaluations.decideCommendation', other)).toMatchObject({
    error: { code: 'conflict' },
  })
  await app.settled()
  const told = await database.raw("select title from delivery where title like '您得了表彰%'")
  expect(told.length).toBeGreaterThanOrEqual(2)
  expect(await callOk(app, volunteer.token, 'evaluations.commendations', {})).toMatchObject({
    commendations: [{ name: '热心志愿者' }, {}],
  })
  const honours = await call(app, neighbour.token, 'evaluations.honours', {})
  expect(honours.roundTrips).toBeLessThanOrEqual(2)
  expect(JSON.stringify(honours)).not.toContain('陈静')
  await database.raw('update volunteer set consents = ? where resident_id = ?', [
    JSON.stringify([{ purpose: 'publicity', agreed: true, version: '1', at: now.toISOString() }]),
    volunteer.person.residentId,
  ])
  expect(JSON.stringify(await callOk(app, neighbour.token, 'evaluations.honours', {}))).toContain('陈静')
})

import { expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { countRoundTrips } from '../platform/db/round-trips.ts'
import { makeActors, places, type TestAccount } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { shiftThatWas } from '../testing/evaluation-town.ts'
import { testServer } from '../testing/server.ts'
import { joinAll } from '../testing/volunteering.ts'
import { evaluationsSlice } from './slice.ts'
import { volunteeringSlice } from '../volunteering/slice.ts'
import { advanceComplaints } from './complaints.ts'

const database = await useDatabase()
const { db } = database
const now = new Date('2026-11-24T02:00:00.000Z')
const communityId = places.community

async function town() {
  const server = testServer(database, [volunteeringSlice, evaluationsSlice], now)
  const cast = await makeActors(db, now)
  const { neighbour: leader, daughter: complainant } = cast
  const streetStaff = cast.people.staff('community_staff', places.street, '周街道')
  // The leader has a post in the community, too.
  await db
    .insertInto('staff_role')
    .values({
      account_id: leader.accountId,
      area_code: communityId,
      role: 'community_staff',
      post_name: 'B 岗',
      since: now,
      revoked_at: null,
    })
    .execute()
  await cast.people.save(db)
  await joinAll(db, [leader, complainant], { now })
  const shift = await shiftThatWas(db, leader, [{ who: complainant }], new Date('2026-11-21T00:30:00.000Z'))
  const { app } = server
  const complain = (about: 'activity' | 'leader' | 'group' | 'staff', id = newId()) =>
    call(app, complainant.token, 'evaluations.complain', {
      id,
      about,
      aboutId: { activity: shift.activityId, leader: shift.activityId, group: shift.groupId, staff: null }[about],
      words: '说好八点半，等到九点半才开始。',
    })
  const desk = async (who: TestAccount) => (await callOk(app, who.token, 'evaluations.deskComplaints', {})).complaints
  const answer = (who: TestAccount, complaintId: string, version: number, words = '下次提前到，对不住。') =>
    call(app, who.token, 'evaluations.answerComplaint', { communityId, complaintId, version, answer: words })
  return { ...cast, ...server, leader, complainant, streetStaff, complain, desk, answer }
}

it('brings a complaint to the community, never to who is accused, and the answer back', async () => {
  const { app, complainant, leader, communityStaff, otherCommunityStaff, complain, desk, answer } = await town()
  const id = newId()
  const sent = await complain('leader', id)
  expect(sent).toMatchObject({ ok: true, data: { complaintId: id, status: 'open', level: 0, dueDay: '2026-12-08' } })
  expect(sent.roundTrips).toBeLessThanOrEqual(4)
  expect(await complain('leader', id)).toMatchObject({ ok: true, data: { version: 1 } })
  expect(await complain('leader')).toMatchObject({ error: { code: 'complaint_pending' } })
  expect(await complain('activity')).toMatchObject({ ok: true })
  expect(await desk(communityStaff)).toMatchObject([{ byName: '陈静', mayAnswer: true }, {}])
  const counted = await call(app, communityStaff.token, 'evaluations.deskComplaints', {})
  expect(counted.roundTrips).toBeLessThanOrEqual(2)
  expect(await desk(otherCommunityStaff)).toEqual([])
  // Accused, and on the desk by a post: sees nothing of it.
  expect(await desk(leader)).toEqual([])
  expect(await answer(leader, id, 1)).toMatchObject({ error: { code: 'not_found' } })
  await app.settled()
  const told = await database.raw("select recipient_id, title, body from delivery where title like '有人对%'")
  expect(told.length).toBeGreaterThan(0)
  expect(JSON.stringify(told)).not.toContain('陈静')

  const answered = await answer(communityStaff, id, 1)
  expect(answered).toMatchObject({ ok: true, data: { status: 'answered', version: 2 } })
  expect(answered.roundTrips).toBeLessThanOrEqual(4)
  expect(await answer(communityStaff, id, 1)).toMatchObject({ ok: true })
  expect(await answer(communityStaff, id, 1, '别的话')).toMatchObject({ error: { code: 'conflict' } })
  const mine = await call(app, complainant.token, 'evaluations.complaints', {})
  expect(mine.roundTrips).toBeLessThanOrEqual(2)
  expect(mine.ok && mine.data.complaints.find((one) => one.complaintId === id)).toMatchObject({
    status: 'answered',
    answer: '下次提前到，对不住。',
    mayRise: true,
  })
})

it('rises to the street and the district while the answer is not enough, and ends there', async () => {
  const {
    app,
    complainant,
    communityStaff,
    streetStaff,
    streetDispatcher,
    districtDispatcher,
    complain,
    desk,
    answer,
  } = await town()
  const id = newId()
  await complain('group', id)
  const judge = (version: number, satisfied: boolean) =>
    call(app, complainant.token, 'evaluations.judgeAnswer', {
      complaintId: id,
      version,
      satisfied,
      words: '没说到点上',
    })
  expect(await judge(1, false)).toMatchObject({ error: { code: 'conflict' } })
  await answer(communityStaff, id, 1)
  const risen = await judge(2, false)
  expect(risen).toMatchObject({ ok: true, data: { status: 'open', level: 1 } })
  expect(risen.roundTrips).toBeLessThanOrEqual(4)
  expect(await judge(2, false)).toMatchObject({ ok: true, data: { version: 3 } })
  // Below they still see it, and cannot answer any more.
  expect(await desk(communityStaff)).toMatchObject([{ mayAnswer: false, late: true }])
  expect(await answer(communityStaff, id, 3)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await desk(streetStaff)).toMatchObject([{ mayAnswer: true, before: [{ notSatisfied: '没说到点上' }] }])
  expect(await answer(streetDispatcher, id, 3)).toMatchObject({ ok: true })
  await judge(4, false)
  expect(await answer(streetStaff, id, 5)).toMatchObject({ error: { code: 'not_allowed' } })
  expect(await answer(districtDispatcher, id, 5)).toMatchObject({ ok: true, data: { status: 'closed' } })
  expect(await judge(6, false)).toMatchObject({ error: { code: 'conflict' } })
  // Closed: the same can be said again.
  expect(await complain('group')).toMatchObject({ ok: true })
  await app.settled()
})

it('keeps what is about the staff from the staff: the street has it at once', async () => {
  const { app, communityStaff, admin, streetStaff, complain, desk, answer } = await town()
  const id = newId()
  expect(await complain('staff', id)).toMatchObject({ data: { level: 1, aboutName: '社区工作人员' } })
  for (const who of [communityStaff, admin]) {
    expect(await desk(who)).toEqual([])
    expect(await answer(who, id, 1)).toMatchObject({ error: { code: 'not_found' } })
  }
  expect(await desk(streetStaff)).toMatchObject([{ complaintId: id, mayAnswer: true }])
  await app.settled()
  const told = await database.raw("select recipient_id from delivery where title like '有人对%'")
  expect(told.map((row) => (row as { recipient_id: string }).recipient_id)).not.toContain(communityStaff.accountId)
  expect(await answer(streetStaff, id, 1)).toMatchObject({ ok: true })
})

it('rises by itself when nobody answers within ten working days, once for each level, and is idle else', async () => {
  const { app, tick, clock, complainant, streetStaff, complain, desk, answer, communityStaff } = await town()
  const id = newId()
  await complain('activity', id)
  const idle = await countRoundTrips(() => advanceComplaints(db, [communityId], clock.now))
  expect(idle.roundTrips).toBe(1)
  clock.now = new Date('2026-12-08T16:00:00.000Z')
  await database.raw("update session set created_at = '2026-12-08 15:00:00', last_seen_at = '2026-12-08 15:00:00'")
  await Promise.all([1, 2, 3].map(() => advanceComplaints(db, [communityId], clock.now)))
  const mine = () => callOk(app, complainant.token, 'evaluations.complaints', {})
  expect(await mine()).toMatchObject({ complaints: [{ level: 1, status: 'open', dueDay: '2026-12-23', version: 2 }] })
  await tick()
  expect(await desk(streetStaff)).toMatchObject([{ late: true, mayAnswer: true }])
  expect(await answer(communityStaff, id, 2)).toMatchObject({ error: { code: 'not_allowed' } })
  await advanceComplaints(db, [communityId], new Date('2027-03-01T16:00:00.000Z'))
  const later = new Date('2027-06-01T16:00:00.000Z')
  await advanceComplaints(db, [communityId], later)
  await advanceComplaints(db, [communityId], later)
  expect(await mine()).toMatchObject({ complaints: [{ level: 2, status: 'open', version: 4 }] })
})

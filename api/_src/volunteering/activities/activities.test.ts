import { expect, it, describe } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { places } from '../../testing/actors.ts'
import { activityTown, makeGroup, moveIt, plannedShift, publishActivity, wholePlan } from '../../testing/activities.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { tally } from '../../testing/volunteering.ts'
import { newId } from '../../platform/ids.ts'
import { advanceActivities } from './advance.ts'

const { db } = await useDatabase()
const communityId = places.community
const now = instantOf('2026-11-24', '08:20')

const town = () => activityTown(db, now)

const draftOf = (activityId: string, version: number, plan: ReturnType<typeof wholePlan>) => ({
  communityId,
  activityId,
  version,
  plan,
})

describe('a draft', () => {
  it('is kept half written, says what it lacks, and loses nothing', async () => {
    const { app, leader, groupId } = await town()
    const activityId = newId()
    const half = wholePlan(groupId, {
      title: '',
      contactPhone: '12',
      shifts: [plannedShift({ task: '', day: '', from: '', to: '', capacity: 0 })],
    })
    const saved = await call(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, half))
    expect(saved).toMatchObject({ ok: true, data: { version: 1, days: [] } })
    expect(saved.ok && saved.data.problems.map(({ code }) => code)).toEqual([
      'title',
      'contact_phone',
      'task',
      'day',
      'time',
      'capacity',
    ])
    expect(saved.roundTrips).toBeLessThanOrEqual(3)
    // The answer was lost: the same draft again changes nothing, and newer words win.
    const again = await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, half))
    expect(again.version).toBe(2)
    const whole = wholePlan(groupId)
    const over = await call(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 1, whole))
    expect(over).toMatchObject({ ok: true, data: { version: 3, problems: [] } })
    expect(over.roundTrips).toBeLessThanOrEqual(5)
    const view = await call(app, leader.token, 'volunteering.plan', { communityId, activityId })
    expect(view.ok && view.data.plan).toEqual(whole)
    expect(view.roundTrips).toBe(2)
  })

  it('of somebody else is not written over by who saw an older one', async () => {
    const { app, leader, staff, groupId } = await town()
    const activityId = newId()
    await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    await callOk(
      app,
      staff.token,
      'volunteering.saveDraft',
      draftOf(activityId, 1, wholePlan(groupId, { title: '义诊' })),
    )
    const late = await call(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 1, wholePlan(groupId)))
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict' } })
    const foreign = await call(app, staff.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    expect(foreign.ok).toBe(true)
  })

  it('is nobody else’s: neither a member’s, nor another community’s', async () => {
    const { app, leader, member, stranger, groupId } = await town()
    const activityId = newId()
    await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    for (const { token } of [member, stranger]) {
      const save = await call(app, token, 'volunteering.saveDraft', draftOf(activityId, 1, wholePlan(groupId)))
      expect(save).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
      const look = await call(app, token, 'volunteering.plan', { communityId, activityId })
      expect(look).toMatchObject({ ok: false, error: { code: 'not_found' } })
      const moved = await moveIt(app, { token }, activityId, 1, 'submit')
      expect(moved).toMatchObject({ ok: false, error: { code: 'not_found' } })
    }
    expect((await callOk(app, member.token, 'volunteering.activities', {})).activities).toEqual([])
  })
})

describe('from a draft to the end', () => {
  it('needs a second person, makes its shifts, runs, and closes once it is settled', async () => {
    const { app, clock, leader, member, staff, groupId } = await town()
    const plan = wholePlan(groupId, {
      shifts: [
        plannedShift({
          repeats: { weekdays: [6], untilDay: '2026-12-19', skipsHolidays: true },
          firstTimerPlaces: 1,
        }),
        plannedShift({ task: '听讲座', role: 'participant', day: '2026-12-06', capacity: 30 }),
      ],
    })
    const activityId = newId()
    const key = { communityId, activityId }
    const saved = await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, plan))
    expect(saved.days).toHaveLength(4)
    const submitted = await moveIt(app, leader, activityId, 1, 'submit')
    expect(submitted).toMatchObject({ ok: true, data: { status: 'in_review', version: 2 } })
    expect(submitted.roundTrips).toBeLessThanOrEqual(4)
    expect((await moveIt(app, leader, activityId, 2, 'publish')).ok).toBe(false)
    const list = await call(app, staff.token, 'volunteering.deskActivities', { communityId })
    expect(list).toMatchObject({ ok: true, roundTrips: 2, data: { activities: [{ activityId, status: 'in_review' }] } })
    const waiting = await call(app, staff.token, 'volunteering.deskWaiting', {})
    expect(waiting).toMatchObject({ ok: true, roundTrips: 2, data: { communities: [{ communityId, inReview: 1 }] } })
    expect((await callOk(app, member.token, 'volunteering.activities', {})).activities).toEqual([])

    const published = await moveIt(app, staff, activityId, 2, 'publish')
    expect(published).toMatchObject({ ok: true, data: { status: 'published', version: 3 } })
    expect(published.roundTrips).toBeLessThanOrEqual(6)
    await app.settled()
    const view = await callOk(app, leader.token, 'volunteering.plan', key)
    expect(view.shifts.map(({ startsAt, task, capacity }) => [startsAt, task, capacity])).toEqual([
      ['2026-12-05T01:00:00.000Z', '量血压', 4],
      ['2026-12-06T01:00:00.000Z', '听讲座', 30],
      ['2026-12-12T01:00:00.000Z', '量血压', 4],
      ['2026-12-19T01:00:00.000Z', '量血压', 4],
    ])
    const kept = await db
      .selectFrom('shift')
      .select(['first_timer_places as kept', 'first_timers_until as until'])
      .where('community_id', '=', communityId)
      .where('first_timer_places', '>', 0)
      .execute()
    expect(kept).toHaveLength(3)
    expect(kept[0]?.until).toEqual(addSeconds(now, 86_400))
    const mine = await call(app, leader.token, 'volunteering.leading', {})
    expect(mine).toMatchObject({ ok: true, roundTrips: 2, data: { activities: [{ activityId, shiftCount: 4 }] } })

    clock.now = instantOf('2026-12-05', '09:00')
    await advanceActivities(db, [communityId], clock.now)
    expect((await callOk(app, leader.token, 'volunteering.plan', key)).status).toBe('running')
    expect((await moveIt(app, leader, activityId, 4, 'close')).ok).toBe(false)
    clock.now = instantOf('2026-12-19', '11:00')
    await advanceActivities(db, [communityId], clock.now)
    expect(await callOk(app, leader.token, 'volunteering.plan', key)).toMatchObject({ status: 'closed', moves: [] })
  })

  it('waits for attendance to be settled, ten working days at most', async () => {
    const { app, clock, leader, member, staff, groupId } = await town()
    const { activityId, shifts } = await publishActivity(app, leader, staff, wholePlan(groupId))
    await callOk(app, member.token, 'volunteering.signUp', { id: newId(), shiftId: shifts[0]?.shiftId ?? '' })
    const statusAt = async (day: string, time: string) => {
      clock.now = instantOf(day, time)
      await advanceActivities(db, [communityId], clock.now)
      return (await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })).status
    }
    expect(await statusAt('2026-12-05', '09:30')).toBe('running')
    expect(await statusAt('2026-12-05', '11:00')).toBe('running')
    expect(await statusAt('2026-12-18', '20:00')).toBe('running')
    expect(await statusAt('2026-12-19', '00:00')).toBe('closed')
  })

  it('finishes what broke off between publishing and the shifts', async () => {
    const { app, leader, staff, groupId } = await town()
    const activityId = newId()
    await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    await moveIt(app, leader, activityId, 1, 'submit')
    await db
      .updateTable('activity')
      .set({ status: 'published', version: 3, published_at: now, due_at: now, shifts_pending: 1 })
      .where('community_id', '=', communityId)
      .where('id', '=', activityId)
      .execute()
    await advanceActivities(db, [communityId], now)
    await advanceActivities(db, [communityId], now)
    const { shifts, status } = await callOk(app, staff.token, 'volunteering.plan', { communityId, activityId })
    expect([status, shifts.length]).toEqual(['published', 1])
  })

  it('is not published uninsured when it is risky', async () => {
    const { app, leader, groupId } = await town()
    const activityId = newId()
    const plan = wholePlan(groupId, { isRisky: true, insured: false })
    await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, plan))
    const moved = await moveIt(app, leader, activityId, 1, 'submit')
    expect(moved).toMatchObject({
      ok: false,
      error: { code: 'activity_incomplete', details: { problems: [{ code: 'insurance' }] } },
    })
  })

  it('answers a repeated move as the first time', async () => {
    const { app, leader, groupId } = await town()
    const activityId = newId()
    await callOk(app, leader.token, 'volunteering.saveDraft', draftOf(activityId, 0, wholePlan(groupId)))
    const input = { id: newId(), communityId, activityId, version: 1, act: { move: 'submit' } } as const
    const first = await callOk(app, leader.token, 'volunteering.moveActivity', input)
    expect(await callOk(app, leader.token, 'volunteering.moveActivity', input)).toEqual(first)
  })
})

describe('a published activity', () => {
  it('is cancelled in one step: everybody is out, told, and nobody can come in', async () => {
    const { app, leader, member, other, staff, groupId } = await town()
    const plan = wholePlan(groupId, { shifts: [plannedShift({ capacity: 1 })] })
    const { activityId, shifts } = await publishActivity(app, leader, staff, plan)
    const shiftId = shifts[0]?.shiftId ?? ''
    await callOk(app, member.token, 'volunteering.signUp', { id: newId(), shiftId })
    await callOk(app, other.token, 'volunteering.signUp', { id: newId(), shiftId })
    await app.settled()
    const cancelled = await moveIt(app, leader, activityId, 3, 'cancel', '要下大雨')
    expect(cancelled).toMatchObject({ ok: true, data: { status: 'cancelled', version: 4 } })
    expect(cancelled.roundTrips).toBeLessThanOrEqual(5)
    const after = await tally(db, shiftId)
    expect(after).toMatchObject({ taken: 0, capacity: 0, withdrawn: 2, confirmed: 0, waiting: 0 })
    expect(after.rows.map(({ history }) => history.at(-1))).toMatchObject([
      { step: 'cancelled', reason: '要下大雨' },
      { step: 'cancelled', reason: '要下大雨' },
    ])
    expect(after.rows.every(({ version, notifiedVersion }) => notifiedVersion < version)).toBe(true)
    const late = await call(app, member.token, 'volunteering.signUp', { id: newId(), shiftId })
    expect(late.ok).toBe(false)
    expect((await callOk(app, member.token, 'volunteering.activities', {})).activities).toEqual([])
    expect((await moveIt(app, leader, activityId, 4, 'cancel')).ok).toBe(false)
  })

  it('moves one shift and tells those who signed up', async () => {
    const { app, leader, member, staff, groupId } = await town()
    const repeats = { weekdays: [6], untilDay: '2026-12-19', skipsHolidays: false }
    const plan = wholePlan(groupId, { shifts: [plannedShift({ repeats })] })
    const { activityId, shifts } = await publishActivity(app, leader, staff, plan)
    const second = shifts[1]?.shiftId ?? ''
    await callOk(app, member.token, 'volunteering.signUp', { id: newId(), shiftId: second })
    const edit = {
      kind: 'edit',
      day: '2026-12-13',
      from: '14:00',
      to: '15:30',
      place: '二楼活动室',
      task: '量血压',
      neededSkill: null,
      capacity: 4,
    } as const
    const input = { communityId, activityId, shiftId: second, change: edit }
    const changed = await call(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      version: 3,
      scope: 'one',
      ...input,
    })
    expect(changed).toMatchObject({ ok: true, data: { version: 4 } })
    expect(changed.roundTrips).toBeLessThanOrEqual(5)
    const rows = (await tally(db, second)).rows
    expect(rows[0]?.history.at(-1)).toMatchObject({ step: 'moved' })
    const copies = await db
      .selectFrom('signup')
      .select(['starts_at', 'ends_at'])
      .where('community_id', '=', communityId)
      .execute()
    expect(copies).toEqual([{ starts_at: instantOf('2026-12-13', '14:00'), ends_at: instantOf('2026-12-13', '15:30') }])
    const view = await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
    expect(view.shifts.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-12-05', '2026-12-13', '2026-12-19'])
    // This and all later: the first day stays where it is.
    const later = await callOk(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      version: 4,
      scope: 'later',
      ...input,
      change: { ...edit, from: '15:00', to: '16:30' },
    })
    expect(later.version).toBe(5)
    const times = (await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })).shifts
    expect(times.map(({ startsAt, place }) => [startsAt.slice(11, 16), place])).toEqual([
      ['01:00', '社区卫生站门口'],
      ['07:00', '二楼活动室'],
      ['02:00', '二楼活动室'],
    ])
  })

  it('never has fewer places than people, and cancels one shift alone', async () => {
    const { app, leader, member, other, staff, groupId } = await town()
    const { activityId, shifts } = await publishActivity(app, leader, staff, wholePlan(groupId))
    const shiftId = shifts[0]?.shiftId ?? ''
    for (const { token } of [member, other]) {
      await callOk(app, token, 'volunteering.signUp', { id: newId(), shiftId })
    }
    const of = { communityId, activityId, shiftId, scope: 'one' } as const
    const edit = {
      kind: 'edit',
      day: '2026-12-05',
      from: '09:00',
      to: '11:00',
      place: '社区卫生站门口',
      task: '引导',
      neededSkill: null,
    } as const
    const change = (capacity: number, version: number) =>
      call(app, leader.token, 'volunteering.changeShift', {
        id: newId(),
        version,
        ...of,
        change: { ...edit, capacity },
      })
    expect(await change(1, 3)).toMatchObject({ ok: false, error: { code: 'shift_below_taken' } })
    expect(await change(2, 3)).toMatchObject({ ok: true, data: { version: 4 } })
    const rows = (await tally(db, shiftId)).rows
    expect(rows.map(({ history }) => history.at(-1)?.step)).toEqual(['confirmed', 'confirmed'])
    const gone = await call(app, leader.token, 'volunteering.changeShift', {
      id: newId(),
      version: 4,
      ...of,
      change: { kind: 'cancel', words: '停电' },
    })
    expect(gone).toMatchObject({ ok: true, data: { status: 'published', version: 5 } })
    expect(await tally(db, shiftId)).toMatchObject({ taken: 0, withdrawn: 2 })
  })

  it('corrects its words without a second person, but not its risks’ insurance', async () => {
    const { app, leader, member, staff, groupId } = await town()
    const { activityId } = await publishActivity(app, leader, staff, wholePlan(groupId))
    const input = {
      communityId,
      activityId,
      version: 3,
      description: '带上老花镜。',
      riskNotice: '地滑。',
      contactName: '周建国',
      contactPhone: '13900000012',
      leaderId: null,
    }
    expect((await call(app, member.token, 'volunteering.changeActivity', input)).ok).toBe(false)
    const changed = await call(app, leader.token, 'volunteering.changeActivity', input)
    expect(changed).toMatchObject({ ok: true, data: { version: 4 }, roundTrips: 3 })
    expect(await callOk(app, member.token, 'volunteering.activity', { activityId })).toMatchObject({
      description: '带上老花镜。',
      contactName: '周建国',
    })
  })
})

it('offers leaders their own groups, and staff all of them', async () => {
  const { app, leader, member, staff, stranger, groupId } = await town()
  await makeGroup(db, [])
  const own = await call(app, leader.token, 'volunteering.planChoices', { communityId })
  expect(own.ok && own.data.groups.map((group) => group.groupId)).toEqual([groupId])
  expect(own.roundTrips).toBeLessThanOrEqual(4)
  expect((await callOk(app, staff.token, 'volunteering.planChoices', { communityId })).groups).toHaveLength(2)
  expect((await callOk(app, member.token, 'volunteering.planChoices', { communityId })).groups).toEqual([])
  expect((await call(app, stranger.token, 'volunteering.planChoices', { communityId })).ok).toBe(false)
})

import { expect, it } from 'vitest'
import { addDays, addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makeGroup, moveIt, plannedShift, publishActivity, shiftWords, wholePlan } from '../../testing/activities.ts'
import { makePlaces, places, TestPeople } from '../../testing/actors.ts'
import { addNeed, addResource, addService } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { joinAll, tally, volunteeringApp } from '../../testing/volunteering.ts'
import { advanceActivities } from './advance.ts'
import { advanceVenues } from './advance-venues.ts'

const { db, raw } = await useDatabase()
const communityId = places.community
const now = instantOf('2026-11-24', '08:20')

async function town(volunteers: number) {
  const clock = { now }
  const app = volunteeringApp(db, clock)
  const people = new TestPeople(now)
  const leader = people.resident({ name: '周建国' })
  const reviewers = ['赵雨桐', '沈涛', '吴浩'].map((name) => people.staff('community_staff', communityId, name))
  const residents = people.residents(volunteers)
  await makePlaces(db)
  await people.save(db)
  await joinAll(db, residents, { now })
  return { clock, app, leader, reviewers, residents, groupId: await makeGroup(db, [leader]) }
}

async function aRoom() {
  const name = '多功能活动室'
  const resourceId = await addResource(db, communityId, name, { kind: 'room' })
  const serviceId = await addService(db, communityId, { category: 'venues', capacity_kind: 'exclusive', capacity: 1 })
  await addNeed(db, communityId, serviceId, [resourceId])
  return { resourceId, name }
}

it('is published by one of several reviewers at once, and its shifts are made once', async () => {
  const { app, leader, reviewers, groupId } = await town(0)
  for (let round = 0; round < 5; round += 1) {
    const activityId = newId()
    const repeats = { weekdays: [6], untilDay: '2026-12-26', skipsHolidays: false }
    const plan = wholePlan(groupId, { shifts: [plannedShift({ repeats }), plannedShift({ day: '2026-12-06' })] })
    await callOk(app, leader.token, 'volunteering.saveDraft', { communityId, activityId, version: 0, plan })
    await moveIt(app, leader, activityId, 1, 'submit')
    const answers = await Promise.all(
      [...reviewers, ...reviewers].map((reviewer, index) =>
        moveIt(app, reviewer, activityId, 2, index === 5 ? 'send_back' : 'publish'),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await app.settled()
    const view = await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
    expect([view.status, view.shifts.length]).toEqual(answers[5]?.ok ? ['draft', 0] : ['published', 5])
  }
})

it('leaves nobody with a place or in line when it is cancelled while they sign up and leave', async () => {
  const { clock, app, leader, reviewers, residents, groupId } = await town(24)
  const [reviewer] = reviewers
  if (!reviewer) throw new Error('nobody reviews')
  for (let round = 0; round < 4; round += 1) {
    clock.now = addSeconds(now, round * 3_600)
    const plan = wholePlan(groupId, {
      shifts: [plannedShift({ capacity: 5 }), plannedShift({ day: '2026-12-07', capacity: 8 })],
    })
    const { activityId, shifts } = await publishActivity(app, leader, reviewer, plan)
    const shiftOf = (index: number) => shifts[index % 2]?.shiftId ?? ''
    const early = residents.slice(0, 8)
    for (const [index, { token }] of early.entries())
      await call(app, token, 'volunteering.signUp', { id: newId(), shiftId: shiftOf(index) })
    const signUps = residents.slice(8).map(
      ({ token }, index) =>
        () =>
          call(app, token, 'volunteering.signUp', { id: newId(), shiftId: shiftOf(index) }),
    )
    const leaves = early.map(
      ({ token }, index) =>
        () =>
          call(app, token, 'volunteering.withdraw', { id: newId(), shiftId: shiftOf(index), reason: '' }),
    )
    const cancel = () => moveIt(app, leader, activityId, 3, 'cancel')
    const storm = [...signUps.slice(0, 6), ...leaves.slice(0, 4), cancel, ...signUps.slice(6), ...leaves.slice(4)]
    await Promise.all(storm.map((act) => act()))
    await app.settled()
    clock.now = addSeconds(clock.now, 61)
    await advanceActivities(db, [communityId], clock.now)
    for (const { shiftId } of shifts) {
      const after = await tally(db, shiftId)
      expect(after).toMatchObject({ taken: 0, capacity: 0, confirmed: 0, waiting: 0 })
      expect(after.rows.every(({ status }) => status === 'withdrawn')).toBe(true)
    }
    const { status } = await callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
    expect(status).toBe('cancelled')
  }
})

it('never has fewer places than people, however many come while it is made smaller', async () => {
  const { app, leader, reviewers, residents, groupId } = await town(12)
  const [reviewer] = reviewers
  if (!reviewer) throw new Error('nobody reviews')
  const plan = wholePlan(groupId, { shifts: [plannedShift({ capacity: 12 })] })
  const { activityId, shifts } = await publishActivity(app, leader, reviewer, plan)
  const shiftId = shifts[0]?.shiftId ?? ''
  const edit = { kind: 'edit', day: '2026-12-05', from: '10:00', to: '12:00', place: '东门', task: '量血压' } as const
  const change = { ...edit, neededSkill: null, capacity: 4 }
  const input = { communityId, activityId, version: 3, shiftId, scope: 'one', change } as const
  const [changed] = await Promise.all([
    call(app, leader.token, 'volunteering.changeShift', { id: newId(), ...input }),
    ...residents.map(({ token }) => call(app, token, 'volunteering.signUp', { id: newId(), shiftId })),
  ])
  await app.settled()
  // Whoever signed up for the old time meanwhile has the new one too.
  await advanceActivities(db, [communityId], addSeconds(now, 61))
  const after = await tally(db, shiftId)
  expect(after.taken).toBe(after.confirmed)
  expect(after.taken).toBeLessThanOrEqual(after.capacity)
  expect(after.capacity).toBe(changed.ok ? 4 : 12)
  const copies = await db
    .selectFrom('signup')
    .select('starts_at')
    .distinct()
    .where('community_id', '=', communityId)
    .execute()
  expect(copies).toEqual([{ starts_at: instantOf('2026-12-05', changed.ok ? '10:00' : '09:00') }])
})

it('two leaders add at once: each shift that is promised stands, and has the room, once', async () => {
  const { app, leader, reviewers, groupId } = await town(0)
  const [reviewer] = reviewers
  if (!reviewer) throw new Error('nobody reviews')
  const venue = await aRoom()
  const days = ['2026-12-06', '2026-12-07', '2026-12-08', '2026-12-09']
  for (let round = 0; round < 5; round += 1) {
    const hours = { from: `${10 + round}:00`, to: `${11 + round}:00` }
    const plan = wholePlan(groupId, { venue, shifts: [plannedShift(hours)] })
    const { activityId } = await publishActivity(app, leader, reviewer, plan)
    const add = (who: { token: string }, version: number, day: string) => {
      const input = { id: newId(), communityId, activityId, version, ...shiftWords({ ...hours, day }) }
      return call(app, who.token, 'volunteering.addShift', { ...input, role: 'volunteer' })
    }
    const look = () => callOk(app, leader.token, 'volunteering.plan', { communityId, activityId })
    const makers = [leader, ...reviewers]
    const promised: string[] = []
    let open = days
    // everybody sees the same activity; whoever was overtaken looks again, as the page does
    for (let tries = 0; open.length > 0 && tries < 12; tries += 1) {
      const { version } = await look()
      const answers = await Promise.all(
        open.map(async (day, index) => ({ day, answer: await add(makers[index] ?? leader, version, day) })),
      )
      const won = answers.flatMap(({ day, answer }) => (answer.ok ? [day] : []))
      expect(won.length).toBeLessThanOrEqual(1)
      for (const { answer } of answers) {
        if (!answer.ok) expect(answer.error.code).toBe('conflict')
      }
      promised.push(...won)
      open = open.filter((day) => !won.includes(day))
      await app.settled()
    }
    expect(promised.toSorted()).toEqual(days)
    const { shifts, story } = await look()
    expect(shifts.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-12-05', ...days])
    expect(story.filter(({ step }) => step === 'shift_added')).toHaveLength(days.length)
    const kept = await raw('select cell, count(*) as n from booking_claim where booking_id = ? group by cell', [
      activityId,
    ])
    expect(kept).toHaveLength(12 * (days.length + 1))
    expect(kept.every(({ n }) => Number(n) === 1)).toBe(true)
  }
  expect(Number((await raw("select count(*) as n from shift where activity_id = ''"))[0]?.['n'])).toBe(0)
})

it('two leaders move a shift at once while others want its rooms: what stands has its room', async () => {
  const { app, leader, reviewers, groupId } = await town(0)
  const [reviewer, second, third] = reviewers
  if (!reviewer || !second || !third) throw new Error('nobody reviews')
  const venue = await aRoom()
  const day = (round: number) => addDays('2026-12-05', round)
  for (let round = 0; round < 12; round += 1) {
    const planFor = (from: string, to: string) =>
      wholePlan(groupId, { venue, shifts: [plannedShift({ day: day(round), from, to })] })
    const { activityId, shifts } = await publishActivity(app, leader, reviewer, planFor('10:00', '12:00'))
    const shiftId = shifts[0]?.shiftId ?? ''
    const handedIn = async (from: string, to: string) => {
      const id = newId()
      const key = { communityId, activityId: id, version: 0 }
      await callOk(app, leader.token, 'volunteering.saveDraft', { ...key, plan: planFor(from, to) })
      await moveIt(app, leader, id, 1, 'submit')
      return id
    }
    const rivals = [
      await handedIn('10:00', '12:00'),
      await handedIn('14:00', '16:00'),
      await handedIn('17:00', '19:00'),
    ]
    const move = async ({ token }: { token: string }, from: string, to: string) => {
      const edit = { kind: 'edit', day: day(round), from, to, place: '东门', task: '量血压' } as const
      const change = { ...edit, neededSkill: null, capacity: 4 }
      const input = { id: newId(), communityId, activityId, version: 3, shiftId, scope: 'one', change } as const
      return call(app, token, 'volunteering.changeShift', input)
    }
    const insist = async (id: string) => {
      for (let tries = 0; tries < 12; tries += 1) {
        if ((await moveIt(app, third, id, 2, 'publish')).ok) return
      }
    }
    await Promise.all([
      move(leader, '14:00', '16:00'),
      move(reviewer, '17:00', '19:00'),
      move(second, '14:30', '16:30'),
      ...rivals.map(insist),
    ])
    await app.settled()
    await advanceVenues(db, [communityId], addSeconds(now, 61))
    for (const id of [activityId, ...rivals]) {
      const [shift] = await raw(
        `select s.starts_at as at from shift s join activity a on a.community_id = s.community_id and a.id = s.activity_id
         where a.id = ? and a.status = 'published'`,
        [id],
      )
      const [kept] = await raw('select min(cell) as first, count(*) as n from booking_claim where booking_id = ?', [id])
      const startsAt = shift?.['at'] as Date | undefined
      expect(kept).toEqual(startsAt ? { first: startsAt.getTime() / 60_000, n: 24 } : { first: null, n: 0 })
    }
  }
})

import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { visitDay, visitTown } from '../../testing/visit-town.ts'

const database = await useDatabase()
const { raw } = database
const town = visitTown(database)
beforeEach(town.setUp)
const { community } = places
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)
const ref = (visit: { visitId: string }) => ({ communityId: community, visitId: visit.visitId })
const plans = () => town.ok(town.cast.communityStaff, 'homecare.plans', { communityId: community })

describe('a plan', () => {
  it('makes its visits once, however often it is carried out, and goes on day by day', async () => {
    const planId = await town.planned({ weekdays: [1, 3, 5] })
    const first = await town.visits()
    expect(first.map(({ day }) => day)).toEqual([
      '2026-11-25',
      '2026-11-27',
      '2026-11-30',
      '2026-12-02',
      '2026-12-04',
      '2026-12-07',
    ])
    await raw('update visit_plan set due_at = ?, planned_through = null where id = ?', ['2026-11-24 00:00:00', planId])
    await Promise.all([town.advance(), town.advance(), town.advance()])
    expect((await town.visits()).map(({ visitId }) => visitId)).toEqual(first.map(({ visitId }) => visitId))
    expect(await raw("select id from booking where status = 'confirmed'")).toHaveLength(6)
    await town.at(instantOf('2026-11-25', '06:00'))
    await town.advance()
    expect((await town.visits()).at(-1)?.day).toBe('2026-12-09')
    expect(await raw('select distinct notified_version from booking')).toEqual([{ notified_version: 1 }])
  })

  it('says why a date has no visit, and offers the nearest time, which the manager takes', async () => {
    await town.planned()
    // Both who can give a bath are with the elder or away at nine.
    const [busy] = await town.visits()
    const away = { communityId: community, resourceId: town.workers.hong, day: '2026-11-25', reason: '看病' }
    await town.ok(town.cast.communityStaff, 'homecare.workerAway', { ...away, isAway: true })
    const planId = await town.planned({ time: '09:00', weekdays: [3], wishedWorkerId: town.workers.mei })
    const [plan] = (await plans()).plans.filter((one) => one.planId === planId)
    expect(plan?.gaps[0]).toMatchObject({ day: '2026-11-25', reason: 'taken' })
    expect(busy?.worker?.name).toBe('周梅')

    const other = await town.planned({ time: '09:30', weekdays: [3] })
    const gapped = (await plans()).plans.find((one) => one.planId === other)
    expect(gapped?.gaps[0]).toMatchObject({ day: '2026-11-25', reason: 'closed' })
    const nearest = gapped?.gaps[0]?.nearest ?? ''
    expect(nearest).toBe(instantOf('2026-11-25', '10:00').toISOString())
    const take = { communityId: community, planId: other, day: '2026-11-25', startsAt: nearest }
    const taken = await town.call(town.cast.communityStaff, 'homecare.takeAlternative', take)
    expect(taken).toMatchObject({ ok: true, data: { gaps: [{ day: '2026-12-02' }] } })
    expect(codeOf(await town.call(town.cast.communityStaff, 'homecare.takeAlternative', take))).toBe('ok')
    expect((await town.visits()).filter(({ day }) => day === '2026-11-25')).toHaveLength(2)
  })

  it('leaves holidays out by name', async () => {
    await town.planned({ weekdays: [5], weeksAhead: 4, fromDay: '2026-12-25' })
    await town.at(instantOf('2026-12-20', '08:00'))
    await town.advance()
    const [plan] = (await plans()).plans
    expect(plan?.gaps).toEqual([{ day: '2027-01-01', reason: 'holiday', words: '元旦', nearest: null }])
  })

  it('that is changed takes its old visits off, gives their time back, and ends with its visits', async () => {
    const planId = await town.planned({ weekdays: [3] })
    const change = {
      communityId: community,
      planId,
      agreementId: town.agreementId,
      plan: { ...town.plan, weekdays: [4] },
    }
    const answer = await town.call(town.cast.communityStaff, 'homecare.savePlan', { ...change, version: 1 })
    expect(answer).toMatchObject({ ok: true, data: { version: 2 } })
    expect(answer.roundTrips).toBeLessThanOrEqual(5)
    await town.app.settled()
    const again = await town.call(town.cast.communityStaff, 'homecare.savePlan', { ...change, version: 1 })
    expect(again).toMatchObject({ ok: true, data: { version: 2 } })
    await town.app.settled()
    const visits = await town.visits()
    expect(visits.map(({ day }) => day)).toEqual(['2026-11-26', '2026-12-03'])
    expect(await raw("select day from booking where status = 'confirmed' order by day")).toHaveLength(2)
    const end = { communityId: community, planId, version: 2, reason: '搬走了' }
    expect(codeOf(await town.call(town.cast.communityStaff, 'homecare.endPlan', end))).toBe('ok')
    await town.app.settled()
    expect(await town.visits()).toEqual([])
    expect(await raw("select id from booking where status = 'confirmed'")).toEqual([])
    // Nothing is left of their times.
    expect(await raw('select claim_key from booking_claim where need < 100')).toEqual([])
  })

  it('needs an agreement in force, with this kind of service', async () => {
    const save = (plan: Partial<typeof town.plan>, agreementId = town.agreementId) =>
      town.call(town.cast.communityStaff, 'homecare.savePlan', {
        communityId: community,
        planId: newId(),
        version: 0,
        agreementId,
        plan: { ...town.plan, ...plan },
      })
    expect(codeOf(await save({ category: 'cleaning' }))).toBe('category_not_agreed')
    expect(codeOf(await save({}, newId()))).toBe('not_found')
    await raw("update homecare_agreement set status = 'ended'")
    expect(codeOf(await save({}))).toBe('agreement_not_in_force')
    const { otherCommunityStaff, gridWorker } = town.cast
    for (const stranger of [otherCommunityStaff, gridWorker]) {
      const input = {
        communityId: community,
        planId: newId(),
        version: 0,
        agreementId: town.agreementId,
        plan: town.plan,
      }
      expect((await town.call(stranger, 'homecare.savePlan', input)).ok).toBe(false)
    }
  })
})

describe('sending somebody', () => {
  it('recommends with reasons, and the worker who was sent hears of it', async () => {
    await town.planned({ dialect: '南京话' })
    const visit = await town.visitAt(-60 * 24)
    const { communityStaff } = town.cast
    const recommended = await town.call(communityStaff, 'homecare.recommend', ref(visit))
    expect(recommended.roundTrips).toBeLessThanOrEqual(6)
    if (!recommended.ok) throw new Error(recommended.error.code)
    // The same building weighs as much as the dialect: who was there first comes first.
    expect(recommended.data.workers.map(({ name, fits }) => [name, fits])).toEqual([
      ['周梅', true],
      ['孙红', true],
      ['王强', false],
    ])
    const hong = recommended.data.workers.find(({ name }) => name === '孙红')
    expect(hong?.good).toEqual(expect.arrayContaining(['会说南京话', '会助浴']))
    const assign = { ...ref(visit), version: visit.version, resourceId: town.workers.hong }
    const sent = await town.call(communityStaff, 'homecare.assign', assign)
    expect(sent).toMatchObject({ ok: true, data: { worker: { name: '孙红' } } })
    expect(sent.roundTrips).toBeLessThanOrEqual(11)
    expect(codeOf(await town.call(communityStaff, 'homecare.assign', assign))).toBe('ok')
    expect(await town.titles(town.otherWorker.accountId)).toContain('派给您一趟上门：王秀英，助浴')
    expect(await town.titles(town.worker.accountId)).toContain('王秀英家这次换人去了')
    expect(codeOf(await town.call(town.worker, 'homecare.visit', ref(visit)))).toBe('not_found')
  })

  it('lists what a worker who is away leaves behind', async () => {
    await town.planned()
    const away = { communityId: community, resourceId: town.workers.mei, day: visitDay, reason: '发烧' }
    const { communityStaff } = town.cast
    const told = await town.call(communityStaff, 'homecare.workerAway', { ...away, isAway: true })
    expect(told).toMatchObject({ ok: true, data: { visits: [{ day: visitDay, residentName: '王秀英' }] } })
    expect(told.roundTrips).toBeLessThanOrEqual(4)
    const visit = await town.visitAt(-60)
    const { workers } = await town.ok(communityStaff, 'homecare.recommend', ref(visit))
    expect(workers[0]?.name).toBe('孙红')
    expect(workers.find(({ name }) => name === '周梅')).toMatchObject({ isFree: false, bad: ['当天请假'] })
    const week = await town.call(communityStaff, 'homecare.week', { communityId: community, week: visitDay })
    expect(week.roundTrips).toBe(4)
    expect(week.ok && week.data.workers.find(({ name }) => name === '周梅')?.away).toEqual([visitDay])
    await town.ok(communityStaff, 'homecare.workerAway', { ...away, isAway: false })
    const back = await town.ok(communityStaff, 'homecare.recommend', ref(visit))
    expect(back.workers[0]?.name).toBe('周梅')
  })

  it('another time keeps the worker where that one is free, and everybody hears of it', async () => {
    await town.planned()
    const visit = await town.visitAt(-60 * 20)
    const startsAt = instantOf(visitDay, '14:00').toISOString()
    const move = { ...ref(visit), version: visit.version, startsAt }
    const moved = await town.call(town.cast.communityStaff, 'homecare.moveVisit', move)
    expect(moved).toMatchObject({ ok: true, data: { startsAt, worker: { name: '周梅' } } })
    expect(moved.roundTrips).toBeLessThanOrEqual(11)
    expect(codeOf(await town.call(town.cast.communityStaff, 'homecare.moveVisit', move))).toBe('ok')
    expect(await town.titles(town.worker.accountId)).toContain('王秀英家的上门改时间了')
    const closed = { ...ref(visit), version: 2, startsAt: instantOf(visitDay, '19:00').toISOString() }
    expect(codeOf(await town.call(town.cast.communityStaff, 'homecare.moveVisit', closed))).toBe('slot_closed')
  })

  it('one date is taken off by the family, and the time is free again', async () => {
    await town.planned()
    const visit = await town.visitAt(-60 * 20)
    const skip = { ...ref(visit), version: visit.version, reason: '住院了' }
    const skipped = await town.call(town.cast.daughter, 'homecare.skipVisit', skip)
    expect(skipped).toMatchObject({ ok: true, data: { status: 'cancelled', cancelReason: '住院了' } })
    expect(skipped.roundTrips).toBe(3)
    expect(codeOf(await town.call(town.cast.daughter, 'homecare.skipVisit', skip))).toBe('ok')
    expect(await town.titles(town.worker.accountId)).toContain('王秀英家这次不用去了')
    await town.app.settled()
    expect(await raw('select claim_key from booking_claim where booking_id = ?', [visit.visitId])).toEqual([])
  })

  it('a booking cancelled on its own page takes the visit off in the morning, or when the worker sets out', async () => {
    await town.planned({ weekdays: [3, 4] })
    const cancel = (visitId: string) =>
      raw("update booking set status = 'cancelled', cancel_reason = '不在家' where id = ?", [visitId])
    const visit = await town.visitAt(-60 * 20)
    await cancel(visit.visitId)
    await town.at(instantOf(visitDay, '00:00'))
    await town.advance()
    expect(await town.titles(town.worker.accountId)).toContain('王秀英家这次不用去了')
    await town.at(instantOf('2026-12-03', '08:00'))
    await town.advance()
    const next = (await town.visits()).find(({ day }) => day === '2026-12-03')
    if (!next) throw new Error('no visit on the next day')
    await cancel(next.visitId)
    expect(codeOf(await town.call(town.worker, 'homecare.setOut', ref(next)))).toBe('visit_over')
  })
})

it('the plans of a community are read in five statements', async () => {
  await town.planned()
  const read = await town.call(town.cast.communityStaff, 'homecare.plans', { communityId: community })
  expect(read.roundTrips).toBe(5)
  expect(read).toMatchObject({ ok: true, data: { unplanned: [], services: [{ name: '上门助浴', minutes: 60 }] } })
})

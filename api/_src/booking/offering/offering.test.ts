import { describe, expect, it } from 'vitest'
import { offeringContract } from '../../../../shared/booking/offering-contract.ts'
import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import { instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { closed, clinic, ids, lunch, offeringTown, provider, worker } from '../../testing/offering-town.ts'

const database = await useDatabase()
const { raw } = database
const thursday = (time: string) => instantOf('2026-11-26', time)
const budgetOf = (name: keyof typeof offeringContract) => offeringContract[name].roundTrips

describe('what a community offers', () => {
  it('is read in two round trips, as it was written, by whoever works there', async () => {
    const { app, cast, communityId, staff } = await offeringTown(database)
    const answer = await call(app, staff, 'booking.offering', { communityId })
    expect(answer.roundTrips).toBe(budgetOf('booking.offering'))
    if (!answer.ok) throw new Error(answer.error.code)
    const { data } = answer
    expect(data.providers).toEqual([
      { ...provider, version: 1, isWithdrawn: false, isOpen: true, openWords: '营业中，到 17:00' },
    ])
    expect(data.services).toEqual([
      { ...clinic, version: 1, isWithdrawn: false },
      { ...lunch, version: 1, isWithdrawn: false },
    ])
    expect(data.resources.map(({ name }) => name).toSorted()).toEqual(['周敏护士', '林芳医生'].toSorted())
    expect(data.mayChange).toBe(true)
    // the notice for 2027 is not out yet in November 2026
    expect(data.horizonWords).toContain('2027 年的放假安排还没进来')
    expect(data.calendar).toContainEqual({ day: '2027-01-01', kind: 'holiday', name: '元旦' })

    const read = await call(app, cast.gridWorker.token, 'booking.offering', { communityId })
    expect(read.ok && read.data.mayChange).toBe(false)
    const refused = await call(app, cast.elder.token, 'booking.offering', { communityId })
    expect(refused.ok || refused.error.code).toBe('not_allowed')
  })

  it('says in words what is wrong with a plan, and saves nothing', async () => {
    const { apply, check, offering } = await offeringTown(database)
    const rules = [{ weekdays: [1], from: '11:00', to: '09:00', capacity: null }]
    const service = { ...clinic, plan: { ...clinic.plan, rules }, needs: [] }
    const wrong = { kind: 'service', version: 1, service } as const
    const { mistakes } = await check(wrong)
    expect(mistakes).toEqual(['第 1 段的开始时间要早于结束时间', '还没选要用的窗口、房间或人员'])
    const answer = await apply(wrong)
    expect(answer.ok || answer.error).toMatchObject({ code: 'plan_wrong', details: { mistakes } })
    expect((await offering()).services[0]?.version).toBe(1)
  })

  it('changes once: a repeat gets the first answer, and who saw an older version is told', async () => {
    const { apply, offering } = await offeringTown(database)
    const service = { ...clinic, line: '约半小时', needs: [[ids.doctor]] }
    const longer: OfferingChange = { kind: 'service', version: 1, service }
    const first = await apply(longer)
    expect(first.ok && first.data).toEqual({ version: 2, asked: 0 })
    expect(first.roundTrips).toBeLessThanOrEqual(budgetOf('booking.applyPlanChange'))
    const repeat = await apply(longer)
    expect(repeat.ok && repeat.data).toEqual({ version: 2, asked: 0 })
    const late = await apply({ kind: 'service', version: 1, service: { ...clinic, line: '半个钟头' } })
    expect(late.ok || late.error.code).toBe('conflict')
    expect((await offering()).services[0]).toMatchObject({ line: '约半小时', needs: [[ids.doctor]], version: 2 })
  })

  it('takes back what was withdrawn when it is saved again', async () => {
    const { apply, offering } = await offeringTown(database)
    await apply({ kind: 'withdraw', version: 1, what: 'resource', id: ids.nurse })
    const nurse = async () => (await offering()).resources.find(({ resourceId }) => resourceId === ids.nurse)
    expect(await nurse()).toMatchObject({ isWithdrawn: true, version: 2 })
    await apply({ kind: 'resource', version: 2, resource: worker(ids.nurse, '周敏护士') })
    expect(await nurse()).toMatchObject({ isWithdrawn: false, version: 3 })
  })

  it('lets one of two who save at once through', async () => {
    const { apply, offering, cast } = await offeringTown(database)
    const change = (line: string) => ({ kind: 'service', version: 1, service: { ...clinic, line } }) as const
    const answers = await Promise.all([
      apply(change('一位一位来')),
      apply(change('来了就看')),
      apply(change('先到先看'), cast.admin.token),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    for (const one of answers) expect(one.ok || one.error.code).toBe(one.ok ? true : 'conflict')
    expect((await offering()).services[0]?.version).toBe(2)
  })
})

describe('a change that hits booked people', () => {
  it('lists them with a time of their own each, saves only once they were seen, and asks those who were ticked', async () => {
    const town = await offeringTown(database)
    const { elder, daughter } = town.cast
    const nine = await town.booked(elder, clinic, thursday('09:00'), { resourceId: ids.nurse })
    const ten = await town.booked(daughter, clinic, thursday('09:00'), { resourceId: ids.doctor })
    const exception = closed('卫生站停电', { providerId: ids.provider })
    const change = { kind: 'exception', exception } as const
    const { app, staff, communityId } = town

    const checked = await call(app, staff, 'booking.planCheck', { communityId, change })
    expect(checked.roundTrips).toBe(budgetOf('booking.planCheck'))
    if (!checked.ok) throw new Error(checked.error.code)
    const { people } = checked.data
    expect(people.map(({ bookingId }) => bookingId).toSorted()).toEqual([nine, ten].toSorted())
    expect(people[0]).toMatchObject({ because: '卫生站停电', serviceName: '家庭医生门诊', asked: null })
    expect(people.map(({ phone }) => phone)).not.toContain(null)
    // the last time of Wednesday is nearer than the first of Friday, and has two places: the doctor's and the nurse's
    for (const { nearest } of people) expect(nearest?.startsAt).toBe(instantOf('2026-11-25', '10:30').toISOString())

    const unseen = await town.apply(change)
    expect(unseen.ok || unseen.error).toMatchObject({ code: 'people_affected', details: { people: 2 } })
    expect((await town.offering()).exceptions).toEqual([])

    const offers = people
      .filter(({ bookingId }) => bookingId === nine)
      .map(({ bookingId, version, nearest }) => ({ bookingId, version, startsAt: nearest?.startsAt ?? null }))
    const saved = { communityId, change, seen: [nine, ten], offers, reason: '卫生站停电' }
    const answer = await call(app, staff, 'booking.applyPlanChange', saved)
    expect(answer.ok && answer.data).toEqual({ version: 0, asked: 1 })
    expect(answer.roundTrips).toBeLessThanOrEqual(5)
    // the old time stands until the person answers: nobody has been moved, and both stay on the list
    const rows = await raw('select id, status, starts_at, version, untold from booking order by id')
    expect(rows.every((row) => row['status'] === 'confirmed')).toBe(true)
    expect(rows.find((row) => row['id'] === nine)).toMatchObject({ version: 2, untold: 1 })
    const listed = await town.toArrange()
    expect(listed.map(({ bookingId }) => bookingId).toSorted()).toEqual([nine, ten].toSorted())
    expect(listed.find(({ bookingId }) => bookingId === nine)?.asked).toMatchObject({ startsAt: offers[0]?.startsAt })
    // once more, as after a lost answer: nothing is written twice
    const repeat = await call(app, staff, 'booking.applyPlanChange', saved)
    expect(repeat.ok && repeat.data.asked).toBe(0)
    expect(await raw('select version from booking where id = ?', [nine])).toEqual([{ version: 2 }])
    // when the exception goes, so does the trouble
    await town.apply({ kind: 'exception_removed', exceptionId: exception.exceptionId })
    expect(await town.toArrange()).toEqual([])
  })

  it('gives different places to people who would otherwise run for the same one', async () => {
    const { booked, cast, check } = await offeringTown(database)
    const { elder, daughter } = cast
    await booked(elder, clinic, thursday('09:00'), { resourceId: ids.nurse })
    await booked(daughter, clinic, thursday('09:30'), { resourceId: ids.nurse })
    // of Wednesday's last time the doctor is taken
    await booked(daughter, clinic, instantOf('2026-11-25', '10:30'), { resourceId: ids.doctor })
    const { people } = await check({ kind: 'exception', exception: closed('停电', { providerId: ids.provider }) })
    expect(people.map(({ nearest }) => nearest?.startsAt)).toEqual([
      instantOf('2026-11-25', '10:30').toISOString(),
      // two in one place is no offer
      instantOf('2026-11-27', '09:00').toISOString(),
    ])
  })

  it('hits whom a leave, a withdrawal, a holiday, new hours or fewer places hit, and nobody else', async () => {
    const { booked, cast, check } = await offeringTown(database)
    const { elder, daughter } = cast
    const byNurse = await booked(elder, clinic, thursday('09:00'), { resourceId: ids.nurse })
    const byDoctor = await booked(daughter, clinic, thursday('10:30'), { resourceId: ids.doctor })
    const first = await booked(elder, lunch, thursday('11:00'), { unit: 1 })
    const second = await booked(daughter, lunch, thursday('11:00'), { unit: 3 })
    const hit = async (change: Parameters<typeof check>[0]) =>
      (await check(change)).people.map(({ bookingId, because }) => `${bookingId} ${because}`).toSorted()
    const leave = closed('周敏护士休假', { resourceId: ids.nurse })
    expect(await hit({ kind: 'exception', exception: leave })).toEqual([`${byNurse} 周敏护士休假`])
    const withdrawal = { kind: 'withdraw', version: 1, what: 'resource', id: ids.doctor } as const
    expect(await hit(withdrawal)).toEqual([`${byDoctor} 林芳医生不在这里了`])
    const holiday = { day: '2026-11-26', kind: 'holiday', name: '社区休息日' } as const
    expect(await hit({ kind: 'holiday', holiday })).toHaveLength(4)
    const shorter = {
      weekly: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '11:00' }],
      onHolidays: 'closed',
    } as const
    const openingHours = {
      ...shorter,
      weekly: [...shorter.weekly.map((one) => ({ ...one, weekdays: [...one.weekdays] }))],
    }
    const sooner = { kind: 'provider', version: 1, provider: { ...provider, openingHours } } as const
    expect(await hit(sooner)).toEqual([`${first} 时间安排改了`, `${second} 时间安排改了`].toSorted())
    // two of three places are taken: with two nobody is hit, with one the later unit is
    const smaller = (capacity: number) => ({ kind: 'service', version: 1, service: { ...lunch, capacity } }) as const
    expect(await hit(smaller(2))).toEqual([])
    expect(await hit(smaller(1))).toEqual([`${second} 名额少了`])
  })

  it('never loses a booking that is made while the plan changes: it is refused, or on the list', async () => {
    for (let round = 0; round < 10; round += 1) {
      await database.clear()
      const { app, cast, apply, offering, toArrange } = await offeringTown(database)
      const book = ({ token, person }: typeof cast.elder, time: string) =>
        call(app, token, 'booking.book', {
          id: newId(),
          person,
          serviceId: ids.clinic,
          startsAt: thursday(time).toISOString(),
          note: '',
        })
      // each round the change comes a little later into the bookings
      const change = async () => {
        await new Promise((resolve) => setTimeout(resolve, round * 2))
        return apply({ kind: 'exception', exception: closed('停电', { providerId: ids.provider }) })
      }
      const [changed, ...answers] = await Promise.all([
        change(),
        book(cast.elder, '09:00'),
        book(cast.neighbour, '09:30'),
      ])
      const made = answers.filter(({ ok }) => ok).length
      for (const one of answers) expect(one.ok || one.error.code).toBe(one.ok ? true : 'slot_closed')
      const listed = await toArrange()
      if (changed.ok) expect(listed).toHaveLength(made)
      else expect([changed.error.code, listed, (await offering()).exceptions]).toEqual(['people_affected', [], []])
    }
  })

  it('asks the person and who booked for them, lets them say yes at any hour, and moves nobody before', async () => {
    const { app, cast, communityId, staff, clock, toArrange } = await offeringTown(database)
    const { elder, daughter } = cast
    const wish = { person: elder.person, serviceId: ids.clinic, note: '' }
    const { bookingId } = await callOk(app, daughter.token, 'booking.book', {
      id: newId(),
      ...wish,
      startsAt: thursday('09:00').toISOString(),
    })
    const seen = [bookingId]
    const exception = closed('卫生站停电', { providerId: ids.provider })
    const to = instantOf('2026-11-27', '10:00').toISOString()
    const saved = await call(app, staff, 'booking.applyPlanChange', {
      communityId,
      change: { kind: 'exception', exception },
      seen,
      offers: [{ bookingId, version: 1, startsAt: to }],
      reason: '卫生站停电',
    })
    expect(saved.ok && saved.data.asked).toBe(1)
    await app.settled()
    for (const { token } of [elder, daughter]) {
      const { messages } = await callOk(app, token, 'inbox.list', {})
      const [message] = messages.filter(({ title }) => title.includes('时间要改一改'))
      expect(message?.body).toContain(
        '卫生站停电，11 月 26 日 星期四 09:00 的家庭医生门诊办不了了。改到 11 月 27 日 星期五 10:00 行吗',
      )
    }
    const asked = await callOk(app, elder.token, 'booking.detail', { communityId, bookingId })
    expect(asked).toMatchObject({
      status: 'confirmed',
      startsAt: thursday('09:00').toISOString(),
      timeAsked: { startsAt: to, reason: '卫生站停电' },
    })
    // half an hour before, when nobody may move or cancel any more by themselves
    clock.now = thursday('08:30')
    const { version } = asked
    const moved = await call(app, elder.token, 'booking.reschedule', { communityId, bookingId, version, startsAt: to })
    expect(moved.ok && moved.data).toMatchObject({ startsAt: to, timeAsked: null })
    // the staff's session does not last two days
    clock.now = instantOf('2026-11-24', '09:00')
    expect(await toArrange()).toEqual([])
  })

  it('lets who was asked give the place back at any hour, and nobody else', async () => {
    const { app, cast, communityId, staff, clock } = await offeringTown(database)
    const { elder } = cast
    const book = (time: string) =>
      callOk(app, elder.token, 'booking.book', {
        id: newId(),
        person: elder.person,
        serviceId: ids.clinic,
        startsAt: thursday(time).toISOString(),
        note: '',
      })
    const [first, second] = [await book('09:00'), await book('09:30')]
    const offers = [{ bookingId: first.bookingId, version: first.version, startsAt: null }]
    await callOk(app, staff, 'booking.offerTimes', { communityId, offers, reason: '医生病了' })
    clock.now = thursday('08:45')
    const cancel = ({ bookingId }: { bookingId: string }) =>
      call(app, elder.token, 'booking.cancel', { communityId, bookingId, reason: '不约了' })
    const late = await cancel(second)
    expect(late.ok || late.error.code).toBe('too_late_to_cancel')
    expect((await cancel(first)).ok).toBe(true)
  })

  it('offers only times at which somebody is there', async () => {
    const { app, booked, cast, communityId, staff } = await offeringTown(database)
    const bookingId = await booked(cast.elder, clinic, thursday('08:00'), { resourceId: ids.nurse })
    const offer = (startsAt: string | null) =>
      call(app, staff, 'booking.offerTimes', {
        communityId,
        offers: [{ bookingId, version: 1, startsAt }],
        reason: '时间改了',
      })
    const sunday = await offer(instantOf('2026-11-29', '09:00').toISOString())
    expect(sunday.ok || sunday.error.code).toBe('slot_closed')
    const asked = await offer(null)
    expect(asked.roundTrips).toBe(budgetOf('booking.offerTimes'))
    expect(asked.ok && asked.data.asked).toBe(1)
    const [row] = await raw('select history from booking where id = ?', [bookingId])
    expect(JSON.stringify(row?.['history'])).toContain('time_asked')
  })
})

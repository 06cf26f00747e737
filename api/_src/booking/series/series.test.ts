import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces, type TestResident } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import {
  addException,
  addExclusive,
  addService,
  countsOf,
  everyDay,
  planOf,
  type ServiceFields,
} from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock } = town
// a Tuesday
const morning = instantOf('2026-11-24', '08:00')
const workdays = [1, 2, 3, 4, 5]

beforeEach(async () => {
  await makePlaces(db)
  clock.now = morning
  town.lines.splice(0)
})
afterEach(() => {
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
})

const lunch = (fields: ServiceFields = {}) =>
  addService(db, community, {
    name: '老年食堂午饭',
    plan: planOf([everyDay('11:00', '12:30')]),
    capacity: 2,
    days_ahead: 14,
    open_limit: 30,
    series_allowed: 1,
    ...fields,
  })

interface Wish {
  id?: string
  weekdays?: number[]
  time?: string
  fromDay?: string
  toDay?: string | null
  days?: { day: string; startsAt: string }[]
}
const patternOf = (who: TestResident, serviceId: string, wish: Wish = {}) => ({
  person: who.person,
  serviceId,
  weekdays: wish.weekdays ?? workdays,
  time: wish.time ?? '11:30',
  fromDay: wish.fromDay ?? '2026-11-25',
  toDay: wish.toDay === undefined ? '2026-12-04' : wish.toDay,
})
const preview = (who: TestResident, serviceId: string, wish: Wish = {}) =>
  callOk(app, who.token, 'booking.seriesPreview', patternOf(who, serviceId, wish))
const seriesOf = (
  who: TestResident,
  serviceId: string,
  days: { day: string; startsAt: string }[],
  wish: Wish = {},
) => ({
  id: wish.id ?? newId(),
  ...patternOf(who, serviceId, wish),
  note: '',
  days,
})
/** Keeps every free day of the preview, as the page does. */
async function bookAll(who: TestResident, serviceId: string, wish: Wish = {}) {
  const { days } = await preview(who, serviceId, wish)
  const free = days.filter(({ state }) => state === 'free').map(({ day, startsAt }) => ({ day, startsAt }))
  return callOk(app, who.token, 'booking.bookSeries', seriesOf(who, serviceId, free, wish))
}
const bookOne = (who: TestResident, serviceId: string, day: string, time = '11:30') =>
  call(app, who.token, 'booking.book', {
    id: newId(),
    person: who.person,
    serviceId,
    startsAt: instantOf(day, time).toISOString(),
    note: '',
  })
const countsOn = (serviceId: string, day: string, time = '11:30') =>
  countsOf(database, { serviceId, startsAt: instantOf(day, time) })
const daysIn = (series: { coming: { startsAt: string }[] }) =>
  series.coming.map(({ startsAt }) => dayOf(new Date(startsAt)))
const letters = async (who: TestResident) => {
  const rows = await raw(
    "select title, body from delivery where channel = 'inbox' and recipient_id = ? order by created_at, id",
    [who.person.residentId],
  )
  return rows.map((row) => `${String(row['title'])} ${String(row['body'])}`)
}

describe('booking.seriesPreview', () => {
  it('says of every day whether it is free, and if not why and what is free instead, in two round trips', async () => {
    const serviceId = await lunch({ limits: [{ per: 'person', period: 'week', most: 4 }] })
    const [wang, one, two] = [await town.join(), await town.join({ name: '甲' }), await town.join({ name: '乙' })]
    for (const who of [one, two]) expect((await bookOne(who, serviceId, '2026-11-26')).ok).toBe(true)
    expect((await bookOne(wang, serviceId, '2026-11-27')).ok).toBe(true)
    await addException(db, community, { from: '2026-12-01' }, { reason: '厨房检修' })
    const reply = await call(
      app,
      wang.token,
      'booking.seriesPreview',
      patternOf(wang, serviceId, { toDay: '2026-12-14' }),
    )
    expect(reply.roundTrips).toBeLessThanOrEqual(2)
    if (!reply.ok) throw new Error(reply.error.code)
    const { days, ...rest } = reply.data
    expect(rest).toEqual({
      refusedBecause: null,
      serviceName: '老年食堂午饭',
      priceCents: 1000,
      times: ['11:00', '11:30', '12:00'],
      horizon: '2026-12-08',
    })
    const at = (day: string, time: string) => instantOf(day, time).toISOString()
    expect(days.map(({ day, state, words }) => [day, state, words])).toEqual([
      ['2026-11-25', 'free', ''],
      ['2026-11-26', 'full', '约满了'],
      ['2026-11-27', 'mine', '已经约了'],
      ['2026-11-30', 'free', ''],
      ['2026-12-01', 'closed', '厨房检修'],
      ['2026-12-02', 'free', ''],
      ['2026-12-03', 'free', ''],
      ['2026-12-04', 'free', ''],
      ['2026-12-07', 'free', ''],
      ['2026-12-08', 'free', ''],
      ['2026-12-09', 'later', '到时候自动约'],
      ['2026-12-10', 'later', '到时候自动约'],
      ['2026-12-11', 'later', '到时候自动约'],
      ['2026-12-14', 'later', '到时候自动约'],
    ])
    expect(days[1]?.instead).toEqual([at('2026-11-26', '11:00'), at('2026-11-26', '12:00'), at('2026-11-28', '11:30')])
    expect(days[4]?.instead).toEqual([at('2026-11-29', '11:30'), at('2026-11-29', '11:00'), at('2026-11-29', '12:00')])
  })

  it('counts each day against the limits of the next, and names holidays', async () => {
    const serviceId = await lunch({
      limits: [{ per: 'person', period: 'week', most: 2 }],
      days_ahead: 60,
      plan: { ...planOf([everyDay('11:00', '12:30')]), onHolidays: 'closed' },
    })
    const wang = await town.join()
    const { days } = await preview(wang, serviceId, { fromDay: '2026-12-28', toDay: '2027-01-05' })
    expect(days.map(({ day, state, words }) => [day, state, words])).toEqual([
      ['2026-12-28', 'free', ''],
      ['2026-12-29', 'free', ''],
      ['2026-12-30', 'limit', '这周已经约了 2 次'],
      ['2026-12-31', 'limit', '这周已经约了 2 次'],
      ['2027-01-01', 'closed', '元旦'],
      ['2027-01-04', 'free', ''],
      ['2027-01-05', 'free', ''],
    ])
  })

  it('refuses what cannot be a series', async () => {
    const serviceId = await lunch({ series_allowed: 0 })
    const [wang, stranger] = [await town.join(), await town.join({ name: '生人' })]
    expect((await preview(wang, serviceId)).refusedBecause).toBe('这一项不能连着约')
    const refused = async (wish: Wish, who = wang) =>
      call(app, who.token, 'booking.seriesPreview', { ...patternOf(wang, serviceId, wish) })
    expect(await refused({ toDay: '2026-11-24' })).toMatchObject({ error: { code: 'days_reversed' } })
    expect(await refused({ toDay: addDays('2026-11-25', 56) })).toMatchObject({ error: { code: 'series_too_long' } })
    expect(await refused({}, stranger)).toMatchObject({ error: { code: 'not_delegated' } })
    const day = { day: '2026-11-25', startsAt: instantOf('2026-11-25', '11:30').toISOString() }
    const book = (input: ReturnType<typeof seriesOf>) => call(app, wang.token, 'booking.bookSeries', input)
    expect(await book(seriesOf(wang, serviceId, [day]))).toMatchObject({ error: { code: 'no_series' } })
    await raw('update service set series_allowed = 1, minimum_age = 90')
    expect(await book(seriesOf(wang, serviceId, [day]))).toMatchObject({ error: { code: 'not_eligible' } })
    await raw('update service set minimum_age = null')
    expect(await book(seriesOf(wang, serviceId, []))).toMatchObject({ error: { code: 'nothing_to_book' } })
    expect(await book(seriesOf(wang, newId(), [day]))).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('booking.bookSeries', () => {
  it('books every kept day at its own time, tells it once, and answers a repeat with the same', async () => {
    const serviceId = await lunch()
    const wang = await town.join()
    const at = (day: string, time = '11:30') => ({ day, startsAt: instantOf(day, time).toISOString() })
    // the Friday is left out, the Thursday an hour later
    const input = seriesOf(wang, serviceId, [at('2026-11-25'), at('2026-11-26', '12:00'), at('2026-11-30')], {
      toDay: '2026-11-30',
    })
    const reply = await call(app, wang.token, 'booking.bookSeries', input)
    expect(reply.roundTrips).toBeLessThanOrEqual(7)
    expect(reply).toMatchObject({
      ok: true,
      data: {
        seriesId: input.id,
        words: '每周一到周五 11:30',
        status: 'running',
        version: 1,
        skipped: [],
        bookedThrough: '2026-11-30',
        nextDay: null,
        coming: [
          { startsAt: at('2026-11-25').startsAt, status: 'confirmed' },
          { startsAt: at('2026-11-26', '12:00').startsAt },
          { startsAt: at('2026-11-30').startsAt },
        ],
      },
    })
    const again = await call(app, wang.token, 'booking.bookSeries', input)
    expect(again.ok && again.data).toEqual(reply.ok && reply.data)
    expect(await call(app, wang.token, 'booking.bookSeries', { ...input, note: '别的' })).toMatchObject({
      error: { code: 'id_taken' },
    })
    await app.settled()
    await town.tick()
    expect(await letters(wang)).toEqual([
      '约好了每周的：老年食堂午饭 每周一到周五 11:30，约好了 3 天，11 月 25 日 星期三到11 月 30 日 星期一。哪天去不了，点开那天取消就行。',
    ])
    const mine = await callOk(app, wang.token, 'booking.mine', {})
    expect(mine.coming.map(({ seriesId, status }) => [seriesId, status])).toEqual(
      Array(3).fill([input.id, 'confirmed']),
    )
    expect(await raw('select distinct need from booking_claim order by need')).toMatchObject([
      { need: 0 },
      { need: 100 },
      { need: 101 },
    ])
  })

  it('skips what is gone meanwhile and says why; the other days stand', async () => {
    const serviceId = await lunch({ capacity: 1 })
    const [wang, zhao] = [await town.join(), await town.join({ name: '赵' })]
    const { days } = await preview(wang, serviceId)
    expect((await bookOne(zhao, serviceId, '2026-11-27')).ok).toBe(true)
    await addException(db, community, { from: '2026-12-02' }, { reason: '' })
    const free = days.filter(({ state }) => state === 'free').map(({ day, startsAt }) => ({ day, startsAt }))
    const series = await callOk(app, wang.token, 'booking.bookSeries', seriesOf(wang, serviceId, free))
    expect(series.skipped).toEqual([
      { day: '2026-11-27', reason: '约满了' },
      { day: '2026-12-02', reason: '停一天' },
    ])
    expect(daysIn(series)).toEqual(['2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04'])
    await app.settled()
    expect((await letters(wang))[0]).toMatch(/没约上的：11 月 27 日 星期五（约满了）、12 月 2 日 星期三（停一天）。/)
  })

  it('books a nurse every week, and takes the person’s own hold along', async () => {
    const { serviceId } = await addExclusive(db, community, {
      series_allowed: 1,
      plan: planOf([everyDay('14:00', '15:00')]),
      open_limit: 10,
    })
    const wang = await town.join()
    const startsAt = instantOf('2026-12-01', '14:00').toISOString()
    const place = { bookingId: newId(), person: wang.person, serviceId, startsAt }
    await callOk(app, wang.token, 'booking.hold', { id: newId(), places: [place] })
    const series = await bookAll(wang, serviceId, { weekdays: [2], time: '14:00', toDay: '2026-12-22' })
    expect(daysIn(series)).toEqual(['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22'])
    expect(await countsOn(serviceId, '2026-12-01', '14:00')).toMatchObject({
      confirmed: 1,
      held: 0,
      holders: 1,
      places: 6,
    })
    const list = await call(app, wang.token, 'booking.series', {})
    expect(list.roundTrips).toBeLessThanOrEqual(2)
    expect(list.ok && list.data.series).toEqual([series])
  })

  it('brings a series to its end that was cut off after its row, or after some of its days', async () => {
    const serviceId = await lunch()
    const wang = await town.join()
    const series = await bookAll(wang, serviceId)
    const claims = 'select claim_key, cell, unit, booking_id, need from booking_claim order by claim_key, cell, unit'
    const before = await raw(claims)
    const [last] = series.coming.slice(-1)
    await raw('delete from booking_claim where booking_id = ?', [last!.bookingId])
    await raw('delete from booking where id = ?', [last!.bookingId])
    // claims without their row
    await raw('delete from booking where id = ?', [series.coming[0]!.bookingId])
    await raw(`update booking_series set version = 0, booked_through = null, history = '[]', due_at = ?`, [
      '2026-11-24 00:00:30',
    ])
    await passTime(database, town, '2026-11-24', '08:01')
    const [present] = (await callOk(app, wang.token, 'booking.series', {})).series
    expect(present).toEqual({ ...series, version: 1 })
    expect(await raw(claims)).toEqual(before)
  })

  it('lets a daughter and the desk book for somebody', async () => {
    const serviceId = await lunch()
    const [wang, daughter] = [await town.join(), await town.join({ name: '陈静' })]
    await town.lend(wang, daughter)
    const { days } = await callOk(app, daughter.token, 'booking.seriesPreview', patternOf(wang, serviceId))
    const free = days.slice(0, 1).map(({ day, startsAt }) => ({ day, startsAt }))
    const series = await callOk(app, daughter.token, 'booking.bookSeries', seriesOf(wang, serviceId, free))
    expect(series).toMatchObject({ residentName: '王秀英', delegateName: '陈静' })
    await app.settled()
    expect((await letters(wang))[0]).toMatch(/^陈静帮您约好了每周的：老年食堂午饭/)
    expect((await callOk(app, daughter.token, 'booking.series', {})).series).toHaveLength(1)
    expect(
      await call(app, (await town.join({ name: '生人' })).token, 'booking.endSeries', {
        communityId: community,
        seriesId: series.seriesId,
      }),
    ).toMatchObject({ error: { code: 'not_found' } })
  })
})

describe('a series that goes on', () => {
  it('books each new day as soon as it may, tells only what could not be, and never twice', async () => {
    const serviceId = await lunch({ capacity: 1, days_ahead: 7 })
    const [wang, zhao] = [await town.join(), await town.join({ name: '赵' })]
    const series = await bookAll(wang, serviceId, { toDay: null, weekdays: [2, 4] })
    expect(series).toMatchObject({
      toDay: null,
      bookedThrough: '2026-12-01',
      nextDay: '2026-12-03',
      words: '每周二、周四 11:30',
    })
    expect(daysIn(series)).toEqual(['2026-11-26', '2026-12-01'])
    await passTime(database, town, '2026-11-25', '23:59')
    expect((await callOk(app, wang.token, 'booking.series', {})).series.map(daysIn)).toEqual([daysIn(series)])
    await Promise.all([passTime(database, town, '2026-11-26', '00:00'), town.tick()])
    const [next] = (await callOk(app, wang.token, 'booking.series', {})).series
    expect(daysIn(next!)).toEqual(['2026-11-26', '2026-12-01', '2026-12-03'])
    expect(next).toMatchObject({ bookedThrough: '2026-12-03', nextDay: '2026-12-08', skipped: [] })
    await passTime(database, town, '2026-11-30', '12:00')
    await raw('update service set days_ahead = 30')
    expect((await bookOne(zhao, serviceId, '2026-12-08')).ok).toBe(true)
    await raw('update service set days_ahead = 7')
    await passTime(database, town, '2026-12-02', '00:10')
    const [later] = (await callOk(app, wang.token, 'booking.series', {})).series
    expect(later).toMatchObject({ skipped: [{ day: '2026-12-08', reason: '约满了' }], nextDay: '2026-12-10' })
    expect((await letters(wang)).filter((letter) => /每周的：|没约上：/.test(letter))).toEqual([
      expect.stringMatching(/^约好了每周的/),
      '有几天没约上：老年食堂午饭 没约上的：12 月 8 日 星期二（约满了）。想去可以换个时间单独约。',
    ])
  })

  it('waits with later days until earlier ones are over where only so many may be open', async () => {
    const serviceId = await lunch({ open_limit: 2 })
    const wang = await town.join()
    const series = await bookAll(wang, serviceId, { toDay: '2026-11-30' })
    expect(daysIn(series)).toEqual(['2026-11-25', '2026-11-26'])
    expect(series).toMatchObject({ bookedThrough: '2026-11-26', nextDay: '2026-11-27', skipped: [] })
    await passTime(database, town, '2026-11-25', '00:00')
    await passTime(database, town, '2026-11-25', '13:00')
    await passTime(database, town, '2026-11-26', '00:00')
    const [next] = (await callOk(app, wang.token, 'booking.series', {})).series
    expect(daysIn(next!)).toEqual(['2026-11-26', '2026-11-27'])
  })

  it('ends: what may be cancelled is given back and handed on, what is too near remains', async () => {
    const serviceId = await lunch({ capacity: 1, cancel_cutoff_minutes: 24 * 60 })
    const [wang, zhao] = [await town.join(), await town.join({ name: '赵' })]
    const series = await bookAll(wang, serviceId, { toDay: null })
    await passTime(database, town, '2026-11-24', '12:00')
    const startsAt = instantOf('2026-11-27', '11:30').toISOString()
    await callOk(app, zhao.token, 'booking.wait', { id: newId(), person: zhao.person, serviceId, startsAt, note: '' })
    const wish = { communityId: community, seriesId: series.seriesId }
    const reply = await call(app, wang.token, 'booking.endSeries', wish)
    expect(reply.roundTrips).toBeLessThanOrEqual(7)
    expect(reply).toMatchObject({
      ok: true,
      data: { cancelled: series.coming.length - 1, series: { status: 'ended', nextDay: null } },
    })
    expect(reply.ok && daysIn(reply.data.series)).toEqual(['2026-11-25'])
    await app.settled()
    expect(await countsOn(serviceId, '2026-11-27')).toMatchObject({ confirmed: 0, offered: 1, places: 1, holders: 1 })
    expect(await countsOn(serviceId, '2026-11-26')).toMatchObject({ claims: 0 })
    expect(await callOk(app, wang.token, 'booking.endSeries', wish)).toMatchObject({
      cancelled: 0,
      series: { status: 'ended' },
    })
    expect((await callOk(app, wang.token, 'booking.series', {})).series).toEqual([])
    await passTime(database, town, '2026-11-25', '00:00')
    expect(await raw('select due_at from booking_series')).toMatchObject([{ due_at: null }])
    const told = (await letters(wang)).map((letter) => letter.split('：')[0])
    expect(told.filter((title) => title?.endsWith('每周的'))).toEqual(['约好了每周的', '停了每周的'])
    expect(told).not.toContain('取消了')
  })

  it('gives back what was booked while it was being ended', async () => {
    const serviceId = await lunch()
    const wang = await town.join()
    const series = await bookAll(wang, serviceId)
    await raw(`update booking_series set status = 'ended', due_at = ?`, ['2026-11-24 00:01:00'])
    await passTime(database, town, '2026-11-24', '08:02')
    for (const day of daysIn(series)) expect(await countsOn(serviceId, day)).toMatchObject({ confirmed: 0, claims: 0 })
  })
})

describe('a crowd', () => {
  it('books each day of two series and of single wishes once or says that it was skipped; nothing is half done', async () => {
    const serviceId = await lunch({ capacity: 3, days_ahead: 30 })
    const people = await town.crowd(7)
    const wish = { toDay: '2026-12-11' }
    const { days } = await preview(people[0]!, serviceId, wish)
    const all = days.map(({ day, startsAt }) => ({ day, startsAt }))
    const series = people
      .slice(0, 5)
      .map((who) => call(app, who.token, 'booking.bookSeries', seriesOf(who, serviceId, all, wish)))
    const single = people.slice(5).flatMap((who) => all.map(({ day }) => bookOne(who, serviceId, day)))
    const replies = await Promise.all([...series, ...single])
    const done = replies.slice(0, 5).map((reply) => (reply.ok && 'coming' in reply.data ? reply.data : undefined))
    for (const one of done) {
      expect([...daysIn(one!), ...one!.skipped.map(({ day }) => day)].sort()).toEqual(all.map(({ day }) => day))
      for (const { reason } of one!.skipped) expect(reason).toBe('约满了')
    }
    for (const { day } of all) {
      const inSeries = done.filter((one) => daysIn(one!).includes(day)).length
      const counts = await countsOn(serviceId, day)
      const singles = replies
        .slice(5)
        .filter((reply) => reply.ok && 'startsAt' in reply.data && dayOf(new Date(reply.data.startsAt)) === day)
      expect(counts).toMatchObject({ confirmed: 3, places: 3, holders: 3, claims: 9 })
      expect(inSeries + singles.length).toBe(3)
    }
  }, 60_000)
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { addException, addExclusive, everyDay, planOf } from '../../testing/booking-world.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'
import { daysIn, seriesTown, type SeriesWish } from '../../testing/series-town.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock } = town
// a Tuesday
const morning = instantOf('2026-11-24', '08:00')
const { lunch, patternOf, preview, seriesOf, bookAll, bookOne, countsOn, letters } = seriesTown(database, town)

beforeEach(async () => {
  await makePlaces(db)
  clock.now = morning
  town.lines.splice(0)
})
afterEach(() => {
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
})

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
    const refused = async (wish: SeriesWish, who = wang) =>
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
      mine.coming.map(() => [input.id, 'confirmed']),
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
    const ids = series.coming.map(({ bookingId }) => bookingId)
    await raw('delete from booking_claim where booking_id = ?', [ids[3] ?? ''])
    await raw('delete from booking where id = ?', [ids[3] ?? ''])
    // claims without their row
    await raw('delete from booking where id = ?', [ids[0] ?? ''])
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

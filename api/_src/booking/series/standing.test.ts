import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces } from '../../testing/actors.ts'
import { bookingTown, community } from '../../testing/booking-town.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'
import { daysIn, seriesTown } from '../../testing/series-town.ts'

const database = await useDatabase()
const { db, raw } = database
const town = bookingTown(database)
const { app, clock } = town
// a Tuesday
const morning = instantOf('2026-11-24', '08:00')
const { lunch, preview, seriesOf, bookAll, bookOne, countsOn, only, letters } = seriesTown(database, town)

beforeEach(async () => {
  await makePlaces(db)
  clock.now = morning
  town.lines.splice(0)
})
afterEach(() => {
  expect(town.lines.filter((line) => line.includes('failed'))).toEqual([])
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
    const next = await only(wang)
    expect(daysIn(next)).toEqual(['2026-11-26', '2026-12-01', '2026-12-03'])
    expect(next).toMatchObject({ bookedThrough: '2026-12-03', nextDay: '2026-12-08', skipped: [] })
    await passTime(database, town, '2026-11-30', '12:00')
    await raw('update service set days_ahead = 30')
    expect((await bookOne(zhao, serviceId, '2026-12-08')).ok).toBe(true)
    await raw('update service set days_ahead = 7')
    await passTime(database, town, '2026-12-02', '00:10')
    const later = await only(wang)
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
    const next = await only(wang)
    expect(daysIn(next)).toEqual(['2026-11-26', '2026-11-27'])
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
    const asked = await Promise.all(people.slice(0, 1).map((who) => preview(who, serviceId, wish)))
    const days = asked.flatMap((one) => one.days)
    const all = days.map(({ day, startsAt }) => ({ day, startsAt }))
    const series = people
      .slice(0, 5)
      .map((who) => call(app, who.token, 'booking.bookSeries', seriesOf(who, serviceId, all, wish)))
    const single = people.slice(5).flatMap((who) => all.map(({ day }) => bookOne(who, serviceId, day)))
    const replies = await Promise.all([...series, ...single])
    const done = replies.flatMap((reply) => (reply.ok && 'coming' in reply.data ? [reply.data] : []))
    expect(done).toHaveLength(5)
    for (const one of done) {
      expect([...daysIn(one), ...one.skipped.map(({ day }) => day)].toSorted()).toEqual(all.map(({ day }) => day))
      for (const { reason } of one.skipped) expect(reason).toBe('约满了')
    }
    for (const { day } of all) {
      const inSeries = done.filter((one) => daysIn(one).includes(day)).length
      const counts = await countsOn(serviceId, day)
      const singles = replies
        .slice(5)
        .filter((reply) => reply.ok && 'startsAt' in reply.data && dayOf(new Date(reply.data.startsAt)) === day)
      expect(counts).toMatchObject({ confirmed: 3, places: 3, holders: 3, claims: 9 })
      expect(inSeries + singles.length).toBe(3)
    }
  }, 60_000)
})

import { dayOf, instantOf } from '../../../shared/time.ts'
import type { TestDatabase } from './database.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from './actors.ts'
import { community, type Town } from './booking-town.ts'
import { addService, countsOf, everyDay, planOf, type ServiceFields } from './booking-world.ts'
import { call, callOk } from './call.ts'

export interface SeriesWish {
  id?: string
  weekdays?: number[]
  time?: string
  fromDay?: string
  toDay?: string | null
}
type Kept = { day: string; startsAt: string }[]

/** The days of a series' bookings. */
export const daysIn = (series: { coming: { startsAt: string }[] }) =>
  series.coming.map(({ startsAt }) => dayOf(new Date(startsAt)))

const workdays = [1, 2, 3, 4, 5]

/** Lunch every day, and people who book it for weeks: from Wednesday to the Friday of the next week unless said otherwise. */
export function seriesTown(database: TestDatabase, { app }: Town) {
  const { db, raw } = database
  const patternOf = (who: TestResident, serviceId: string, wish: SeriesWish = {}) => ({
    person: who.person,
    serviceId,
    weekdays: wish.weekdays ?? workdays,
    time: wish.time ?? '11:30',
    fromDay: wish.fromDay ?? '2026-11-25',
    toDay: wish.toDay === undefined ? '2026-12-04' : wish.toDay,
  })
  const preview = (who: TestResident, serviceId: string, wish: SeriesWish = {}) =>
    callOk(app, who.token, 'booking.seriesPreview', patternOf(who, serviceId, wish))
  const seriesOf = (who: TestResident, serviceId: string, days: Kept, wish: SeriesWish = {}) => ({
    id: wish.id ?? newId(),
    ...patternOf(who, serviceId, wish),
    note: '',
    days,
  })
  return {
    patternOf,
    preview,
    seriesOf,
    lunch: (fields: ServiceFields = {}) =>
      addService(db, community, {
        name: '老年食堂午饭',
        plan: planOf([everyDay('11:00', '12:30')]),
        capacity: 2,
        days_ahead: 14,
        open_limit: 30,
        series_allowed: 1,
        ...fields,
      }),
    /** Keeps every free day of the preview, as the page does. */
    async bookAll(who: TestResident, serviceId: string, wish: SeriesWish = {}) {
      const { days } = await preview(who, serviceId, wish)
      const free = days.filter(({ state }) => state === 'free').map(({ day, startsAt }) => ({ day, startsAt }))
      return callOk(app, who.token, 'booking.bookSeries', seriesOf(who, serviceId, free, wish))
    },
    bookOne: (who: TestResident, serviceId: string, day: string, time = '11:30') =>
      call(app, who.token, 'booking.book', {
        id: newId(),
        person: who.person,
        serviceId,
        startsAt: instantOf(day, time).toISOString(),
        note: '',
      }),
    countsOn: (serviceId: string, day: string, time = '11:30') =>
      countsOf(database, { serviceId, startsAt: instantOf(day, time) }),
    /** The one series of this person. */
    async only(who: TestResident) {
      const [one] = (await callOk(app, who.token, 'booking.series', {})).series
      if (!one) throw new Error('no series')
      return one
    },
    /** What the person was told, title and body. */
    async letters(who: TestResident) {
      const rows = await raw(
        "select title, body from delivery where channel = 'inbox' and recipient_id = ? order by created_at, id",
        [who.person.residentId],
      )
      return rows.map((row) => `${String(row['title'])} ${String(row['body'])}`)
    },
  }
}

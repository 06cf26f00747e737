import { daysOfPattern, mostSeriesDays, patternWords } from '../../../../shared/booking/series.ts'
import type { Series, seriesContract } from '../../../../shared/booking/series-contract.ts'
import { priceFor } from '../../../../shared/homecare/groups.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, addSeconds, dayOf, instantOf, timeOf, weekdayOf, type Day } from '../../../../shared/time.ts'
import { actsFor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { bookerName, booksFor, mayBookFor } from '../books-for.ts'
import { bookerOf, channelOf } from '../taking/bookers.ts'
import { refusalWords } from '../taking/decide.ts'
import { slotsOfDays } from '../taking/decide-slots.ts'
import { Facts, type ServiceFacts } from '../taking/facts.ts'
import { sees } from '../taking/reading-handlers.ts'
import { isEntitled, personOf } from '../taking/slots.ts'
import { readPieces } from '../taking/store-facts.ts'
import { bookDays, giveDaysBack, handDaysOn, lookAtDates } from './book-days.ts'
import {
  bookingIdOf,
  freeStarts,
  horizonOf,
  nearDays,
  nextDayOf,
  openEnd,
  planDays,
  startsInstead,
} from './plan-days.ts'
import {
  changeSeries,
  insertSeries,
  readSeries,
  readSeriesOf,
  type SeriesColumns,
  type SeriesRow,
} from './store-series.ts'

/** How long a series may stay half booked before a tick brings it to its end. */
const patienceSeconds = 60

/** The days of a wish, as far ahead as is shown at once. */
function daysOf({ weekdays, fromDay, toDay }: { weekdays: readonly number[]; fromDay: Day; toDay: Day | null }) {
  const last = addDays(fromDay, mostSeriesDays - 1)
  if (toDay !== null && toDay < fromDay) return refuse('days_reversed')
  if (toDay !== null && toDay > last) return refuse('series_too_long')
  return ok(daysOfPattern(weekdays, fromDay, toDay ?? last))
}

export const seriesHandlers: Handlers<typeof seriesContract> = {
  'booking.seriesPreview': async (wish, { db, now, actor }) => {
    const { person, serviceId, weekdays, time } = wish
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const days = daysOf(wish)
    if (!days.ok) return days
    const { communityId, residentId } = person
    const wanted = days.data.map((day) => ({ day, startsAt: instantOf(day, time) }))
    // a week more on both sides: for times instead, and for the times of the weekdays
    const [first, last] = [addDays(wish.fromDay, -nearDays), addDays(days.data.at(-1) ?? wish.fromDay, nearDays)]
    const seen = [first, ...days.data, last].map((day) => ({ day, startsAt: instantOf(day, time) }))
    const look = lookAtDates({ communityId, serviceId, residentId, seriesId: previewId }, seen, now)
    const facts = new Facts(await readPieces(db, { ...look, bookingIds: [] }), now)
    const service = facts.services.get(serviceId)
    if (!service || service.withdrawn !== 0) return refuse('not_found')
    const home = facts.homes.get(residentId)
    const identity = home && booksFor(actor, person, home)
    if (!identity) return refuse('not_delegated')
    const who = personOf(identity, home, now)
    const byStaff = actsFor(actor, person, 'book') === undefined
    const { priceCents } = priceFor(
      { priceKind: service.price_kind, priceCents: service.price_cents, subsidies: service.subsidies },
      who.groups,
    )
    const order = { communityId, as: 'confirmed', basketId: null, note: '', bookedBy: actor.accountId } as const
    const channel = channelOf(actor, person, undefined)
    const before = facts.occupied.copy()
    const plan = planDays(
      { ...order, channel, booker: bookerOf(actor) },
      facts,
      wanted,
      { service, residentId, seriesId: previewId },
      now,
    )
    const looker = { entitled: isEntitled(who, byStaff, now), resourceId: undefined, now }
    const range = { fromDay: first, days: daysBetween(first, min(last, horizonOf(service.days_ahead, now))) }
    const free = freeStarts(service, facts, residentId, before, range, looker)
    return ok({
      refusedBecause:
        service.series_allowed === 1 ? refusalWords(eligibleOf(service), who, dayOf(now)) : '这一项不能连着约',
      serviceName: service.name,
      priceCents,
      times: timesOf(service, facts, weekdays, wish.fromDay),
      days: plan.map(({ day, startsAt, state, words }) => ({
        day,
        startsAt: startsAt.toISOString(),
        state: state === 'booked' ? ('mine' as const) : state,
        words,
        instead: state === 'full' || state === 'closed' ? startsInstead({ day, startsAt }, free, weekdays) : [],
      })),
      horizon: horizonOf(service.days_ahead, now),
    })
  },

  'booking.bookSeries': async (wish, { db, now, actor, announce }) => {
    const { id, person, serviceId, weekdays, time, note } = wish
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const { communityId, residentId } = person
    const days = daysOf(wish)
    if (!days.ok) return days
    const chosen = wish.days.filter(({ day }, index) => wish.days.findIndex((one) => one.day === day) === index)
    const kept = chosen
      .filter(({ day }) => days.data.includes(day))
      .toSorted((one, other) => (one.day < other.day ? -1 : 1))
    const wanted = kept.map(({ day, startsAt }) => ({ day, startsAt: new Date(startsAt) }))
    const pattern = days.data.map((day) => ({ day, startsAt: instantOf(day, time) }))
    const look = lookAtDates({ communityId, serviceId, residentId, seriesId: id }, [...pattern, ...wanted], now)
    const pieces = await readPieces(db, look)
    const facts = new Facts(pieces, now)
    const service = facts.services.get(serviceId)
    if (!service || service.withdrawn !== 0) return refuse('not_found')
    const home = facts.homes.get(residentId)
    const identity = home && booksFor(actor, person, home)
    if (!identity) return refuse('not_delegated')
    if (service.series_allowed !== 1) return refuse('no_series')
    const because = refusalWords(eligibleOf(service), personOf(identity, home, now), dayOf(now))
    if (because !== null) return refuse('not_eligible', { because })
    const channel = channelOf(actor, person, wish.channel)
    const order = { communityId, as: 'confirmed', basketId: null, note, bookedBy: actor.accountId, channel } as const
    const whose = { service, residentId, seriesId: previewId }
    const shown = planDays({ ...order, booker: bookerOf(actor) }, new Facts(pieces, now), pattern, whose, now)
    // what was shown as coming later is booked then; of the days before, only those that were kept
    const firstLater = shown.find(({ state }) => state === 'later')?.day
    const horizon = horizonOf(service.days_ahead, now)
    const through = firstLater !== undefined && firstLater <= horizon ? addDays(firstLater, -1) : horizon
    if (kept.length === 0 && !days.data.some((day) => day > through)) return refuse('nothing_to_book')
    const series: SeriesColumns = {
      community_id: communityId,
      id,
      service_id: serviceId,
      resident_id: residentId,
      resident_name: identity.residentName,
      booked_by: actor.accountId,
      delegate_name: bookerName(actor, identity),
      channel,
      note,
      weekdays: [...new Set(weekdays)].toSorted((one, other) => one - other),
      time,
      from_day: wish.fromDay,
      to_day: wish.toDay ?? openEnd,
      wanted: { through, days: kept },
      booked_through: null,
      skipped: [],
      status: 'running',
      version: 0,
      notified_version: 0,
      history: [],
      made_at: now,
      due_at: addSeconds(now, patienceSeconds),
    }
    const isNew = await insertSeries(db, series)
    if (isNew) await bookDays(db, { ...series, days_ahead: service.days_ahead }, now, facts)
    const written = await readSeries(db, communityId, id, now)
    if (!written || !isSameWish(written, series)) return refuse('id_taken')
    if (isNew) {
      announce({ communityId, id })
      return ok(toSeries(written, now))
    }
    // the first arrival was cut off
    if (written.version === 0) await bookDays(db, written, now)
    const present = written.version === 0 ? await readSeries(db, communityId, id, now) : written
    return present ? ok(toSeries(present, now)) : refuse('not_found')
  },

  'booking.series': async (_, { db, now, actor }) => {
    const people = actor.identities.filter((identity) => sees(actor, identity))
    if (people.length === 0) return ok({ series: [] })
    const rows = await readSeriesOf(db, people, dayOf(now), now)
    const mine = rows.filter((row) => sees(actor, { communityId: row.community_id, residentId: row.resident_id }))
    return ok({ series: mine.map((row) => toSeries(row, now)) })
  },

  'booking.endSeries': async ({ communityId, seriesId }, { db, now, actor, announce, afterwards }) => {
    const row = await readSeries(db, communityId, seriesId, now)
    const identity = row && booksFor(actor, { communityId, residentId: row.resident_id }, row)
    if (!identity) return refuse('not_found')
    if (row.status === 'ended') return ok({ series: toSeries(row, now), cancelled: 0 })
    const step = {
      ...{ version: row.version + 1, kind: 'ended' as const, at: now.toISOString(), by: actor.accountId },
      ...{ delegateName: bookerName(actor, identity), booked: [], skipped: [] },
    }
    const changes = { status: 'ended' as const, due_at: addSeconds(now, patienceSeconds) }
    if (!(await changeSeries(db, row, step, changes))) return refuse('conflict')
    const cancelled = await giveDaysBack(db, row, actor.accountId, now)
    announce({ communityId, id: seriesId })
    if (cancelled > 0) afterwards(() => handDaysOn(db, row, now))
    const present = await readSeries(db, communityId, seriesId, now)
    return present ? ok({ series: toSeries(present, now), cancelled }) : refuse('not_found')
  },
}

const previewId = 'preview'
const min = (one: Day, other: Day) => (one < other ? one : other)
const daysBetween = (from: Day, to: Day) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1)

function eligibleOf(service: ServiceFacts) {
  const { minimum_age: minimumAge, living_alone_only: alone, eligible_groups: groups } = service
  return { minimumAge, livingAloneOnly: alone === 1, groups }
}

/** Every time of day at which these weekdays have a slot in an ordinary week. */
function timesOf(service: ServiceFacts, facts: Facts, weekdays: readonly number[], fromDay: Day): string[] {
  const slots = slotsOfDays({ ...service, exceptions: [] }, fromDay, 14, facts.calendar.kindOf)
  const times = slots.filter(({ day }) => weekdays.includes(weekdayOf(day))).map(({ startsAt }) => timeOf(startsAt))
  return [...new Set(times)].toSorted()
}

function isSameWish(one: SeriesColumns, other: SeriesColumns): boolean {
  const wishOf = (series: SeriesColumns) => [
    ...[series.service_id, series.resident_id, series.booked_by, series.note, series.time],
    ...[series.from_day, series.to_day, ...series.weekdays],
  ]
  return wishOf(one).join(' ') === wishOf(other).join(' ')
}

/** A series as it is told to people. */
function toSeries(row: SeriesRow, now: Date): Series {
  const bookedIds = new Set(row.coming.map(({ bookingId }) => bookingId))
  const today = dayOf(now)
  return {
    seriesId: row.id,
    communityId: row.community_id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    delegateName: row.delegate_name,
    serviceId: row.service_id,
    serviceName: row.serviceName,
    category: row.category,
    icon: row.icon,
    weekdays: [...row.weekdays],
    time: row.time,
    words: patternWords(row.weekdays, row.time),
    fromDay: row.from_day,
    toDay: row.to_day === openEnd ? null : row.to_day,
    status: row.status,
    version: row.version,
    coming: row.coming.map(({ startsAt, endsAt, cancelUntil, ...day }) => ({
      ...day,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      cancelUntil: cancelUntil.toISOString(),
    })),
    skipped: row.skipped.filter(({ day }) => day >= today && !bookedIds.has(bookingIdOf(row.id, day))),
    bookedThrough: row.booked_through,
    nextDay: row.status === 'running' ? nextDayOf(row) : null,
  }
}

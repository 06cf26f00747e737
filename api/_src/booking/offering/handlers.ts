import type { offeringContract } from '../../../../shared/booking/offering-contract.ts'
import { offeringRoles } from '../../../../shared/booking/offering-contract.ts'
import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import { isOpenAt, openWords } from '../../../../shared/booking/plan.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf, dayWord, type Day } from '../../../../shared/time.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { dayKindOf, holidayHorizon, holidayName } from '../../platform/holidays.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { calendarDays } from '../calendar-days.ts'
import { wakeQueues } from '../waiting/advance.ts'
import { decideChange, type Offering } from './decide-change.ts'
import { Schedule } from './decide-hits.ts'
import { crowdedOut, heldUnits, hitsOf, unplannedPeople } from './people.ts'
import { readComing, readOffering } from './store.ts'
import { writeAskings, writeNeeds, type Asking } from './store-write.ts'
import { writeChange } from './write-change.ts'

const daysShown = 366
/** So many days before the calendar ends the editor says so: the State Council's notice comes in early November. */
const daysOfWarning = 60

export const offeringHandlers: Handlers<typeof offeringContract> = {
  async 'booking.offering'({ communityId }, { db, now, actor }) {
    if (!actor.staff.some(({ communityIds }) => communityIds.includes(communityId))) return refuse('not_allowed')
    const today = dayOf(now)
    const offering = await readOffering(db, communityId, firstShown(today))
    const calendar = calendarDays(offering.holidays)
    const exceptionsAt = (providerId: string) =>
      offering.exceptions.filter(
        (one) => one.serviceId === null && (one.providerId === null || one.providerId === providerId),
      )
    return ok({
      ...offering,
      providers: offering.providers.map((provider) => {
        const { openingHours, providerId } = provider
        const state = isOpenAt(openingHours, exceptionsAt(providerId), calendar.kindOf, now)
        return { ...provider, isOpen: state.open && !provider.isWithdrawn, openWords: openWords(state, now) }
      }),
      services: [...offering.services],
      resources: [...offering.resources],
      exceptions: [...offering.exceptions],
      holidays: [...offering.holidays],
      calendar: calendarFrom(firstShown(today)),
      horizon: holidayHorizon(),
      horizonWords: horizonWords(today),
      mayChange: holdsRoleOver(actor, offeringRoles, communityId),
      today,
    })
  },

  async 'booking.toArrange'({ communityId }, { db, now, actor }) {
    if (!holdsRoleOver(actor, offeringRoles, communityId)) return refuse('not_allowed')
    const schedule = scheduleOf(await readOffering(db, communityId, dayOf(now)))
    const coming = await readComing(db, { communityId, serviceIds: undefined, now })
    const hits = hitsOf(coming, schedule)
    if (hits.length === 0) return ok({ people: [] })
    const serviceIds = new Set(hits.map(({ booking }) => booking.serviceId))
    const held = await heldUnits(db, communityId, serviceIds, [schedule], now)
    return ok({ people: unplannedPeople(hits, coming, held, schedule, now) })
  },

  async 'booking.planCheck'({ communityId, change }, { db, now, actor }) {
    if (!holdsRoleOver(actor, offeringRoles, communityId)) return refuse('not_allowed')
    const offering = await readOffering(db, communityId, dayOf(now))
    const decided = decideChange(offering, inOrder(change))
    if (!decided.ok) return decided
    const { next, mistakes } = decided.data
    if (mistakes.length > 0) return ok({ mistakes, people: [] })
    const [before, after] = [scheduleOf(offering), scheduleOf(next)]
    const serviceIds = servicesTouched(offering, change)
    const coming = await readComing(db, { communityId, serviceIds, now })
    const touched = new Set(coming.map(({ serviceId }) => serviceId))
    const held = await heldUnits(db, communityId, touched, [before, after], now)
    const hits = [...hitsOf(coming, after, before), ...crowdedOut(coming, held, after, before)]
    return ok({ mistakes, people: unplannedPeople(hits, coming, held, after, now) })
  },

  async 'booking.applyPlanChange'({ communityId, change: sent, seen, offers, reason }, context) {
    const { db, now, actor } = context
    if (!holdsRoleOver(actor, offeringRoles, communityId)) return refuse('not_allowed')
    const change = inOrder(sent)
    const offering = await readOffering(db, communityId, dayOf(now))
    const decided = decideChange(offering, change)
    if (!decided.ok) return decided
    const { kind, next, mistakes, version } = decided.data
    if (mistakes.length > 0) return refuse('plan_wrong', { mistakes })
    const after = scheduleOf(next)
    if (!areTimes(offers, after)) return refuse('slot_closed')
    if (kind === 'save') {
      const unseen = await unseenHits(db, communityId, { offering, next, change, seen, now })
      if (unseen > 0) return refuse('people_affected', { people: unseen })
      const written = await writeChange(db, communityId, change, { by: actor.accountId, now })
      if (written === 'overtaken') return refuse('conflict')
      if (change.kind === 'service' && needsOf(offering, change) !== JSON.stringify(change.service.needs)) {
        await writeNeeds(db, communityId, change.service, version)
      }
    }
    // safe to lose: every queue is looked at every few minutes anyway
    const touched = servicesTouched(next, change) ?? next.services.map(({ serviceId }) => serviceId)
    if (kind === 'save') context.afterwards(() => wakeQueues(db, communityId, touched, now))
    return ok({ version, asked: await ask(context, communityId, offers, reason) })
  },

  async 'booking.offerTimes'({ communityId, offers, reason }, context) {
    if (!holdsRoleOver(context.actor, offeringRoles, communityId)) return refuse('not_allowed')
    const offering = await readOffering(context.db, communityId, dayOf(context.now))
    if (!areTimes(offers, scheduleOf(offering))) return refuse('slot_closed')
    return ok({ asked: await ask(context, communityId, offers, reason) })
  },
}

function scheduleOf(offering: Offering): Schedule {
  return new Schedule(offering, calendarDays(offering.holidays))
}

/** Needs in one order, so that the same choice is the same words. */
function inOrder(change: OfferingChange): OfferingChange {
  if (change.kind !== 'service') return change
  const needs = change.service.needs.map((need) => need.toSorted())
  return { ...change, service: { ...change.service, needs } }
}

function needsOf({ services }: Offering, { service }: Extract<OfferingChange, { kind: 'service' }>): string {
  return JSON.stringify(services.find(({ serviceId }) => serviceId === service.serviceId)?.needs ?? [])
}

/** The services whose bookings a change may hit; undefined = any of the community. */
function servicesTouched({ services }: Offering, change: OfferingChange): string[] | undefined {
  if (change.kind === 'service') return [change.service.serviceId]
  if (change.kind === 'withdraw' && change.what === 'service') return [change.id]
  if (change.kind === 'exception' && change.exception.serviceId !== null) return [change.exception.serviceId]
  const providerId =
    change.kind === 'provider'
      ? change.provider.providerId
      : change.kind === 'withdraw' && change.what === 'provider'
        ? change.id
        : change.kind === 'exception'
          ? change.exception.providerId
          : null
  if (providerId === null) return undefined
  return services.filter((service) => service.providerId === providerId).map(({ serviceId }) => serviceId)
}

/** How many people a change hits whom the staff has not seen: they booked while the change was being thought about. */
async function unseenHits(
  db: Db,
  communityId: string,
  {
    offering,
    next,
    change,
    seen,
    now,
  }: { offering: Offering; next: Offering; change: OfferingChange; seen: readonly string[]; now: Date },
): Promise<number> {
  const [before, after] = [scheduleOf(offering), scheduleOf(next)]
  const coming = await readComing(db, { communityId, serviceIds: servicesTouched(offering, change), now })
  const hits = hitsOf(coming, after, before)
  if (coming.length > 0 && takesPlaces(offering, change)) {
    const touched = new Set(coming.map(({ serviceId }) => serviceId))
    hits.push(...crowdedOut(coming, await heldUnits(db, communityId, touched, [before, after], now), after, before))
  }
  return hits.filter(({ booking }) => !seen.includes(booking.bookingId)).length
}

/** Whether there may be fewer places afterwards at a time that stays. */
function takesPlaces({ resources }: Offering, change: OfferingChange): boolean {
  if (change.kind === 'resource') {
    const there = resources.find(({ resourceId }) => resourceId === change.resource.resourceId)
    return there !== undefined && change.resource.units < there.units
  }
  return change.kind === 'service' && change.service.capacityKind === 'pooled'
}

type Offers = readonly { bookingId: string; version: number; startsAt: string | null }[]

/** Every time that is offered must be one of some service: nobody is asked to come when nobody is there. */
function areTimes(offers: Offers, schedule: Schedule): boolean {
  return offers.every(({ startsAt }) => {
    if (startsAt === null) return true
    const at = new Date(startsAt)
    return schedule.offering.services.some((service) => schedule.slotAt(service, at) !== undefined)
  })
}

/** Asks each of these people for another time. Their old one stands until they answer. */
async function ask(
  { db, now, actor, announce }: RequestContext<Actor>,
  communityId: string,
  offers: Offers,
  reason: string,
): Promise<number> {
  const askings = offers.map(({ bookingId, version, startsAt }): Asking => ({
    bookingId,
    version,
    step: {
      version: version + 1,
      kind: 'time_asked',
      at: now.toISOString(),
      by: actor.accountId,
      delegateName: null,
      ...(startsAt === null ? {} : { to: startsAt }),
      reason,
    },
  }))
  const asked = await writeAskings(db, communityId, askings)
  for (const { bookingId } of askings) announce({ communityId, id: bookingId })
  return asked
}

/** The month's first day: the calendar page begins there. */
function firstShown(today: Day): Day {
  return `${today.slice(0, 7)}-01`
}

function calendarFrom(first: Day) {
  return Array.from({ length: daysShown }, (_, ahead) => addDays(first, ahead)).flatMap((day) => {
    const name = holidayName(day)
    const kind = dayKindOf(day, new Map())
    return name !== null && (kind === 'holiday' || kind === 'make_up_workday') ? [{ day, kind, name }] : []
  })
}

function horizonWords(today: Day): string {
  const horizon = holidayHorizon()
  if (addDays(today, daysOfWarning) <= horizon) return ''
  const from = addDays(horizon, 1)
  return `${from.slice(0, 4)} 年的放假安排还没进来。${dayWord(from)}以后先按平常的星期算，公布了可以在日历里改。`
}

import type { catalogueContract } from '../../../../shared/booking/catalogue-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { calendarOf, exceptionsFor, exceptionsOf, needsOf } from '../piece-rows.ts'
import type { Piece } from '../store-pieces.ts'
import { minuteOf, Occupied } from '../taking/decide-claims.ts'
import { daysShown } from '../taking/slots.ts'
import { toDetail, toProvider, toSummary } from './answers.ts'
import { firstFree } from './decide-first-free.ts'
import { readCalendar, readOffered, readProviders, readTaken, type OfferedRow } from './store-catalogue.ts'

/** What a community offers: the same for everybody. */
export const catalogueHandlers: Handlers<typeof catalogueContract> = {
  'booking.services': async ({ communityId, category }, { db, now }) => {
    const services = await readOffered(db, { communityId, ...(category === undefined ? {} : { category }) })
    const { firstOf } = await lookAhead(db, communityId, services, now)
    return ok({ services: services.map((service) => toSummary(service, firstOf(service))) })
  },

  'booking.service': async ({ communityId, serviceId }, { db, now }) => {
    const services = await readOffered(db, { communityId, serviceId })
    const [service] = services
    if (!service) return refuse('not_found')
    const { firstOf, exceptions, calendar } = await lookAhead(db, communityId, services, now)
    const provider = {
      id: service.provider_id,
      kind: service.providerKind,
      name: service.providerName,
      phone: service.providerPhone,
      address: service.providerAddress,
      introduction: service.providerIntroduction,
      access: service.providerAccess,
      opening_hours: service.openingHours,
    }
    return ok(toDetail(service, firstOf(service), toProvider(provider, exceptions, calendar.kindOf, now)))
  },

  'booking.providers': async ({ communityId }, { db, now }) => {
    const rows = await readProviders(db, communityId)
    const today = dayOf(now)
    const pieces = rows.length === 0 ? [] : await readCalendar(db, communityId, today, addDays(today, daysShown))
    const [exceptions, calendar] = [exceptionsOf(pieces), calendarOf(pieces)]
    const providers = rows.filter((row, index) => row.id !== rows[index - 1]?.id)
    return ok({
      providers: providers.map((provider) => ({
        ...toProvider(provider, exceptions, calendar.kindOf, now),
        services: rows.flatMap(({ id, serviceId, serviceName: name }) =>
          id === provider.id && serviceId !== null && name !== null ? [{ serviceId, name }] : [],
        ),
      })),
    })
  },
}

/** What is known of the next fortnight, and when each service has its first free place in it. */
async function lookAhead(db: Db, communityId: string, services: readonly OfferedRow[], now: Date) {
  const fromDay = dayOf(now)
  const toDay = addDays(fromDay, daysShown)
  const cells = { fromCell: minuteOf(now), toCell: minuteOf(instantOf(toDay)) }
  const pieces = services.length === 0 ? [] : await readTaken(db, communityId, services, { fromDay, toDay, ...cells })
  const [needs, exceptions, calendar] = [needsOf(pieces), exceptionsOf(pieces), calendarOf(pieces)]
  const usage = usageOf(pieces)
  const firstOf = (service: OfferedRow) =>
    firstFree(
      {
        ...service,
        opening_hours: service.openingHours,
        withdrawn: 0,
        needs: needs.get(service.id) ?? [],
        exceptions: exceptionsFor(exceptions, { serviceId: service.id, providerId: service.provider_id }),
      },
      usage,
      { fromDay, days: daysShown },
      calendar.kindOf,
      now,
    )
  return { firstOf, exceptions, calendar }
}

function usageOf(pieces: readonly Piece[]) {
  const occupied = new Occupied()
  const counts = new Map<string, number>()
  for (const { kind, k, n, m } of pieces) {
    if (k === null || n === null || m === null) continue
    if (kind === 'place') occupied.add({ key: k, cell: n, unit: m }, 'live')
    if (kind === 'counted') counts.set(`${k} ${n}`, (counts.get(`${k} ${n}`) ?? 0) + m)
  }
  return { occupied, counted: (serviceId: string, cell: number) => counts.get(`${serviceId} ${cell}`) ?? 0 }
}

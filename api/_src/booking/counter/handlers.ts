import { createHash } from 'node:crypto'
import { checkInWay, ticketNumber } from '../../../../shared/booking/counter.ts'
import type { counterContract } from '../../../../shared/booking/counter-contract.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { booksFor, mayBookFor } from '../books-for.ts'
import { checkIn } from './check-in.ts'
import { lineHandlers } from './handlers-line.ts'
import { receivesAt, receivingCommunities } from './rights.ts'
import { readDoor, readToday } from './store-arrivals.ts'
import { endPause, readCounter, readCounters, readPause, saveSetting } from './store-settings.ts'
import { ageOf, toArrival, toCounter, windowsOf } from './view.ts'
import { walkIn } from './walk-in.ts'

/** How often a new picture may meet the code of another door. */
const mostCollisions = 3

export const counterHandlers: Handlers<typeof counterContract> = {
  ...lineHandlers,

  'booking.counters': async (_, { db, actor }) => {
    const rows = await readCounters(db, receivingCommunities(actor))
    const mine = rows.filter((row) => receivesAt(actor, row.community_id, row.providerKind))
    const ids = [...new Set(mine.map(({ providerId }) => providerId))]
    return ok({
      counters: ids.flatMap((providerId) => {
        const own = mine.filter((row) => row.providerId === providerId)
        const [first] = own
        const services = own.flatMap(({ serviceId, serviceName: name, category, channel }) =>
          serviceId === null || name === null || category === null || channel === null
            ? []
            : [{ serviceId, name, way: checkInWay(category, channel) }],
        )
        return first ? [{ ...toCounter(first.community_id, first), services }] : []
      }),
    })
  },

  'booking.today': async ({ communityId, providerId, by }, { db, now, actor }) => {
    const found = await readToday(db, communityId, providerId, by, now)
    if (!found || !receivesAt(actor, communityId, found.providerKind)) return refuse('not_found')
    return ok({
      now: now.toISOString(),
      arrivals: found.arrivals.map((row) => ({
        ...toArrival(row),
        maskedName: maskName(row.resident_name),
        age: ageOf(row.homeBirthDate, now),
        channel: row.channel,
      })),
    })
  },

  'booking.checkIn': async ({ communityId, bookingId, wheelchair }, { db, now, actor, announce }) => {
    const { accountId } = actor
    const may = ({ providerKind }: { providerKind: Parameters<typeof receivesAt>[2] }) =>
      receivesAt(actor, communityId, providerKind)
    const done = await checkIn(db, { communityId, bookingId, wheelchair, accountId, may }, now)
    if (done.ok) announce({ communityId, id: bookingId })
    return done
  },

  'booking.arrive': async ({ communityId, doorCode, bookingId, wheelchair }, { db, now, actor, announce }) => {
    const { accountId } = actor
    const may = (row: { doorCode: string | null; resident_id: string }) =>
      row.doorCode === doorCode && isMine(actor, communityId, row.resident_id)
    const done = await checkIn(db, { communityId, bookingId, wheelchair, accountId, may }, now)
    if (done.ok) announce({ communityId, id: bookingId })
    return done
  },

  'booking.walkIn': async ({ id, communityId, serviceId, residentId, guestName, wheelchair }, { db, now, actor }) =>
    walkIn(
      db,
      {
        ...{ ticketId: id, communityId, serviceId, residentId, guestName, wheelchair, actor },
        may: ({ providerKind }) => receivesAt(actor, communityId, providerKind),
      },
      now,
    ),

  'booking.takeNumber': async (
    { id, communityId, doorCode, serviceId, residentId, wheelchair },
    { db, now, actor },
  ) => {
    if (residentId !== null && !actsFor(actor, { communityId, residentId }, 'book')) return refuse('not_delegated')
    return walkIn(
      db,
      {
        ...{ ticketId: id, communityId, serviceId, residentId, guestName: '', wheelchair, actor },
        may: (row) => row.doorCode === doorCode,
      },
      now,
    )
  },

  'booking.door': async ({ communityId, doorCode }, { db, now, actor }) => {
    const residentIds = actor.identities
      .filter((one) => one.communityId === communityId && isMine(actor, communityId, one.residentId))
      .map(({ residentId }) => residentId)
    const rows = await readDoor(db, { communityId, doorCode }, { accountId: actor.accountId, residentIds }, now)
    const [first] = rows
    if (!first) return refuse('not_found')
    const bookings = new Map<string, ReturnType<typeof toArrival> & { residentName: string }>()
    const tickets = new Map<string, { ticketId: string; number: string; serviceName: string }>()
    const services = new Map<string, { serviceId: string; name: string }>()
    for (const row of rows) {
      const { serviceId, serviceName, ticketId, lane, number } = row
      const hasTicket = ticketId !== null && lane !== null && number !== null
      if (hasTicket) tickets.set(ticketId, { ticketId, number: ticketNumber(lane, number), serviceName })
      if (row.withdrawn_at === null && checkInWay(row.category, row.serviceChannel) === 'line') {
        services.set(serviceId, { serviceId, name: serviceName })
      }
      const { bookingId, resident_name: residentName, starts_at, ends_at, status } = row
      if (bookingId === null || residentName === null || starts_at === null || ends_at === null || status === null)
        continue
      const isOwn = ticketId === bookingId
      if (bookings.has(bookingId) && !isOwn) continue
      const ticket = isOwn ? { lane, number } : { lane: null, number: null }
      const booking = { ...row, ...ticket, bookingId, starts_at, ends_at, status }
      bookings.set(bookingId, { ...toArrival(booking), residentName })
    }
    return ok({
      providerName: first.providerName,
      bookings: [...bookings.values()].toSorted((one, other) => (one.startsAt < other.startsAt ? -1 : 1)),
      services: [...services.values()],
      tickets: [...tickets.values()],
    })
  },

  'booking.saveCounter': async (
    { communityId, providerId, version, windows, showNames, newDoorCode },
    { db, actor, newId },
  ) => {
    const row = await readCounter(db, communityId, providerId)
    if (!row || !receivesAt(actor, communityId, row.providerKind)) return refuse('not_found')
    const distinct = [...new Set(windows)]
    const present = toCounter(communityId, row)
    const setting = { communityId, providerId, version, windows: distinct, showNames }
    const saved = { ...present, windows: distinct, showNames, version: version + 1 }
    if (present.version !== version) {
      // The same words again, after their first answer was lost.
      const isRepeat = present.version === version + 1 && !newDoorCode && present.showNames === showNames
      return isRepeat && windowsOf(row).join() === distinct.join() ? ok(present) : refuse('conflict')
    }
    for (let attempt = 0; attempt < mostCollisions; attempt += 1) {
      const doorCode = newDoorCode || row.doorCode === null ? codeFrom(newId()) : row.doorCode
      const outcome = await saveSetting(db, { ...setting, doorCode })
      if (outcome === 'saved') return ok({ ...saved, doorCode })
      if (outcome === 'conflict') return refuse('conflict')
    }
    throw new Error('no free door code was found')
  },

  'booking.pause': async ({ person }, { db, now, actor }) => {
    if (!mayBookFor(actor, person)) return refuse('not_delegated')
    const row = await readPause(db, person, now)
    if (!row || !booksFor(actor, person, row)) return refuse('not_delegated')
    return ok({ until: row.until?.toISOString() ?? null })
  },

  'booking.liftPause': async ({ person }, { db, now, actor }) => {
    const row = await readPause(db, person, now)
    const grid = row?.homeGrid
    if (!row || !grid || !holdsRoleOver(actor, ['community_staff', 'admin', 'grid_worker'], grid)) {
      return refuse('not_found')
    }
    return ok({ lifted: row.until !== null && (await endPause(db, person, actor.accountId, now)) })
  },
}

function isMine(actor: Actor, communityId: string, residentId: string): boolean {
  const person = { communityId, residentId }
  return actsFor(actor, person, 'book') !== undefined || actsFor(actor, person, 'see') !== undefined
}

/** Eight digits nobody can guess from the last ones. */
function codeFrom(seed: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 15)}`)
  return String(digits % 100_000_000n).padStart(8, '0')
}

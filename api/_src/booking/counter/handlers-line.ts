import type { counterContract } from '../../../../shared/booking/counter-contract.ts'
import { ticketNumber } from '../../../../shared/booking/counter.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { actsFor, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { aheadOf, decideCall, decideMove, type TicketChange } from './decide-queue.ts'
import { receivesAt } from './rights.ts'
import { endBookingOf } from './end-booking.ts'
import {
  callTicket,
  moveTicket,
  readQueue,
  readTicket,
  readTurn,
  type TicketMove,
  type TicketRow,
} from './store-tickets.ts'
import { cursorOf, hallName, lineOf, stateOf, toCounter, toTicket, windowsOf } from './view.ts'

type LineContract = Pick<
  typeof counterContract,
  'booking.queue' | 'booking.callNext' | 'booking.moveTicket' | 'booking.screen' | 'booking.myTurn'
>

/** How often a window may lose a person to a faster one before it is told to press again. */
const mostLost = 3
const mostCalledShown = 6
const mostNextShown = 5

export const lineHandlers: Handlers<LineContract> = {
  'booking.queue': async ({ communityId, providerId, cursor }, { db, now, actor }) => {
    const found = await readQueue(db, communityId, providerId, now)
    if (!found || !receivesAt(actor, communityId, found.provider.providerKind)) return refuse('not_found')
    const { atWindows, waiting } = lineOf(found.tickets, now)
    const picture = {
      counter: toCounter(communityId, found.provider),
      atWindows: atWindows.map(toTicket),
      waiting: waiting.map(toTicket),
      servedToday: found.servedToday,
    }
    return ok(pictureOrSame(picture, cursor, now))
  },

  'booking.callNext': async ({ id, communityId, providerId, window }, { db, now, actor }) => {
    const found = await readQueue(db, communityId, providerId, now)
    if (!found || !receivesAt(actor, communityId, found.provider.providerKind)) return refuse('not_found')
    const windows = windowsOf(found.provider)
    let states = found.tickets.map(stateOf)
    for (let lost = 0; lost < mostLost; lost += 1) {
      const decision = decideCall(states, { callId: id, window, windows }, now)
      if (!decision.ok) return decision
      if (decision.data.kind === 'nobody') return ok({ called: null })
      const { row } = decision.data.ticket
      if (decision.data.kind === 'repeat') return ok({ called: toCalled(row, row.window_name ?? window, row.calls) })
      const outcome = await callTicket(db, row, { callId: id, window, byAccountId: actor.accountId }, now)
      if (outcome === 'called') return ok({ called: toCalled(row, window, 1) })
      if (outcome === 'busy') return refuse('window_busy')
      if (outcome === 'repeated') {
        const again = await readQueue(db, communityId, providerId, now)
        const called = again?.tickets.find(({ call_id: callId }) => callId === id)
        return called ? ok({ called: toCalled(called, window, called.calls) }) : refuse('conflict')
      }
      // The other window has this person; whoever comes next is decided as if that call had been seen.
      states = states.filter((state) => state.id !== row.id)
    }
    return refuse('conflict')
  },

  'booking.moveTicket': async ({ communityId, ticketId, version, act, toWindow }, { db, now, actor, announce }) => {
    const ticket = await readTicket(db, communityId, ticketId)
    if (!ticket || !receivesAt(actor, communityId, ticket.providerKind)) return refuse('not_found')
    const windows = windowsOf(ticket)
    const state = { status: ticket.status, calls: ticket.calls, notThere: ticket.not_there }
    if (ticket.version !== version) {
      // The same press again, after its first answer was lost.
      const isRepeat = ticket.version === version + 1 && act === 'done' && ticket.status === 'served'
      return isRepeat ? ok({ status: ticket.status, version: ticket.version }) : refuse('conflict')
    }
    const decision = decideMove(state, act, toWindow, windows)
    if (!decision.ok) return decision
    const move = moveOf(ticket, decision.data, actor, now)
    if (!(await moveTicket(db, ticket, move))) return refuse('conflict')
    if (decision.data.kind === 'end' && ticket.booking_id !== null) {
      const ended = { communityId, bookingId: ticket.booking_id, how: decision.data.status, by: actor.accountId }
      if (await endBookingOf(db, ended, now)) announce({ communityId, id: ticket.booking_id })
    }
    return ok({ status: move.status, version: version + 1 })
  },

  'booking.screen': async ({ communityId, providerId, cursor }, { db, now, actor }) => {
    const found = await readQueue(db, communityId, providerId, now)
    if (!found || !receivesAt(actor, communityId, found.provider.providerKind)) return refuse('not_found')
    const { atWindows, waiting } = lineOf(found.tickets, now)
    const nameOf = (row: TicketRow) => (found.provider.showNames === 1 ? hallName(row) : '')
    const picture = {
      name: found.provider.providerName,
      called: atWindows
        .slice(0, mostCalledShown)
        .map((row) => ({ ...toCalled(row, row.window_name ?? '', row.calls), name: nameOf(row) })),
      next: waiting
        .slice(0, mostNextShown)
        .map((row) => ({ number: ticketNumber(row.lane, row.number), name: nameOf(row) })),
      waiting: waiting.length,
    }
    return ok(pictureOrSame(picture, cursor, now))
  },

  'booking.myTurn': async ({ communityId, ticketId }, { db, now, actor }) => {
    const found = await readTurn(db, communityId, ticketId, now)
    if (!found || !isMine(actor, found.own)) return refuse('not_found')
    const { own } = found
    const ahead = aheadOf(found.tickets.map(stateOf), ticketId, windowsOf(own), now)
    return ok({
      number: ticketNumber(own.lane, own.number),
      status: own.status,
      serviceName: own.service_name,
      providerName: own.providerName,
      ahead,
      notBefore:
        own.status === 'waiting' && own.line === 'time' && own.turn_at > now ? own.turn_at.toISOString() : null,
      window: own.status === 'waiting' ? null : own.window_name,
      wasMissed: own.not_there > 0,
    })
  },
}

function pictureOrSame<Picture extends object>(picture: Picture, known: string | undefined, now: Date) {
  const cursor = cursorOf(picture)
  const at = { cursor, now: now.toISOString() }
  return cursor === known ? { unchanged: true as const, ...at } : { ...picture, ...at }
}

function toCalled(row: TicketRow, window: string, calls: number) {
  return { ticketId: row.id, number: ticketNumber(row.lane, row.number), name: hallName(row), window, calls }
}

/** Whose number it is: the person, whoever acts for them, or the phone that took it for a guest. */
function isMine(actor: Actor, row: TicketRow): boolean {
  const { community_id: communityId, resident_id: residentId } = row
  if (residentId === null) return row.taken_by === actor.accountId
  const person = { communityId, residentId }
  return actsFor(actor, person, 'see') !== undefined || actsFor(actor, person, 'book') !== undefined
}

function moveOf(ticket: TicketRow, change: TicketChange, actor: Actor, now: Date): TicketMove {
  const by = { served_by: actor.accountId }
  if (change.kind === 'recall') return { ...by, status: 'called', calls: ticket.calls + 1, called_at: now }
  if (change.kind === 'start') return { ...by, status: 'serving' }
  if (change.kind === 'end') return { ...by, status: change.status, at_window: null, ended_at: now, due_at: null }
  const back = { ...by, status: 'waiting', line: change.line, turn_at: now, calls: 0, at_window: null } as const
  if (change.wantedWindow !== undefined) return { ...back, wanted_window: change.wantedWindow }
  return { ...back, not_there: ticket.not_there + 1 }
}

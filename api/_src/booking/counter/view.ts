import { createHash } from 'node:crypto'
import { checkInWay, ticketNumber, usualWindows } from '../../../../shared/booking/counter.ts'
import type { Arrival, Ticket } from '../../../../shared/booking/counter-contract.ts'
import type { ProviderKind } from '../../../../shared/booking/lifecycle.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { ageOn, dayOf, type Day } from '../../../../shared/time.ts'
import { lineUp, recentLines, type TicketState } from './decide-queue.ts'
import type { ArrivalRow } from './store-arrivals.ts'
import type { TicketRow } from './store-tickets.ts'

/** A provider with what it set, as a left join gives it. */
export interface CounterRow {
  providerId: string
  providerName: string
  providerKind: ProviderKind
  windows: readonly string[] | null
  showNames: number | null
  doorCode: string | null
  settingVersion: number | null
}

/** The windows there are today. */
export function windowsOf(row: Pick<CounterRow, 'windows' | 'providerKind'>): readonly string[] {
  return row.windows ?? usualWindows[row.providerKind]
}

export function toCounter(communityId: string, row: CounterRow) {
  return {
    communityId,
    providerId: row.providerId,
    name: row.providerName,
    kind: row.providerKind,
    windows: [...windowsOf(row)],
    showNames: row.showNames === 1,
    doorCode: row.doorCode,
    version: row.settingVersion ?? 0,
  }
}

/** What the rules see of a number. */
export function stateOf(row: TicketRow): TicketState & { row: TicketRow } {
  return {
    id: row.id,
    line: row.line,
    turnAt: row.turn_at,
    arrivedAt: row.arrived_at,
    goesFirst: row.goes_first === 1,
    wantedWindow: row.wanted_window,
    status: row.status,
    atWindow: row.at_window,
    windowName: row.window_name,
    callId: row.call_id,
    firstCalledAt: row.first_called_at,
    row,
  }
}

/** How a guest without a name or somebody on the list is named to staff. */
function shownName(row: Pick<TicketRow, 'resident_id' | 'name'>): string {
  return row.resident_id === null ? row.name : maskName(row.name)
}

/** For a hall full of people: the family name alone. */
export function hallName(row: Pick<TicketRow, 'name'>): string {
  const letters = Array.from(row.name)
  return letters.length === 0 ? '' : `${letters[0] ?? ''}${'*'.repeat(Math.max(1, letters.length - 1))}`
}

export function toTicket(row: TicketRow): Ticket {
  return {
    ticketId: row.id,
    version: row.version,
    number: ticketNumber(row.lane, row.number),
    lane: row.lane,
    status: row.status,
    maskedName: shownName(row),
    serviceName: row.service_name,
    startsAt: row.starts_at?.toISOString() ?? null,
    arrivedAt: row.arrived_at.toISOString(),
    isLate: row.starts_at !== null && row.line === 'arrival' && row.not_there === 0,
    goesFirst: row.goes_first === 1,
    window: row.window_name,
    wantedWindow: row.wanted_window,
    calls: row.calls,
    notThere: row.not_there,
  }
}

/** Those at a window, the last call first, and those who wait, the next first. */
export function lineOf(tickets: readonly TicketRow[], now: Date): { atWindows: TicketRow[]; waiting: TicketRow[] } {
  const states = tickets.map(stateOf)
  const waiting = states.filter(({ status }) => status === 'waiting')
  return {
    atWindows: tickets
      .filter(({ status }) => status === 'called' || status === 'serving')
      .toSorted((one, other) => (other.called_at?.getTime() ?? 0) - (one.called_at?.getTime() ?? 0)),
    waiting: lineUp(waiting, recentLines(states, null), now).map(({ row }) => row),
  }
}

/** Completed years; null where no birth date is on file. */
export function ageOf(birthDate: Day | null, now: Date): number | null {
  return birthDate === null ? null : ageOn(birthDate, dayOf(now))
}

/** What of a booking everybody may see who sees it at all. */
export function toArrival(
  row: Omit<ArrivalRow, 'resident_id' | 'resident_name' | 'day' | 'version' | 'channel' | 'serviceId'>,
): Omit<Arrival, 'maskedName' | 'age' | 'channel'> {
  return {
    bookingId: row.bookingId,
    serviceName: row.serviceName,
    resourceName: row.resource_name,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    status: row.status,
    way: checkInWay(row.category, row.serviceChannel),
    number: row.lane === null || row.number === null ? null : ticketNumber(row.lane, row.number),
  }
}

/** The same picture, the same words: a screen that knows them is not sent it again. */
export function cursorOf(picture: object): string {
  return createHash('sha256').update(JSON.stringify(picture)).digest('base64url').slice(0, 16)
}

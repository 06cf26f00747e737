import {
  callsBeforeNotThere,
  callsWithTime,
  lateMinutes,
  type TicketAct,
  type TicketStatus,
} from '../../../../shared/booking/counter.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'

/**
 * `time`: booked and there in time, its turn is the booked time. `arrival`: without a booking, late, or called in vain;
 * its turn is when it came. `front`: sent on from another window, whose business is half done.
 */
export type Line = 'time' | 'arrival' | 'front'

/** What of a waiting number decides when it is called. */
export interface InLine {
  id: string
  line: Line
  turnAt: Date
  arrivedAt: Date
  goesFirst: boolean
  wantedWindow: string | null
}

const minute = 60_000

/** Where somebody who comes now stands. Early is as good as on time, and no better. */
export function placeInLine(startsAt: Date | null, arrivedAt: Date): { line: Line; turnAt: Date } {
  if (startsAt === null || arrivedAt.getTime() > startsAt.getTime() + lateMinutes * minute) {
    return { line: 'arrival', turnAt: arrivedAt }
  }
  return { line: 'time', turnAt: startsAt }
}

/** Within one line: whose turn is earlier; in the same minute who is 80 or in a wheelchair; then who was there first. */
function before(one: InLine, other: InLine): number {
  const minuteOf = (at: Date) => Math.floor(at.getTime() / minute)
  return (
    minuteOf(one.turnAt) - minuteOf(other.turnAt) ||
    Number(other.goesFirst) - Number(one.goesFirst) ||
    one.turnAt.getTime() - other.turnAt.getTime() ||
    one.arrivedAt.getTime() - other.arrivedAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  )
}

/** How many of the last calls in a row, the latest first, went to people with a time. */
function callsInRow(recent: readonly Line[]): number {
  const other = recent.findIndex((line) => line !== 'time')
  return other === -1 ? recent.length : other
}

/**
 * The one rule of the line (`lineRuleWords` says it on the wall). First whom another window sent on. From the booked
 * time on those with a time go before those without one, but after two of them in a row comes one of those who wait by
 * their arrival. Who is early is called only when nobody else waits. `recent`: the lines of the last calls, latest first.
 */
export function lineUp<Ticket extends InLine>(
  waiting: readonly Ticket[],
  recent: readonly Line[],
  now: Date,
): Ticket[] {
  const sorted = waiting.toSorted(before)
  const front = sorted.filter(({ line }) => line === 'front')
  const arrivals = sorted.filter(({ line }) => line === 'arrival')
  const timed = sorted.filter(({ line }) => line === 'time')
  const due = timed.filter(({ turnAt }) => turnAt <= now)
  const early = timed.filter(({ turnAt }) => turnAt > now)
  const order = [...front]
  let inRow = front.length > 0 ? 0 : callsInRow(recent)
  while (due.length > 0 || arrivals.length > 0) {
    const takesTime = due.length > 0 && (arrivals.length === 0 || inRow < callsWithTime)
    const next = takesTime ? due.shift() : arrivals.shift()
    if (next) order.push(next)
    inRow = takesTime ? inRow + 1 : 0
  }
  return [...order, ...early]
}

/** Whether this window may call it. A wish for a window that does not exist today binds nobody. */
export function mayCall(ticket: Pick<InLine, 'wantedWindow'>, window: string, windows: readonly string[]): boolean {
  const { wantedWindow } = ticket
  return wantedWindow === null || wantedWindow === window || !windows.includes(wantedWindow)
}

/** A number as the rules of calling see it. */
export interface TicketState extends InLine {
  status: TicketStatus
  atWindow: string | null
  windowName: string | null
  callId: string | null
  firstCalledAt: Date | null
}

/** The lines of what this window (null: any) called last, the latest first; a number counts by its first call. */
export function recentLines(tickets: readonly TicketState[], window: string | null): Line[] {
  return tickets
    .filter(({ firstCalledAt, windowName }) => firstCalledAt !== null && (window === null || windowName === window))
    .toSorted((one, other) => (other.firstCalledAt?.getTime() ?? 0) - (one.firstCalledAt?.getTime() ?? 0))
    .slice(0, callsWithTime)
    .map(({ line }) => line)
}

/** Whom a window calls next. `repeat`: this very press has called somebody already. */
export function decideCall<Ticket extends TicketState>(
  tickets: readonly Ticket[],
  wish: { callId: string; window: string; windows: readonly string[] },
  now: Date,
): Result<{ kind: 'repeat' | 'call'; ticket: Ticket } | { kind: 'nobody' }, 'window_busy' | 'no_such_window'> {
  const earlier = tickets.find(({ callId }) => callId === wish.callId)
  if (earlier) return ok({ kind: 'repeat', ticket: earlier })
  if (!wish.windows.includes(wish.window)) return refuse('no_such_window')
  if (tickets.some(({ atWindow }) => atWindow === wish.window)) return refuse('window_busy')
  const waiting = tickets.filter((ticket) => ticket.status === 'waiting' && mayCall(ticket, wish.window, wish.windows))
  const [next] = lineUp(waiting, recentLines(tickets, wish.window), now)
  return ok(next === undefined ? { kind: 'nobody' } : { kind: 'call', ticket: next })
}

/** How many are called before this one, as the line stands now; null when it does not wait. */
export function aheadOf(
  tickets: readonly TicketState[],
  id: string,
  windows: readonly string[],
  now: Date,
): number | null {
  const own = tickets.find((ticket) => ticket.id === id)
  if (own?.status !== 'waiting') return null
  const bound = own.wantedWindow !== null && windows.includes(own.wantedWindow) ? own.wantedWindow : null
  const rivals = tickets.filter(
    (ticket) =>
      ticket.status === 'waiting' &&
      (ticket.wantedWindow === null || !windows.includes(ticket.wantedWindow) || ticket.wantedWindow === bound),
  )
  return lineUp(rivals, recentLines(tickets, bound), now).findIndex((ticket) => ticket.id === id)
}

/** What one press at a window makes of a number. */
export type TicketChange =
  | { kind: 'recall' }
  | { kind: 'start' }
  | { kind: 'end'; status: 'served' | 'left' | 'not_there' }
  | { kind: 'back'; line: 'arrival' | 'front'; wantedWindow?: string }

/** What may be done with a number now. Called in vain it goes back into the line once, the second time it is over. */
export function decideMove(
  ticket: { status: TicketStatus; calls: number; notThere: number },
  act: TicketAct,
  toWindow: string | undefined,
  windows: readonly string[],
): Result<TicketChange, 'conflict' | 'call_again_first' | 'no_such_window'> {
  const { status } = ticket
  if (act === 'left')
    return status === 'waiting' || isAtWindow(status) ? ok({ kind: 'end', status: 'left' }) : refuse('conflict')
  if (act === 'recall') return status === 'called' ? ok({ kind: 'recall' }) : refuse('conflict')
  if (act === 'start') return status === 'called' ? ok({ kind: 'start' }) : refuse('conflict')
  if (!isAtWindow(status)) return refuse('conflict')
  if (act === 'done') return ok({ kind: 'end', status: 'served' })
  if (act === 'transfer') {
    if (toWindow === undefined || !windows.includes(toWindow)) return refuse('no_such_window')
    return ok({ kind: 'back', line: 'front', wantedWindow: toWindow })
  }
  if (status !== 'called') return refuse('conflict')
  if (ticket.calls < callsBeforeNotThere) return refuse('call_again_first')
  return ok(ticket.notThere > 0 ? { kind: 'end', status: 'not_there' } : { kind: 'back', line: 'arrival' })
}

function isAtWindow(status: TicketStatus): boolean {
  return status === 'called' || status === 'serving'
}

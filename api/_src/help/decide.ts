import {
  isOpen,
  levels,
  levelsReached,
  mayMove,
  nextLevel,
  secondsPerLevel,
  secondsPressesAreRemembered,
  secondsToProgress,
  type CallMove,
  type Level,
  type Outcome,
} from '../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../shared/result.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer, HistoryEntry, PersonInNeed, Step } from './call.ts'

/**
 * The rules of a help call, pure. In one paragraph: a press opens a call that rings the grid worker and the community's
 * desk. Every open call has a deadline. Passing it while nobody has the call makes it rise: the next level is rung as
 * well (nobody stops ringing), 60 s each, and after the district the ladder begins again, so it never ends silently.
 * Whoever acknowledges first has it and moves it alone. Passing the deadline then (5 min to set out, 20 to arrive, 15
 * between signs of life on site) does not take it away from the one who may be at the door already: the status stays,
 * the call is `stalled`, the levels above are rung, 60 s each, and until somebody acts `acknowledge` is open again: to
 * another, who takes it over, and to the responder, who thereby says that it goes on. So at every moment of an open
 * call either a named person has it or a growing circle is being rung, and mostly both.
 */

/** The command has its answer already: it was sent twice. Nothing is written. */
export interface Already {
  ok: true
  step?: undefined
}
export type Decision<Code extends string> = { ok: true; step: Step } | Already | Refusal<Code>

const already: Already = { ok: true }

/** Far more than anybody presses in a day; only bounds the row. */
const pressesCarriedOver = 200

/** A new call by its first press; `previous` is the resident's call before, if its presses are still remembered. */
export function openCall(id: string, person: PersonInNeed, doer: Doer, now: Date, previous?: Call): Call {
  return {
    ...person,
    id,
    status: 'ringing',
    version: 1,
    level: 'grid',
    rises: 0,
    dueAt: addSeconds(now, secondsPerLevel),
    stalledAt: null,
    presses: 1,
    pressIds: [id],
    earlierPressIds: previous ? [...previous.earlierPressIds, ...previous.pressIds].slice(-pressesCarriedOver) : [],
    raisedAt: now,
    acknowledgedAt: null,
    enRouteAt: null,
    onSiteAt: null,
    closedAt: null,
    responderAccountId: null,
    responderName: null,
    responderPost: null,
    responderPhone: null,
    arrivesInMinutes: null,
    outcome: null,
    note: '',
    callBack: false,
    history: [entry(1, now, 'raised', doer)],
  }
}

/** The history entry of a further press into an open call; the store knows the version only when it writes. */
export function pressedAgain(doer: Doer, now: Date): Omit<HistoryEntry, 'version'> {
  const { version: _, ...rest } = entry(0, now, 'pressed_again', doer)
  return rest
}

export function isDue(call: Call, now: Date): boolean {
  return isOpen(call.status) && call.dueAt !== null && call.dueAt <= now
}

/**
 * What the clock does to a call: nothing before its deadline; at its deadline the next level. A system that slept
 * through several deadlines records each level that was missed, one round of the ladder at most (then everybody is
 * rung anyway), and gives the level now reached its full time.
 */
export function rise(call: Call, now: Date): Step | undefined {
  if (!isDue(call, now) || call.dueAt === null) return undefined
  const overslept = Math.floor((now.getTime() - call.dueAt.getTime()) / 1000 / secondsPerLevel)
  const steps = Math.min(1 + overslept, levels.length)
  const entries: HistoryEntry[] = []
  let level = call.level
  for (let missed = 0; missed < steps; missed += 1) {
    entries.push(entry(call.version + 1, now, 'risen', undefined, { level }))
    level = nextLevel(level)
  }
  const stalledAt = call.status === 'ringing' ? null : (call.stalledAt ?? now)
  return {
    change: { level, rises: call.rises + steps, dueAt: addSeconds(now, secondsPerLevel), stalledAt },
    entries,
  }
}

/** What the presses of a call that is over still hold back: true once they may be forgotten. */
export function isForgettable(call: Call, now: Date): boolean {
  return !isOpen(call.status) && call.dueAt !== null && call.dueAt <= now
}

/** True when the call sounds for somebody on `level`: that level is reached, and nobody has it or it stands still. */
export function ringsFor(call: Call, level: Level): boolean {
  const waits = call.status === 'ringing' || (isOpen(call.status) && call.stalledAt !== null)
  return waits && levelsReached(call.rises).includes(level)
}

/**
 * Taking a call. The first wins. Of a stalled call: another takes it over from the start; the responder says that it
 * goes on and gets the same time again.
 */
export function acknowledge(call: Call, by: Doer & { phone: string | null }, now: Date) {
  const mine = call.responderAccountId === by.accountId
  if (!isOpen(call.status)) return over(call, mine)
  const stalled = call.stalledAt !== null
  if (!mayMove(call.status, 'acknowledge') && !stalled) return mine ? already : taken(call)
  if (mine && call.status !== 'ringing') {
    const seconds = progressSeconds(call.status, call.arrivesInMinutes)
    return step(call, 'acknowledged', by, now, { dueAt: addSeconds(now, seconds), stalledAt: null })
  }
  return step(call, 'acknowledged', by, now, {
    status: 'acknowledged',
    acknowledgedAt: call.acknowledgedAt ?? now,
    enRouteAt: null,
    onSiteAt: null,
    arrivesInMinutes: null,
    dueAt: addSeconds(now, secondsToProgress.acknowledged),
    stalledAt: null,
    responderAccountId: by.accountId,
    responderName: by.name,
    responderPost: by.post ?? '',
    responderPhone: by.phone,
  })
}

/** On the way: the deadline is what was promised, at least 20 minutes. */
export function setOut(call: Call, by: Doer, minutes: number, now: Date) {
  const stopped = notMine(call, by, 'setOut', ['en_route', 'on_site'])
  if (stopped) return stopped
  const dueAt = addSeconds(now, progressSeconds('en_route', minutes))
  const change = { status: 'en_route', enRouteAt: now, arrivesInMinutes: minutes, dueAt, stalledAt: null } as const
  return step(call, 'set_out', by, now, change, { minutes })
}

export function arrive(call: Call, by: Doer, now: Date) {
  const stopped = notMine(call, by, 'arrive', ['on_site'])
  if (stopped) return stopped
  const dueAt = addSeconds(now, secondsToProgress.on_site)
  return step(call, 'arrived', by, now, { status: 'on_site', onSiteAt: now, dueAt, stalledAt: null })
}

export function close(call: Call, by: Doer, end: { outcome: Outcome; note: string }, now: Date) {
  if (call.status === 'closed' && call.responderAccountId === by.accountId) return already
  const stopped = notMine(call, by, 'close', [])
  if (stopped) return stopped
  return step(call, 'closed', by, now, { ...ended(now), status: 'closed', outcome: end.outcome, note: end.note })
}

/**
 * The person (or family) says it was a mistake. Nobody needs to run, but somebody still rings back: an alarm is real
 * until a voice has said otherwise (standards §3, false alarms). Not while somebody stands in the room.
 */
export function cancel(call: Call, by: Doer, now: Date): Decision<'call_closed' | 'conflict'> {
  if (call.status === 'cancelled') return already
  if (call.status === 'closed') return refuse('call_closed')
  if (!mayMove(call.status, 'cancel')) return refuse('conflict', { responderName: call.responderName })
  return step(call, 'cancelled', by, now, { ...ended(now), status: 'cancelled', callBack: true })
}

/** The promised call-back was made. Anyone of the desk may do it, and one is enough. */
export function calledBack(call: Call, by: Doer, now: Date): Decision<'conflict'> {
  if (!mayMove(call.status, 'calledBack')) return refuse('conflict', { status: call.status })
  if (!call.callBack) return already
  return step(call, 'called_back', by, now, { callBack: false })
}

function progressSeconds(status: Call['status'], minutes: number | null): number {
  if (status === 'on_site') return secondsToProgress.on_site
  if (status === 'en_route') return Math.max(secondsToProgress.en_route, (minutes ?? 0) * 60)
  return secondsToProgress.acknowledged
}

function ended(now: Date) {
  return { closedAt: now, stalledAt: null, dueAt: addSeconds(now, secondsPressesAreRemembered) }
}

/** Only the responder moves a call on; a move already made by the same person is the same command sent twice. */
function notMine(
  call: Call,
  by: Doer,
  move: CallMove,
  beyond: readonly Call['status'][],
): Already | Refusal<'call_closed' | 'conflict'> | undefined {
  const mine = call.responderAccountId === by.accountId
  if (!isOpen(call.status)) return over(call, false)
  if (call.responderAccountId !== null && !mine) return taken(call)
  if (mine && beyond.includes(call.status)) return already
  if (!mayMove(call.status, move)) return refuse('conflict', { status: call.status })
  return undefined
}

function over(call: Call, mine: boolean): Already | Refusal<'call_closed'> {
  return mine && call.status === 'closed' ? already : refuse('call_closed')
}

function taken(call: Call): Refusal<'conflict'> {
  return refuse('conflict', { responderName: call.responderName })
}

function step(
  call: Call,
  kind: HistoryEntry['kind'],
  by: Doer,
  now: Date,
  change: Step['change'],
  more: Partial<HistoryEntry> = {},
): { ok: true; step: Step } {
  return { ok: true, step: { change, entries: [entry(call.version + 1, now, kind, by, more)] } }
}

function entry(
  version: number,
  now: Date,
  kind: HistoryEntry['kind'],
  by: Doer | undefined,
  more: Partial<HistoryEntry> = {},
): HistoryEntry {
  const doer: Partial<HistoryEntry> = by
    ? {
        byAccountId: by.accountId,
        byName: by.name,
        ...(by.post === undefined ? {} : { byPost: by.post }),
        ...(by.relation === undefined ? {} : { byRelation: by.relation }),
      }
    : {}
  return { version, at: now.toISOString(), kind, ...doer, ...more }
}

import {
  isOpen,
  mayMove,
  secondsPressesAreRemembered,
  type CallMove,
  type Outcome,
} from '../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../shared/result.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer } from './call.ts'
import { step, type Already, type Decision } from './decide-entry.ts'
import { planOf } from './decide-ladder.ts'

const already: Already = { ok: true }

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
    const seconds = progressSeconds(call, call.status, call.arrivesInMinutes)
    return step(call, 'acknowledged', by, now, { dueAt: addSeconds(now, seconds), stalledAt: null })
  }
  return step(call, 'acknowledged', by, now, {
    status: 'acknowledged',
    acknowledgedAt: call.acknowledgedAt ?? now,
    enRouteAt: null,
    onSiteAt: null,
    arrivesInMinutes: null,
    dueAt: addSeconds(now, planOf(call).secondsToProgress.acknowledged),
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
  const dueAt = addSeconds(now, progressSeconds(call, 'en_route', minutes))
  const change = { status: 'en_route', enRouteAt: now, arrivesInMinutes: minutes, dueAt, stalledAt: null } as const
  return step(call, 'set_out', by, now, change, { minutes })
}

export function arrive(call: Call, by: Doer, now: Date) {
  const stopped = notMine(call, by, 'arrive', ['on_site'])
  if (stopped) return stopped
  const dueAt = addSeconds(now, planOf(call).secondsToProgress.on_site)
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
  if (!call.callBack) {
    const isDone = call.history.some(({ kind }) => kind === 'called_back')
    return isDone ? already : refuse('conflict', { status: call.status })
  }
  return step(call, 'called_back', by, now, { callBack: false })
}

function progressSeconds(call: Call, status: Call['status'], minutes: number | null): number {
  const { secondsToProgress } = planOf(call)
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

/** "没解决" opens a call again for as long as its presses are remembered. */
export function mayReopen(call: Call, now: Date): boolean {
  return mayMove(call.status, 'reopen') && call.dueAt !== null && call.dueAt > now
}

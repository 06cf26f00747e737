import {
  isOpen,
  mayMove,
  secondsPressesAreRemembered,
  type CallMove,
  type Outcome,
} from '../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../shared/result.ts'
import { addDays, addSeconds, dayOf, instantOf } from '../../../shared/time.ts'
import type { Call, Doer, Step } from './call.ts'
import { already, entry, isWritten, over, step, taken, type Already, type Decision } from './decide-entry.ts'
import { planOf } from './decide-ladder.ts'
import { accept, inHandsOf, isHandedTo, type Taker } from './decide-offers.ts'

/**
 * Taking a call. The first wins. Of a stalled call: another takes it over from the start; the responder says that it
 * goes on and gets the same time again. Of a call that is handed to somebody: they say yes.
 */
export function acknowledge(call: Call, by: Taker, now: Date) {
  const mine = call.responderAccountId === by.accountId
  if (!isOpen(call.status)) return over(call, mine)
  if (isHandedTo(call, by)) return accept(call, by, now)
  const stalled = call.stalledAt !== null
  if (!mayMove(call.status, 'acknowledge') && !stalled) return mine ? already : taken(call)
  if (mine && call.status !== 'ringing') {
    const seconds = progressSeconds(call, call.status, call.arrivesInMinutes)
    return goOn(call, 'acknowledged', by, now, { dueAt: addSeconds(now, seconds), stalledAt: null })
  }
  return step(call, 'acknowledged', by, now, inHandsOf(call, by, now))
}

/** On the way: the deadline is what was promised, at least 20 minutes. */
export function setOut(call: Call, by: Doer, minutes: number, now: Date) {
  const stopped = notMine(call, by, 'setOut', ['en_route', 'on_site'])
  if (stopped) return stopped
  const dueAt = addSeconds(now, progressSeconds(call, 'en_route', minutes))
  const change = { status: 'en_route', enRouteAt: now, arrivesInMinutes: minutes, dueAt, stalledAt: null } as const
  return goOn(call, 'set_out', by, now, change, { minutes })
}

export function arrive(call: Call, by: Doer, now: Date) {
  const stopped = notMine(call, by, 'arrive', ['on_site'])
  if (stopped) return stopped
  const dueAt = addSeconds(now, planOf(call).secondsToProgress.on_site)
  return goOn(call, 'arrived', by, now, { status: 'on_site', onSiteAt: now, dueAt, stalledAt: null })
}

/** All is well on site: the responder, or a helper, has the same time again. */
export function checkIn(
  call: Call,
  by: Doer,
  said: { id: string; text: string },
  now: Date,
): Decision<'call_closed' | 'conflict'> {
  if (isWritten(call, said.id)) return already
  if (!isOpen(call.status)) return over(call, false)
  const mine = call.responderAccountId === by.accountId
  if (!mine && !call.helpers.some(({ accountId }) => accountId === by.accountId)) return taken(call)
  if (!mayMove(call.status, 'checkIn')) return refuse('conflict', { status: call.status })
  const change = { dueAt: addSeconds(now, planOf(call).secondsToProgress.on_site), stalledAt: null }
  return (mine ? goOn : step)(call, 'checked_in', by, now, change, said)
}

export function close(call: Call, by: Doer, end: { outcome: Outcome; note: string }, now: Date) {
  if (call.status === 'closed' && call.responderAccountId === by.accountId) return already
  const stopped = notMine(call, by, 'close', [])
  if (stopped) return stopped
  const change = { ...ended(now), ...callBackAfter(call, end.outcome, now), outcome: end.outcome, note: end.note }
  return step(call, 'closed', by, now, { ...change, status: 'closed' })
}

/**
 * The person (or family) says it was a mistake. Nobody needs to run, but somebody still rings back: an alarm is real
 * until a voice has said otherwise (standards §3, false alarms). Not while somebody stands in the room.
 */
export function cancel(call: Call, by: Doer, now: Date): Decision<'call_closed' | 'conflict'> {
  if (call.status === 'cancelled') return already
  if (call.status === 'closed') return refuse('call_closed')
  if (!mayMove(call.status, 'cancel')) return refuse('conflict', { responderName: call.responderName })
  return step(call, 'cancelled', by, now, { ...ended(now), status: 'cancelled', callBack: true, callBackDueAt: now })
}

/** The promised call-back was made, and this was heard. Anyone of the desk may do it, and one is enough. */
export function calledBack(call: Call, by: Doer, now: Date, text = ''): Decision<'conflict'> {
  if (!mayMove(call.status, 'calledBack')) return refuse('conflict', { status: call.status })
  if (!call.callBack) {
    const isDone = call.history.some(({ kind }) => kind === 'called_back')
    return isDone ? already : refuse('conflict', { status: call.status })
  }
  const heard = text === '' ? {} : { text }
  return step(call, 'called_back', by, now, { callBack: false, callBackDueAt: null }, heard)
}

/**
 * Somebody asks how it goes, by the next day. Not where it was a mistake: the responder has heard the voice already,
 * and whoever is asked about a mistake once more presses later the next time.
 */
function callBackAfter(call: Call, outcome: Outcome, now: Date): Step['change'] {
  if (outcome === 'pressed_by_mistake') return { callBack: false, callBackDueAt: null }
  return { callBack: true, callBackDueAt: instantOf(addDays(dayOf(now), 1), planOf(call).callBackBy) }
}

/** A step forward by the responder. It answers whoever wants to take over: the one who moves has the call. */
function goOn(...move: Parameters<typeof step>): { ok: true; step: Step } {
  const [call, , by, now] = move
  const made = step(...move)
  if (call.offer?.kind !== 'take_over') return made
  const { accountId, name, post } = call.offer.to
  const people = [{ accountId, name, ...(post === undefined ? {} : { post }) }]
  const declined = entry(call.version + 1, now, 'take_over_declined', by, { people })
  return {
    ok: true,
    step: { change: { ...made.step.change, offer: null }, entries: [declined, ...made.step.entries] },
  }
}

function progressSeconds(call: Call, status: Call['status'], minutes: number | null): number {
  const { secondsToProgress } = planOf(call)
  if (status === 'on_site') return secondsToProgress.on_site
  if (status === 'en_route') return Math.max(secondsToProgress.en_route, (minutes ?? 0) * 60)
  return secondsToProgress.acknowledged
}

function ended(now: Date) {
  return { closedAt: now, stalledAt: null, offer: null, dueAt: addSeconds(now, secondsPressesAreRemembered) }
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

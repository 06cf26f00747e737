import { isOpen, mayMove, type Rating } from '../../../shared/help/lifecycle.ts'
import { planFor, defaultSettings, secondsOf } from '../../../shared/help/settings.ts'
import { refuse } from '../../../shared/result.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer } from './call.ts'
import { already, over, step, type Decision } from './decide-entry.ts'

/** One of three faces, by the person or the family, after the end; may be changed once. */
export function rate(call: Call, by: Doer, rating: Rating, now: Date): Decision<'conflict' | 'rated_already'> {
  if (call.status !== 'closed') return refuse('conflict', { status: call.status })
  if (call.rating === rating) return already
  const closedAt = call.history.findLastIndex(({ kind }) => kind === 'closed')
  const ratings = call.history.slice(closedAt).filter(({ kind }) => kind === 'rated')
  if (ratings.length > 1) return refuse('rated_already')
  return step(call, 'rated', by, now, { rating })
}

/** "没解决" opens a call again for as long as its presses are remembered and no newer call has taken its place. */
export function mayReopen(call: Call, now: Date): boolean {
  return mayMove(call.status, 'reopen') && call.dueAt !== null && call.dueAt > now
}

/**
 * "没解决": the same call rings again from the first level, with all its presses, and is planned anew: another hour of
 * the day, another plan. What the answer before had come to is void; the history keeps it.
 */
export function reopen(call: Call, by: Doer, now: Date): Decision<'call_closed'> {
  if (isOpen(call.status)) return already
  if (!mayReopen(call, now)) return over(call, false)
  const { levels } = planFor(defaultSettings, call.intent, now)
  const level = levels[0]?.level ?? 'grid'
  return step(call, 'reopened', by, now, {
    status: 'ringing',
    plan: null,
    level,
    rises: 0,
    dueAt: addSeconds(now, secondsOf(levels, level)),
    stalledAt: null,
    enRouteAt: null,
    onSiteAt: null,
    closedAt: null,
    responderAccountId: null,
    responderName: null,
    responderPost: null,
    responderPhone: null,
    arrivesInMinutes: null,
    offer: null,
    helpers: [],
    neighbour: null,
    outcome: null,
    note: '',
    rating: null,
    callBack: false,
    callBackDueAt: null,
  })
}

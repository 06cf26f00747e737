import { isOpen } from '../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../shared/result.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer, Named, Offer, Step } from './call.ts'
import { afterStep, inOneStep } from './decide-step.ts'
import { already, entry, over, step, taken, type Decision } from './decide-entry.ts'
import { planOf } from './decide-ladder.ts'

/*
 * How a call changes hands while it moves. Two ways, one at a time:
 * - somebody asks to take it over: unless the responder keeps it, or takes a step forward, it is theirs after a grace;
 * - the responder hands it over: it is the other's when they say yes, and stays where it is when they do not.
 * Nobody asks for a call that stands still (`stalledAt`) or that nobody has: there the first who wants it has it.
 * At every moment one named person is responsible.
 */

/** Whoever can have a call: their telephone number is what the person in need may ring. */
export type Taker = Doer & { phone: string | null }

/** The call is theirs from now on, and everything the one before said about coming is void. */
export function inHandsOf(call: Call, by: Named & { phone: string | null }, now: Date): Step['change'] {
  const helpers = call.helpers.filter(({ accountId }) => accountId !== by.accountId)
  return {
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
    offer: null,
    ...(helpers.length === call.helpers.length ? {} : { helpers }),
  }
}

/** "I take it over": at once where nobody has it or nothing moves, else after the grace. */
export function takeOver(call: Call, by: Taker, reason: string, now: Date): Decision<'call_closed' | 'conflict'> {
  if (!isOpen(call.status)) return over(call, false)
  if (call.responderAccountId === by.accountId) return already
  if (call.responderAccountId === null || call.stalledAt !== null) {
    return step(call, 'acknowledged', by, now, inHandsOf(call, by, now), { text: reason })
  }
  if (call.offer !== null && call.offer.to.accountId !== by.accountId) return busy(call, call.offer)
  if (call.offer?.kind === 'take_over') return already
  if (call.offer) return accept(call, by, now)
  const { takeOverGraceSeconds } = planOf(call)
  const offer = offerTo('take_over', by, reason, addSeconds(now, takeOverGraceSeconds))
  return step(call, 'take_over_asked', by, now, { offer }, { text: reason, people: [responderOf(call)] })
}

/** The responder says that it stays where it is: no take-over, or no hand-over after all. */
export function keep(call: Call, by: Doer, now: Date): Decision<'call_closed' | 'conflict'> {
  const { offer } = call
  if (!isOpen(call.status)) return over(call, false)
  if (call.responderAccountId !== by.accountId) return taken(call)
  if (offer === null) return already
  const kind = offer.kind === 'take_over' ? 'take_over_declined' : 'hand_over_lapsed'
  return step(call, kind, by, now, { offer: null }, { people: [named(offer.to)] })
}

/** The responder asks a colleague. Asking the one who wants it anyway settles it at once. */
export function handOver(
  call: Call,
  by: Doer,
  to: (Named & { phone: string | null }) | undefined,
  reason: string,
  now: Date,
): Decision<'call_closed' | 'conflict' | 'not_a_colleague'> {
  if (!isOpen(call.status)) return over(call, false)
  // Sent twice, and the colleague said yes in between.
  if (to !== undefined && call.responderAccountId === to.accountId && to.accountId !== by.accountId) {
    return wasHandedOver(call, by) ? already : taken(call)
  }
  if (call.responderAccountId !== by.accountId) return taken(call)
  if (to === undefined || to.accountId === by.accountId) return refuse('not_a_colleague')
  const { offer } = call
  if (offer !== null && offer.to.accountId !== to.accountId) return busy(call, offer)
  if (offer?.kind === 'hand_over') return already
  if (offer) return step(call, 'handed_over', by, now, inHandsOf(call, offer.to, now), { people: [named(offer.to)] })
  const asked = offerTo('hand_over', to, reason, addSeconds(now, planOf(call).handOverSeconds))
  return step(call, 'hand_over_asked', by, now, { offer: asked }, { text: reason, people: [named(to)] })
}

/** The one who was asked says yes. */
export function accept(call: Call, by: Taker, now: Date) {
  return step(call, 'handed_over', by, now, inHandsOf(call, by, now), { people: [named(by)] })
}

/** The one who was asked cannot. */
export function decline(call: Call, by: Doer, now: Date): Decision<'call_closed' | 'conflict'> {
  if (!isOpen(call.status)) return over(call, false)
  if (isHandedTo(call, by)) {
    return step(call, 'hand_over_lapsed', by, now, { offer: null }, { people: [named(by)] })
  }
  const isDone = call.history.some(
    ({ kind, people }) => kind === 'hand_over_lapsed' && people?.some(({ accountId }) => accountId === by.accountId),
  )
  return isDone ? already : refuse('conflict', { responderName: call.responderName })
}

export function isHandedTo({ offer }: Pick<Call, 'offer'>, { accountId }: { accountId: string }): boolean {
  return offer?.kind === 'hand_over' && offer.to.accountId === accountId
}

/** What the clock does to an offer: nothing before its end; then a take-over is done, a hand-over lapses. */
export function settleOffer(call: Call, now: Date): Step | undefined {
  const { offer } = call
  if (offer === null || !isOpen(call.status) || new Date(offer.endsAt) > now) return undefined
  const people = [named(offer.to)]
  if (offer.kind === 'hand_over') {
    const lapsed = entry(call.version + 1, now, 'hand_over_lapsed', undefined, { people })
    return { change: { offer: null }, entries: [lapsed] }
  }
  const line = entry(call.version + 1, now, 'taken_over', undefined, { people })
  return { change: inHandsOf(call, offer.to, now), entries: [line] }
}

/** What comes next once an offer that ended is settled, both in one step: nobody decides on what is no longer true. */
export function stepAfterOffer(call: Call, now: Date, next: (call: Call) => Step | undefined): Step | undefined {
  const settled = settleOffer(call, now)
  if (!settled) return next(call)
  return inOneStep(settled, next({ ...afterStep(call, settled), version: call.version }))
}

/** The same for a move that somebody makes. */
export async function moveAfterOffer<Code extends string>(
  call: Call,
  now: Date,
  move: (call: Call) => Decision<Code> | Promise<Decision<Code>>,
): Promise<Decision<Code>> {
  const settled = settleOffer(call, now)
  if (!settled) return move(call)
  const decision = await move({ ...afterStep(call, settled), version: call.version })
  return decision.ok ? { ok: true, step: inOneStep(settled, decision.step) } : decision
}

function offerTo(kind: Offer['kind'], to: Named & { phone: string | null }, reason: string, endsAt: Date): Offer {
  return { kind, to: { ...named(to), phone: to.phone }, reason, endsAt: endsAt.toISOString() }
}

function busy(call: Call, offer: Offer): Refusal<'conflict'> {
  return refuse('conflict', { responderName: call.responderName, toName: offer.to.name })
}

function responderOf(call: Call): Named {
  return {
    accountId: call.responderAccountId ?? '',
    name: call.responderName ?? '',
    ...(call.responderPost === null ? {} : { post: call.responderPost }),
  }
}

function named({ accountId, name, post }: Named): Named {
  return post === undefined ? { accountId, name } : { accountId, name, post }
}

function wasHandedOver(call: Call, by: Doer): boolean {
  const asked = call.history.findLast(({ kind }) => kind === 'hand_over_asked')
  return asked?.byAccountId === by.accountId && call.history.at(-1)?.kind === 'handed_over'
}

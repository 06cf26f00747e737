import type { CallEvent, DeskCall, HelpCall } from '../../../shared/help/contract.ts'
import { isOpen } from '../../../shared/help/lifecycle.ts'
import { ageOn, dayOf } from '../../../shared/time.ts'
import type { Actor } from '../platform/actor.ts'
import type { StaffedArea } from '../people/index.ts'
import type { Call, HistoryEntry, Named } from './call.ts'
import { mayReopen } from './decide-after.ts'
import { planOf } from './decide-ladder.ts'
import { isHandedTo } from './decide-offers.ts'
import { mayCome, ringsForPost } from './duty.ts'

/** What the person who pressed (and the family) sees. */
export function helpCall(call: Call, actor: Actor, now: Date): HelpCall {
  return {
    callId: call.id,
    communityId: call.communityId,
    residentId: call.residentId,
    residentName: call.residentName,
    intent: call.intent,
    source: call.source,
    status: call.status,
    version: call.version,
    level: call.level,
    ladder: ladderOf(call),
    presses: call.presses,
    raisedAt: call.raisedAt.toISOString(),
    dueAt: deadline(call),
    responder:
      call.responderName === null
        ? null
        : { name: call.responderName, post: call.responderPost ?? '', phone: call.responderPhone },
    helpers: call.helpers.map(named),
    neighbour: neighbourOf(call),
    mayCome: mayCome(call, actor),
    coming: call.neighbour?.accountId === actor.accountId,
    arrivesInMinutes: call.arrivesInMinutes,
    outcome: call.outcome,
    note: call.note,
    rating: call.rating,
    mayReopen: mayReopen(call, now),
    address: call.address,
    callBackPromised: call.callBack,
    callBackDueAt: call.callBackDueAt?.toISOString() ?? null,
    events: call.history.map(callEvent),
    now: now.toISOString(),
  }
}

/** The same for a neighbour: who comes and when, not what was found, said or written down. */
export function neighbourCall(call: HelpCall): HelpCall {
  const events = call.events
    .filter(({ kind }) => !hiddenFromNeighbours.has(kind))
    .map((one) => ({ ...one, text: null }))
  return { ...call, events, note: '', rating: null, mayReopen: false }
}
const hiddenFromNeighbours: ReadonlySet<CallEvent['kind']> = new Set(['noted', 'attached', 'called_back', 'rated'])

/** One line of the desk's queue, as this person sees it. */
export function deskCall(call: Call, actor: Actor, areas: readonly StaffedArea[], now: Date): DeskCall {
  const nameOf = (code: string) => areas.find((area) => area.code === code)?.name ?? ''
  return {
    callId: call.id,
    communityId: call.communityId,
    communityName: nameOf(call.communityId),
    gridCode: call.gridCode,
    gridName: nameOf(call.gridCode),
    residentName: call.residentName,
    age: call.birthDate === null ? null : ageOn(call.birthDate, dayOf(now)),
    address: call.address,
    livingAlone: call.livingAlone,
    intent: call.intent,
    source: call.source,
    status: call.status,
    version: call.version,
    level: call.level,
    ladder: ladderOf(call),
    planSeconds: planSecondsOf(call),
    presses: call.presses,
    raisedAt: call.raisedAt.toISOString(),
    dueAt: deadline(call),
    responderName: call.responderName,
    mine: call.responderAccountId === actor.accountId,
    helping: call.helpers.some(({ accountId }) => accountId === actor.accountId),
    helpers: call.helpers.map(named),
    neighbour: neighbourOf(call),
    ringsForMe: isHandedTo(call, actor) || actor.staff.some((post) => ringsForPost(call, post)),
    stalled: isOpen(call.status) && call.stalledAt !== null,
    offer: offerOf(call, actor),
    emergencyCalled: [...new Set(call.history.flatMap(({ number }) => number ?? []))],
    arrivesInMinutes: call.arrivesInMinutes,
    callBackPromised: call.callBack,
    callBackDueAt: call.callBackDueAt?.toISOString() ?? null,
    events: call.history.map(callEvent),
  }
}

/** What rings comes first, then what nobody moves, then by the next deadline; promised call-backs last. */
export function inQueueOrder(one: DeskCall, other: DeskCall): number {
  return (
    Number(other.ringsForMe) - Number(one.ringsForMe) ||
    Number(isWaiting(other)) - Number(isWaiting(one)) ||
    (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9') ||
    one.callId.localeCompare(other.callId)
  )
}

export function callEvent(entry: HistoryEntry): CallEvent {
  // The person in need reads "您", not the own name.
  const isNamed = entry.byPost !== undefined || entry.byRelation !== undefined
  return {
    at: entry.at,
    kind: entry.kind,
    byName: isNamed ? (entry.byName ?? null) : null,
    byPost: entry.byPost ?? null,
    byRelation: entry.byRelation ?? null,
    level: entry.level ?? null,
    toLevel: entry.toLevel ?? null,
    reason: entry.reason ?? null,
    names: (entry.people ?? []).map(({ name }) => name),
    minutes: entry.minutes ?? null,
    number: entry.number ?? null,
    text: entry.text ?? null,
  }
}

/** After the end the row's `due_at` says how long presses are remembered; that is nobody's deadline. */
function deadline(call: Call): string | null {
  return isOpen(call.status) && call.dueAt !== null ? call.dueAt.toISOString() : null
}

function isWaiting(call: DeskCall): boolean {
  return call.status === 'ringing' || call.stalled
}

function planSecondsOf(call: Call): DeskCall['planSeconds'] {
  const { takeOverGraceSeconds, handOverSeconds, secondsToProgress } = planOf(call)
  return { takeOverGrace: takeOverGraceSeconds, handOver: handOverSeconds, ...secondsToProgress }
}

function ladderOf(call: Call) {
  return planOf(call).levels.map(({ level, seconds }) => ({ level, seconds }))
}

function named({ name, post = '' }: Named) {
  return { name, post }
}

function neighbourOf({ neighbour }: Call): HelpCall['neighbour'] {
  return neighbour && { name: neighbour.name, relation: neighbour.relation, at: neighbour.at }
}

function offerOf({ offer, responderName }: Call, actor: Actor): DeskCall['offer'] {
  if (offer === null) return null
  const { kind, to, reason, endsAt } = offer
  return {
    kind,
    fromName: responderName ?? '',
    toName: to.name,
    toMe: to.accountId === actor.accountId,
    reason,
    endsAt,
  }
}

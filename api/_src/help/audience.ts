import { isOpen } from '../../../shared/help/lifecycle.ts'
import { relationWords } from '../../../shared/people/relation-words.ts'
import type { Message } from '../platform/deliver/source.ts'
import type { Call, HistoryEntry } from './call.ts'
import { peopleRung, planOf } from './decide-ladder.ts'

/** Somebody whom the resident allowed something: to press for help (family), to come or to hold a key (neighbours). */
export interface Near {
  accountId: string
  residentId: string
}

export interface Around {
  family: readonly Near[]
  neighbours: readonly Near[]
}

export interface Text {
  title: string
  body: string
}

type Account = Pick<Near, 'accountId'>

/** Who can be told something about a call. */
export interface Audience {
  person: (text: Text) => Message[]
  /** Family, where the plan rings them; else whoever of them pressed. */
  family: (text: Text) => Message[]
  /** Neighbours, where the plan rings them. */
  neighbours: (text: Text) => Message[]
  staff: (people: readonly Account[] | undefined, text: Text) => Message[]
  responder: (text: Text) => Message[]
  /** Whoever has the call and the helpers; while nobody has it, everybody whose bell it has rung. */
  atWork: (text: Text) => Message[]
}

export function audienceOf(call: Call, around: Around): Audience {
  const { ringsFamily, ringsNeighbours } = planOf(call)
  const own = (near: readonly Near[]) => near.filter(({ residentId }) => residentId === call.residentId)
  const neighbours = ringsNeighbours ? own(around.neighbours) : []
  const responder = call.responderAccountId === null ? [] : [{ accountId: call.responderAccountId }]
  const staff = (people: readonly Account[] = [], text: Text) => people.map((one) => message(call, one, 'desk', text))
  return {
    person: (text) => [{ ...message(call, { accountId: '' }, 'home', text), recipient: residentOf(call) }],
    family: (text) =>
      own(around.family)
        .filter(({ accountId }) => ringsFamily || hasPressed(call, accountId))
        .map((one) => message(call, one, 'home', text)),
    neighbours: (text) => neighbours.map((one) => message(call, one, 'home', text)),
    staff,
    responder: (text) => staff(responder, text),
    atWork: (text) => staff(responder.length === 0 ? peopleRung(call) : [...responder, ...call.helpers], text),
  }
}

/** Nobody has it, or nothing moves: whoever is rung now is needed. */
export function isWaiting(call: Call): boolean {
  return isOpen(call.status) && (call.status === 'ringing' || call.stalledAt !== null)
}

/** Who had the call before this line was written. */
export function holderBefore({ history }: Call, line: HistoryEntry): Account | undefined {
  let holder: Account | undefined
  for (const one of history) {
    if (one === line) return holder
    if (one.kind === 'acknowledged' && one.byAccountId !== undefined) holder = { accountId: one.byAccountId }
    if (one.kind === 'taken_over' || one.kind === 'handed_over') holder = one.people?.[0] ?? holder
    if (one.kind === 'reopened') holder = undefined
  }
  return holder
}

/** `女儿陈静`, `李敏`; the person in need by name. */
export function doerWords({ byName = '', byRelation }: HistoryEntry): string {
  return byRelation === undefined ? byName : `${relationWords[byRelation]}${byName}`
}

function hasPressed({ history }: Call, accountId: string): boolean {
  return history.some(
    ({ kind, byAccountId }) => (kind === 'raised' || kind === 'pressed_again') && byAccountId === accountId,
  )
}

function residentOf(call: Call): Message['recipient'] {
  return { kind: 'resident', id: call.residentId }
}

function message(call: Call, { accountId }: Account, opens: 'desk' | 'home', text: Text): Message {
  const page = opens === 'desk' ? '/desk/index/index' : '/help/index'
  return {
    recipient: { kind: 'account', id: accountId },
    topic: 'help',
    ...text,
    page: `${page}?communityId=${call.communityId}&callId=${call.id}`,
  }
}

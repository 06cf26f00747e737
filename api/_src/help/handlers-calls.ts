import type { Input } from '../../../shared/contract.ts'
import type { callsContract } from '../../../shared/help/calls-contract.ts'
import { planFor } from '../../../shared/help/settings.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { ladderStaff } from '../people/index.ts'
import { actsFor, type Actor, type Identity } from '../platform/actor.ts'
import type { Handlers, RequestContext } from '../platform/slice.ts'
import { moveOn } from './advance.ts'
import type { Call, PersonInNeed } from './call.ts'
import type { Decision } from './decide-entry.ts'
import { rungFirst } from './decide-ladder.ts'
import { cannotCome, come, type Comer } from './decide-neighbour.ts'
import { doerAs, familyOf } from './doer.ts'
import { comerOf, ladderCodes, neighbourOf, reachOf } from './duty.ts'
import { makeMove } from './move.ts'
import { recordPress } from './press.ts'
import { settingsOf } from './store-settings.ts'
import { findCall, listAnswerSeconds } from './store.ts'
import { helpCall, neighbourCall } from './view.ts'

type Context = RequestContext<Actor>
type CallRef = Input<(typeof callsContract)['help.status']>

const answersCounted = 50
const fewestAnswersForMedian = 5

/** Pressing, following a call from home, and going there as a neighbour. */
export const callHandlers: Pick<
  Handlers<typeof callsContract>,
  'help.raise' | 'help.status' | 'help.onDuty' | 'help.come' | 'help.cannotCome'
> = {
  async 'help.raise'({ id, person, intent = 'emergency' }, context) {
    const { actor, db, now, announce } = context
    const identity = actsFor(actor, person, 'help')
    if (!identity) return refuse('not_delegated')
    const call = await recordPress(
      db,
      { id, person: personIn(identity), intent, source: 'app', doer: doerAs(actor, identity) },
      now,
    )
    if (!call) return refuse('id_taken')
    // The receipt waits for nothing but the row. If this process dies now, the phone's next look or the tick rings.
    announce(call, () => moveOn(context, call))
    return ok(helpCall(call, actor, now))
  },

  async 'help.status'({ communityId, callId }, context) {
    const { actor, db, now, announce } = context
    const call = await findCall(db, communityId, callId)
    if (!call || !mayFollow(actor, call)) return refuse('not_found')
    const current = await moveOn(context, call)
    if (!current) return refuse('not_found')
    if (current.version !== call.version) announce(current)
    return ok(shownTo(actor, current, now))
  },

  async 'help.onDuty'({ person }, context) {
    const { actor, db, now } = context
    const identity = actsFor(actor, person, 'help') ?? actsFor(actor, person, 'see')
    if (!identity) return refuse('not_delegated')
    const { communityId, gridCode } = identity
    const [areas, settings, seconds] = await Promise.all([
      ladderStaff(context, ladderCodes(gridCode)),
      settingsOf(db, [communityId]),
      listAnswerSeconds(db, communityId, answersCounted),
    ])
    const [ownSettings] = settings.values()
    const people = ownSettings ? rungFirst(planFor(ownSettings, 'emergency', now), reachOf(areas, gridCode, now)) : []
    return ok({
      people: people.map(({ name, post = '' }) => ({ name, post })),
      medianAnswerSeconds: median(seconds),
    })
  },

  'help.come': (input, context) => moveAsComer(input, context, come),

  'help.cannotCome': (input, context) => moveAsComer(input, context, cannotCome),
}

/** What somebody says who lives near: family, or a neighbour whom this call asks. */
async function moveAsComer<Code extends string>(
  ref: CallRef,
  { actor, db, now, announce }: Context,
  decide: (call: Call, by: Comer, now: Date) => Decision<Code>,
) {
  const may = (call: Call) => comerOf(actor, call) !== undefined
  const moved = await makeMove(db, ref, may, (call) => {
    const relation = comerOf(actor, call)?.relation ?? 'neighbour'
    return decide(call, { accountId: actor.accountId, name: actor.displayName, relation }, now)
  })
  if (!moved.ok) return moved
  announce(moved.data)
  return ok(shownTo(actor, moved.data, now))
}

function mayFollow(actor: Actor, call: Call): boolean {
  return familyOf(actor, call) !== undefined || neighbourOf(actor, call) !== undefined
}

function shownTo(actor: Actor, call: Call, now: Date) {
  const shown = helpCall(call, actor, now)
  return familyOf(actor, call) ? shown : neighbourCall(shown)
}

/** What of an identity is copied into a call. */
function personIn(identity: Identity): PersonInNeed {
  const { communityId, residentId, residentName, gridCode, address, birthDate, livingAlone } = identity
  return { communityId, residentId, residentName, gridCode, address, birthDate, livingAlone }
}

function median(seconds: readonly number[]): number | null {
  if (seconds.length < fewestAnswersForMedian) return null
  const sorted = seconds.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

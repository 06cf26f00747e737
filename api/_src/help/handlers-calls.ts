import { callsContract } from '../../../shared/help/calls-contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import { staffedAreas } from '../people/index.ts'
import { actsFor, type Identity } from '../platform/actor.ts'
import type { Handlers } from '../platform/slice.ts'
import { moveOn } from './advance.ts'
import type { PersonInNeed } from './call.ts'
import { doerAs, familyOf } from './doer.ts'
import { ladderCodes, staffFrom } from './duty.ts'
import { recordPress } from './press.ts'
import { findCall, listAnswerSeconds } from './store.ts'
import { helpCall } from './view.ts'

const answersCounted = 50
const fewestAnswersForMedian = 5

/** Pressing, and following a call from home. */
export const callHandlers: Pick<Handlers<typeof callsContract>, 'help.raise' | 'help.status' | 'help.onDuty'> = {
  async 'help.raise'({ id, person, intent = 'emergency' }, { actor, db, now, announce }) {
    const identity = actsFor(actor, person, 'help')
    if (!identity) return refuse('not_delegated')
    const call = await recordPress(
      db,
      { id, person: personIn(identity), intent, source: 'app', doer: doerAs(actor, identity) },
      now,
    )
    if (!call) return refuse('id_taken')
    announce(call)
    return ok(helpCall(call, actor, now))
  },

  async 'help.status'({ communityId, callId }, { actor, db, now, announce }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !familyOf(actor, call)) return refuse('not_found')
    const current = await moveOn(db, call, now)
    if (!current) return refuse('not_found')
    if (current.version !== call.version) announce(current)
    return ok(helpCall(current, actor, now))
  },

  async 'help.onDuty'({ person }, { actor, db }) {
    const identity = actsFor(actor, person, 'help') ?? actsFor(actor, person, 'see')
    if (!identity) return refuse('not_delegated')
    const areas = await staffedAreas(db, ladderCodes(identity.gridCode))
    const seconds = await listAnswerSeconds(db, identity.communityId, answersCounted)
    const people = staffFrom(areas, identity.gridCode, 'grid').map(({ name, postName }) => ({ name, post: postName }))
    return ok({ people, medianAnswerSeconds: median(seconds) })
  },
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

import { refuse, type Result } from '../../../../shared/result.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import { visitManagers } from '../../../../shared/homecare/visit-plans-contract.ts'
import { doerName } from '../person.ts'
import { afterMove, type By, type Decision, type VisitState } from './decide-visit.ts'
import { findVisit, writeMove, type VisitKey } from './store.ts'
import type { Side } from './view.ts'

/** Somebody else may change a row between reading and writing: then the rule decides once more on what stands there. */
const mostAttempts = 2

interface Surroundings {
  db: Db
  now: Date
}

/**
 * One move of a visit: read, decide, write for exactly the version that was read. A repeat gives what stands there.
 * `may` hides visits that are not this person's business. Two statements.
 */
export async function makeMove<Code extends string>(
  { db, now }: Surroundings,
  key: VisitKey,
  may: (visit: VisitState) => boolean,
  decide: (visit: VisitState) => Decision<Code> | Promise<Decision<Code>>,
): Promise<Result<{ visit: VisitState; isNews: boolean }, Code | 'not_found' | 'conflict'>> {
  const visit = await findVisit(db, key)
  if (!visit || !may(visit)) return refuse('not_found')
  return carryMove({ db, now }, key, visit, decide)
}

/** The same for a visit that was just read; when somebody else was faster the rule decides on what stands there. */
export async function carryMove<Code extends string>(
  { db, now }: Surroundings,
  key: VisitKey,
  read: VisitState,
  decide: (visit: VisitState) => Decision<Code> | Promise<Decision<Code>>,
): Promise<Result<{ visit: VisitState; isNews: boolean }, Code | 'not_found' | 'conflict'>> {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const visit = attempt === 1 ? read : await findVisit(db, key)
    if (!visit) return refuse('not_found')
    const decision = await decide(visit)
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return { ok: true, data: { visit, isNews: false } }
    if (await writeMove(db, visit, decision.data, now)) {
      return { ok: true, data: { visit: afterMove(visit, decision.data, now), isNews: true } }
    }
  }
  return refuse('conflict')
}

const personOf = (visit: VisitState) => ({ communityId: visit.community_id, residentId: visit.resident_id })

export const works = (actor: Actor, visit: VisitState) => visit.worker_account_id === actor.accountId
export const manages = (actor: Actor, visit: VisitState) => managesIn(actor, visit.community_id)
export const managesIn = (actor: Actor, communityId: string) => holdsRoleOver(actor, visitManagers, communityId)
/** The resident, or family who may change what was booked. */
export const answers = (actor: Actor, visit: VisitState) => actsFor(actor, personOf(visit), 'book') !== undefined
export const sees = (actor: Actor, visit: VisitState) => actsFor(actor, personOf(visit), 'see') !== undefined

/** Undefined: this visit is none of this account's business. */
export function sideOf(actor: Actor, visit: VisitState): Side | undefined {
  const side = { answers: answers(actor, visit), works: works(actor, visit), manages: manages(actor, visit) }
  return side.answers || side.works || side.manages || sees(actor, visit) ? side : undefined
}

/** Who does something, as the resident's side calls them: `女儿陈静`. */
export function byFamily(actor: Actor, visit: VisitState): By {
  const identity = actsFor(actor, personOf(visit), 'book')
  const way = identity?.relation === 'self' ? 'self' : identity ? 'family' : 'staff'
  return { accountId: actor.accountId, name: doerName(actor, personOf(visit), way) }
}

export function byStaff(actor: Actor): By {
  return { accountId: actor.accountId, name: actor.displayName }
}

export function byWorker(actor: Actor, visit: VisitState): By {
  return { accountId: actor.accountId, name: visit.worker_name }
}

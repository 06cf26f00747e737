import type { wellnessContract } from '../../../../shared/help/wellness-contract.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { residentCard } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { deskGrants, deskRoles } from '../duty.ts'
import { expectedAfter, resumesAt, statusOfWish, timesOfWish, type Setter } from './decide.ts'
import { planView } from './row.ts'
import { dropSilenceTasks, noteSignOfLife } from './signs.ts'
import {
  changePlan,
  findPlan,
  listPlans,
  saveWellnessSettings,
  wellnessSettings,
  writePlan,
  type PlanRow,
} from './store.ts'

const mostListed = 500
const mayChangeRoles = ['community_staff', 'admin'] as const

export const wellnessHandlers: Handlers<typeof wellnessContract> = {
  async 'help.wellness'({ person }, { actor, db, now }) {
    if (!actsFor(actor, person, 'help') && !actsFor(actor, person, 'see')) return refuse('not_delegated')
    const row = await findPlan(db, person)
    const isWatched = row?.watched_until !== null && row?.watched_until !== undefined && row.watched_until > now
    return ok({
      plan: row === undefined || row.status === 'none' ? null : planView(row),
      showsButton: row?.status === 'active' || isWatched,
      now: now.toISOString(),
    })
  },

  async 'help.sayWell'({ person }, { actor, db, now, announce }) {
    const identity = actsFor(actor, person, 'help')
    if (!identity) return refuse('not_delegated')
    const kind = identity.relation === 'self' ? 'said_well' : 'family_saw'
    // A sign that is no news is a later one already kept, or nobody follows this person.
    if (!(await noteSignOfLife(db, person, kind, now)) && !(await findPlan(db, person))) return refuse('not_found')
    announce({ communityId: person.communityId, id: person.residentId })
    return ok({ at: now.toISOString() })
  },

  async 'help.setWellness'({ person, rhythm, times, consent }, { actor, db, now, newId, announce }) {
    const current = await findPlan(db, person)
    const who = await setterOf(db, actor, person, current)
    if (!who) return refuse('not_delegated')
    const hours = timesOfWish(rhythm, times)
    if (!hours) return refuse('invalid_input', { fields: ['times'] })
    const status = statusOfWish(current?.status, who.setter, consent)
    if (!status) return refuse('invalid_input', { fields: ['consent'] })
    const settings = (await wellnessSettings(db, [person.communityId]))(person.communityId)
    const expected = status === 'active' ? expectedAfter({ rhythm, times: hours }, now, settings) : null
    const id = current?.id ?? newId()
    const wish = {
      community_id: person.communityId,
      resident_id: person.residentId,
      id,
      resident_name: who.name,
      grid_code: who.gridCode,
      address: who.address,
      status,
      rhythm,
      times: [...hours],
      set_by_name: actor.displayName,
      set_by_role: who.setter,
      set_at: now,
      consent: who.setter === 'self' ? ('self' as const) : consent,
      consent_at: status === 'active' ? now : null,
      expected_at: expected,
      next_due_at: expected,
    }
    await writePlan(db, wish, status === 'proposed' ? 'proposed' : 'set')
    announce({ communityId: person.communityId, id })
    const before = current ?? emptyPlan
    return ok(planView({ ...before, ...wish, paused_until: null, counts_from: now, step: 'waiting' }, settings))
  },

  async 'help.answerWellness'({ person, agree }, { actor, db, now, announce }) {
    if (actsFor(actor, person, 'help')?.relation !== 'self') return refuse('not_delegated')
    const row = await findPlan(db, person)
    if (!row || row.status === 'none') return refuse('not_found')
    if (agree ? row.status !== 'proposed' : row.status === 'ended') return ok(planView(row))
    const settings = (await wellnessSettings(db, [person.communityId]))(person.communityId)
    const expected = agree ? expectedAfter({ rhythm: row.rhythm, times: row.times }, now, settings) : null
    const change = {
      status: agree ? ('active' as const) : ('ended' as const),
      ...(agree ? { consent: 'self' as const, consent_at: now, counts_from: now } : {}),
      step: 'waiting' as const,
      paused_until: null,
      expected_at: expected,
      next_due_at: expected,
    }
    await changePlan(db, row, change, { at: now.toISOString(), kind: agree ? 'agreed' : 'ended' })
    if (!agree) await dropSilenceTasks(db, person, '不再报平安', now)
    announce({ communityId: person.communityId, id: row.id })
    return ok(planView({ ...row, ...change }, settings))
  },

  async 'help.pauseWellness'({ person, untilDay }, { actor, db, now, announce }) {
    const row = await findPlan(db, person)
    const who = await setterOf(db, actor, person, row)
    if (!who) return refuse('not_delegated')
    if (!row || row.status !== 'active') return refuse('not_found')
    if (untilDay !== null && untilDay < dayOf(now)) return refuse('invalid_input', { fields: ['untilDay'] })
    // Going on begins with a new count: nobody is silent for the days of the pause.
    const next = untilDay === null ? now : resumesAt(untilDay)
    const change = {
      paused_until: untilDay,
      counts_from: now,
      step: 'waiting' as const,
      expected_at: next,
      next_due_at: next,
    }
    await changePlan(db, row, change, { at: now.toISOString(), kind: 'paused' })
    await dropSilenceTasks(db, person, '报平安先停几天', now)
    announce({ communityId: person.communityId, id: row.id })
    return ok(planView({ ...row, ...change }))
  },

  async 'help.wellnessSettings'({ communityId }, { actor, db }) {
    if (!deskGrants(actor).some(({ communityIds }) => communityIds.includes(communityId))) return refuse('not_found')
    return ok((await wellnessSettings(db, [communityId]))(communityId))
  },

  async 'help.saveWellnessSettings'({ communityId, settings }, { actor, db, now }) {
    if (!holdsRoleOver(actor, mayChangeRoles, communityId)) return refuse('not_found')
    await saveWellnessSettings(db, { communityId, settings, by: actor.accountId, now })
    return ok(settings)
  },

  async 'help.wellnessList'(_, { actor, db, now }) {
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0) return ok({ plans: [], now: now.toISOString() })
    const rows = await listPlans(db, { communityIds, prefixes: grants.map(({ areaCode }) => areaCode) }, mostListed)
    return ok({ plans: rows.map((row) => planView(row)), now: now.toISOString() })
  },
}

interface Who {
  setter: Setter
  name: string
  gridCode: string
  address: string
}

/** By what right somebody sets up a plan for this person: the own one, family that may help, or a desk over the home. */
async function setterOf(db: Db, actor: Actor, person: PersonRef, row: PlanRow | undefined): Promise<Who | undefined> {
  const identity = actsFor(actor, person, 'help')
  if (identity) {
    const { residentName: name, gridCode, address, relation } = identity
    return { setter: relation === 'self' ? 'self' : 'family', name, gridCode, address }
  }
  if (deskGrants(actor).length === 0) return undefined
  if (row && !holdsRoleOver(actor, deskRoles, row.grid_code)) return undefined
  const card = await residentCard(db, person)
  if (!card || !holdsRoleOver(actor, deskRoles, card.gridCode)) return undefined
  return { setter: 'staff', name: card.name, gridCode: card.gridCode, address: card.address }
}

/** What a plan has before it is first written. */
const emptyPlan = {
  paused_until: null,
  watched_until: null,
  last_sign_at: null,
  last_sign_kind: null,
  version: 0,
  notified_version: 0,
  untold: 1,
  history: [],
}

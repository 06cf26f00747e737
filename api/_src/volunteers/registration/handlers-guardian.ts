import { ok, refuse } from '../../../../shared/result.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { addDays, ageOn, dayOf, type Day } from '../../../../shared/time.ts'
import { adultAge } from '../../../../shared/volunteers/lifecycle.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import { recordAccess } from '../../people/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import type { Guardian } from '../tables.ts'
import { statusFor } from './decide.ts'
import { isDesk } from './doer.ts'
import { lookUp, saveVolunteer, wardsOf, type VolunteerRow } from './store.ts'
import { toFile, toWard } from './view.ts'

type GuardianEndpoints = 'volunteers.wards' | 'volunteers.guardianAnswer' | 'volunteers.guardianPaper'

export const guardianHandlers: Pick<Handlers<typeof registrationContract>, GuardianEndpoints> = {
  'volunteers.wards': async ({ communityId }, { db, actor, now }) => {
    const today = dayOf(now)
    const communities = new Set(actor.identities.map((identity) => identity.communityId))
    if (communityId !== undefined) communities.add(communityId)
    const residentIds = childrenOf(actor).map((identity) => identity.residentId)
    const rows = await wardsOf(db, [...communities], { phone: actor.phone, residentIds })
    const own = rows.filter((row) => mayAnswer(actor, row, row, today))
    return ok({ wards: own.map((row) => toWard(row.communityId, row, today)) })
  },

  'volunteers.guardianAnswer': async ({ person, agreed }, { db, actor, now }) => {
    const today = dayOf(now)
    const { known } = await lookUp(db, person)
    if (!known?.guardian || known.status === 'left' || !mayAnswer(actor, person, known, today)) {
      return refuse('not_found')
    }
    const isAgreed = known.guardian.agreedAt !== null
    if (isAgreed === agreed) return ok(toWard(person.communityId, known, today))
    const answer = agreed
      ? { agreedBy: actor.accountId, agreedAt: now.toISOString(), paperSeenBy: null }
      : { agreedBy: null, agreedAt: null, paperSeenBy: null }
    const guardian: Guardian = { ...known.guardian, ...answer }
    const registration = withGuardian(known, guardian, today)
    const step = { at: now.toISOString(), what: agreed ? ('guardian_agreed' as const) : ('guardian_withdrew' as const) }
    const written = await saveVolunteer(db, person, known.version, { registration, step }, now)
    if (written !== 'done') return refuse('conflict')
    return ok(toWard(person.communityId, { ...known, ...registration }, today))
  },

  'volunteers.guardianPaper': async ({ person, signedOn }, { db, actor, now, newId }) => {
    const today = dayOf(now)
    if (!isDesk(actor, person.communityId)) return refuse('not_allowed')
    if (signedOn > today || signedOn < addDays(today, -365)) return refuse('invalid_input', { fields: ['signedOn'] })
    const { known } = await lookUp(db, person)
    if (!known?.guardian || known.status === 'left') return refuse('not_found')
    if (known.guardian.agreedAt !== null) return ok(toFile(person, known))
    const paper = { agreedBy: actor.accountId, agreedAt: now.toISOString(), paperSeenBy: actor.displayName }
    const registration = withGuardian(known, { ...known.guardian, ...paper }, today)
    const by = actor.displayName
    const step = { at: now.toISOString(), what: 'guardian_agreed' as const, by, fields: [signedOn] }
    const written = await saveVolunteer(db, person, known.version, { registration, step }, now)
    if (written !== 'done') return refuse('conflict')
    const { accountId } = actor
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'record_changed', at: now })
    const row = { ...known, ...registration, version: known.version + 1, history: [...known.history, step] }
    return ok(toFile(person, row))
  },
}

function withGuardian(known: VolunteerRow, guardian: Guardian, today: Day): VolunteerRow {
  const status = known.status === 'paused' ? 'paused' : statusFor(guardian, known.birthDate, today)
  return { ...known, guardian, status }
}

/** Those who lent this account something as to a parent or a relative. */
function childrenOf(actor: Actor) {
  return actor.identities.filter(({ relation }) => relation === 'parent' || relation === 'relative')
}

/** A grown-up who is not the child, with the guardian's verified telephone or the child's delegation. */
function mayAnswer(actor: Actor, { communityId, residentId }: PersonRef, row: VolunteerRow, today: Day): boolean {
  if (row.birthDate === null || ageOn(row.birthDate, today) >= adultAge) return false
  const self = actor.identities.filter(({ relation }) => relation === 'self')
  if (self.some(({ birthDate }) => birthDate !== null && ageOn(birthDate, today) < adultAge)) return false
  const isThis = (one: PersonRef) => one.communityId === communityId && one.residentId === residentId
  if (self.some(isThis)) return false
  return (actor.phone !== null && actor.phone === row.guardian?.phone) || childrenOf(actor).some(isThis)
}

import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, dayOf, type Day } from '../../../../shared/time.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import { recordAccess } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import type { Guardian, VolunteerStep } from '../tables.ts'
import { statusFor } from './decide.ts'
import { doerOf, isDesk } from './doer.ts'
import { childrenOf, mayAnswer } from './guardians.ts'
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

  'volunteers.guardianAnswer': async ({ person, agreed }, { db, actor, now, announce }) => {
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
    const what = agreed ? 'guardian_agreed' : 'guardian_withdrew'
    const step: VolunteerStep = { at: now.toISOString(), what, tells: known.version + 1 }
    const written = await saveVolunteer(db, person, known.version, { registration, step }, now)
    if (written !== 'done') return refuse('conflict')
    announce({ communityId: person.communityId, id: person.residentId })
    return ok(toWard(person.communityId, { ...known, ...registration }, today))
  },

  'volunteers.guardianPaper': async ({ person, signedOn }, { db, actor, now, newId, announce }) => {
    const today = dayOf(now)
    if (!isDesk(actor, person.communityId)) return refuse('not_allowed')
    if (signedOn > today || signedOn < addDays(today, -365)) return refuse('invalid_input', { fields: ['signedOn'] })
    const { known } = await lookUp(db, person)
    if (!known?.guardian || known.status === 'left') return refuse('not_found')
    if (known.guardian.agreedAt !== null) return ok(toFile(person, known))
    const paper = { agreedBy: actor.accountId, agreedAt: now.toISOString(), paperSeenBy: actor.displayName }
    const registration = withGuardian(known, { ...known.guardian, ...paper }, today)
    const by = actor.displayName
    // Who noted it about themselves knows it.
    const isOwn = doerOf(actor, person)?.kind === 'self'
    const step: VolunteerStep = {
      ...{ at: now.toISOString(), what: 'guardian_agreed', by, fields: [signedOn] },
      ...(isOwn ? {} : { tells: known.version + 1 }),
    }
    const written = await saveVolunteer(db, person, known.version, { registration, step }, now)
    if (written !== 'done') return refuse('conflict')
    if (!isOwn) announce({ communityId: person.communityId, id: person.residentId })
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

import { ok, refuse, type Refusal } from '../../../../shared/result.ts'
import type { PersonRef } from '../../../../shared/schemas.ts'
import { addDays, dayOf } from '../../../../shared/time.ts'
import type { VolunteerMove } from '../../../../shared/volunteers/lifecycle.ts'
import type { registrationContract, VolunteerFile } from '../../../../shared/volunteers/registration-contract.ts'
import { residentById } from '../../people/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { bareSteps, erased, statusFor, takenBack, withConsents, type Registration } from './decide.ts'
import { doerOf } from './doer.ts'
import { deskHandlers } from './handlers-desk.ts'
import { guardianHandlers } from './handlers-guardian.ts'
import { byOf, recordChange, register } from './handlers-register.ts'
import { lookUp, saveVolunteer, type VolunteerRow } from './store.ts'
import { toFile, toSheet } from './view.ts'

/** Days somebody may rest at most: after two years it is honest to leave. */
const longestRest = 730

export const registrationHandlers: Handlers<typeof registrationContract> = {
  'volunteers.me': async (_, { db, actor, volunteerSecret }) => {
    const { communityId, residentId } = actor.identity
    const person = { communityId, residentId }
    const [{ known, ...rest }, resident] = await Promise.all([lookUp(db, person), residentById(db, person)])
    if (!resident) return refuse('not_found')
    return ok(toSheet(person, known, resident, { ...rest, ready: volunteerSecret !== undefined }))
  },

  'volunteers.register': register,

  'volunteers.consent': async ({ person, purpose, agreed }, context) => {
    const { now } = context
    // Without this one there is nothing to be a volunteer of: who takes it back leaves.
    if (purpose === 'records' && !agreed) return refuse('consent_needed')
    return move(context, person, (known) => {
      if (known.status === 'left') return 'gone'
      const consents = withConsents(known.consents, [{ purpose, agreed }], now)
      return consents === known.consents ? 'same' : { next: { ...known, consents }, what: 'consented', about: purpose }
    })
  },

  'volunteers.pause': async ({ person, until }, context) => {
    const today = dayOf(context.now)
    if (until < today || until > addDays(today, longestRest)) return refuse('invalid_input', { fields: ['until'] })
    return move(context, person, (known) => {
      if (known.status === 'left') return 'gone'
      if (known.status === 'paused' && known.pausedUntil === until) return 'same'
      return { next: { ...known, status: 'paused', pausedUntil: until }, what: 'paused' }
    })
  },

  'volunteers.resume': async ({ person }, context) => {
    const today = dayOf(context.now)
    return move(context, person, (known) => {
      if (known.status === 'left') return 'gone'
      if (known.status !== 'paused') return 'same'
      const status = statusFor(known.guardian, known.birthDate, today)
      return { next: { ...known, status, pausedUntil: null }, what: 'resumed' }
    })
  },

  'volunteers.leave': async ({ person, erase }, context) => {
    const { now } = context
    return move(context, person, (known) => {
      if (erase) {
        const isErased = known.history.at(-1)?.what === 'erased'
        return isErased ? 'same' : { next: erased(known, now), what: 'erased' }
      }
      if (known.status === 'left') return 'same'
      const consents = takenBack(known.consents, now)
      return { next: { ...known, status: 'left', pausedUntil: null, leftAt: now, consents }, what: 'left' }
    })
  },

  ...guardianHandlers,
  ...deskHandlers,
}

type Change = { next: Registration; what: VolunteerMove; about?: string }

/** Loads, decides and writes one change of a registration: of one's own, or at the desk. */
async function move(
  context: RequestContext<Actor>,
  person: PersonRef,
  decide: (known: VolunteerRow) => Change | 'same' | 'gone',
): Promise<{ ok: true; data: VolunteerFile } | Refusal<'not_allowed' | 'not_found' | 'conflict'>> {
  const { db, actor, now } = context
  const doer = doerOf(actor, person)
  if (!doer) return refuse('not_allowed')
  const { known } = await lookUp(db, person)
  const change = known && decide(known)
  if (!change || change === 'gone') return refuse('not_found')
  if (change === 'same') return ok(toFile(person, known))
  const { next, what, about } = change
  const step = { at: now.toISOString(), what, ...byOf(doer), ...(about !== undefined && { fields: [about] }) }
  // Erasing takes out of the story, too, what was typed.
  const isErasing = what === 'erased'
  const past = isErasing ? bareSteps(known.history) : known.history
  const saved = isErasing ? { registration: next, step, sealed: null, history: past } : { registration: next, step }
  if ((await saveVolunteer(db, person, known.version, saved, now)) !== 'done') return refuse('conflict')
  await recordChange(context, person, doer)
  const idNumberShown = isErasing ? null : known.idNumberShown
  return ok(toFile(person, { ...known, ...next, idNumberShown, version: known.version + 1, history: [...past, step] }))
}

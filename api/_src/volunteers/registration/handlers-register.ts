import type { PersonRef } from '../../../../shared/schemas.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { maskIdNumber } from '../../../../shared/volunteers/id-number.ts'
import type { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import { recordAccess, residentById } from '../../people/index.ts'
import type { Handler } from '../../platform/slice.ts'
import type { VolunteerStep } from '../tables.ts'
import { asksUnder, decideRegister, volunteerNumberOf } from './decide.ts'
import { doerOf, type Doer } from './doer.ts'
import { markIdNumber, sealIdNumber } from './id-seal.ts'
import { insertVolunteer, lookUp, saveVolunteer, type Sealed, type VolunteerRow, type Written } from './store.ts'
import { toFile } from './view.ts'

/** Eight random digits meet another volunteer's about once in ten thousand times. */
const mostTries = 3

export const register: Handler<(typeof registrationContract)['volunteers.register']> = async (input, context) => {
  const { db, actor, now, newId, volunteerSecret } = context
  const { person, details, consents } = input
  const doer = doerOf(actor, person)
  if (!doer) return refuse('not_allowed')
  const { idNumber } = details
  if (idNumber !== undefined && volunteerSecret === undefined) return refuse('registration_closed')
  const mark =
    idNumber === undefined || volunteerSecret === undefined ? undefined : markIdNumber(volunteerSecret, idNumber)
  const isThere = doer.kind === 'self' || (await residentById(db, person)) !== undefined
  if (!isThere) return refuse('not_found')
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const { known, leastAge } = await lookUp(db, person)
    const today = dayOf(now)
    const decision = decideRegister(known, { details, consents, mark }, { leastAge, now, today })
    if (decision.kind === 'refuse') return decision.refusal
    if (decision.kind === 'same' && known) return ok(toFile(person, known))
    if (decision.kind === 'same') throw new Error('nothing is the same as nobody')
    const { registration, what, fields } = decision
    const tells = asksUnder(known, registration, today)
    const step: VolunteerStep = {
      ...{ at: now.toISOString(), what, ...byOf(doer) },
      ...(fields.length > 0 && { fields }),
      ...(tells !== undefined && { tells }),
    }
    const isNewNumber = mark !== undefined && mark !== known?.idNumberMark
    const sealed: Sealed | undefined =
      isNewNumber && idNumber !== undefined && volunteerSecret !== undefined
        ? { mark, sealed: sealIdNumber(volunteerSecret, person, idNumber), shown: maskIdNumber(idNumber) }
        : undefined
    const { written, row } = await write()
    if (written === 'id_number_taken') return refuse('id_number_taken')
    if (written === 'done') {
      if (tells !== undefined) context.announce({ communityId: person.communityId, id: person.residentId })
      await recordChange(context, person, doer)
      return ok(toFile(person, row))
    }

    async function write(): Promise<{ written: Written; row: VolunteerRow }> {
      if (known) {
        const saved = await saveVolunteer(db, person, known.version, { registration, sealed, step }, now)
        const history = [...known.history, step]
        const shown = sealed?.shown ?? known.idNumberShown
        const version = known.version + 1
        return { written: saved, row: { ...known, ...registration, idNumberShown: shown, history, version } }
      }
      if (!sealed) throw new Error('a first registration always has a number to seal')
      const volunteerNumber = volunteerNumberOf(newId())
      const fresh = { registration, sealed, volunteerNumber, step }
      const inserted = await insertVolunteer(db, person, fresh, now)
      const { residentId } = person
      const made = { residentId, volunteerNumber, idNumberShown: sealed.shown, joinedAt: now, version: 1 }
      return { written: inserted, row: { ...registration, ...made, history: [step] } }
    }
  }
  return refuse('conflict')
}

/** The name of the staff who did it for the person. */
export function byOf(doer: Doer): Pick<VolunteerStep, 'by'> {
  return doer.kind === 'staff' ? { by: doer.name } : {}
}

/** What the desk changes about somebody is written down for them to see. */
export async function recordChange(
  { db, actor, now, newId }: Parameters<Handler<(typeof registrationContract)['volunteers.register']>>[1],
  { communityId, residentId }: PersonRef,
  doer: Doer,
): Promise<void> {
  if (doer.kind === 'self') return
  const { accountId } = actor
  await recordAccess(db, { id: newId(), communityId, residentId, accountId, purpose: 'record_changed', at: now })
}

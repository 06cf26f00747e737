import type { healthContract } from '../../../../shared/health/contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { ageOn, dayOf, type Day } from '../../../../shared/time.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { recordAccess, residentById, staffedAreas } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import { json } from '../../platform/db/values.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { applyFor, decideOn, endsSoon, termOf } from '../file/decide.ts'
import { findFile, moveFile, noApplication, noDoctor, type FileRow } from '../file/store.ts'
import { fileState, fileView } from '../file/view.ts'
import { addressOf } from '../homes.ts'
import { byUrgency } from '../referral/decide.ts'
import { referralsOfDoctor, referralsOfPerson } from '../referral/store.ts'
import { isOpenTo, lineOf } from '../referral/view.ts'
import { addressOfHome, countPeople, filesOfDoctor } from './store.ts'

type Endpoints =
  | 'health.doctors'
  | 'health.applyDoctor'
  | 'health.leaveDoctor'
  | 'health.setFocus'
  | 'health.practice'
  | 'health.patient'
  | 'health.decideApplication'

const referralsShown = 100

export const doctorHandlers: Pick<Handlers<typeof healthContract>, Endpoints> = {
  'health.doctors': async ({ person }, { db, actor }) => {
    if (actsFor(actor, person, 'see') === undefined) return refuse('not_delegated')
    const { communityId } = person
    const people = await countPeople(db, communityId)
    const doctors = (await doctorsOf(db, communityId)).map(({ accountId, name, postName }) => ({
      doctorId: accountId,
      name,
      postName,
      people: people.get(accountId) ?? 0,
    }))
    return ok({ doctors })
  },

  'health.applyDoctor': async ({ id, person, doctorId, focus, note }, context) => {
    const { db, actor, now } = context
    const identity = actsFor(actor, person, 'apply')
    if (identity === undefined) return refuse('not_delegated')
    const file = await findFile(db, person)
    const decision = applyFor(file && fileState(file), { id })
    if (!decision.ok) return decision
    if (file === undefined) return refuse('health_agreement_needed')
    if (decision.data === 'repeat') return ok(fileView(file, dayOf(now)))
    const doctor = (await doctorsOf(db, person.communityId)).find(({ accountId }) => accountId === doctorId)
    if (doctor === undefined) return refuse('not_found')
    const applied = {
      applied_id: id,
      applied_to: doctorId,
      applied_to_name: doctor.name,
      applied_at: now,
      applied_by_name: actor.displayName,
      applied_relation: identity.relation,
      applied_note: note,
      declined: null,
    }
    const entry = { at: now.toISOString(), kind: 'applied', doctorId, applicationId: id } as const
    if (!(await moveFile(db, file, { ...applied, focus: json(focus) }, entry))) return refuse('conflict')
    announce(context, file)
    return ok(fileView({ ...file, ...applied, focus }, dayOf(now)))
  },

  'health.leaveDoctor': async ({ person, what }, context) => {
    const { db, actor, now } = context
    if (actsFor(actor, person, 'apply') === undefined) return refuse('not_delegated')
    const file = await findFile(db, person)
    const at = now.toISOString()
    if (file === undefined) return ok(fileView(file, dayOf(now)))
    const doctorId = what === 'doctor' ? file.doctor_id : file.applied_to
    // It is over already: the command came once more.
    if (doctorId === null) return ok(fileView(file, dayOf(now)))
    const none = what === 'doctor' ? noDoctor : noApplication
    const entry = { at, kind: what === 'doctor' ? 'ended' : 'withdrawn', doctorId } as const
    if (!(await moveFile(db, file, none, entry))) return refuse('conflict')
    announce(context, file)
    return ok(fileView({ ...file, ...none }, dayOf(now)))
  },

  'health.setFocus': async ({ person, focus }, { db, actor }) => {
    const file = await findFile(db, person)
    const isDoctor = file !== undefined && isFamilyDoctor(actor, file)
    if (!isDoctor && actsFor(actor, person, 'apply') === undefined) return refuse('not_delegated')
    if (file?.doctor_agreed !== 1) return refuse('health_agreement_needed')
    return (await moveFile(db, file, { focus: json(focus) })) ? ok({ focus }) : refuse('conflict')
  },

  'health.practice': async ({ communityId }, { db, actor, now }) => {
    if (!holdsRoleOver(actor, ['doctor'], communityId)) return refuse('not_found')
    const { accountId } = actor
    const today = dayOf(now)
    const rows = (await filesOfDoctor(db, communityId, accountId)).map((row) => ({
      ...row,
      masked: { residentId: row.resident_id, maskedName: maskName(row.homeName), age: ageOf(row.homeBirthDate, today) },
    }))
    const referrals = await referralsOfDoctor(db, communityId, accountId, referralsShown)
    return ok({
      applicants: rows.flatMap((row) => {
        const { applied_id: applicationId, applied_at: at, applied_relation: relation } = row
        if (applicationId === null || at === null || relation === null) return []
        const toMe = row.applied_to === accountId
        const renewal = row.applied_to === row.doctor_id
        const doctorName = row.applied_to_name ?? ''
        return [{ ...row.masked, applicationId, doctorName, toMe, at: at.toISOString(), relation, renewal }]
      }),
      people: rows.flatMap((row) =>
        row.doctor_id === accountId && row.ends_on !== null
          ? [
              {
                ...row.masked,
                address: addressOfHome(row),
                endsOn: row.ends_on,
                endsSoon: endsSoon(row.ends_on, today),
              },
            ]
          : [],
      ),
      referrals: byUrgency(referrals.map((row) => lineOf(row, now))),
      today,
    })
  },

  'health.patient': async (person, { db, actor, now, newId }) => {
    if (!holdsRoleOver(actor, ['doctor'], person.communityId)) return refuse('not_found')
    const { accountId } = actor
    const file = await findFile(db, person)
    // Need to know: the family doctor, and the doctor who was asked to become it.
    if (file?.doctor_agreed !== 1 || (file.doctor_id !== accountId && file.applied_to !== accountId)) {
      return refuse('not_found')
    }
    const resident = await residentById(db, person)
    if (resident === undefined) return refuse('not_found')
    await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'health_file', at: now })
    const referrals = (await referralsOfPerson(db, person, referralsShown)).filter((row) => isOpenTo(actor, row))
    return ok({
      name: resident.name,
      age: ageOf(resident.birth_date, dayOf(now)),
      phone: resident.phone,
      address: addressOf(resident),
      livingAlone: resident.living_alone === 1,
      file: fileView(file, dayOf(now)),
      mine: file.doctor_id === accountId,
      referrals: byUrgency(referrals.map((row) => lineOf(row, now))),
    })
  },

  'health.decideApplication': async ({ communityId, residentId, applicationId, decision }, context) => {
    const { db, actor, now } = context
    if (!holdsRoleOver(actor, ['doctor'], communityId)) return refuse('not_found')
    const file = await findFile(db, { communityId, residentId })
    const state = file && fileState(file)
    const accept = decision.kind === 'accept'
    const word = decideOn(state, { applicationId, accept, byId: actor.accountId })
    if (!word.ok) return word
    if (file === undefined || state === undefined) return refuse('not_found')
    if (word.data === 'repeat') return ok({ accepted: accept, doctorName: file.doctor_name ?? '' })
    const doctorId = file.applied_to ?? ''
    const doctorName = file.applied_to_name ?? ''
    const at = now.toISOString()
    const { endsOn, dueAt } = termOf(state, doctorId, now)
    const set =
      decision.kind === 'accept'
        ? { doctor_id: doctorId, doctor_name: doctorName, signed_at: now, ends_on: endsOn, due_at: dueAt }
        : { declined: json({ doctorName, reason: decision.reason, at }) }
    const entry = {
      at,
      kind: accept ? 'accepted' : 'declined',
      doctorId,
      applicationId,
      byId: actor.accountId,
    } as const
    if (!(await moveFile(db, file, { ...noApplication, ...set }, entry))) return refuse('conflict')
    announce(context, file)
    return ok({ accepted: accept, doctorName })
  },
}

function announce(context: RequestContext, { community_id: communityId, id }: FileRow): void {
  context.announce({ communityId, id })
}

async function doctorsOf(db: RequestContext['db'], communityId: string) {
  const [area] = await staffedAreas(db, [communityId])
  return (area?.staff ?? []).filter(({ role }) => role === 'doctor')
}

function isFamilyDoctor(actor: Actor, file: FileRow): boolean {
  return file.doctor_id === actor.accountId && holdsRoleOver(actor, ['doctor'], file.community_id)
}

function ageOf(birthDate: Day | null, today: Day): number | null {
  return birthDate === null ? null : ageOn(birthDate, today)
}

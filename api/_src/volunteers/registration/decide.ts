import { ageOn, type Day } from '../../../../shared/time.ts'
import { refuse, type Refusal } from '../../../../shared/result.ts'
import { agreesTo, type ConsentPurpose } from '../../../../shared/volunteers/consents.ts'
import { birthDateIn, idNumberProblem, sexIn } from '../../../../shared/volunteers/id-number.ts'
import {
  adultAge,
  volunteerConsentVersion,
  type VolunteerMove,
  type VolunteerStatus,
} from '../../../../shared/volunteers/lifecycle.ts'
import type { VolunteerDetails } from '../../../../shared/volunteers/registration-contract.ts'
import type { Guardian, VolunteerConsent, VolunteerStep } from '../tables.ts'

/**
 * A volunteer's public number: eight digits drawn from the random part of a fresh ULID, so that it tells nothing of the
 * person (民政部令67号 Art. 16) nor of the order of joining.
 */
export function volunteerNumberOf(freshId: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let value = 0
  for (const character of freshId.slice(-10)) value = (value * 32 + alphabet.indexOf(character)) % 100_000_000
  return String(value).padStart(8, '0')
}

/** What of a registration can change. */
export interface Registration {
  status: VolunteerStatus
  name: string | null
  sex: 'female' | 'male' | null
  birthDate: Day | null
  idNumberMark: string | null
  livingArea: string | null
  phone: string | null
  skills: VolunteerDetails['skills']
  serviceKinds: VolunteerDetails['serviceKinds']
  freeTimes: VolunteerDetails['freeTimes']
  introduction: string
  consents: readonly VolunteerConsent[]
  guardian: Guardian | null
  pausedUntil: Day | null
  leftAt: Date | null
}

/** Everything of it is there that the law asks for (民政部令67号 Art. 5). */
export function isComplete({ idNumberMark, name, sex, birthDate, phone, livingArea }: Registration): boolean {
  return [idNumberMark, name, sex, birthDate, phone, livingArea].every((part) => part !== null)
}

/** Only a guardian can agree for somebody under 18; who rests or left stays as they are. */
export function statusFor(guardian: Guardian | null, birthDate: Day | null, today: Day): VolunteerStatus {
  const isMinor = birthDate !== null && ageOn(birthDate, today) < adultAge
  return isMinor && (guardian === null || guardian.agreedAt === null) ? 'awaiting_guardian' : 'active'
}

/** Under 18, and the guardian has not agreed; resting changes nothing of that. */
export function waitsForGuardian(registration: Registration, today: Day): boolean {
  const { status, guardian, birthDate } = registration
  if (status === 'left' || guardian === null || guardian.agreedAt !== null) return false
  return birthDate !== null && ageOn(birthDate, today) < adultAge
}

/**
 * Under which number guardians are told that they are waited for; undefined where they need not be: nobody waits, or
 * those who may answer are still the ones who were told. Another telephone while one waits keeps the number.
 */
export function asksUnder(
  known: (Registration & { version: number; history: readonly VolunteerStep[] }) | undefined,
  next: Registration,
  today: Day,
): number | undefined {
  if (!waitsForGuardian(next, today)) return undefined
  const version = (known?.version ?? 0) + 1
  if (known === undefined || !waitsForGuardian(known, today)) return version
  if (known.guardian?.phone === next.guardian?.phone) return undefined
  return known.history.findLast((step) => step.tells !== undefined && !isAnswer(step))?.tells ?? version
}

/** What the guardian said, as against being asked. */
export function isAnswer({ what }: VolunteerStep): boolean {
  return what === 'guardian_agreed' || what === 'guardian_withdrew'
}

const mostConsents = 200

/** The answers with these beside them, where they say something new. Of very many the oldest go, never the last of a purpose. */
export function withConsents(
  known: readonly VolunteerConsent[],
  answers: readonly { purpose: ConsentPurpose; agreed: boolean }[],
  now: Date,
): readonly VolunteerConsent[] {
  const lastOf = (purpose: ConsentPurpose) => known.findLast((consent) => consent.purpose === purpose)
  const fresh = answers.filter(({ purpose, agreed }) => {
    const last = lastOf(purpose)
    // What nobody ever agreed to needs no taking back.
    if (last === undefined) return agreed
    return last.agreed !== agreed || (agreed && last.version !== volunteerConsentVersion)
  })
  if (fresh.length === 0) return known
  const all = [...known, ...fresh.map((one) => ({ ...one, version: volunteerConsentVersion, at: now.toISOString() }))]
  if (all.length <= mostConsents) return all
  return all.filter(
    (one, index) => index >= all.length - mostConsents / 2 || all.findLast((o) => o.purpose === one.purpose) === one,
  )
}

export interface Wish {
  details: VolunteerDetails
  consents: readonly { purpose: ConsentPurpose; agreed: boolean }[]
  /** The keyed mark of the number in the details; undefined without a number. */
  mark: string | undefined
}

type RegisterRefusal = 'invalid_input' | 'consent_needed' | 'not_eligible'
export type RegisterDecision =
  | { kind: 'refuse'; refusal: Refusal<RegisterRefusal> }
  | { kind: 'same' }
  | { kind: 'save'; registration: Registration; what: VolunteerMove; fields: readonly string[] }

const wrong = (field: string): RegisterDecision => ({
  kind: 'refuse',
  refusal: refuse('invalid_input', { fields: [`details.${field}`] }),
})

/** Whether this may be registered, and what then stands; `same` when it stands there already. */
export function decideRegister(
  known: Registration | undefined,
  { details, consents, mark }: Wish,
  { leastAge, now, today }: { leastAge: number; now: Date; today: Day },
): RegisterDecision {
  const answers = withConsents(known?.consents ?? [], consents, now)
  if (!agreesTo(answers, 'records')) return { kind: 'refuse', refusal: refuse('consent_needed') }
  const field = wrongIdentity(known, details, mark, today)
  if (field !== undefined) return wrong(field)
  const age = ageOn(details.birthDate, today)
  const isEntering = known === undefined || known.status === 'left' || !isComplete(known)
  if (isEntering && age < leastAge) return { kind: 'refuse', refusal: refuse('not_eligible', { leastAge }) }
  if (age < adultAge && (details.guardian === null || details.guardian.phone === details.phone)) {
    return wrong('guardian')
  }
  const guardian = age < adultAge ? guardianOf(known?.guardian ?? null, details.guardian) : null
  const rests = known?.status === 'paused'
  const { name, sex, birthDate, livingArea, phone, introduction } = details
  const registration: Registration = {
    status: rests ? 'paused' : statusFor(guardian, birthDate, today),
    ...{ name, sex, birthDate, livingArea, phone, introduction, guardian },
    idNumberMark: mark ?? known?.idNumberMark ?? null,
    skills: inOrder(details.skills),
    serviceKinds: inOrder(details.serviceKinds),
    freeTimes: inOrder(details.freeTimes),
    consents: answers,
    pausedUntil: rests ? known.pausedUntil : null,
    leftAt: null,
  }
  if (known === undefined) return { kind: 'save', registration, what: 'registered', fields: [] }
  const fields = changedFields(known, registration)
  if (fields.length === 0) return { kind: 'same' }
  const what = known.status === 'left' ? 'returned' : isComplete(known) ? 'changed' : 'completed'
  return { kind: 'save', registration, what, fields }
}

/** The part of the identity that cannot be right. Birth date and sex stand in the number, so none can change alone. */
function wrongIdentity(
  known: Registration | undefined,
  { idNumber, birthDate, sex }: VolunteerDetails,
  mark: string | undefined,
  today: Day,
): 'idNumber' | 'birthDate' | 'sex' | undefined {
  if (idNumber === undefined || mark === undefined) {
    if (known === undefined || known.idNumberMark === null) return 'idNumber'
    if (known.birthDate !== birthDate) return 'birthDate'
    return known.sex === sex ? undefined : 'sex'
  }
  if (idNumberProblem(idNumber) !== undefined) return 'idNumber'
  if (birthDateIn(idNumber) !== birthDate || birthDate > today) return 'birthDate'
  return sexIn(idNumber) === sex ? undefined : 'sex'
}

/** Another guardian must agree anew. */
function guardianOf(known: Guardian | null, named: VolunteerDetails['guardian']): Guardian | null {
  if (named === null) return null
  const isSame = known?.name === named.name && known.phone === named.phone && known.relation === named.relation
  return isSame ? known : { ...named, agreedBy: null, agreedAt: null, paperSeenBy: null }
}

const inOrder = <Value extends string>(values: readonly Value[]): Value[] => [...new Set(values)].toSorted()

function changedFields(before: Registration, after: Registration): string[] {
  const keys = Object.keys(after) as (keyof Registration)[]
  const words = (registration: Registration, key: keyof Registration) => {
    const value = registration[key]
    return JSON.stringify(Array.isArray(value) && key !== 'consents' ? [...value].toSorted() : value)
  }
  return keys.filter((key) => words(before, key) !== words(after, key))
}

/** What stays when somebody has everything erased: the name beside the number, for the record of service. */
export function erased(known: Registration, now: Date): Registration {
  return {
    status: 'left',
    name: known.name,
    sex: null,
    birthDate: null,
    idNumberMark: null,
    livingArea: null,
    phone: null,
    skills: [],
    serviceKinds: [],
    freeTimes: [],
    introduction: '',
    consents: takenBack(known.consents, now),
    guardian: null,
    pausedUntil: null,
    leftAt: known.leftAt ?? now,
  }
}

/** Every agreement taken back. */
export function takenBack(known: readonly VolunteerConsent[], now: Date): readonly VolunteerConsent[] {
  const purposes = [...new Set(known.map(({ purpose }) => purpose))]
  return withConsents(
    known,
    purposes.map((purpose) => ({ purpose, agreed: false })),
    now,
  )
}

/** Steps without anything that was typed; rows from before held skills and times in them. */
export function bareSteps(history: readonly VolunteerStep[]): VolunteerStep[] {
  return history.map(({ at, what, by }) => ({ at, ...(what && { what }), ...(by !== undefined && { by }) }))
}

import type { StaffRole } from '../../../shared/contract.ts'
import { privacyAgreementVersion } from '../../../shared/people/agreement.ts'
import { addSeconds, ageOn, type Day } from '../../../shared/time.ts'
import type { Identity, StaffGrant } from '../platform/actor.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/**
 * How long a session lives, in seconds. A phone signs in by itself, so a short life costs staff nothing and keeps a
 * lost work phone harmless (ASVS 7.3.1, 7.3.2); residents are spared a sign-in for as long as they look in monthly.
 */
const residentSession = { idle: 30 * day, absolute: 180 * day, noteEvery: day }
const staffSession = { idle: 12 * hour, absolute: 7 * day, noteEvery: hour }

interface SessionTimes {
  createdAt: Date
  lastSeenAt: Date
}

function lifeOf(isStaff: boolean) {
  return isStaff ? staffSession : residentSession
}

/** When the session ends whatever happens. */
export function sessionEndsAt(createdAt: Date, isStaff: boolean): Date {
  return addSeconds(createdAt, lifeOf(isStaff).absolute)
}

/** True while neither the idle nor the absolute limit is reached. Becoming staff shortens a session that is open. */
export function sessionLives({ createdAt, lastSeenAt }: SessionTimes, isStaff: boolean, now: Date): boolean {
  return now < addSeconds(lastSeenAt, lifeOf(isStaff).idle) && now < sessionEndsAt(createdAt, isStaff)
}

/** True when the last sign of life is so old that it is worth a write. */
export function mustNoteSeen({ lastSeenAt }: SessionTimes, isStaff: boolean, now: Date): boolean {
  return now >= addSeconds(lastSeenAt, lifeOf(isStaff).noteEvery)
}

/** `3 栋 2 单元 501`; a part that is not given is left out. */
export function addressOf(home: { building: string; unit: string; room: string }): string {
  const parts = [home.building && `${home.building} 栋`, home.unit && `${home.unit} 单元`, home.room]
  return parts.filter((part) => part !== '').join(' ')
}

/** Completed years on `today`; null where no birth date is on file. */
export function ageOf(birthDate: Day | null, today: Day): number | null {
  return birthDate === null ? null : ageOn(birthDate, today)
}

/** The elder version is offered from the 60th birthday on (老年人权益保障法 §2), never forced. */
export function elderVersionOffered(identity: Identity | undefined, today: Day): boolean {
  return (ageOf(identity?.birthDate ?? null, today) ?? 0) >= 60
}

/** The own identity in use: the chosen one while it is in force, else the first. */
export function identityInUse(
  identities: readonly Identity[],
  chosen: { communityId: string | null; residentId: string | null },
): Identity | undefined {
  const own = identities.filter((identity) => identity.relation === 'self')
  const inUse = own.find(
    (identity) => identity.communityId === chosen.communityId && identity.residentId === chosen.residentId,
  )
  return inUse ?? own[0]
}

/** A new version of the agreement asks everybody again; a withdrawal asks before the next step that needs it. */
export function consentNeeded(agreedVersion: string | null): boolean {
  return agreedVersion !== privacyAgreementVersion
}

/** Seconds in which a one-time code must be entered. */
const codeLife = 30 * minute
/** Wrong codes an account may enter in one window. */
export const codeTriesAllowed = 5

export function codeExpiresAt(issuedAt: Date): Date {
  return addSeconds(issuedAt, codeLife)
}

/** Tries counted from this moment or before are forgotten. */
export function codeTriesForgottenAt(now: Date): Date {
  return addSeconds(now, -hour)
}

interface IssuedCode {
  purpose: 'bind' | 'delegate'
  expiresAt: Date
  usedAt: Date | null
  usedBy: string | null
}

/**
 * What an entered code is worth. `repeat` is the same account sending its own used code again because the first answer
 * was lost; it must never bring back what was taken away in between, see `mayRestore`.
 */
export function codeStanding(
  code: IssuedCode | undefined,
  entered: { purpose: 'bind' | 'delegate'; accountId: string },
  now: Date,
): 'usable' | 'repeat' | 'bind_code_invalid' | 'bind_code_expired' {
  if (code === undefined || code.purpose !== entered.purpose) return 'bind_code_invalid'
  if (code.usedAt !== null && code.usedBy !== entered.accountId) return 'bind_code_invalid'
  if (now >= code.expiresAt) return 'bind_code_expired'
  return code.usedAt === null ? 'usable' : 'repeat'
}

/** True when nothing has happened to the identity since its code was used, so that a repeat may finish the work. */
export function mayRestore(identity: { since: Date; revokedAt: Date | null } | undefined, codeUsedAt: Date): boolean {
  if (identity === undefined) return true
  return identity.revokedAt === null || identity.revokedAt < codeUsedAt
}

/** Seconds in which a verified phone number may be used again with the same phone code. */
const phoneCodeLife = 10 * minute

/** True when this very phone code was verified a moment ago: a repeat, or the choice among several residents. */
export function phoneAlreadyVerified(
  account: { phone: string | null; phoneCodeHash: string | null; phoneVerifiedAt: Date | null },
  phoneCodeHash: string,
  now: Date,
): account is { phone: string; phoneCodeHash: string; phoneVerifiedAt: Date } {
  const { phone, phoneVerifiedAt } = account
  if (phone === null || phoneVerifiedAt === null || account.phoneCodeHash !== phoneCodeHash) return false
  return now < addSeconds(phoneVerifiedAt, phoneCodeLife)
}

/** Which resident a verified phone number stands for. */
export function residentByPhone<Person extends { id: string }>(
  registered: readonly Person[],
  chosenId: string | undefined,
): { resident: Person } | 'phone_not_registered' | 'several_residents' {
  const candidates = chosenId === undefined ? registered : registered.filter(({ id }) => id === chosenId)
  const [resident] = candidates
  if (resident === undefined) return 'phone_not_registered'
  return candidates.length > 1 ? 'several_residents' : { resident }
}

/** Which part of a community a person at the desk may search: all of it, their grids, or nothing. */
export function searchScope(
  staff: readonly StaffGrant[],
  roles: readonly StaffRole[],
  communityId: string,
): 'community' | readonly string[] {
  const held = staff.filter(({ role }) => roles.includes(role))
  if (held.some(({ areaCode }) => communityId.startsWith(areaCode))) return 'community'
  return held.filter(({ areaCode }) => areaCode.startsWith(communityId)).map(({ areaCode }) => areaCode)
}

export type Search = { kind: 'home'; room: string; building?: string; unit?: string } | { kind: 'name'; name: string }

/** `501`, `3-501`, `3 栋 2 单元 501` look for a home; anything without digits for a name. */
export function searchFor(words: string): Search {
  const digits = words.match(/\d+/g) ?? []
  const room = digits.at(-1)
  if (room === undefined) return { kind: 'name', name: words.replaceAll(/\s/g, '') }
  const [building, unit] = digits.slice(0, -1)
  return {
    kind: 'home',
    room,
    ...(building === undefined ? {} : { building }),
    ...(unit === undefined ? {} : { unit }),
  }
}

/** Emergency contacts one resident may have. */
export const contactsAllowed = 5

/** The place of a contact in the list: its own when it is there already, else the lowest free one. */
export function contactPosition(
  existing: readonly { id: string; position: number }[],
  id: string,
): number | 'limit_reached' {
  const own = existing.find((contact) => contact.id === id)
  if (own) return own.position
  const taken = new Set(existing.map(({ position }) => position))
  for (let position = 1; position <= contactsAllowed; position += 1) if (!taken.has(position)) return position
  return 'limit_reached'
}

import type { StaffRole } from '../../../../shared/contract.ts'
import {
  daysFrom,
  daysWatched,
  hoursOf,
  rosterProblems,
  type Hours,
  type RosterEntry,
  type RosterPart,
  type RosterProblem,
} from '../../../../shared/people/roster.ts'
import { addSeconds, dayOf, instantOf, addDays, type Day } from '../../../../shared/time.ts'
import type { Actor } from '../../platform/actor.ts'

/** Whom calls ring for: only they can be on a roster. */
export const dutyRoles: readonly StaffRole[] = ['grid_worker', 'community_staff', 'dispatcher']
const plannerRoles: readonly StaffRole[] = ['community_staff', 'dispatcher', 'admin']
const lookingRoles: readonly StaffRole[] = ['grid_worker', ...plannerRoles]

/** Seconds for which a desk that was seen counts as open. */
const heartbeatLife = 30
/** Seconds before its time at which a shift can be started. */
const earlyStart = 30 * 60
/** Seconds between two checks of an area by the clock. */
const checkEvery = 3600

/** Covered until somebody plans something else. A grid and a community sleep at night; above them somebody is awake. */
export function usualHours(areaCode: string): Hours {
  return areaCode.length >= 12 ? { from: '08:00', to: '24:00' } : { from: '00:00', to: '24:00' }
}

/** The area above; null above a city. */
export function areaAbove(areaCode: string): string | null {
  const digits = [12, 9, 6, 4].find((shorter) => shorter < areaCode.length)
  return digits === undefined ? null : areaCode.slice(0, digits)
}

/** Where this account looks first: where it has a post. */
export function ownAreas(actor: Actor): string[] {
  return actor.staff.filter(({ role }) => lookingRoles.includes(role)).map(({ areaCode }) => areaCode)
}

/** One may look at the rosters of one's own areas, of those below, and of those above that take over from there. */
export function mayLook(actor: Actor, areaCode: string): boolean {
  return ownAreas(actor).some((own) => areaCode.startsWith(own) || own.startsWith(areaCode))
}

export function mayPlan(actor: Actor, areaCode: string): boolean {
  return actor.staff.some((grant) => plannerRoles.includes(grant.role) && areaCode.startsWith(grant.areaCode))
}

export interface Shift {
  id: string
  part: RosterPart
  accountId: string
  startsAt: Date
  endsAt: Date
}

export function entryOf({ part, accountId, startsAt, endsAt }: Omit<Shift, 'id'>): RosterEntry {
  return { ...hoursOf(startsAt, endsAt), part, accountId }
}

/** The moments of a planned entry. */
export function momentsOf({ day, from, to }: RosterEntry): { startsAt: Date; endsAt: Date } {
  return { startsAt: instantOf(day, from), endsAt: to === '24:00' ? instantOf(addDays(day, 1)) : instantOf(day, to) }
}

/** A plan that can be kept: on days of its week, with people who may be on it, each ending after it begins. */
export function isSound(
  entries: readonly RosterEntry[],
  week: Day,
  covered: Hours,
  accountIds: ReadonlySet<string>,
): boolean {
  const days = new Set(daysFrom(week, 7))
  return (
    covered.from < covered.to &&
    entries.every(({ day, from, to, accountId }) => days.has(day) && from < to && accountIds.has(accountId))
  )
}

export interface Publishing {
  remove: string[]
  add: RosterEntry[]
}

/**
 * What publishing changes: shifts that have begun stay as they are, shifts that are the same stay with what is known of
 * them, the rest is replaced. Refused with every problem from now on.
 */
export function publishing(
  plan: readonly RosterEntry[],
  existing: readonly Shift[],
  { week, covered, accountIds, now }: { week: Day; covered: Hours; accountIds: ReadonlySet<string>; now: Date },
): Publishing | { problems: RosterProblem[] } | 'roster_past' {
  const days = daysFrom(week, 7)
  if ((days[6] ?? '') < dayOf(now)) return 'roster_past'
  const begun = existing.filter(({ startsAt }) => startsAt <= now)
  const coming = plan.filter((entry) => momentsOf(entry).startsAt > now && accountIds.has(entry.accountId))
  const problems = rosterProblems([...begun.map(entryOf), ...coming], covered, days, now)
  if (problems.length > 0) return { problems }
  const isSame = (shift: Shift, entry: RosterEntry) => {
    const { startsAt, endsAt } = momentsOf(entry)
    return (
      shift.part === entry.part &&
      shift.accountId === entry.accountId &&
      shift.startsAt.getTime() === startsAt.getTime() &&
      shift.endsAt.getTime() === endsAt.getTime()
    )
  }
  const future = existing.filter(({ startsAt }) => startsAt > now)
  return {
    remove: future.filter((shift) => !coming.some((entry) => isSame(shift, entry))).map(({ id }) => id),
    add: coming.filter((entry) => !future.some((shift) => isSame(shift, entry))),
  }
}

/** Red in the next seven days. */
export function comingProblems(shifts: readonly Shift[], covered: Hours, now: Date): RosterProblem[] {
  return rosterProblems(shifts.map(entryOf), covered, daysFrom(dayOf(now), daysWatched), now)
}

export interface Swap {
  shiftId: string
  inReturnId: string | null
  askedBy: string
  askedOf: string
}

/** What stands in the way of a swap: a shift that changed hands or has begun, or a person in two places at once. */
export function swapProblem(
  swap: Swap,
  shifts: readonly Shift[],
  now: Date,
): 'not_found' | 'duty_begun' | 'swap_clashes' | undefined {
  const given = shifts.find(({ id }) => id === swap.shiftId)
  const back = swap.inReturnId === null ? undefined : shifts.find(({ id }) => id === swap.inReturnId)
  if (given?.accountId !== swap.askedBy || swap.askedBy === swap.askedOf) return 'not_found'
  if (swap.inReturnId !== null && back?.accountId !== swap.askedOf) return 'not_found'
  if (given.startsAt <= now || (back !== undefined && back.startsAt <= now)) return 'duty_begun'
  const after = shifts.map((shift) =>
    shift === given
      ? { ...shift, accountId: swap.askedOf }
      : shift === back
        ? { ...shift, accountId: swap.askedBy }
        : shift,
  )
  const isTwice = after.some((one, index) =>
    after
      .slice(index + 1)
      .some((other) => one.accountId === other.accountId && one.startsAt < other.endsAt && other.startsAt < one.endsAt),
  )
  return isTwice ? 'swap_clashes' : undefined
}

/** By what somebody who starts a shift can be reached now. */
export function channelOf(
  reach: { deskSeenAt: Date | null; messagesLeft: number | null },
  now: Date,
): 'desk' | 'message' | 'none' {
  if (reach.deskSeenAt !== null && addSeconds(reach.deskSeenAt, heartbeatLife) >= now) return 'desk'
  return (reach.messagesLeft ?? 0) > 0 ? 'message' : 'none'
}

/** From half an hour before its time until its end. */
export function mayStart({ startsAt, endsAt }: Pick<Shift, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return now >= addSeconds(startsAt, -earlyStart) && now < endsAt
}

export function nextCheckAt(now: Date): Date {
  return addSeconds(now, checkEvery)
}

/** The community in whose inbox staff of an area are told something: its own, or the first below it. */
export function communityNear(actor: Actor, areaCode: string): string | null {
  if (areaCode.length >= 12) return areaCode.slice(0, 12)
  const below = actor.staff.flatMap(({ communityIds }) => communityIds).filter((id) => id.startsWith(areaCode))
  return below.toSorted()[0] ?? null
}

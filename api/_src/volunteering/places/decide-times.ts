import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import type { ShiftRole, SignupStatus } from '../../../../shared/volunteering/lifecycle.ts'

export interface Span {
  startsAt: Date
  endsAt: Date
}

/** Another shift this person stands in, with a place or waiting for one. */
export interface OtherShift extends Span {
  shiftId: string
  status: SignupStatus
  role: ShiftRole
}

/** What a community allows on one day and between two (shared/volunteers/settings.ts). */
export interface TimeLimits {
  mostMinutesPerDay: number
  restMinutes: number
}

const minute = 60_000

/** Shifts at the same time; one that ends when the other begins is none. Who waits is as busy as who has a place. */
export const overlapping = (shift: Span, others: readonly OtherShift[]): string[] =>
  others.filter((other) => other.startsAt < shift.endsAt && other.endsAt > shift.startsAt).map(({ shiftId }) => shiftId)

function minutesOn(day: string, { startsAt, endsAt }: Span): number {
  const from = Math.max(startsAt.getTime(), instantOf(day).getTime())
  const to = Math.min(endsAt.getTime(), instantOf(addDays(day, 1)).getTime())
  return Math.max(0, to - from) / minute
}

/** Places as a volunteer: only they are service time. */
const service = (others: readonly OtherShift[]) =>
  others.filter(({ role, status }) => role === 'volunteer' && status !== 'waiting')

/** True when one of the shift's local days would hold more service than the community allows. */
export function fillsDay(shift: Span, others: readonly OtherShift[], { mostMinutesPerDay }: TimeLimits): boolean {
  const served = service(others)
  const lastDay = dayOf(new Date(shift.endsAt.getTime() - 1))
  for (let day = dayOf(shift.startsAt); day <= lastDay; day = addDays(day, 1)) {
    const minutes = served.reduce((sum, other) => sum + minutesOn(day, other), minutesOn(day, shift))
    if (minutes > mostMinutesPerDay) return true
  }
  return false
}

/** True when the last shift of one day and the first of the next would lie closer than the community wants. */
export function cutsRest(shift: Span, others: readonly OtherShift[], { restMinutes }: TimeLimits): boolean {
  const day = dayOf(shift.startsAt)
  const gap = (before: Span, after: Span) => (after.startsAt.getTime() - before.endsAt.getTime()) / minute
  return service(others).some((other) => {
    const otherDay = dayOf(other.startsAt)
    if (otherDay === addDays(day, -1)) return gap(other, shift) < restMinutes
    if (otherDay === addDays(day, 1)) return gap(shift, other) < restMinutes
    return false
  })
}

import type { ResourceKind } from '../../../shared/booking/lifecycle.ts'
import type { PlanException } from '../../../shared/booking/plan.ts'
import { calendarDays, type CalendarDays } from './calendar-days.ts'
import { jsonOf, type Piece } from './store-pieces.ts'

/** A resource that can serve a need. */
export interface Candidate {
  resourceId: string
  name: string
  kind: ResourceKind
  units: number
  gender: 'female' | 'male' | null
  dialects: readonly string[]
  skills: readonly string[]
  accountId: string | null
  building: string
}

type Words = string | string[]

/** A need with everybody and everything that can serve it. */
export interface NeedFacts {
  position: number
  candidates: Candidate[]
}

/** A departure from the week and whom it is for; nobody named = the whole community. */
export interface ScopedException extends PlanException {
  serviceId: string | null
  providerId: string | null
}

/** The needs of every service that has some, by position. */
export function needsOf(pieces: readonly Piece[]): Map<string, NeedFacts[]> {
  const needs = new Map<string, NeedFacts[]>()
  for (const { kind, k, n, b, t } of pieces) {
    if (kind !== 'need' || k === null || n === null || b === null) continue
    const [name, resourceKind, units, gender, dialects, skills, accountId, building] =
      jsonOf<[string, ResourceKind, number, 'female' | 'male' | null, Words, Words, string | null, string]>(t)
    const of = needs.get(k) ?? []
    needs.set(k, of)
    const need = of.find(({ position }) => position === n) ?? { position: n, candidates: [] }
    if (need.candidates.length === 0) of.push(need)
    need.candidates.push({
      resourceId: b,
      name,
      kind: resourceKind,
      units,
      gender,
      dialects: jsonOf(dialects),
      skills: jsonOf(skills),
      accountId,
      building,
    })
  }
  for (const of of needs.values()) of.sort((one, other) => one.position - other.position)
  return needs
}

export function exceptionsOf(pieces: readonly Piece[]): ScopedException[] {
  return pieces.flatMap(({ kind, k, b, s, t }) => {
    if (kind !== 'exception') return []
    const [exceptionId, resourceId, fromDay, toDay, fromTime, toTime, reason] =
      jsonOf<[string, string | null, string, string, string | null, string | null, string]>(t)
    const times = { fromDay, toDay, fromTime, toTime, reason }
    return [{ exceptionId, resourceId, ...times, kind: s === 'open' ? 'open' : 'closed', serviceId: k, providerId: b }]
  })
}

/** Those that hold for a service: its own, its provider's, the community's, and the absences of its resources. */
export function exceptionsFor(
  exceptions: readonly ScopedException[],
  service: { serviceId: string; providerId: string },
): ScopedException[] {
  return exceptions.filter(
    ({ serviceId, providerId }) =>
      (serviceId === null || serviceId === service.serviceId) &&
      (providerId === null || providerId === service.providerId),
  )
}

export function calendarOf(pieces: readonly Piece[]): CalendarDays {
  return calendarDays(
    pieces.flatMap(({ kind, s, t }) => {
      if (kind !== 'holiday') return []
      const [day, name] = jsonOf<[string, string]>(t)
      return [{ day, kind: s === 'holiday' ? 'holiday' : 'workday', name }]
    }),
  )
}

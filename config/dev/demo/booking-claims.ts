import { addDays, weekdayOf, type Day } from '../../../shared/time.ts'
import { elderAge, reservedUntilHours, type LimitPeriod } from '../../../shared/booking/lifecycle.ts'
import type { DemoService } from './booking-service.ts'
import type { DemoResident } from './world.ts'

const cellMinutes = 5

/** One unit of one thing at one moment, as a row of `booking_claim` says it. */
export interface Claim {
  key: string
  cell: number
  unit: number
  need: number
}

/** A resource the demo gives out; `isAway` while it is on leave. */
export interface GivenResource {
  id: string
  units: number
  isAway: boolean
}

export interface WantedSlot {
  serviceId: string
  service: DemoService
  startsAt: Date
  endsAt: Date
  day: Day
}

/** What of one community is given away already, so that the demo never gives anything twice. */
export class ClaimBook {
  readonly #taken = new Set<string>()
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
  }

  /** The turns of the person and the household, without a place; undefined when one of them is used up. */
  limits({ serviceId, service, startsAt, endsAt, day }: WantedSlot, one: DemoResident): Claim[] | undefined {
    const own = `${one.residentId}:${serviceId}`
    const claims: (Claim | undefined)[] = [
      this.#first(`${own}:s`, [minutesOf(startsAt)], 1, 1, 100)?.[0],
      ...service.limits.map(({ per, period, most }, index) => {
        const owner = per === 'person' ? own : `${one.householdId}:${serviceId}`
        return this.#first(`${owner}:${period.charAt(0)}`, [firstDayOf(period, day)], 1, most, 102 + index)?.[0]
      }),
    ]
    // a booking that is over does not count among the open ones
    if (endsAt > this.#now) claims.push(this.#first(`${own}:o`, [0], 1, service.openLimit, 101)?.[0])
    return everyOne(claims)
  }

  /** A place of the pool, or one unit of one resource of each need, with the resources taken. */
  place(
    slot: WantedSlot,
    one: DemoResident,
    needs: readonly (readonly GivenResource[])[],
  ): { claims: Claim[]; resourceIds: string[] } | undefined {
    const { pool } = slot.service
    if (pool) {
      const keptStill = slot.startsAt.getTime() - this.#now.getTime() > reservedUntilHours * 3_600_000
      const from = keptStill && one.age < elderAge ? pool.kept + 1 : 1
      const claims = this.#first(slot.serviceId, [minutesOf(slot.startsAt)], from, pool.places, 0)
      return claims && { claims, resourceIds: [] }
    }
    const claims: Claim[] = []
    const resourceIds: string[] = []
    for (const [need, candidates] of needs.entries()) {
      const found = candidates
        .filter(({ isAway }) => !isAway)
        .map(({ id, units }) => ({ id, claims: this.#first(id, cellsOf(slot), 1, units, need) }))
        .find((candidate) => candidate.claims !== undefined)
      if (!found?.claims) return undefined
      claims.push(...found.claims)
      resourceIds.push(found.id)
    }
    return { claims, resourceIds }
  }

  take(claims: readonly Claim[]): void {
    for (const claim of claims) this.#taken.add(nameOf(claim))
  }

  /** The first unit that is free over all cells. */
  #first(key: string, cells: readonly number[], from: number, to: number, need: number): Claim[] | undefined {
    for (let unit = from; unit <= to; unit += 1) {
      const claims = cells.map((cell): Claim => ({ key, cell, unit, need }))
      if (claims.every((claim) => !this.#taken.has(nameOf(claim)))) return claims
    }
    return undefined
  }
}

function nameOf({ key, cell, unit }: Claim): string {
  return `${key} ${cell} ${unit}`
}

function everyOne<Item>(items: readonly (Item | undefined)[]): Item[] | undefined {
  const there = items.filter((item) => item !== undefined)
  return there.length === items.length ? there : undefined
}

function minutesOf(at: Date): number {
  return at.getTime() / 60_000
}

function cellsOf({ startsAt, endsAt }: WantedSlot): number[] {
  const [from, to] = [minutesOf(startsAt), minutesOf(endsAt)]
  return Array.from({ length: (to - from) / cellMinutes }, (_, index) => from + index * cellMinutes)
}

/** Days since 1970 of the first local day of the period; weeks begin on Monday. */
function firstDayOf(period: LimitPeriod, day: Day): number {
  const first = {
    day,
    week: addDays(day, -((weekdayOf(day) + 6) % 7)),
    month: `${day.slice(0, 8)}01`,
  }[period]
  return Date.parse(`${first}T00:00:00.000Z`) / 86_400_000
}

import { elderAge, reservedUntilHours } from '../../../shared/booking/lifecycle.ts'
import type { Day } from '../../../shared/time.ts'
import {
  cellsOf,
  limitKey,
  limitNeed,
  minuteOf,
  openKey,
  openNeed,
  periodCell,
  slotKey,
  slotNeed,
  type Claim,
} from '../../../api/_src/booking/taking/decide-claims.ts'
import type { DemoService } from './booking-service.ts'
import type { DemoResident } from './world.ts'

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
    const { residentId, householdId } = one
    const claims: (Claim | undefined)[] = [
      this.#first(slotKey(residentId, serviceId), [minuteOf(startsAt)], 1, 1, slotNeed)?.[0],
      ...service.limits.map(({ per, period, most }, index) => {
        const key = limitKey(per === 'person' ? residentId : householdId, serviceId, period)
        return this.#first(key, [periodCell(day, period)], 1, most, limitNeed + index)?.[0]
      }),
    ]
    // a booking that is over does not count among the open ones
    if (endsAt > this.#now) {
      claims.push(this.#first(openKey(residentId, serviceId), [0], 1, service.openLimit, openNeed)?.[0])
    }
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
      const claims = this.#first(slot.serviceId, [minuteOf(slot.startsAt)], from, pool.places, 0)
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

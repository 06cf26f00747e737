import type { Limit } from '../../../../shared/booking/schemas.ts'
import type { LimitPeriod } from '../../../../shared/booking/lifecycle.ts'
import { addDays, weekdayOf, type Day } from '../../../../shared/time.ts'

/** One thing given once; four of its fields are its primary key. */
export interface Claim {
  key: string
  cell: number
  unit: number
  /** Below 100 a place, from 100 on a turn of the person. */
  need: number
}

/** Needs below it are places; `slotNeed`, `openNeed` and the limits from `limitNeed` on belong to the person. */
export const slotNeed = 100
export const openNeed = 101
export const limitNeed = 102

/** Resources are claimed in cells of this many minutes, so that services of different length can share one. */
export const cellMinutes = 5

/** The minute since 1970 of an instant. */
export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / 60_000)
}

/** The cells of a stretch of time, ascending; one that is only touched counts. */
export function cellsOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): number[] {
  const cells: number[] = []
  const first = Math.floor(minuteOf(startsAt) / cellMinutes) * cellMinutes
  for (let cell = first; cell < minuteOf(endsAt); cell += cellMinutes) cells.push(cell)
  return cells
}

/** One booking of a person for each slot. */
export const slotKey = (residentId: string, serviceId: string) => `${residentId}:${serviceId}:s`
/** The open bookings of a person for a service. */
export const openKey = (residentId: string, serviceId: string) => `${residentId}:${serviceId}:o`

const letterOf: Record<LimitPeriod, string> = { day: 'd', week: 'w', month: 'm' }
export const limitLetters: readonly string[] = Object.values(letterOf)
/** The turns of a person or a household in a day, week or month. */
export const limitKey = (ownerId: string, serviceId: string, period: LimitPeriod) =>
  `${ownerId}:${serviceId}:${letterOf[period]}`

/** The first day of the day, week (Monday) or month a day lies in. */
export function firstDayOf(day: Day, period: LimitPeriod): Day {
  if (period === 'day') return day
  if (period === 'week') return addDays(day, -((weekdayOf(day) + 6) % 7))
  return `${day.slice(0, 7)}-01`
}

/** The first day after that day, week or month. */
export function firstDayAfter(day: Day, period: LimitPeriod): Day {
  const first = firstDayOf(day, period)
  if (period === 'day') return addDays(first, 1)
  return period === 'week' ? addDays(first, 7) : `${addDays(first, 31).slice(0, 7)}-01`
}

/** The cell of a period in which this day lies. */
export function periodCell(day: Day, period: LimitPeriod): number {
  return Math.round(Date.parse(`${firstDayOf(day, period)}T00:00:00.000Z`) / 86_400_000)
}

/** Which period a limit's claim counts for; undefined for every other claim. */
export function periodOf({ key, need }: Pick<Claim, 'key' | 'need'>): LimitPeriod | undefined {
  if (need < limitNeed) return undefined
  return (['day', 'week', 'month'] as const).find((period) => key.endsWith(`:${letterOf[period]}`))
}

/** Who owns a unit: `live` = it cannot be had; else the booking that must be cleared away before it can. */
export type Owner = 'live' | { cleared: string }

/** The owned units of a community, as far as they were read. */
export class Occupied {
  readonly #owners = new Map<string, Map<number, Owner>>()

  add(claim: Omit<Claim, 'need'>, owner: Owner): void {
    const place = `${claim.key} ${claim.cell}`
    const units = this.#owners.get(place) ?? new Map<number, Owner>()
    // what counts stays, whatever else is said of the same unit
    if (units.get(claim.unit) !== 'live') units.set(claim.unit, owner)
    this.#owners.set(place, units)
  }

  /** What one booking owns is no obstacle to itself. */
  remove({ key, cell, unit }: Omit<Claim, 'need'>): void {
    this.#owners.get(`${key} ${cell}`)?.delete(unit)
  }

  at(key: string, cell: number): ReadonlyMap<number, Owner> {
    return this.#owners.get(`${key} ${cell}`) ?? new Map<number, Owner>()
  }

  copy(): Occupied {
    const copy = new Occupied()
    for (const [place, units] of this.#owners) copy.#owners.set(place, new Map(units))
    return copy
  }

  /** A copy of these keys and cells alone. */
  copyOf(keys: readonly string[], cells: readonly number[]): Occupied {
    const copy = new Occupied()
    for (const key of keys) {
      for (const cell of cells) copy.#owners.set(`${key} ${cell}`, new Map(this.at(key, cell)))
    }
    return copy
  }
}

/** How many units of a key and cell are taken. */
export function takenUnits(occupied: Occupied, key: string, cell: number): number[] {
  return [...occupied.at(key, cell)].flatMap(([unit, owner]) => (owner === 'live' ? [unit] : []))
}

export interface PooledPlaces {
  capacity: number
  /** Units 1 to `kept` are not for this person; 0 when all are. */
  kept: number
}

/**
 * The free units of a pooled slot that may be taken, in order: the lowest ones, as many as places are left. Where places
 * were taken away while people had them, units above the capacity are in use, and as many below it stay free. Whoever
 * reads at another moment sees the same units or more or fewer of them, never others, so that the key decides.
 */
export function allowedUnits({ capacity, kept }: PooledPlaces, taken: readonly number[]): number[] {
  const units: number[] = []
  for (let unit = 1; unit <= capacity && units.length < capacity - taken.length; unit += 1) {
    if (!taken.includes(unit)) units.push(unit)
  }
  return units.filter((unit) => unit > kept)
}

/** Free units: those of nobody first, then those that must be cleared; each part from a start that the seed decides. */
export function freeUnits(
  units: readonly number[],
  owners: readonly ReadonlyMap<number, Owner>[],
  seed: string,
): number[] {
  const turned = rotated(units, seed)
  const ownersOf = (unit: number) => owners.flatMap((cell) => cell.get(unit) ?? [])
  const free = turned.filter((unit) => ownersOf(unit).length === 0)
  const clearable = turned.filter((unit) => {
    const present = ownersOf(unit)
    return present.length > 0 && present.every((owner) => owner !== 'live')
  })
  return [...free, ...clearable]
}

/** The same values, beginning at one that the seed decides, so that a crowd spreads over them. */
export function rotated<Value>(values: readonly Value[], seed: string): Value[] {
  const start = values.length === 0 ? 0 : hashOf(seed) % values.length
  return [...values.slice(start), ...values.slice(0, start)]
}

/** What a booking of an exclusive service needs one unit of: any of the candidates. */
export interface Need {
  position: number
  candidates: readonly { resourceId: string; units: number }[]
}

/**
 * One unit of one candidate for every need, the same unit over all cells; undefined when there is none. Needs may
 * share candidates, so a choice that leaves the next one without is taken back.
 */
export function chooseResources(
  needs: readonly Need[],
  cells: readonly number[],
  occupied: Occupied,
  seed: string,
  chosen: readonly Claim[] = [],
): Claim[] | undefined {
  const [need, ...others] = needs
  if (!need) return [...chosen]
  for (const { resourceId, units } of rotated(need.candidates, seed)) {
    const owners = cells.map((cell) => occupied.at(resourceId, cell))
    const all = Array.from({ length: units }, (_, index) => index + 1)
    for (const unit of freeUnits(all, owners, seed)) {
      if (chosen.some((claim) => claim.key === resourceId && claim.unit === unit)) continue
      const claims = cells.map((cell) => ({ key: resourceId, cell, unit, need: need.position }))
      const found = chooseResources(others, cells, occupied, seed, [...chosen, ...claims])
      if (found) return found
    }
  }
  return undefined
}

/** The bookings to clear away before these claims can be had. */
export function toClear(claims: readonly Claim[], occupied: Occupied): string[] {
  const ids = claims.flatMap(({ key, cell, unit }) => {
    const owner = occupied.at(key, cell).get(unit)
    return owner === undefined || owner === 'live' ? [] : [owner.cleared]
  })
  return [...new Set(ids)]
}

/** Limits with their key and cell, for one person and day. */
export function limitTurns(
  limits: readonly Limit[],
  owner: { residentId: string; householdId: string; serviceId: string },
  day: Day,
): { limit: Limit; key: string; cell: number; need: number }[] {
  return limits.map((limit, index) => ({
    limit,
    key: limitKey(limit.per === 'person' ? owner.residentId : owner.householdId, owner.serviceId, limit.period),
    cell: periodCell(day, limit.period),
    need: limitNeed + index,
  }))
}

const otherNeed = 50

/**
 * What a booking must claim and give back to own other claims than now. A need of which it owns a cell already is
 * numbered otherwise: for a moment both stand, and a booking has one claim for each need and cell.
 */
export function changeOfClaims(own: readonly Claim[], wanted: readonly Claim[]): { add: Claim[]; drop: Claim[] } {
  const isSame = (one: Claim, other: Claim) =>
    one.key === other.key && one.cell === other.cell && one.unit === other.unit
  const add = wanted.filter((claim) => !own.some((one) => isSame(one, claim)))
  return {
    add: add.map((claim) => {
      const isOwned = own.some(({ need, cell }) => need === claim.need && cell === claim.cell)
      return isOwned && claim.need < slotNeed ? { ...claim, need: (claim.need + otherNeed) % slotNeed } : claim
    }),
    drop: own.filter((claim) => !wanted.some((one) => isSame(one, claim))),
  }
}

/**
 * In one order for everybody, so that two inserts never wait for each other in a circle: places before the turns of
 * persons, each by its primary key.
 */
export function sorted<One extends Claim>(claims: readonly One[]): One[] {
  const isTurn = ({ key }: One) => Number(key.includes(':'))
  const byKey = (one: One, other: One) => (one.key < other.key ? -1 : 1)
  return claims.toSorted((one, other) =>
    one.key === other.key
      ? one.cell - other.cell || one.unit - other.unit
      : isTurn(one) - isTurn(other) || byKey(one, other),
  )
}

/**
 * Six digits to say at the counter, never beginning with zero. Made from the booking's id; `attempt` gives another one
 * when the day already has this number.
 */
export function spokenNumber(bookingId: string, attempt: number): string {
  return String(100_000 + (hashOf(`${bookingId}:${attempt}`) % 900_000))
}

/** FNV-1a over UTF-16 units, 32 bits, mixed at the end so that neighbouring texts land far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { OpeningHours } from '../../../../shared/booking/plan.ts'
import { notedGroups, type ResidentGroup } from '../../../../shared/homecare/groups.ts'
import { dayOf, type Day } from '../../../../shared/time.ts'
import type { HomeRow } from '../books-for.ts'
import type { CalendarDays } from '../calendar-days.ts'
import {
  calendarOf,
  exceptionsFor,
  exceptionsOf,
  needsOf,
  type NeedFacts,
  type ScopedException,
} from '../piece-rows.ts'
import { jsonOf, type Piece } from '../store-pieces.ts'
import type { ServiceTable } from '../tables.ts'
import { Occupied, slotNeed, type Claim } from './decide-claims.ts'
import type { FactColumn } from './store-facts.ts'

/** A service as the rules of taking see it. */
export type ServiceFacts = Pick<ServiceTable, FactColumn> & {
  provider_name: string
  provider_phone: string
  opening_hours: OpeningHours
  /** No longer offered, or its provider is gone. */
  withdrawn: number
  needs: readonly NeedFacts[]
  exceptions: readonly ScopedException[]
}

export interface HomeFacts extends HomeRow {
  homeHousehold: string
  /** What staff noted and is in force today; two more groups follow from the home itself. */
  noted: ResidentGroup[]
}

/** A row that already has the id of a command. */
export interface Earlier {
  bookingId: string
  status: BookingStatus
  startsAt: Date
  residentId: string
  serviceId: string
  note: string
  bookedBy: string
  basketId: string | null
}

/** A slot that a person has already. */
export interface Mine {
  bookingId: string
  status: BookingStatus | null
  /** Of a hold: the resources that it has. */
  resourceIds: readonly string[]
}

/** What is known of some services, their slots and the persons who want them. */
export class Facts {
  readonly services: ReadonlyMap<string, ServiceFacts>
  readonly homes = new Map<string, HomeFacts>()
  /** Residents who were asked to pause. */
  readonly paused = new Set<string>()
  readonly calendar: CalendarDays
  readonly occupied = new Occupied()
  readonly earlier = new Map<string, Earlier>()
  /** Claims of the command's own bookings whose rows are not there yet. */
  readonly own = new Map<string, Claim[]>()
  /** The latest bookings, newest first. */
  readonly last: { serviceId: string; resourceIds: readonly string[] }[] = []
  readonly #mine = new Map<string, Mine>()
  readonly #holds = new Map<string, number>()
  readonly #waiting = new Map<string, { all: number; priority: number }>()

  constructor(pieces: readonly Piece[], now: Date) {
    this.calendar = calendarOf(pieces)
    this.services = servicesOf(pieces)
    const groups = new Map<string, string | null>()
    for (const one of pieces) {
      if (one.kind === 'groups') groups.set(one.b ?? '', jsonOf<[string | null]>(one.t)[0])
      else this.#add(one)
    }
    for (const [residentId, home] of this.homes) home.noted = notedGroups(groups.get(residentId) ?? null, dayOf(now))
  }

  #add({ kind, k, n, m, b, s, t }: Piece): void {
    if (kind === 'pause' && b !== null) {
      this.paused.add(b)
    } else if (kind === 'home' && b !== null) {
      this.homes.set(b, { ...jsonOf<Omit<HomeFacts, 'noted'>>(t), noted: [] })
    } else if ((kind === 'place' || kind === 'mine') && k !== null && n !== null && m !== null) {
      this.occupied.add({ key: k, cell: n, unit: m }, s === 'void' && b !== null ? { cleared: b } : 'live')
      if (kind === 'mine' && b !== null && s !== 'void') {
        const resourceIds = t === null ? [] : jsonOf<string[]>(jsonOf<[string | string[]]>(t)[0])
        if (s === 'held') this.#holds.set(k, this.holds(k) + 1)
        this.#mine.set(`${k} ${n}`, { bookingId: b, status: s as BookingStatus | null, resourceIds })
      }
    } else if (kind === 'waiting' && k !== null && n !== null) {
      this.#waiting.set(`${k} ${n}`, { all: m ?? 0, priority: jsonOf<[number]>(t)[0] })
    } else if (kind === 'earlier' && b !== null && n !== null) {
      const [residentId, serviceId, note, bookedBy, basketId] =
        jsonOf<[string, string, string, string, string | null]>(t)
      const startsAt = new Date(n * 60_000)
      const status = s as BookingStatus
      this.earlier.set(b, { bookingId: b, status, startsAt, residentId, serviceId, note, bookedBy, basketId })
    } else if (kind === 'own' && k !== null && n !== null && m !== null && b !== null) {
      const claim = { key: k, cell: n, unit: m, need: jsonOf<[number]>(t)[0] }
      this.own.set(b, [...(this.own.get(b) ?? []), claim])
    } else if (kind === 'last' && k !== null) {
      const resourceIds = jsonOf<string[]>(jsonOf<[string | string[]]>(t)[0])
      if (s !== 'cancelled' && s !== 'expired') this.last.push({ serviceId: k, resourceIds })
    }
  }

  /** The booking by which somebody owns this key and cell; of a person's slot the one that has it. */
  mine(key: string, cell: number): Mine | undefined {
    return this.#mine.get(`${key} ${cell}`)
  }

  /** How many holds own something of this key. */
  holds(key: string): number {
    return this.#holds.get(key) ?? 0
  }

  waiting(serviceId: string, cell: number): { all: number; priority: number } {
    return this.#waiting.get(`${serviceId} ${cell}`) ?? { all: 0, priority: 0 }
  }
}

function servicesOf(pieces: readonly Piece[]): Map<string, ServiceFacts> {
  const needs = needsOf(pieces)
  const exceptions = exceptionsOf(pieces)
  return new Map(
    pieces.flatMap(({ kind, k, t }) => {
      if (kind !== 'service' || k === null) return []
      const row = jsonOf<Record<string, unknown>>(t)
      for (const column of jsonColumns) row[column] = jsonOf<unknown>(row[column])
      const service = row as ServiceFacts
      const scope = { serviceId: k, providerId: service.provider_id }
      return [[k, { ...service, needs: needs.get(k) ?? [], exceptions: exceptionsFor(exceptions, scope) }] as const]
    }),
  )
}

const jsonColumns = ['subsidies', 'eligible_groups', 'materials', 'plan', 'limits', 'opening_hours'] as const

/** The days whose exceptions and holidays a slot depends on. */
export function daysOf(starts: readonly Date[]): { fromDay: Day; toDay: Day } {
  const days = starts.map(dayOf).toSorted()
  return { fromDay: days[0] ?? '', toDay: days.at(-1) ?? '' }
}

export const isPlace = ({ need }: Pick<Claim, 'need'>) => need < slotNeed

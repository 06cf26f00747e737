import {
  drillLevels,
  isFailed,
  secondsPerDrillLevel,
  type DrillDelivery,
  type DrillStatus,
  type LegResult,
} from '../../../../shared/help/drills.ts'
import type { Level } from '../../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../../shared/result.ts'
import { addSeconds, dayOf, instantOf } from '../../../../shared/time.ts'

/**
 * The rules of a drill, pure. It climbs like a call, and like nobody's call: at each level everybody who would be rung
 * is sent a message that says "演练", and has five minutes to say "收到". As soon as somebody of every area of the level
 * has said so, or the time is over, the next level follows, whatever came of this one: the point is to find the gap.
 */

export interface DrillPerson {
  accountId: string
  name: string
  post: string
  /** Somebody's desk was open when the level was rung. */
  deskAlive: boolean
  delivery: DrillDelivery
  confirmedAt: string | null
}

/** One area of the chain. Every grid is one of its own: each has a door of its own to fail. */
export interface Leg {
  level: Level
  areaCode: string
  areaName: string
  result: LegResult
  rungAt: string | null
  people: DrillPerson[]
}

export interface DrillEntry {
  version: number
  at: string
  kind: 'started' | 'rang' | 'confirmed' | 'ended'
  level?: Level
  byName?: string
  /** Of `rang`: who is sent the message. */
  accountIds?: string[]
}

export interface Drill {
  communityId: string
  id: string
  status: DrillStatus
  version: number
  startedAt: Date
  startedBy: string | null
  startedName: string | null
  endedAt: Date | null
  dueAt: Date | null
  legs: readonly Leg[]
  history: readonly DrillEntry[]
}

export interface DrillStep {
  change: Partial<Pick<Drill, 'status' | 'endedAt' | 'dueAt' | 'legs'>>
  entry: DrillEntry
}

/** Whom a bell would reach in an area now. */
export interface Reachable {
  accountId: string
  name: string
  post: string
  deskAlive: boolean
}

/** A drill that begins at once: its first level is rung by the first step. */
export function newDrill(
  id: string,
  community: { communityId: string },
  areas: readonly { code: string; name: string; level: Level }[],
  by: { accountId: string; name: string } | undefined,
  now: Date,
): Drill {
  return {
    ...community,
    id,
    status: 'running',
    version: 1,
    startedAt: now,
    startedBy: by?.accountId ?? null,
    startedName: by?.name ?? null,
    endedAt: null,
    dueAt: now,
    legs: drillLevels.flatMap((level) =>
      areas
        .filter((area) => area.level === level)
        .map(({ code, name }) => ({
          level,
          areaCode: code,
          areaName: name,
          result: 'waiting' as const,
          rungAt: null,
          people: [],
        })),
    ),
    history: [{ version: 1, at: now.toISOString(), kind: 'started', ...(by && { byName: by.name }) }],
  }
}

/** The level that is being rung; undefined before the first and after the last. */
export function runningLevel({ legs }: Pick<Drill, 'legs'>): Level | undefined {
  return legs.find(({ result }) => result === 'running')?.level
}

/** The level that comes next; undefined when all have been rung. */
export function waitingLevel({ legs }: Pick<Drill, 'legs'>): Level | undefined {
  return legs.find(({ result }) => result === 'waiting')?.level
}

/** The level that runs is over, or the first one has not begun. */
export function isDue({ status, dueAt }: Pick<Drill, 'status' | 'dueAt'>, now: Date): boolean {
  return status === 'running' && dueAt !== null && dueAt <= now
}

/**
 * What the clock does to a drill whose level is over: this level's result, then the next level is rung, or the end.
 * `reachable` are the people of the areas of `waitingLevel`, `deliveries` what became of the messages of this level.
 */
export function climb(
  drill: Drill,
  now: Date,
  reachable: ReadonlyMap<string, readonly Reachable[]>,
  deliveries: ReadonlyMap<string, DrillDelivery>,
): DrillStep | undefined {
  if (!isDue(drill, now)) return undefined
  const judged = drill.legs.map((leg) => judge(leg, deliveries))
  const level = waitingLevel({ legs: judged })
  const base = { version: drill.version + 1, at: now.toISOString() }
  if (level === undefined) {
    const failed = judged.some(({ result }) => isFailed(result))
    return {
      // A failed drill stays due until its task is on somebody's list.
      change: { legs: judged, status: failed ? 'failed' : 'passed', endedAt: now, dueAt: failed ? now : null },
      entry: { ...base, kind: 'ended' },
    }
  }
  const legs = judged.map((leg) => (leg.level === level ? ring(leg, reachable.get(leg.areaCode) ?? [], now) : leg))
  const accountIds = legs.flatMap((leg) => (leg.level === level ? leg.people.map(({ accountId }) => accountId) : []))
  const isOver = runningLevel({ legs }) === undefined
  return {
    change: { legs, dueAt: isOver ? now : addSeconds(now, secondsPerDrillLevel) },
    entry: { ...base, kind: 'rang', level, accountIds: [...new Set(accountIds)] },
  }
}

function ring(leg: Leg, people: readonly Reachable[], now: Date): Leg {
  if (people.length === 0) return { ...leg, result: 'no_staff' }
  return {
    ...leg,
    result: 'running',
    rungAt: now.toISOString(),
    people: people.map((person) => ({ ...person, delivery: 'pending', confirmedAt: null })),
  }
}

function judge(leg: Leg, deliveries: ReadonlyMap<string, DrillDelivery>): Leg {
  const people = leg.people.map((person) =>
    person.delivery === 'pending'
      ? { ...person, delivery: deliveries.get(person.accountId) ?? person.delivery }
      : person,
  )
  return { ...leg, people, result: leg.result === 'running' ? resultOf(people) : leg.result }
}

function resultOf(people: readonly DrillPerson[]): LegResult {
  if (people.some(({ confirmedAt }) => confirmedAt !== null)) return 'passed'
  if (people.some(({ deskAlive }) => deskAlive)) return 'not_confirmed'
  return people.some(({ delivery }) => delivery === 'sent') ? 'no_desk' : 'nobody_reachable'
}

/** True when this person is asked to say "收到" now. */
export function asks({ status, legs }: Pick<Drill, 'status' | 'legs'>, accountId: string): boolean {
  return (
    status === 'running' &&
    legs.some(({ result, people }) => result === 'running' && people.some((one) => isUnheard(one, accountId)))
  )
}

function isUnheard(person: DrillPerson, accountId: string): boolean {
  return person.accountId === accountId && person.confirmedAt === null
}

/** "收到". Every area of the level heard from: the next level follows at once. A tap sent twice is one. */
export function confirm(
  drill: Drill,
  by: { accountId: string; name: string },
  now: Date,
): { ok: true; step?: DrillStep } | Refusal<'not_found' | 'drill_over'> {
  const mine = drill.legs.flatMap(({ people }) => people.filter(({ accountId }) => accountId === by.accountId))
  if (mine.length === 0) return refuse('not_found')
  if (mine.some(({ confirmedAt }) => confirmedAt !== null)) return { ok: true }
  if (!asks(drill, by.accountId)) return refuse('drill_over')
  const legs = drill.legs.map((leg) =>
    leg.result !== 'running'
      ? leg
      : {
          ...leg,
          people: leg.people.map((one) =>
            isUnheard(one, by.accountId) ? { ...one, confirmedAt: now.toISOString() } : one,
          ),
        },
  )
  const allHeard = legs
    .filter(({ result }) => result === 'running')
    .every(({ people }) => people.some(({ confirmedAt }) => confirmedAt !== null))
  const entry = { version: drill.version + 1, at: now.toISOString(), kind: 'confirmed', byName: by.name } as const
  return { ok: true, step: { change: { legs, ...(allHeard && { dueAt: now }) }, entry } }
}

export function afterDrillStep(drill: Drill, { change, entry }: DrillStep): Drill {
  return { ...drill, ...change, version: drill.version + 1, history: [...drill.history, entry] }
}

/** The next moment after `now` that falls on this day of a month at this local hour. */
export function nextDrillAt(plan: { dayOfMonth: number; hour: number }, now: Date): Date {
  const [year = 0, month = 1] = dayOf(now).split('-').map(Number)
  const at = (index: number) => {
    const day = new Date(Date.UTC(year, index, plan.dayOfMonth)).toISOString().slice(0, 10)
    return instantOf(day, `${String(plan.hour).padStart(2, '0')}:00`)
  }
  const thisMonth = at(month - 1)
  return thisMonth > now ? thisMonth : at(month)
}

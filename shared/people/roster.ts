import { addDays, dayOf, timeOf, weekdayOf, type Day } from '../time.ts'

/*
 * The rules of a duty roster (值班、AB 岗), for the page that plans it and the server that publishes it: somebody is A at
 * every covered moment, and nobody is A and B at once.
 */

export const rosterParts = ['A', 'B'] as const
export type RosterPart = (typeof rosterParts)[number]

/** `08:00` to `24:00`; midnight ends a day and begins the next. */
export interface Hours {
  from: string
  to: string
}

/** One person's place: no shift crosses midnight, a night has two halves. */
export interface RosterEntry extends Hours {
  day: Day
  part: RosterPart
  accountId: string
}

export interface RosterProblem extends Hours {
  kind: 'gap' | 'same_person' | 'overlap'
  day: Day
}

/** The three shifts that a day is planned in. */
export const shiftPatterns: readonly (Hours & { name: string })[] = [
  { name: '早班', from: '08:00', to: '16:00' },
  { name: '晚班', from: '16:00', to: '24:00' },
  { name: '夜班', from: '00:00', to: '08:00' },
]

/** Days ahead of today that must be without gaps. */
export const daysWatched = 7

/** The Monday of the week in which a day lies. */
export function weekOf(day: Day): Day {
  return addDays(day, -((weekdayOf(day) + 6) % 7))
}

export function daysFrom(day: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(day, index))
}

/** The hours of a published shift, of which the moments are known. */
export function hoursOf(startsAt: Date, endsAt: Date): Hours & { day: Day } {
  const to = timeOf(endsAt)
  return { day: dayOf(startsAt), from: timeOf(startsAt), to: to === '00:00' ? '24:00' : to }
}

export function overlaps(one: Hours & { day: Day }, other: Hours & { day: Day }): boolean {
  return one.day === other.day && one.from < other.to && other.from < one.to
}

/**
 * What keeps these days from being published, in the order of time. `now` leaves out what is past; text compares as
 * time does, because every time has two digits and two.
 */
export function rosterProblems(
  entries: readonly RosterEntry[],
  covered: Hours,
  days: readonly Day[],
  now?: Date,
): RosterProblem[] {
  const today = now === undefined ? '' : dayOf(now)
  const problems: RosterProblem[] = []
  for (const day of days) {
    if (day < today) continue
    const begin = now !== undefined && day === today && timeOf(now) > covered.from ? timeOf(now) : covered.from
    const own = entries.filter((entry) => entry.day === day && (now === undefined || day > today || entry.to > begin))
    problems.push(...gapsOf(own, day, begin, covered.to), ...clashesOf(own, day))
  }
  problems.sort((one, other) => (one.day + one.from < other.day + other.from ? -1 : 1))
  return problems
}

const byStart = (one: Hours, other: Hours) => (one.from < other.from ? -1 : 1)

function gapsOf(entries: readonly RosterEntry[], day: Day, from: string, to: string): RosterProblem[] {
  const gaps: RosterProblem[] = []
  let reached = from
  const first = entries.filter(({ part }) => part === 'A')
  first.sort(byStart)
  for (const entry of first) {
    if (reached >= to) break
    if (entry.from > reached) gaps.push({ kind: 'gap', day, from: reached, to: entry.from < to ? entry.from : to })
    if (entry.to > reached) reached = entry.to
  }
  if (reached < to) gaps.push({ kind: 'gap', day, from: reached, to })
  return gaps
}

function clashesOf(entries: readonly RosterEntry[], day: Day): RosterProblem[] {
  const problems: RosterProblem[] = []
  entries.forEach((one, index) => {
    for (const other of entries.slice(index + 1)) {
      if (!overlaps(one, other)) continue
      const hours = {
        day,
        from: one.from > other.from ? one.from : other.from,
        to: one.to < other.to ? one.to : other.to,
      }
      if (one.part === other.part) problems.push({ kind: 'overlap', ...hours })
      else if (one.accountId === other.accountId) problems.push({ kind: 'same_person', ...hours })
    }
  })
  return problems
}

import type { Roster, RosterShift, RosterSwap } from '../../../../shared/people/roster-contract.ts'
import { daysWatched, hoursOf } from '../../../../shared/people/roster.ts'
import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import { channelOf, comingProblems, entryOf, usualHours } from './decide.ts'
import { shiftsOf, type RosterArea, type ShiftRow } from './store.ts'

interface Viewer {
  accountId: string
  mayPlan: boolean
}

/** What one account sees of a week. */
export function rosterView(
  { areaCode, week }: { areaCode: string; week: Day },
  area: RosterArea,
  rows: readonly ShiftRow[],
  viewer: Viewer,
  now: Date,
): Roster {
  const covered = area.covered ?? usualHours(areaCode)
  const published = shiftsOf(rows, areaCode)
  const horizon = instantOf(addDays(dayOf(now), daysWatched))
  const isAhead = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => endsAt > now && startsAt < horizon
  const onRoster = new Map(
    rows
      .filter((row) => row.area_code === areaCode && isAhead({ startsAt: row.starts_at, endsAt: row.ends_at }))
      .map((row) => [row.account_id, row.name]),
  )
  const isPublished = area.plan.history.at(-1)?.kind === 'published'
  const [weekStart, weekEnd] = [instantOf(week), instantOf(addDays(week, 7))]
  const shown = unique(rows).filter(
    (row) =>
      row.account_id === viewer.accountId ||
      (row.area_code === areaCode && row.ends_at > weekStart && row.starts_at < weekEnd),
  )
  return {
    area: { code: areaCode, name: area.name },
    areas: area.areas,
    week,
    covered,
    people: area.people.map((person) => ({
      accountId: person.accountId,
      name: person.name,
      postName: person.postName,
      ready: channelOf(person, now) !== 'none',
    })),
    mayPlan: viewer.mayPlan,
    plan: {
      version: area.plan.version,
      entries: isPublished
        ? published.filter(({ startsAt, endsAt }) => endsAt > weekStart && startsAt < weekEnd).map(entryOf)
        : area.plan.entries,
      publishedAt: area.plan.publishedAt?.toISOString() ?? null,
    },
    shifts: shown.map((row) => shiftView(row, shown, viewer)),
    swaps: rows.flatMap(swapView),
    red:
      published.length === 0 && area.plan.publishedAt === null
        ? []
        : comingProblems(published.filter(isAhead), covered, now),
    unready: [...onRoster].flatMap(([accountId, name]): Roster['unready'] => {
      const person = area.people.find((one) => one.accountId === accountId)
      if (person === undefined) return [{ accountId, name, why: 'no_post' }]
      return channelOf(person, now) === 'none' ? [{ accountId, name, why: 'no_channel' }] : []
    }),
    handover: handoverIn(rows, areaCode),
    now: now.toISOString(),
  }
}

function unique(rows: readonly ShiftRow[]): ShiftRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

/** A reason why somebody cannot be reached is told to the other person of the shift and to who plans. */
function shiftView(row: ShiftRow, all: readonly ShiftRow[], viewer: Viewer): RosterShift {
  const isPartner = all.some(
    (other) =>
      other.account_id === viewer.accountId &&
      other.area_code === row.area_code &&
      other.starts_at < row.ends_at &&
      row.starts_at < other.ends_at,
  )
  return {
    areaCode: row.area_code,
    areaName: row.area_name,
    shiftId: row.id,
    ...hoursOf(row.starts_at, row.ends_at),
    part: row.part,
    accountId: row.account_id,
    name: row.name,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    channel: row.channel,
    excuse: viewer.mayPlan || isPartner ? row.excuse : '',
  }
}

function swapView(row: ShiftRow): RosterSwap[] {
  if (row.swap_id === null || row.asked_by === null || row.asked_of === null) return []
  if (row.status === null || row.asked_at === null) return []
  return [
    {
      swapId: row.swap_id,
      shiftId: row.id,
      inReturnId: row.in_return_id,
      askedBy: row.asked_by,
      askedByName: row.asker_name ?? '',
      askedOf: row.asked_of,
      askedOfName: row.asked_name ?? '',
      status: row.status,
      askedAt: row.asked_at.toISOString(),
      ...hoursOf(row.starts_at, row.ends_at),
      part: row.part,
    },
  ]
}

function handoverIn(rows: readonly ShiftRow[], areaCode: string): Roster['handover'] {
  let last: { note: string; name: string; at: Date } | undefined
  for (const { area_code: code, note, name, ended_at: at } of rows) {
    if (code !== areaCode || note === '' || at === null) continue
    if (last === undefined || at > last.at) last = { note, name, at }
  }
  return last === undefined ? null : { ...last, at: last.at.toISOString() }
}

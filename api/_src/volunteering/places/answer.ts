import { isOpenActivity, isOpenForSignup } from '../../../../shared/volunteering/lifecycle.ts'
import type {
  ActivityDetail,
  ActivitySummary,
  MyShift,
  Shift,
} from '../../../../shared/volunteering/places-contract.ts'
import { bestStatus, commonSkill, hindranceOf, isPublic, type Candidate } from './decide.ts'
import { keptPlaces, placesFor } from './decide-classes.ts'
import { countsOf, termsOf } from './store-one.ts'
import type { LinedShiftRow, ShiftRow } from './store-view.ts'

/** Places this person could take now, were it only for them. */
const leftFor = (row: ShiftRow, now: Date) => placesFor(countsOf(row), row.is_first_timer === 1, now)

function keptOf(row: ShiftRow, now: Date): Shift['kept'] {
  const places = keptPlaces(countsOf(row), now)
  if (places === 0 || row.first_timers_until === null) return null
  return { places, until: row.first_timers_until.toISOString(), forMe: row.is_first_timer === 1 }
}

const isOpen = (row: ShiftRow, now: Date) =>
  isOpenActivity(row.activity_status) && isOpenForSignup({ startsAt: row.starts_at, closedAt: row.closed_at }, now)

/** A shift as its contract says it; a sign-up that was withdrawn is none. */
export function toShift(row: LinedShiftRow, now: Date, who?: Candidate): Shift {
  const { status } = row
  const mine =
    status === null || status === 'withdrawn'
      ? null
      : { status, waitingPosition: status === 'waiting' ? row.position : null }
  return {
    shiftId: row.shift_id,
    activityId: row.activity_id,
    role: row.role,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    place: row.place,
    task: row.task,
    neededSkill: row.needed_skill,
    capacity: row.capacity,
    placesLeft: leftFor(row, now),
    kept: keptOf(row, now),
    waiting: row.waiting,
    open: isOpen(row, now),
    mine,
    hindrance: mine === null && who ? (hindranceOf(termsOf(row), who, now)?.code ?? null) : null,
  }
}

/** One activity out of its shifts, which are in the order of time; `rows` is never empty. */
function toSummary(rows: readonly [ShiftRow, ...ShiftRow[]], now: Date): ActivitySummary {
  const first = rows.find((row) => row.ends_at > now) ?? rows[0]
  const ahead = rows.filter((row) => row.starts_at > now)
  const myStatus = bestStatus(rows.flatMap((row) => (row.status === null ? [] : [row.status])))
  return {
    activityId: first.activity_id,
    communityId: first.community_id,
    kind: first.kind,
    status: first.activity_status,
    category: first.category,
    title: first.title,
    line: first.line,
    icon: first.icon,
    groupName: first.group_name,
    place: first.activity_place,
    firstStartsAt: first.starts_at.toISOString(),
    firstEndsAt: first.ends_at.toISOString(),
    placesLeft: ahead.reduce((sum, row) => sum + (row.closed_at === null ? leftFor(row, now) : 0), 0),
    capacity: ahead.reduce((sum, row) => sum + row.capacity, 0),
    shiftCount: rows.length,
    neededSkill: commonSkill(rows.map((row) => ({ neededSkill: row.needed_skill }))),
    mine: myStatus !== null,
    myStatus,
  }
}

/** Activities in the order of their first shift that is not over. */
export function toSummaries(rows: readonly ShiftRow[], now: Date): ActivitySummary[] {
  const byActivity = new Map<string, [ShiftRow, ...ShiftRow[]]>()
  for (const row of rows) {
    const known = byActivity.get(row.activity_id)
    if (known) known.push(row)
    else byActivity.set(row.activity_id, [row])
  }
  return [...byActivity.values()].map((shifts) => toSummary(shifts, now))
}

/** An activity with all its shifts; undefined without any, and while it is being written. */
export function toDetail(rows: readonly LinedShiftRow[], who: Candidate, now: Date): ActivityDetail | undefined {
  const [first, ...more] = rows
  if (!first || !isPublic(first.activity_status)) return undefined
  return {
    ...toSummary([first, ...more], now),
    description: first.description,
    riskNotice: first.risk_notice,
    insured: first.insured === 1,
    leastAge: first.least_age,
    groupId: first.group_id,
    organiserName: first.organiser_name,
    contactName: first.contact_name,
    contactPhone: first.contact_phone,
    mostMinutesPerDay: who.limits.mostMinutesPerDay,
    restMinutes: who.limits.restMinutes,
    shifts: rows.map((row) => toShift(row, now, who)),
  }
}

function toMyShift(row: LinedShiftRow, now: Date): MyShift[] {
  if (row.signup_id === null || row.signed_up_at === null) return []
  return [
    {
      ...toShift(row, now),
      signupId: row.signup_id,
      activityTitle: row.title,
      icon: row.icon,
      contactName: row.contact_name,
      contactPhone: row.contact_phone,
      signedUpAt: row.signed_up_at.toISOString(),
    },
  ]
}

const mostPast = 50

/** Coming shifts soonest first; past ones latest first, without those in which no place came free. */
export function splitMine(newestFirst: readonly LinedShiftRow[], now: Date): { coming: MyShift[]; past: MyShift[] } {
  const coming = newestFirst.filter((row) => row.ends_at > now).toReversed()
  const past = newestFirst.filter((row) => row.ends_at <= now && row.status !== 'waiting').slice(0, mostPast)
  return { coming: coming.flatMap((row) => toMyShift(row, now)), past: past.flatMap((row) => toMyShift(row, now)) }
}

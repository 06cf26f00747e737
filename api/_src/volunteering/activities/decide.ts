import type { Refusal } from '../../../../shared/result.ts'
import type { ActivityStatus } from '../../../../shared/volunteering/lifecycle.ts'
import { activityMoves, activityRules, type ActivityMove } from '../../../../shared/volunteering/moves.ts'
import type { PlanProblem } from '../../../../shared/volunteering/plan.ts'

/** What decides over a move. */
export interface ActivityFacts {
  status: ActivityStatus
  version: number
  writerIds: readonly string[]
  /** When its last shift ends; null without shifts. */
  endsAt: Date | null
  /** The commands that moved it. */
  commandIds: readonly string[]
  problems: readonly PlanProblem[]
}

/** Who asks, seen from this activity. */
export interface Asker {
  accountId: string
  /** Leads it or its group, or looks after the community. */
  steers: boolean
  /** Leads it or its group by their own identity. */
  leads: boolean
  /** May review activities of the community. */
  reviews: boolean
}

export type MoveRefusal =
  'not_found' | 'not_allowed' | 'conflict' | 'second_person_needed' | 'activity_incomplete' | 'activity_not_over'

export type MoveDecision =
  | { kind: 'refuse'; refusal: Refusal<MoveRefusal> }
  /** This very command was heard before. */
  | { kind: 'repeat' }
  | { kind: 'move'; to: ActivityStatus }

const refused = (code: MoveRefusal, details?: unknown): MoveDecision => ({
  kind: 'refuse',
  refusal: details === undefined ? { ok: false, code } : { ok: false, code, details },
})

/** Whoever wrote or leads it never reviews it: two people stand behind what is published. */
export function isOwn({ writerIds }: Pick<ActivityFacts, 'writerIds'>, { accountId, leads }: Asker): boolean {
  return leads || writerIds.includes(accountId)
}

/** Whether this person may make this move now. */
export function decideMove(
  facts: ActivityFacts | undefined,
  asker: Asker,
  { move, commandId, version }: { move: ActivityMove; commandId: string; version: number },
  now: Date,
): MoveDecision {
  // Who has nothing to do with it does not learn that it exists.
  if (!facts || !(asker.steers || asker.reviews)) return refused('not_found')
  const rule = activityRules[move]
  if (!(rule.by === 'steerer' ? asker.steers : asker.reviews)) return refused('not_allowed')
  if (facts.commandIds.includes(commandId)) return { kind: 'repeat' }
  if (!rule.from.includes(facts.status) || facts.version !== version) {
    return refused('conflict', { status: facts.status, version: facts.version })
  }
  if (rule.by === 'reviewer' && isOwn(facts, asker)) return refused('second_person_needed')
  if ((move === 'submit' || move === 'publish') && facts.problems.length > 0) {
    return refused('activity_incomplete', { problems: facts.problems })
  }
  if (move === 'close' && facts.endsAt !== null && facts.endsAt > now) return refused('activity_not_over')
  return { kind: 'move', to: rule.to }
}

/** What this person could do now, for the page: everything that would not be refused for what they are. */
export function movesOf(facts: Omit<ActivityFacts, 'problems' | 'commandIds'>, asker: Asker, now: Date) {
  const known = { ...facts, problems: [], commandIds: [] }
  return activityMoves.filter(
    (move) => decideMove(known, asker, { move, commandId: '', version: facts.version }, now).kind === 'move',
  )
}

/** A shift that stands, as its change is decided. */
export interface StandingShift {
  shiftId: string
  seriesId: string | null
  startsAt: Date
  endsAt: Date
  taken: number
  isCancelled: boolean
}

/** The shifts a change is about, that have not begun; undefined when the one named is not among those that stand. */
export function shiftsInScope(
  shifts: readonly StandingShift[],
  shiftId: string,
  scope: 'one' | 'later',
  now: Date,
): readonly StandingShift[] | 'shift_past' | undefined {
  const named = shifts.find((shift) => shift.shiftId === shiftId && !shift.isCancelled)
  if (!named) return undefined
  if (named.startsAt <= now) return 'shift_past'
  if (scope === 'one' || named.seriesId === null) return [named]
  return shifts.filter(
    ({ seriesId, startsAt, isCancelled }) => seriesId === named.seriesId && startsAt >= named.startsAt && !isCancelled,
  )
}

/** When a change names new times, later shifts of the series move by the same minutes. */
export function minutesMoved(
  shift: Pick<StandingShift, 'startsAt' | 'endsAt'>,
  to: { startsAt: Date; endsAt: Date },
): { start: number; end: number } {
  return {
    start: Math.round((to.startsAt.getTime() - shift.startsAt.getTime()) / 60_000),
    end: Math.round((to.endsAt.getTime() - shift.endsAt.getTime()) / 60_000),
  }
}

/** How each move stands in the story. */
export const moveSteps = {
  submit: 'submitted',
  take_back: 'taken_back',
  publish: 'published',
  send_back: 'sent_back',
  close: 'closed',
  cancel: 'cancelled',
} as const satisfies Record<ActivityMove, string>

/** From when to when an activity is, with one shift more. */
export function lastsWith(
  shift: Pick<StandingShift, 'startsAt' | 'endsAt'>,
  standing: readonly Pick<StandingShift, 'startsAt' | 'endsAt'>[],
): { startsAt: Date; endsAt: Date } {
  const all = [shift, ...standing]
  return {
    startsAt: new Date(Math.min(...all.map(({ startsAt }) => startsAt.getTime()))),
    endsAt: new Date(Math.max(...all.map(({ endsAt }) => endsAt.getTime()))),
  }
}

export type ClockStep =
  | { kind: 'begin' }
  | { kind: 'close' }
  /** Nothing yet: look again then. */
  | { kind: 'wait'; until: Date }

const hour = 3_600_000

/**
 * What an open activity does by itself: it runs from its first shift on, and is closed once its last shift is over and
 * everybody's attendance is settled, at the latest at `latest` (ten working days after, 民政部令67号 Art. 11).
 */
export function clockStep(
  activity: { status: 'published' | 'running'; startsAt: Date; endsAt: Date; unsettled: number },
  latest: Date,
  now: Date,
): ClockStep {
  const { status, startsAt, endsAt, unsettled } = activity
  if (status === 'published') return startsAt <= now ? { kind: 'begin' } : { kind: 'wait', until: startsAt }
  if (endsAt > now) return { kind: 'wait', until: endsAt }
  if (unsettled === 0 || latest <= now) return { kind: 'close' }
  return { kind: 'wait', until: new Date(Math.min(now.getTime() + hour, latest.getTime())) }
}

import {
  usualTimes,
  type Consent,
  type PlanStatus,
  type Rhythm,
  type SilenceStep,
  type WellnessSettings,
} from '../../../../shared/help/wellness.ts'
import { addDays, addSeconds, dayOf, instantOf, type Day, type TimeOfDay } from '../../../../shared/time.ts'

/** What of a plan its rules look at. */
export interface Plan {
  status: PlanStatus
  rhythm: Rhythm
  times: readonly TimeOfDay[]
  pausedUntil: Day | null
  countsFrom: Date
  lastSignAt: Date | null
  step: SilenceStep
  expectedAt: Date | null
  nextDueAt: Date | null
}

/** What the clock changes. `told`: somebody must hear of it, so it is a version of its own. */
export interface PlanMove {
  step: SilenceStep
  countsFrom: Date
  expectedAt: Date
  nextDueAt: Date
  pausedUntil: Day | null
  told: boolean
}

const minute = 60
const hour = 3600

/**
 * The first expected moment for which a sign at `sign` no longer counts: the first of the plan's hours that lies the
 * rhythm's grace or more after it. With one hour a day and 12 h of grace nobody is silent for more than 36 h unasked.
 */
export function expectedAfter(
  plan: Pick<Plan, 'rhythm' | 'times'>,
  sign: Date,
  settings: Pick<WellnessSettings, 'graceHours'>,
): Date {
  const from = addSeconds(sign, settings.graceHours[plan.rhythm] * hour)
  const times = (plan.times.length > 0 ? plan.times : usualTimes[plan.rhythm]).toSorted()
  for (const day of [dayOf(from), addDays(dayOf(from), 1)]) {
    for (const time of times) {
      const at = instantOf(day, time)
      if (at >= from) return at
    }
  }
  throw new Error('a plan without an hour')
}

/**
 * What the clock does to a plan whose moment has come. A sign since: the next expected moment, and nobody hears of it.
 * Silence: message → call → knock → help call, each step its own time after the one before. After the help call it
 * begins again, so that silence that goes on is never forgotten.
 */
export function advancePlan(plan: Plan, settings: WellnessSettings, now: Date): PlanMove | undefined {
  const { status, nextDueAt, countsFrom, lastSignAt, step, pausedUntil, expectedAt } = plan
  if (status !== 'active' || nextDueAt === null || nextDueAt > now) return undefined
  const next = (at: Date, counted: Date) => {
    const expected = expectedAfter(plan, at, settings)
    const moved = { countsFrom: counted, expectedAt: expected, nextDueAt: expected, pausedUntil: null }
    return { ...moved, step: 'waiting' as const, told: false }
  }
  if (pausedUntil !== null) {
    const again = resumesAt(pausedUntil)
    if (again > now) return { ...next(again, again), nextDueAt: again, pausedUntil }
    return next(now, now)
  }
  if (step === 'waiting' || step === 'escalated') {
    const alive = lastSignAt !== null && lastSignAt > countsFrom ? lastSignAt : countsFrom
    const expected = expectedAfter(plan, alive, settings)
    if (expected > now) return { ...next(alive, countsFrom), step }
    return rise('asked', expected, settings.minutesToCall)
  }
  const since = expectedAt ?? nextDueAt
  if (step === 'asked') return rise('call', since, settings.minutesToKnock)
  if (step === 'call') return rise('knock', since, settings.minutesToEscalate)
  return { ...next(now, now), step: 'escalated', told: true }

  function rise(to: SilenceStep, expected: Date, minutes: number): PlanMove {
    const nextDue = addSeconds(now, minutes * minute)
    return { step: to, countsFrom, expectedAt: expected, nextDueAt: nextDue, pausedUntil: null, told: true }
  }
}

/** The first moment after a pause. */
export function resumesAt(pausedUntil: Day): Date {
  return instantOf(addDays(pausedUntil, 1))
}

/** Who sets up or changes a plan. */
export type Setter = 'self' | 'family' | 'staff'

/**
 * Whether a wish for a plan runs at once: by the person it does; by others when the yes is noted, or when it was given
 * before; otherwise the person is asked first. Undefined: only the person can say `self`.
 */
export function statusOfWish(
  current: PlanStatus | undefined,
  setter: Setter,
  consent: Consent,
): 'active' | 'proposed' | undefined {
  if (setter === 'self') return 'active'
  if (consent === 'self') return undefined
  return consent === 'spoken' || current === 'active' ? 'active' : 'proposed'
}

/** The hours of a plan: two for `high_risk`, one for the others. Undefined when they do not fit. */
export function timesOfWish(rhythm: Rhythm, times: readonly TimeOfDay[] | undefined): readonly TimeOfDay[] | undefined {
  const chosen = times ?? usualTimes[rhythm]
  return chosen.length === usualTimes[rhythm].length ? chosen.toSorted() : undefined
}

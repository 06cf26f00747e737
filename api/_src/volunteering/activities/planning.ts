import type { Selectable } from 'kysely'
import { addSeconds, type Day } from '../../../../shared/time.ts'
import { shiftDaysOf, type ShiftDay } from '../../../../shared/volunteering/plan.ts'
import type { ActivityPlan } from '../../../../shared/volunteering/plan-schemas.ts'
import { communityDays } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { settingsOf } from '../../volunteers/index.ts'
import type { ShiftTable } from '../tables.ts'
import { makeShifts, shiftsMade } from './store.ts'
import type { ActivityRow } from './store-view.ts'
import type { StoredPlan } from './tables.ts'

/** The shifts a plan makes. One round trip where holidays are to be skipped, else none. */
export async function daysOfPlan(db: Db, communityId: string, plan: ActivityPlan): Promise<ShiftDay[]> {
  const first = firstDayToSkip(plan)
  if (first === undefined) return shiftDaysOf(plan, () => false)
  const { kindOf } = await communityDays(db, communityId, first)
  return shiftDaysOf(plan, (day) => kindOf(day) === 'holiday')
}

function firstDayToSkip({ shifts }: ActivityPlan): Day | undefined {
  return shifts
    .flatMap(({ repeats, day }) => (repeats?.skipsHolidays === true && day !== '' ? [day] : []))
    .toSorted()[0]
}

/** Until when places are kept for who never served before; null where none are. One round trip where some are. */
export async function firstTimersUntil(db: Db, communityId: string, plan: ActivityPlan, now: Date) {
  if (plan.shifts.every(({ firstTimerPlaces }) => firstTimerPlaces === 0)) return null
  const { firstTimerHours } = await settingsOf(db, communityId)
  return addSeconds(now, firstTimerHours * 3_600)
}

/** Makes rows of a published activity's shifts. Safe to repeat: each has had its id since it was handed in. */
export async function layOut(db: Db, activity: ActivityRow, now: Date): Promise<void> {
  const { plan, communityId, activityId } = activity
  if (plan?.made) {
    const kept = await firstTimersUntil(db, communityId, plan, activity.publishedAt ?? now)
    await makeShifts(db, shiftRows(activity, plan, kept))
  }
  await shiftsMade(db, { communityId, activityId })
}

/** A shift as it is made: with nobody in it. */
export type NewShift = Omit<Selectable<ShiftTable>, 'closed_at' | 'cancelled_at' | 'first_timers_taken'>

/** The rows of a plan's shifts. */
export function shiftRows(
  { communityId, activityId, place }: Pick<ActivityRow, 'communityId' | 'activityId' | 'place'>,
  plan: Pick<StoredPlan, 'shifts' | 'made'>,
  keptUntil: Date | null,
): NewShift[] {
  const lines = new Map(plan.shifts.map((shift) => [shift.lineId, shift]))
  return (plan.made ?? []).flatMap(({ shiftId, lineId, startsAt, endsAt }) => {
    const line = lines.get(lineId)
    if (!line) return []
    return [
      {
        community_id: communityId,
        id: shiftId,
        activity_id: activityId,
        starts_at: new Date(startsAt),
        ends_at: new Date(endsAt),
        place: line.place === '' ? place : line.place,
        task: line.task,
        needed_skill: line.role === 'volunteer' ? line.neededSkill : null,
        capacity: line.capacity,
        taken: 0,
        role: line.role,
        first_timer_places: line.role === 'volunteer' ? line.firstTimerPlaces : 0,
        first_timers_until: line.firstTimerPlaces > 0 ? keptUntil : null,
        series_id: line.repeats ? lineId : null,
      },
    ]
  })
}

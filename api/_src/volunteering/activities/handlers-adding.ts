import { dayWord, weekdayWord } from '../../../../shared/time.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { isOpenActivity } from '../../../../shared/volunteering/lifecycle.ts'
import { oneMoreProblems, shiftDaysOf } from '../../../../shared/volunteering/plan.ts'
import type { PlannedShift } from '../../../../shared/volunteering/plan-schemas.ts'
import type { Handler } from '../../platform/slice.ts'
import type { ActivityStep } from '../tables.ts'
import { askerOf, leadersOf, nameOf } from './asker.ts'
import { lastsWith } from './decide.ts'
import { shiftRows } from './planning.ts'
import { followRoom, keepRoomFor } from './room.ts'
import { addShift as add, dropWrittenAhead } from './store-shifts.ts'
import { activityById, activityWithShifts, type ActivityRow } from './store-view.ts'

type Contract = typeof activitiesContract

const hasHeard = ({ history }: Pick<ActivityRow, 'history'>, id: string) =>
  history?.some(({ commandId }) => commandId === id) === true

/** A room is kept before the shift stands, so that nobody signs up for one that has none. */
export const addShift: Handler<Contract['volunteering.addShift']> = async (input, context) => {
  const { db, actor, now } = context
  const { communityId, activityId, version, id, ...words } = input
  const key = { communityId, activityId }
  const known = await activityWithShifts(db, key)
  if (!known || !askerOf(actor, { communityId, leaderIds: leadersOf(known.activity) }).steers)
    return refuse('not_found')
  const { activity, shifts } = known
  const answer = (row: ActivityRow) => ok({ activityId, status: row.status, version: row.version })
  if (hasHeard(activity, id)) return answer(activity)
  const isStanding = isOpenActivity(activity.status) && activity.shiftsPending === 0
  if (!isStanding || activity.version !== version) return refuse('conflict')

  const line: PlannedShift = { ...words, lineId: id, firstTimerPlaces: 0, repeats: null }
  const days = shiftDaysOf({ shifts: [line] }, () => false)
  const standing = shifts.filter(({ isCancelled }) => !isCancelled)
  const facts = { riskNotice: activity.riskNotice, standing: standing.length }
  const problems = oneMoreProblems(line, facts, days, now)
  if (problems.some(({ code }) => code === 'past')) return refuse('shift_past')
  const [day] = days
  if (problems.length > 0 || !day) return refuse('activity_incomplete', { problems })
  const { startsAt, endsAt } = day
  const made = [{ shiftId: id, lineId: id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }]
  const [shift] = shiftRows(activity, { shifts: [line], made }, null)
  if (!shift) return refuse('conflict')

  const takenAt = await keepRoomFor(known, day, context)
  if (takenAt) return refuse('slot_full', { takenAt: takenAt.toISOString() })
  const step: ActivityStep = {
    at: now.toISOString(),
    step: 'shift_added',
    byName: nameOf(actor),
    words: `${dayWord(words.day)} ${weekdayWord(words.day)}`,
    commandId: id,
  }
  if (await add(db, key, { version, step, shift, lasts: lastsWith(day, standing) })) {
    return answer({ ...activity, version: version + 1 })
  }
  context.afterwards(() => dropWrittenAhead(db, communityId, id))
  context.afterwards(() => followRoom(db, key, now))
  // The same press may have come twice at once.
  const present = await activityById(db, key)
  return present && hasHeard(present, id) ? answer(present) : refuse('conflict')
}

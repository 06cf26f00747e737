import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { activitiesContract } from '../../../../shared/volunteering/activities-contract.ts'
import { isOpenActivity } from '../../../../shared/volunteering/lifecycle.ts'
import { DatabaseError } from '../../platform/db/errors.ts'
import type { Handler } from '../../platform/slice.ts'
import { advanceVolunteering } from '../places/advance.ts'
import type { ActivityStep } from '../tables.ts'
import { askerOf, leadersOf, nameOf } from './asker.ts'
import { minutesMoved, shiftsInScope } from './decide.ts'
import { sweepSeconds } from './handlers-moving.ts'
import { followRoom, keepRoom } from './room.ts'
import { changeWords } from './store.ts'
import { cancelShifts, editShifts, emptyCancelled, followShifts, tellMoved } from './store-shifts.ts'
import { activityById, activityWithShifts } from './store-view.ts'

type Contract = typeof activitiesContract

export const changeShift: Handler<Contract['volunteering.changeShift']> = async (input, context) => {
  const { db, actor, now } = context
  const { communityId, activityId, change, scope, shiftId, version } = input
  const key = { communityId, activityId }
  const known = await activityWithShifts(db, key)
  if (!known || !askerOf(actor, { communityId, leaderIds: leadersOf(known.activity) }).steers)
    return refuse('not_found')
  const { activity } = known
  const answer = (at: number) => ok({ activityId, status: activity.status, version: at })
  if (activity.history?.some(({ commandId }) => commandId === input.id)) return answer(activity.version)
  if (!isOpenActivity(activity.status) || activity.version !== version) return refuse('conflict')
  const shifts = shiftsInScope(known.shifts, shiftId, scope, now)
  if (shifts === 'shift_past') return refuse('shift_past')
  const [first] = shifts ?? []
  if (!shifts || !first) return refuse('not_found')
  const shiftIds = shifts.map((shift) => shift.shiftId)
  const step: ActivityStep = { at: now.toISOString(), step: '', byName: nameOf(actor), commandId: input.id }
  if (change.kind === 'cancel') {
    Object.assign(step, { step: 'shifts_cancelled', words: change.words })
    if (!(await cancelShifts(db, key, { version, step, shiftIds }, now))) return refuse('conflict')
    await emptyCancelled(db, key, { at: step.at, step: 'cancelled', reason: change.words }, now)
    await keepRoom(known, (shift) => (shiftIds.includes(shift.shiftId) ? undefined : shift), context)
  } else {
    const { place, task, neededSkill, capacity, day, from, to } = change
    const startsAt = instantOf(day, from)
    const endsAt = instantOf(day, to)
    if (startsAt <= now || endsAt <= startsAt) return refuse('shift_past')
    if (shifts.some(({ taken }) => taken > capacity)) return refuse('shift_below_taken')
    const minutes = minutesMoved(first, { startsAt, endsAt })
    const named = known.shifts.find((shift) => shift.shiftId === shiftId)
    const isMoved = minutes.start !== 0 || minutes.end !== 0 || named?.place !== place
    Object.assign(step, { step: isMoved ? 'shifts_moved' : 'shifts_changed' })
    const edit = { version, step, shiftIds, minutes, place, task, neededSkill, capacity }
    const becomes = (shift: { shiftId: string; startsAt: Date; endsAt: Date }) =>
      shiftIds.includes(shift.shiftId)
        ? {
            startsAt: addSeconds(shift.startsAt, minutes.start * 60),
            endsAt: addSeconds(shift.endsAt, minutes.end * 60),
          }
        : shift
    // A room is kept for the new times first, and given back for the old ones only by whoever wins the activity.
    let isMine: boolean | undefined
    const edits = async () => (isMine = await editShifts(db, key, edit, now))
    const backAsItIs = () => isMoved && context.afterwards(() => followRoom(db, key, now))
    try {
      const takenAt = isMoved ? await keepRoom(known, becomes, context, edits) : undefined
      if (takenAt) return refuse('slot_full', { takenAt: takenAt.toISOString() })
      if (!(isMine ?? (await edits()))) {
        backAsItIs()
        return refuse('conflict')
      }
    } catch (error) {
      backAsItIs()
      // Somebody took a place between the look and the change.
      if (error instanceof DatabaseError && error.checkViolated) return refuse('shift_below_taken')
      throw error
    }
    if (isMoved) await tellMoved(db, key, { at: step.at, step: 'moved' }, shiftIds)
    // Who waits for a place that is there now need not wait for the next tick.
    if (shifts.some((shift) => shift.taken < capacity)) {
      context.afterwards(() => advanceVolunteering(db, [communityId], now))
    }
  }
  await followShifts(db, key, addSeconds(now, sweepSeconds))
  context.announce({ communityId, id: activityId })
  return answer(version + 1)
}

export const changeActivity: Handler<Contract['volunteering.changeActivity']> = async (input, context) => {
  const { db, actor, now } = context
  const { communityId, activityId, version, leaderId, ...words } = input
  const key = { communityId, activityId }
  const row = await activityById(db, key)
  if (!row || !askerOf(actor, { communityId, leaderIds: leadersOf(row) }).steers) return refuse('not_found')
  const step: ActivityStep = { at: now.toISOString(), step: 'corrected', byName: nameOf(actor) }
  const columns = {
    description: words.description,
    risk_notice: words.riskNotice,
    contact_name: words.contactName,
    contact_phone: words.contactPhone,
    leader_id: leaderId,
  }
  const plan = row.plan && { ...row.plan, ...words, leaderId }
  if (!(await changeWords(db, key, { version, step, columns, plan }))) return refuse('conflict')
  return ok({ activityId, status: row.status, version: version + 1 })
}

import type { RequestContext } from '../../platform/slice.ts'
import { freeVenue, placeVenue } from '../groups/venue.ts'
import type { ActivityWithShifts } from './store-view.ts'

interface Span {
  startsAt: Date
  endsAt: Date
}

/**
 * Keeps the room of an activity, where it has one, for its shifts as they will be: `changed` says what becomes of each
 * (undefined = it falls out). All of them or none: the first moment at which somebody else has it when it cannot.
 */
export async function keepRoom(
  { activity, shifts }: ActivityWithShifts,
  changed: (shift: Span & { shiftId: string }) => Span | undefined,
  { db, now }: Pick<RequestContext, 'db' | 'now'>,
): Promise<Date | undefined> {
  const { plan, communityId, activityId, groupName, title } = activity
  if (!plan?.venue) return undefined
  const times = shifts.flatMap((shift) => (shift.isCancelled || shift.endsAt <= now ? [] : (changed(shift) ?? [])))
  if (times.length === 0) {
    await freeVenue(db, { communityId, activityId }, now)
    return undefined
  }
  const { resourceId } = plan.venue
  const kept = await placeVenue(
    db,
    { communityId, activityId, byName: groupName, title, resourceId, shifts: times },
    now,
  )
  return kept === 'placed' ? undefined : kept.takenAt
}

import { isOpenActivity } from '../../../../shared/volunteering/lifecycle.ts'
import { isKeptFor } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { RequestContext } from '../../platform/slice.ts'
import { burnVersion } from '../groups/store-venue.ts'
import { freeVenue, placeVenue } from '../groups/venue.ts'
import { standingShifts, withTouching, type Span } from './decide-room.ts'
import type { ActivityKey } from './store.ts'
import { activityWithShifts, type ActivityWithShifts } from './store-view.ts'

type Context = Pick<RequestContext, 'db' | 'now'>

/**
 * Keeps the room of an activity, where it has one, for its shifts as they will be: `changed` says what becomes of each
 * (undefined = it falls out). All of them or none: the first moment at which somebody else has it when it cannot.
 */
export async function keepRoom(
  known: ActivityWithShifts,
  changed: (shift: Span & { shiftId: string }) => Span | undefined,
  context: Context,
  mayGiveBack?: () => Promise<boolean>,
): Promise<Date | undefined> {
  const times = standingShifts(known.shifts, context.now).flatMap((shift) => changed(shift) ?? [])
  if (times.length > 0) return place(known, times, context, mayGiveBack)
  if (known.activity.plan?.venue && (!mayGiveBack || (await mayGiveBack()))) {
    await freeVenue(context.db, known.activity, context.now)
  }
  return undefined
}

/**
 * Keeps the room for one shift more. What it has for others stays, so that whoever adds another one at the same moment
 * loses nothing; what is kept for a shift that was not added after all is given back by `followRoom`.
 */
export async function keepRoomFor(known: ActivityWithShifts, shift: Span, context: Context): Promise<Date | undefined> {
  const times = [withTouching(shift, standingShifts(known.shifts, context.now))]
  const taken = await place(known, times, context, () => Promise.resolve(false))
  return taken && shift.startsAt
}

async function place(
  { activity }: ActivityWithShifts,
  shifts: readonly Span[],
  { db, now }: Context,
  mayGiveBack: (() => Promise<boolean>) | undefined,
): Promise<Date | undefined> {
  const { plan, communityId, activityId, groupName: byName, title } = activity
  if (!plan?.venue) return undefined
  const { resourceId } = plan.venue
  const kept = await placeVenue(db, { communityId, activityId, byName, title, resourceId, shifts, mayGiveBack }, now)
  return kept === 'placed' ? undefined : kept.takenAt
}

/**
 * Brings the room after the shifts as they stand, where a command broke off or was overtaken. Before and after anything
 * is given back the activity moves on by a version: whoever counted on it finds the activity changed and looks again.
 * Two round trips when all is well, one when it has no room. Safe to run at any time.
 */
export async function followRoom(db: Db, key: ActivityKey, now: Date): Promise<void> {
  const known = await activityWithShifts(db, key)
  if (!known?.activity.plan?.venue) return
  const { status, shiftsPending, version } = known.activity
  if (!isOpenActivity(status) || shiftsPending === 1) return
  const times = standingShifts(known.shifts, now)
  if (await isKeptFor(db, { communityId: key.communityId, userId: key.activityId, times }, now)) return
  let isMoved = false
  const mayGiveBack = async () => (isMoved = await burnVersion(db, key.communityId, key.activityId, version))
  await keepRoom(known, (shift) => shift, { db, now }, mayGiveBack)
  if (isMoved) await burnVersion(db, key.communityId, key.activityId, version + 1)
}

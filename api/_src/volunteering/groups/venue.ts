import { giveVenueBack, keepVenue } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'

/** The room an activity wants, for all of its shifts. */
export interface ActivityVenue {
  communityId: string
  activityId: string
  /** The group's name and the activity's title: what the desk reads in the calendar of the room. */
  byName: string
  title: string
  /** The room; or any of this service (category `venues`) that is free all the time. */
  resourceId?: string | undefined
  serviceId?: string | undefined
  shifts: readonly { startsAt: Date; endsAt: Date }[]
  /** Asked before the room is given back for other times at which it has it; no = it stays. Left out = yes. */
  mayGiveBack?: (() => Promise<boolean>) | undefined
}

/**
 * Keeps the room for all shifts or for none, before the activity is published; three round trips. Safe to repeat; asked
 * again after shifts moved, the room moves along, or everything stays as it was. Where the activity is not published
 * within a minute the room is given back by itself. `takenAt`: the start of the first shift for which it is taken.
 */
export async function placeVenue(db: Db, venue: ActivityVenue, now: Date): Promise<'placed' | { takenAt: Date }> {
  const { activityId: userId, shifts: times, ...wish } = venue
  const kept = await keepVenue(db, { ...wish, userId, times }, now)
  return kept === 'kept' ? 'placed' : kept
}

/** Gives the room back after the activity was cancelled, or could not be published after all. Safe to repeat. */
export function freeVenue(
  db: Db,
  { communityId, activityId }: { communityId: string; activityId: string },
  now: Date,
): Promise<void> {
  return giveVenueBack(db, communityId, activityId, now)
}

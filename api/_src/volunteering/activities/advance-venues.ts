import { dueUses, giveVenueBack, keepUses } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { followRoom } from './room.ts'
import { activitiesStanding, burnVersion } from '../groups/store-venue.ts'

/**
 * Mends what broke off between a room and its activity: where the activity was not published in time, or was cancelled,
 * the room is given back; where its shifts are others than the room is kept for, it is brought after them. One indexed
 * query when nothing is due. Safe to run twice at once.
 */
export async function advanceVenues(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const due = await dueUses(db, communityIds, now)
  for (const communityId of new Set(due.map((use) => use.communityId))) {
    const ids = due.flatMap((use) => (use.communityId === communityId ? [use.userId] : []))
    const standing = await activitiesStanding(db, communityId, ids)
    const isWanted = (id: string) => standing.get(id)?.isWanted === true
    for (const id of ids.filter(isWanted)) await followRoom(db, { communityId, activityId: id }, now)
    await keepUses(db, communityId, ids.filter(isWanted), now)
    for (const id of ids.filter((one) => !isWanted(one))) {
      const activity = standing.get(id)
      // whoever is about to publish it finds it changed, so that nothing is published whose room was given back
      const mayGo = !activity?.mayStillBePublished || (await burnVersion(db, communityId, id, activity.version))
      if (mayGo) await giveVenueBack(db, communityId, id, now)
    }
  }
}

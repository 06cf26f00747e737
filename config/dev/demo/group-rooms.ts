import { keepVenue } from '../../../api/_src/booking/index.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import '../../../api/_src/volunteering/tables.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

/** What has the large room of 梅园, where nobody booked it first. */
const wanting = '冬天怎么护好心脏'

/** Keeps the room for the lecture, so that its calendar and the slots of residents show it. */
export async function loadRooms(db: Db, _: World, now: Date): Promise<void> {
  const shifts = await db
    .selectFrom('activity as a')
    .innerJoin('shift as h', (join) =>
      join.onRef('h.community_id', '=', 'a.community_id').onRef('h.activity_id', '=', 'a.id'),
    )
    .innerJoin('volunteer_group as g', (join) =>
      join.onRef('g.community_id', '=', 'a.community_id').onRef('g.id', '=', 'a.group_id'),
    )
    .select(['a.id', 'g.name', 'h.starts_at as startsAt', 'h.ends_at as endsAt'])
    .where('a.community_id', '=', meiyuan)
    .where('a.title', '=', wanting)
    .where('a.status', '=', 'published')
    .execute()
  const [first] = shifts
  if (!first) return
  // the community has one such room: whichever is free all the time
  const wish = { communityId: meiyuan, userId: first.id, title: wanting, byName: first.name, times: shifts }
  await keepVenue(db, wish, now)
}

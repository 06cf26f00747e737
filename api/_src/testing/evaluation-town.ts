import type { SignupStatus, ShiftRole } from '../../../shared/volunteering/lifecycle.ts'
import type { Db } from '../platform/db/tables.ts'
import { json } from '../platform/db/values.ts'
import { newId } from '../platform/ids.ts'
import type { TestResident } from './actors.ts'
import { openShift } from './volunteering.ts'

/** A shift that is over, led by somebody, with who was there or was not. */
export async function shiftThatWas(
  db: Db,
  leader: TestResident,
  people: readonly { who: TestResident; status?: SignupStatus; role?: ShiftRole }[],
  startsAt: Date,
): Promise<{ shiftId: string; activityId: string; groupId: string }> {
  const { communityId, residentId } = leader.person
  const { shiftId, activityId } = await openShift(db, { communityId, startsAt, capacity: 20 })
  await db
    .updateTable('activity')
    .set({ leader_id: residentId, starts_at: startsAt, ends_at: new Date(startsAt.getTime() + 7_200_000) })
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .execute()
  for (const { who, status = 'attended', role = 'volunteer' } of people) {
    await db
      .insertInto('signup')
      .values({
        community_id: communityId,
        shift_id: shiftId,
        resident_id: who.person.residentId,
        id: newId(),
        command_id: newId(),
        activity_id: activityId,
        starts_at: startsAt,
        ends_at: new Date(startsAt.getTime() + 7_200_000),
        status,
        seq: newId(),
        turn: 1 + Math.floor(startsAt.getTime() / 3_600_000),
        version: 1,
        notified_version: 1,
        signed_up_at: startsAt,
        confirmed_at: startsAt,
        withdrawn_at: null,
        history: json([]),
        role,
      })
      .execute()
  }
  const { group_id: groupId } = await db
    .selectFrom('activity')
    .select('group_id')
    .where('community_id', '=', communityId)
    .where('id', '=', activityId)
    .executeTakeFirstOrThrow()
  return { shiftId, activityId, groupId }
}

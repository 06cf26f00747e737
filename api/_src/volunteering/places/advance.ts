import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { firstInLine, takePlace, unsettledShifts } from './store.ts'

/** Who stands in line longer than this beside a free place has lost the command that brought them there. */
const graceSeconds = 10
const shiftsAtOnce = 50
/** Some in the line may have left, or stand in an earlier line of the same time. */
const spareWaiters = 5

/** Gives free places to those who wait, in their order. Answers with the sign-ups that got one. */
export async function fillPlaces(
  db: Db,
  { communityId, shiftId, room }: { communityId: string; shiftId: string; room: number },
  now: Date,
): Promise<string[]> {
  const promoted: string[] = []
  for (const waiter of await firstInLine(db, { communityId, shiftId }, room + spareWaiters)) {
    if (promoted.length === room) break
    if (await takePlace(db, waiter, 'promoted', now)) promoted.push(waiter.id)
  }
  return promoted
}

/** Mends what crashes left: somebody in line while places are free. One indexed query when there is nothing to do. */
export async function advanceVolunteering(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const unsettled = await unsettledShifts(db, communityIds, {
    now,
    since: addSeconds(now, -graceSeconds),
    limit: shiftsAtOnce,
  })
  for (const shift of unsettled) await fillPlaces(db, shift, now)
}

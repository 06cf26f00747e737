import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { placesFor, withOne, type PlaceCounts } from './decide-classes.ts'
import { takePlace } from './store.ts'
import { firstInLine, unsettledShifts, type OpenShift } from './store-line.ts'

/** Who stands in line longer than this beside a free place has lost the command that brought them there. */
export const graceSeconds = 10
const shiftsAtOnce = 50
/** Some in the line may have left, or stand in an earlier line of the same time. */
const spareWaiters = 5

/**
 * Gives free places to those who wait and may have them: in the order of the line, in which first-timers pass the others
 * only for places that are kept for them. Answers with the sign-ups that got one.
 */
export async function fillPlaces(db: Db, shift: OpenShift, now: Date): Promise<string[]> {
  const line = (
    await Promise.all(
      [true, false].map(async (isFirstTimer) => {
        const room = placesFor(shift, isFirstTimer, now)
        return room > 0 ? firstInLine(db, shift, isFirstTimer, room + spareWaiters) : []
      }),
    )
  )
    .flat()
    .toSorted((one, other) => (one.seq < other.seq ? -1 : 1))
  const promoted: string[] = []
  let counts: PlaceCounts = shift
  for (const waiter of line) {
    if (placesFor(counts, waiter.isFirstTimer, now) === 0) continue
    if (!(await takePlace(db, waiter, 'promoted', now))) continue
    promoted.push(waiter.id)
    counts = withOne(counts, waiter.isFirstTimer)
  }
  return promoted
}

/**
 * Lets those in who wait beside a free place: what crashes left, and everybody in line once no place is kept any longer.
 * One indexed query when there is nothing to do.
 */
export async function advanceVolunteering(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const unsettled = await unsettledShifts(db, communityIds, {
    now,
    since: addSeconds(now, -graceSeconds),
    limit: shiftsAtOnce,
  })
  for (const shift of unsettled) await fillPlaces(db, shift, now)
}

import type { Db } from '../platform/db/tables.ts'
import { afterStep, type Call } from './call.ts'
import { isForgettable, rise } from './decide-ladder.ts'
import { stepAfterOffer } from './decide-offers.ts'
import { findCall, forgetPresses, listDue, writeStep } from './store.ts'

const duePerPass = 200
const atOnce = 10

/** Moves one call on if its deadline has passed, or the time of an offer. Gives the call as it stands then, whoever moved it. */
export async function moveOn(db: Db, call: Call, now: Date): Promise<Call | undefined> {
  const step = stepAfterOffer(call, now, (current) => rise(current, now))
  if (!step) return call
  return (await writeStep(db, call, step)) ? afterStep(call, step) : findCall(db, call.communityId, call.id)
}

/** The same for many, ten at once. A call that vanished is left out. */
export async function moveAllOn(db: Db, calls: readonly Call[], now: Date): Promise<Call[]> {
  const moved: (Call | undefined)[] = []
  for (let from = 0; from < calls.length; from += atOnce) {
    moved.push(...(await Promise.all(calls.slice(from, from + atOnce).map((call) => moveOn(db, call, now)))))
  }
  return moved.filter((call) => call !== undefined)
}

/**
 * Moves whatever is due in these communities: calls whose deadline passed rise, and presses of calls that are over for
 * long enough are forgotten. One indexed query when nothing is due. Any number may run at once: a call rises once per
 * deadline, because each move holds only for the version it was decided on.
 */
export async function advance(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDue(db, communityIds, now, duePerPass)
    if (due.some((call) => isForgettable(call, now))) await forgetPresses(db, communityIds, now)
    await moveAllOn(db, due, now)
    if (due.length < duePerPass) return
  }
}

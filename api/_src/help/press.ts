import { isOpen, type CallSource, type Intent } from '../../../shared/help/lifecycle.ts'
import { DatabaseError, isDuplicate } from '../platform/db/errors.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Call, Doer, PersonInNeed } from './call.ts'
import { openCall, pressedAgain } from './decide-ladder.ts'
import { listByPress, succeed, writePress } from './store.ts'

/** Enough for anything but calls that open and end faster than this asks. */
const mostAttempts = 6

/**
 * Makes sure that this press is in exactly one call and gives the call the phone has to follow: a new one, the open one
 * it joined, or the one it has been in since it was sent first. Undefined when the id belongs to somebody else's press.
 *
 * One statement for a new call, two for a press that is known or joins. The first press within a day after the end of
 * another call takes that call's place in a transaction (seven round trips in all): only so can an old press, still on
 * its way from a phone that was out of reach, never open or join a call it does not belong to.
 */
export async function recordPress(
  db: Db,
  press: { id: string; person: PersonInNeed; intent: Intent; source: CallSource; doer: Doer },
  now: Date,
): Promise<Call | undefined> {
  const { id, person, doer } = press
  const { communityId, residentId } = person
  const fresh = openCall(id, person, press, now)
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    if ((await writePress(db, fresh, pressedAgain(doer, now))) === 'opened') return fresh
    const calls = await listByPress(db, communityId, residentId, id)
    const own = calls.find((call) => call.pressIds.includes(id))
    if (own) return own.residentId === residentId ? own : undefined
    const current = calls.find((call) => call.residentId === residentId)
    if (!current) continue
    if (current.earlierPressIds.includes(id)) return current
    if (isOpen(current.status)) continue
    const next = openCall(id, person, press, now, current)
    if (await succeedOrLose(db, current, next)) return next
  }
  throw new Error('a press found no call to be in')
}

/** Another press may be taking the same place at the same moment: then this one looks again. */
async function succeedOrLose(db: Db, previous: Call, next: Call): Promise<boolean> {
  try {
    return await succeed(db, previous, next)
  } catch (error) {
    if (isDuplicate(error) || (error instanceof DatabaseError && error.retryable)) return false
    throw error
  }
}

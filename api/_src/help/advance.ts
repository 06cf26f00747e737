import { isOpen } from '../../../shared/help/lifecycle.ts'
import { defaultSettings, type HelpSettings } from '../../../shared/help/settings.ts'
import { ladderStaff, type LadderContext } from '../people/index.ts'
import type { Call, Step } from './call.ts'
import { afterStep, wakeAt } from './decide-step.ts'
import { firstRing, isForgettable, rise, type Reach } from './decide-ladder.ts'
import { stepAfterOffer } from './decide-offers.ts'
import { ladderCodes, reachOf } from './duty.ts'
import { settingsOf } from './store-settings.ts'
import { findCall, forgetPresses, listDue, writeStep } from './store.ts'

const duePerPass = 200
const atOnce = 10

/** What the ladder has to know about the world, looked up once for all calls of a pass. */
interface Around {
  settings: HelpSettings
  reach: Reach
}
type Surroundings = (call: Call) => Around

/**
 * Moves one call on if it waits for its first ring, if its deadline has passed, or the time of an offer. Gives the call
 * as it stands then, whoever moved it. No statement when nothing is due.
 */
export async function moveOn(context: LadderContext, call: Call): Promise<Call | undefined> {
  const [moved] = await moveAllOn(context, [call])
  return moved
}

/** The same for many: two look-ups for all that are due together, then ten at once. A call that vanished is left out. */
export async function moveAllOn(context: LadderContext, calls: readonly Call[]): Promise<Call[]> {
  const { db, now } = context
  const due = calls.filter((call) => isWakeful(call, now))
  if (due.length === 0) return [...calls]
  const around = await surroundings(context, due)
  const move = async (call: Call) => {
    const step = isWakeful(call, now) ? clockStep(call, around(call), now) : undefined
    if (!step) return call
    return (await writeStep(db, call, step)) ? afterStep(call, step) : findCall(db, call.communityId, call.id)
  }
  const moved: (Call | undefined)[] = []
  for (let from = 0; from < calls.length; from += atOnce) {
    moved.push(...(await Promise.all(calls.slice(from, from + atOnce).map(move))))
  }
  return moved.filter((call) => call !== undefined)
}

/**
 * Moves whatever is due in these communities: first bells that have not rung, calls whose deadline passed, offers whose
 * time is over; and presses of calls that are over for long enough are forgotten. One indexed query when nothing is
 * due. Any number may run at once: a call moves once per deadline, because each move holds only for the version it was
 * decided on.
 */
export async function advance(context: LadderContext, communityIds: readonly string[]): Promise<void> {
  const { db, now } = context
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDue(db, communityIds, now, duePerPass)
    if (due.some((call) => isForgettable(call, now))) await forgetPresses(db, communityIds, now)
    await moveAllOn(context, due)
    if (due.length < duePerPass) return
  }
}

/** Everything the clock does to a call at this moment, in one step. */
function clockStep(call: Call, { settings, reach }: Around, now: Date): Step | undefined {
  return stepAfterOffer(call, now, (current) =>
    current.plan === null ? firstRing(current, settings, reach, now) : rise(current, now, reach),
  )
}

function isWakeful(call: Call, now: Date): boolean {
  const at = wakeAt(call)
  return isOpen(call.status) && at !== null && at <= now
}

/** Settings only where a first bell is to ring; staff for all. */
async function surroundings(context: LadderContext, due: readonly Call[]): Promise<Surroundings> {
  const unplanned = due.filter(({ plan }) => plan === null).map(({ communityId }) => communityId)
  const [settings, areas] = await Promise.all([
    settingsOf(context.db, [...new Set(unplanned)]),
    ladderStaff(context, [...new Set(due.flatMap(({ gridCode }) => ladderCodes(gridCode)))]),
  ])
  return ({ communityId, gridCode }) => ({
    settings: settings.get(communityId) ?? defaultSettings,
    reach: reachOf(areas, gridCode, context.now),
  })
}

import { isOpen, type CallSource, type Intent, type Level } from '../../../shared/help/lifecycle.ts'
import { defaultSettings, nextLevel, planFor, secondsOf, type Plan } from '../../../shared/help/settings.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer, HistoryEntry, PersonInNeed, Step } from './call.ts'
import { entry } from './decide-entry.ts'

/**
 * The rules of a help call, pure. In one paragraph: a press opens a call that rings the grid worker and the community's
 * desk. Every open call has a deadline. Passing it while nobody has the call makes it rise: the next level is rung as
 * well (nobody stops ringing), 60 s each, and after the district the ladder begins again, so it never ends silently.
 * Whoever acknowledges first has it and moves it alone. Passing the deadline then (5 min to set out, 20 to arrive, 15
 * between signs of life on site) does not take it away from the one who may be at the door already: the status stays,
 * the call is `stalled`, the levels above are rung, 60 s each, and until somebody acts `acknowledge` is open again: to
 * another, who takes it over, and to the responder, who thereby says that it goes on. So at every moment of an open
 * call either a named person has it or a growing circle is being rung, and mostly both.
 */

/** Far more than anybody presses in a day; only bounds the row. */
const pressesCarriedOver = 200

/** A new call by its first press; `previous` is the resident's call before, if its presses are still remembered. */
export function openCall(
  id: string,
  person: PersonInNeed,
  press: { intent: Intent; source: CallSource; doer: Doer },
  now: Date,
  previous?: Call,
): Call {
  const plan = planFor(defaultSettings, press.intent, now)
  return {
    ...person,
    id,
    intent: press.intent,
    source: press.source,
    plan,
    status: 'ringing',
    version: 1,
    level: firstLevel(plan),
    rises: 0,
    dueAt: addSeconds(now, secondsOf(plan.levels, firstLevel(plan))),
    stalledAt: null,
    presses: 1,
    pressIds: [id],
    earlierPressIds: previous ? [...previous.earlierPressIds, ...previous.pressIds].slice(-pressesCarriedOver) : [],
    raisedAt: now,
    acknowledgedAt: null,
    enRouteAt: null,
    onSiteAt: null,
    closedAt: null,
    responderAccountId: null,
    responderName: null,
    responderPost: null,
    responderPhone: null,
    arrivesInMinutes: null,
    offer: null,
    helpers: [],
    neighbour: null,
    outcome: null,
    note: '',
    rating: null,
    callBack: false,
    callBackDueAt: null,
    history: [entry(1, now, 'raised', press.doer)],
  }
}

/** The history entry of a further press into an open call; the store knows the version only when it writes. */
export function pressedAgain(doer: Doer, now: Date): Omit<HistoryEntry, 'version'> {
  const { version: _, ...rest } = entry(0, now, 'pressed_again', doer)
  return rest
}

export function isDue(call: Call, now: Date): boolean {
  return isOpen(call.status) && call.dueAt !== null && call.dueAt <= now
}

/**
 * What the clock does to a call: nothing before its deadline; at its deadline the next level. A system that slept
 * through several deadlines records each level that was missed, one round of the ladder at most (then everybody is
 * rung anyway), and gives the level now reached its full time.
 */
export function rise(call: Call, now: Date): Step | undefined {
  if (!isDue(call, now) || call.dueAt === null) return undefined
  const { levels } = planOf(call)
  let late = (now.getTime() - call.dueAt.getTime()) / 1000
  const entries: HistoryEntry[] = []
  let level = call.level
  const reason = call.status === 'ringing' ? 'no_answer' : 'no_progress'
  do {
    const toLevel = nextLevel(levels, level)
    entries.push(entry(call.version + 1, now, 'risen', undefined, { level, toLevel, reason }))
    level = toLevel
    late -= secondsOf(levels, level)
  } while (late >= 0 && entries.length < levels.length)
  const stalledAt = call.status === 'ringing' ? null : (call.stalledAt ?? now)
  return {
    change: {
      level,
      rises: call.rises + entries.length,
      dueAt: addSeconds(now, secondsOf(levels, level)),
      stalledAt,
    },
    entries,
  }
}

/** What the presses of a call that is over still hold back: true once they may be forgotten. */
export function isForgettable(call: Call, now: Date): boolean {
  return !isOpen(call.status) && call.dueAt !== null && call.dueAt <= now
}

/** True when the call sounds for somebody on `level`: that level is reached, and nobody has it or it stands still. */
export function ringsFor(call: Call, level: Level): boolean {
  const waits = call.status === 'ringing' || (isOpen(call.status) && call.stalledAt !== null)
  return waits && levelsReached(call).includes(level)
}

/**
 * The levels a call has reached: those rung from the start, and each it rose to. Whoever was rung once stays rung until
 * somebody has it.
 */
export function levelsReached(call: Pick<Call, 'plan' | 'intent' | 'raisedAt' | 'rises'>): readonly Level[] {
  return planOf(call)
    .levels.filter(({ fromStart }, index) => fromStart || index <= call.rises)
    .map(({ level }) => level)
}

/** The frozen plan; before it is frozen, what it would be by default. */
export function planOf({ plan, intent, raisedAt }: Pick<Call, 'plan' | 'intent' | 'raisedAt'>): Plan {
  return plan ?? planFor(defaultSettings, intent, raisedAt)
}

function firstLevel(plan: Plan): Level {
  return plan.levels[0]?.level ?? 'grid'
}

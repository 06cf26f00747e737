import { isOpen, type CallSource, type Intent, type Level, type RingReason } from '../../../shared/help/lifecycle.ts'
import {
  defaultSettings,
  nextLevel,
  planFor,
  secondsOf,
  type HelpSettings,
  type Plan,
} from '../../../shared/help/settings.ts'
import { addSeconds } from '../../../shared/time.ts'
import type { Call, Doer, HistoryEntry, Named, PersonInNeed, Step } from './call.ts'
import { afterStep, inOneStep } from './decide-step.ts'
import { entry } from './decide-entry.ts'

/**
 * The rules of a help call, pure. In one paragraph: a press opens a call; in the next moment its plan is frozen and the
 * first bells ring, by default the grid worker's and those of the community's desk. Every open call has a deadline.
 * Passing it while nobody has the call makes it rise: the next level is rung as well (nobody stops ringing), and after
 * the last level the ladder begins again, so it never ends silently. A level where nobody can be reached costs no time.
 * Whoever acknowledges first has it and moves it alone. Passing the deadline then (5 min to set out, 20 to arrive, 15
 * between signs of life on site) does not take it away from the one who may be at the door already: the status stays,
 * the call is `stalled`, the levels above are rung, and until somebody acts `acknowledge` is open again: to another,
 * who takes it over, and to the responder, who thereby says that it goes on. So at every moment of an open call either
 * a named person has it or a growing circle is being rung, and mostly both.
 */

/** Who is rung at a level at this moment, and whether that reaches anybody: a desk that is open, or a message. */
export interface Rung {
  people: readonly Named[]
  isReachable: boolean
}

/** Looks a level up; a desk that was silent for longer than `heartbeatSeconds` is not there. */
export type Reach = (level: Level, heartbeatSeconds: number) => Rung

const everybodyThere: Reach = () => ({ people: [], isReachable: true })

/** Far more than anybody presses in a day; only bounds the row. */
const pressesCarriedOver = 200

/**
 * A new call by its first press, without a plan: that costs a look-up, and the receipt does not wait for one. Until the
 * first ring it stands as the default plan would have it. `previous` is the resident's call before, if its presses are
 * still remembered.
 */
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
    plan: null,
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
 * The first ring, in the moment after the press (or after "没解决"): freezes the plan the community has for this intent
 * and hour, and rings whoever stands at the first level and those rung from the start. The clock of the press runs on:
 * a call that waited for its first ring, because a function died, has risen by as much. Where nobody of any level can be
 * reached that is written down too, with everybody else's name, as an alarm.
 */
export function firstRing(call: Call, settings: HelpSettings, reach: Reach, now: Date): Step {
  const again = call.history.findLast(({ kind }) => kind === 'reopened')
  const since = again ? new Date(again.at) : call.raisedAt
  const plan = planFor(settings, call.intent, since)
  const level = firstLevel(plan)
  const rungs = rungsOf(plan, reach)
  const started = plan.levels.filter((rung) => rung.level === level || rung.fromStart)
  const people = unique(started.flatMap((rung) => rungs.peopleAt(rung.level)))
  const reason = again ? 'reopened' : 'raised'
  const rang = entry(call.version + 1, now, 'rang', undefined, { level, reason, ...named(people) })
  // Somebody was quicker than the bell: the plan alone is new, and the deadline stays theirs.
  const isRinging = call.status === 'ringing'
  const start = isRinging ? { level, dueAt: addSeconds(since, secondsOf(plan.levels, level)) } : {}
  const alarms = isRinging ? alarm(call, rungs, people, now) : []
  const first = { change: { plan, ...start }, entries: [rang, ...alarms] }
  const planned = { ...afterStep(call, first), version: call.version }
  if (!isRinging || rungs.isThere(level)) return inOneStep(first, rise(planned, now, reach))
  const late = (now.getTime() - since.getTime()) / 1000
  return inOneStep(first, climb(planned, rungs, { reason: 'nobody_there', late }, now))
}

/**
 * What the clock does to a call: nothing before its deadline; at its deadline the next level, and at once the one after
 * where nobody is there. A system that slept through several deadlines records each level that was missed, one round of
 * the ladder at most (then everybody is rung anyway), and gives the level now reached its full time.
 */
export function rise(call: Call, now: Date, reach: Reach = everybodyThere): Step | undefined {
  if (!isDue(call, now) || call.dueAt === null) return undefined
  const reason = call.status === 'ringing' ? 'no_answer' : 'no_progress'
  const late = (now.getTime() - call.dueAt.getTime()) / 1000
  return climb(call, rungsOf(planOf(call), reach), { reason, late }, now)
}

function climb(call: Call, rungs: Rungs, why: { reason: RingReason; late: number }, now: Date): Step {
  const { levels } = planOf(call)
  const entries: HistoryEntry[] = []
  let { level } = call
  let { reason, late } = why
  do {
    const toLevel = nextLevel(levels, level)
    const people = rungs.peopleAt(toLevel)
    entries.push(entry(call.version + 1, now, 'risen', undefined, { level, toLevel, reason, ...named(people) }))
    level = toLevel
    if (rungs.isThere(level)) late -= secondsOf(levels, level)
    reason = rungs.isThere(level) ? (call.status === 'ringing' ? 'no_answer' : 'no_progress') : 'nobody_there'
  } while (
    (late >= 0 && entries.length < levels.length) ||
    (!rungs.isThere(level) && entries.length < 2 * levels.length)
  )
  const people = entries.flatMap((line) => line.people ?? [])
  return {
    change: {
      level,
      rises: call.rises + entries.length,
      dueAt: addSeconds(now, secondsOf(levels, level)),
      stalledAt: call.status === 'ringing' ? null : (call.stalledAt ?? now),
    },
    entries: [...entries, ...alarm(call, rungs, people, now)],
  }
}

/** Who would be rung first at this moment: the first level worth its seconds. */
export function rungFirst(plan: Plan, reach: Reach): readonly Named[] {
  const rungs = rungsOf(plan, reach)
  const first = plan.levels.find(({ level }) => rungs.isThere(level))
  return first ? rungs.peopleAt(first.level) : []
}

interface Rungs {
  peopleAt: (level: Level) => readonly Named[]
  /** Worth its seconds. Where no level can be reached, every level with people is; where there are none, every level. */
  isThere: (level: Level) => boolean
  isAnybodyReachable: boolean
  everybody: readonly Named[]
}

function rungsOf({ levels, heartbeatSeconds }: Plan, reach: Reach): Rungs {
  const rungs = new Map(levels.map(({ level }) => [level, reach(level, heartbeatSeconds)]))
  const all = [...rungs.values()]
  const isAnybodyReachable = all.some(({ isReachable }) => isReachable)
  const everybody = unique(all.flatMap(({ people }) => people))
  return {
    peopleAt: (level) => rungs.get(level)?.people ?? [],
    isThere(level) {
      const rung = rungs.get(level)
      if (isAnybodyReachable) return rung?.isReachable ?? false
      return everybody.length === 0 || (rung?.people.length ?? 0) > 0
    },
    isAnybodyReachable,
    everybody,
  }
}

/** Once for every time a call rings: nobody can be reached, and here is who else is told. */
function alarm(call: Call, rungs: Rungs, rung: readonly Named[], now: Date): HistoryEntry[] {
  if (rungs.isAnybodyReachable || isOutOfReach(call)) return []
  const people = rungs.everybody.filter(({ accountId }) => !rung.some((one) => one.accountId === accountId))
  const { level } = call
  return [entry(call.version + 1, now, 'rang', undefined, { level, reason: 'nobody_there', ...named(people) })]
}

/** True when at a ring of this call nobody of any level could be reached: no open desk, no message left. */
export function isOutOfReach({ history }: Pick<Call, 'history'>): boolean {
  return sinceRaised(history).some(({ kind, reason }) => kind === 'rang' && reason === 'nobody_there')
}

/** Whom the bells have reached since the call was raised, or opened again: exactly those the history names. */
export function peopleRung({ history }: Pick<Call, 'history'>): readonly Named[] {
  const rings = sinceRaised(history).filter(({ kind }) => kind === 'rang' || kind === 'risen')
  return unique(rings.flatMap(({ people }) => people ?? []))
}

function sinceRaised(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return history.slice(
    Math.max(
      0,
      history.findLastIndex(({ kind }) => kind === 'reopened'),
    ),
  )
}

/** A line names people or nobody, never an empty list. */
function named(people: readonly Named[]): Pick<HistoryEntry, 'people'> {
  return people.length === 0 ? {} : { people }
}

function unique(people: readonly Named[]): readonly Named[] {
  return [...new Map(people.map((one) => [one.accountId, one])).values()]
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

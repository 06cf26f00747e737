/** A call is open until it is `closed` or `cancelled`. The screen words of these statuses are in miniapp/text. */
export const callStatuses = ['ringing', 'acknowledged', 'en_route', 'on_site', 'closed', 'cancelled'] as const
export type CallStatus = (typeof callStatuses)[number]

/** The ladder a ringing call climbs. After the last level it starts again at the first: it never ends silently. */
export const levels = ['grid', 'community', 'street', 'district'] as const
export type Level = (typeof levels)[number]

/** Seconds a level has to acknowledge before the call rises (facts: TSA expects an answer within 60 s). */
export const secondsPerLevel = 60

/**
 * Seconds whoever has a call may take for the next step; after that the levels above are rung too ("没有动静").
 * On site it is the time between two signs of life.
 */
export const secondsToProgress = {
  acknowledged: 5 * 60,
  en_route: 20 * 60,
  on_site: 15 * 60,
} as const satisfies Partial<Record<CallStatus, number>>

/**
 * Seconds the server remembers the presses of a call that is over, so that a phone which was out of reach meanwhile
 * cannot open a second call with an old press. A phone does not send presses older than this.
 */
export const secondsPressesAreRemembered = 24 * 3600

export const outcomes = [
  'helped_on_site',
  'helped_by_phone',
  'taken_to_hospital',
  'family_took_over',
  'pressed_by_mistake',
  'nobody_found',
] as const
export type Outcome = (typeof outcomes)[number]

export const callMoves = ['acknowledge', 'setOut', 'arrive', 'close', 'cancel', 'rise', 'calledBack'] as const
export type CallMove = (typeof callMoves)[number]

/**
 * From which statuses a move may start and where it leads. The server's rule and the buttons both read this table.
 * Beside it stands one rule of time: when whoever has a call lets its deadline pass, `acknowledge` is open to everybody
 * again (DeskCall.stalled), and `rise` rings the levels above without taking the call away.
 */
export const callTransitions = {
  acknowledge: { from: ['ringing'], to: 'acknowledged' },
  setOut: { from: ['acknowledged'], to: 'en_route' },
  arrive: { from: ['acknowledged', 'en_route'], to: 'on_site' },
  close: { from: ['acknowledged', 'en_route', 'on_site'], to: 'closed' },
  cancel: { from: ['ringing', 'acknowledged', 'en_route'], to: 'cancelled' },
  rise: { from: ['ringing'], to: 'ringing' },
  calledBack: { from: ['cancelled'], to: 'cancelled' },
} as const satisfies Record<CallMove, { from: readonly CallStatus[]; to: CallStatus }>

export function isOpen(status: CallStatus): boolean {
  return status !== 'closed' && status !== 'cancelled'
}

export function mayMove(status: CallStatus, move: CallMove): boolean {
  return (callTransitions[move].from as readonly CallStatus[]).includes(status)
}

/** The level after this one; the ladder loops. */
export function nextLevel(level: Level): Level {
  return levels[(levels.indexOf(level) + 1) % levels.length] ?? 'grid'
}

/** The area a level rings, cut from the resident's 15-digit grid code: grid 15, community 12, street 9, district 6 digits. */
export function areaOfLevel(gridCode: string, level: Level): string {
  return gridCode.slice(0, { grid: 15, community: 12, street: 9, district: 6 }[level])
}

/**
 * How many levels a call has reached after `rises` rises: whoever was rung once stays rung until somebody has it. The
 * community's desk rings from the first second, beside the grid worker, so that a grid whose worker is away is heard.
 */
export function levelsReached(rises: number): readonly Level[] {
  return levels.slice(0, Math.max(2, rises + 1))
}

/** A call is open until it is `closed` or `cancelled`. The screen words of these statuses are in miniapp/text. */
export const callStatuses = ['ringing', 'acknowledged', 'en_route', 'on_site', 'closed', 'cancelled'] as const
export type CallStatus = (typeof callStatuses)[number]

/**
 * Why somebody presses (北京 应急呼叫 指导意见 2021). `emergency` is the one big button; `call_family` asks the
 * community to find the family when the own telephone did not reach them.
 */
export const intents = ['emergency', 'unwell', 'daily_help', 'question', 'call_family'] as const
export type Intent = (typeof intents)[number]

/** Where a call comes from: a finger on a phone, a help device, a fall it felt, or silence that nobody broke. */
export const callSources = ['app', 'device', 'fall', 'wellness'] as const
export type CallSource = (typeof callSources)[number]

/** The ladder a ringing call climbs. After the last level it starts again at the first: it never ends silently. */
export const levels = ['grid', 'community', 'street', 'district'] as const
export type Level = (typeof levels)[number]

/** Why a level is rung. */
export const ringReasons = ['raised', 'no_answer', 'nobody_there', 'no_progress', 'reopened'] as const
export type RingReason = (typeof ringReasons)[number]

/**
 * Seconds the server remembers the presses of a call that is over, so that a phone which was out of reach meanwhile
 * cannot open a second call with an old press. A phone does not send presses older than this. For as long a call can
 * be re-opened ("没解决").
 */
export const secondsPressesAreRemembered = 24 * 3600

export const outcomes = [
  'helped_on_site',
  'helped_by_phone',
  'taken_to_hospital',
  'family_took_over',
  'neighbour_helped',
  'pressed_by_mistake',
  'nobody_found',
] as const
export type Outcome = (typeof outcomes)[number]

/** The three faces after a call: good, so-so, bad. */
export const ratings = ['good', 'fair', 'bad'] as const
export type Rating = (typeof ratings)[number]

export const emergencyNumbers = ['120', '119', '110'] as const
export type EmergencyNumber = (typeof emergencyNumbers)[number]

/** `take_over`: somebody wants the call, and gets it unless the responder objects. `hand_over`: the responder asks somebody. */
export const offerKinds = ['take_over', 'hand_over'] as const
export type OfferKind = (typeof offerKinds)[number]

export const callMoves = [
  'acknowledge',
  'setOut',
  'arrive',
  'checkIn',
  'close',
  'cancel',
  'rise',
  'calledBack',
  'reopen',
] as const
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
  checkIn: { from: ['on_site'], to: 'on_site' },
  close: { from: ['acknowledged', 'en_route', 'on_site'], to: 'closed' },
  cancel: { from: ['ringing', 'acknowledged', 'en_route'], to: 'cancelled' },
  rise: { from: ['ringing'], to: 'ringing' },
  calledBack: { from: ['cancelled', 'closed'], to: 'cancelled' },
  reopen: { from: ['closed', 'cancelled'], to: 'ringing' },
} as const satisfies Record<CallMove, { from: readonly CallStatus[]; to: CallStatus }>

export function isOpen(status: CallStatus): boolean {
  return status !== 'closed' && status !== 'cancelled'
}

export function mayMove(status: CallStatus, move: CallMove): boolean {
  return (callTransitions[move].from as readonly CallStatus[]).includes(status)
}

/** The area a level rings, cut from the resident's 15-digit grid code: grid 15, community 12, street 9, district 6 digits. */
export function areaOfLevel(gridCode: string, level: Level): string {
  return gridCode.slice(0, { grid: 15, community: 12, street: 9, district: 6 }[level])
}

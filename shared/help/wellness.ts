/** How often a sign of life is expected: once a day, once a week, twice a day. */
export const rhythms = ['daily', 'weekly', 'high_risk'] as const
export type Rhythm = (typeof rhythms)[number]

/**
 * `none`: no plan, only the last sign is kept (somebody on a round). `proposed`: waits for the elder's yes. `active`,
 * `ended`.
 */
export const planStatuses = ['none', 'proposed', 'active', 'ended'] as const
export type PlanStatus = (typeof planStatuses)[number]

/** How far silence has risen. `escalated`: a help call was raised. */
export const silenceSteps = ['waiting', 'asked', 'call', 'knock', 'escalated'] as const
export type SilenceStep = (typeof silenceSteps)[number]

/** Anything by which a person shows that all is well. */
export const signKinds = [
  'said_well',
  'app_opened',
  'family_saw',
  'talked',
  'visited',
  'help_answered',
  'meal_picked_up',
  'came_by',
  'visit_done',
] as const
export type SignKind = (typeof signKinds)[number]

/** How the elder said yes: on the own phone, by word to whoever set the plan, or not yet. */
export const consents = ['self', 'spoken', 'ask'] as const
export type Consent = (typeof consents)[number]

/** The three faces of a talk. */
export const moods = ['good', 'fair', 'bad'] as const
export type Mood = (typeof moods)[number]

/** What somebody can need, as the talk's list has it. */
export const needKinds = [
  'meals',
  'medicine',
  'doctor',
  'repair',
  'shopping',
  'company',
  'cleaning',
  'paperwork',
  'other',
] as const
export type NeedKind = (typeof needKinds)[number]

/** Thresholds of a community; what it does not set is as here. */
export interface WellnessSettings {
  /** Minutes from the message to the elder to the telephone call of the desk. */
  minutesToCall: number
  /** Minutes from then to the knock on the door. */
  minutesToKnock: number
  /** Minutes from then to a help call. */
  minutesToEscalate: number
  /** A sign counts for the expected moments of so many hours after it. */
  graceHours: Readonly<Record<Rhythm, number>>
  /** Minutes the desk has for a call that somebody asked for: a meal not picked up. */
  welfareCheckMinutes: number
}

export const defaultWellness: WellnessSettings = {
  minutesToCall: 30,
  minutesToKnock: 60,
  minutesToEscalate: 60,
  graceHours: { daily: 12, weekly: 6 * 24, high_risk: 6 },
  welfareCheckMinutes: 30,
}

/** By when a sign is expected where nobody chose another hour. */
export const usualTimes: Readonly<Record<Rhythm, readonly string[]>> = {
  daily: ['10:00'],
  weekly: ['10:00'],
  high_risk: ['09:00', '18:00'],
}

/** Why a worker asks after everybody. */
export const roundReasons = ['heat', 'cold', 'holiday', 'typhoon', 'water_cut'] as const
export type RoundReason = (typeof roundReasons)[number]

/** Who is on a round's list: anybody in one of the chosen groups. `everybody` is the whole area. */
export const roundGroups = ['living_alone', 'over_80', 'needs_care', 'disabled', 'independent', 'everybody'] as const
export type RoundGroup = (typeof roundGroups)[number]

export const lineStates = ['waiting', 'reached', 'not_reached', 'needs_help'] as const
export type LineState = (typeof lineStates)[number]

/** Most people on one round. */
export const mostOnRound = 1000

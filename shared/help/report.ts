/** Seconds and minutes a report counts by, and what share of the calls should make it. */
export const answerTargets = [
  /** GB/T 33358-2016, government hotlines: answered within 15 s, 95 of 100. */
  { seconds: 15, share: 0.95, source: 'GB/T 33358-2016' },
  /** TSA, telecare: 97.5 of 100 within 60 s. */
  { seconds: 60, share: 0.975, source: 'TSA' },
  /** TSA: 99 of 100 within 180 s; each one above is reviewed. */
  { seconds: 180, share: 0.99, source: 'TSA' },
] as const

/** MASCOT: somebody there within 45 min for 90 of 100, within 60 min for all. */
export const arrivalTargets = [
  { minutes: 45, share: 0.9, source: 'MASCOT' },
  { minutes: 60, share: 1, source: 'MASCOT' },
] as const

/** Why a call was answered late, as the review form offers it. */
export const reviewCauses = [
  'nobody_on_duty',
  'busy_with_another',
  'did_not_hear',
  'no_network',
  'system_fault',
  'other',
] as const
export type ReviewCause = (typeof reviewCauses)[number]

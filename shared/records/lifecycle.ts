/** Automatic minutes come from check-in and check-out; added ones were written by staff and confirmed by a second person. */
export const hoursBases = ['automatic', 'added'] as const
export type HoursBasis = (typeof hoursBases)[number]

/** A correction is an entry of its own with the difference: no entry is ever changed or taken away. */
export const hoursKinds = ['service', 'correction'] as const
export type HoursKind = (typeof hoursKinds)[number]

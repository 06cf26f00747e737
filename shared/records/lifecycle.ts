/** Automatic minutes come from check-in and check-out; added ones were written by staff and confirmed by a second person. */
export const hoursBases = ['automatic', 'added'] as const
export type HoursBasis = (typeof hoursBases)[number]

/** A correction is an entry of its own with the difference: no entry is ever changed or taken away. */
export const hoursKinds = ['service', 'correction'] as const
export type HoursKind = (typeof hoursKinds)[number]

/** proposed → confirmed (by a second person: now it is in the ledger) or refused. */
export const additionStatuses = ['proposed', 'confirmed', 'refused'] as const
export type AdditionStatus = (typeof additionStatuses)[number]

/** open → rejected, or upheld → settled (what puts it right is in the ledger). */
export const objectionStatuses = ['open', 'upheld', 'rejected', 'settled'] as const
export type ObjectionStatus = (typeof objectionStatuses)[number]

/**
 * What an audit can find of one volunteer: a line that was changed, that does not follow from the one before, that is
 * missing, or an account that is not what its lines give.
 */
export const hoursProblems = ['changed', 'unlinked', 'missing', 'account'] as const
export type HoursProblem = (typeof hoursProblems)[number]

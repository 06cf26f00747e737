/** What an evaluation is about. `thanks` is from who was served, to all of the shift: words without a number. */
export const evaluationKinds = ['activity', 'leader', 'volunteer', 'thanks'] as const
export type EvaluationKind = (typeof evaluationKinds)[number]

/** How a leader says how somebody served (民政部令67号 Art. 10), best first; kept as 5, 4, 3, 2. */
export const qualities = ['excellent', 'good', 'fair', 'poor'] as const
export type Quality = (typeof qualities)[number]

/** Working days after a shift in which it is evaluated, and an evaluation can be changed (民政部令67号 Art. 11). */
export const evaluationDays = 10

export const commendationStatuses = ['proposed', 'confirmed', 'declined'] as const
export type CommendationStatus = (typeof commendationStatuses)[number]

export const complaintKinds = ['activity', 'leader', 'group', 'staff'] as const
export type ComplaintKind = (typeof complaintKinds)[number]

/**
 * `open`: somebody of `level` answers by `dueDay`, else it rises. `answered`: who complained may say not satisfied, and it
 * rises. `closed`: satisfied, or answered at the top.
 */
export const complaintStatuses = ['open', 'answered', 'closed'] as const
export type ComplaintStatus = (typeof complaintStatuses)[number]

/** 0 the community, 1 the street, 2 the district; nobody here stands above that. */
export const topLevel = 2
/** Working days for an answer on each level. */
export const complaintDays = 10

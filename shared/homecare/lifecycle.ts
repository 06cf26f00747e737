/** How well somebody looks after themselves: 能自理, 半自理, 不能自理. */
export const abilityLevels = ['able', 'partly', 'unable'] as const
export type AbilityLevel = (typeof abilityLevels)[number]

/** Kept while it is being filled in; then it stays as it is. */
export const surveyStatuses = ['draft', 'submitted'] as const
export type SurveyStatus = (typeof surveyStatuses)[number]

/** Asked for; somebody was at the door; decided. */
export const applicationStatuses = ['applied', 'assessed', 'approved', 'refused', 'withdrawn'] as const
export type ApplicationStatus = (typeof applicationStatuses)[number]

/** Written; confirmed by both sides; ended before its last day, or on it. */
export const agreementStatuses = ['proposed', 'in_force', 'stopped', 'ended'] as const
export type AgreementStatus = (typeof agreementStatuses)[number]

export const chargeStatuses = ['open', 'settled'] as const
export type ChargeStatus = (typeof chargeStatuses)[number]

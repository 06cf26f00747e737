/** What a gift's picture can be: names of icons. */
export const giftIcons = ['gift', 'umbrella', 'coffee', 'leaf', 'soup', 'scissors', 'ticket', 'brush'] as const
export type GiftIcon = (typeof giftIcons)[number]

/**
 * Points are thanks, never pay (志愿服务条例 §20–21: nothing is paid by who is served): they come from hours alone, cannot
 * be given on, bought or turned into money, and gifts are tokens.
 */
export const transferKinds = ['earned', 'corrected', 'gift', 'gift_back'] as const
export type TransferKind = (typeof transferKinds)[number]

/** `asked`: points and the gift are put aside, the volunteer comes for it with the number. */
export const redemptionStatuses = ['asked', 'handed_over', 'cancelled'] as const
export type RedemptionStatus = (typeof redemptionStatuses)[number]

export const rankingPeriods = ['month', 'year', 'all'] as const
export type RankingPeriod = (typeof rankingPeriods)[number]

/** How many stand in a ranking; own places are counted up to `mostCountedPlaces`. */
export const rankingLength = 50
export const mostCountedPlaces = 300

/** Whole points for minutes, cut towards zero; below zero for a correction. */
export function pointsFor(minutes: number, pointsPerHour: number): number {
  // Never minus zero.
  return Math.trunc((minutes * pointsPerHour) / 60) + 0
}

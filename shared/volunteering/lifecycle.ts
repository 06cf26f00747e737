/** `waiting` covers both the moment before a place is taken and the waiting list. */
export const signupStatuses = ['waiting', 'confirmed', 'withdrawn', 'attended', 'missed'] as const
export type SignupStatus = (typeof signupStatuses)[number]

export const activityCategories = ['elder_care', 'environment', 'culture', 'safety', 'children', 'health'] as const
export type ActivityCategory = (typeof activityCategories)[number]

/** Skills a volunteer can name and a shift can ask for. */
export const skills = [
  'driving',
  'first_aid',
  'repair',
  'computer',
  'dialect',
  'music',
  'calligraphy',
  'cooking',
  'wheelchair',
  'nursing',
] as const
export type Skill = (typeof skills)[number]

/** The text a volunteer agrees to before hours are recorded (民政部令67号 Art. 6). A new text is a new version. */
export const volunteerConsentVersion = '2026-11'

export const freeTimes = ['weekday_morning', 'weekday_afternoon', 'weekday_evening', 'weekend'] as const
export type FreeTime = (typeof freeTimes)[number]

/** One may sign up, or leave, until the shift starts (条例 §22: who cannot come must say so in time). */
export function isOpenForSignup(shift: { startsAt: Date; closedAt: Date | null }, now: Date): boolean {
  return shift.closedAt === null && now.getTime() < shift.startsAt.getTime()
}

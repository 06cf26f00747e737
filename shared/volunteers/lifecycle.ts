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

export const freeTimes = ['weekday_morning', 'weekday_afternoon', 'weekday_evening', 'weekend'] as const
export type FreeTime = (typeof freeTimes)[number]

/** Kinds of service a volunteer offers and an activity belongs to (民政部令67号 Art. 5: 服务类别). */
export const serviceKinds = ['elder_care', 'environment', 'culture', 'safety', 'children', 'health'] as const
export type ServiceKind = (typeof serviceKinds)[number]

/** `awaiting_guardian`: under 18, the guardian has not agreed yet. Only who is `active` can take a volunteer's place. */
export const volunteerStatuses = ['awaiting_guardian', 'active', 'paused', 'left'] as const
export type VolunteerStatus = (typeof volunteerStatuses)[number]

/** Below this age a guardian must agree (民法典 Art. 17-19). */
export const adultAge = 18

export const guardianRelations = ['mother', 'father', 'grandparent', 'other'] as const
export type GuardianRelation = (typeof guardianRelations)[number]

/** What happened to a registration. */
export const volunteerMoves = [
  'registered',
  'returned',
  'completed',
  'changed',
  'consented',
  'guardian_agreed',
  'guardian_withdrew',
  'paused',
  'resumed',
  'left',
  'erased',
] as const
export type VolunteerMove = (typeof volunteerMoves)[number]

/** The text a volunteer agrees to (民政部令67号 Art. 6). A new text is a new version. */
export const volunteerConsentVersion = '2026-11-23'

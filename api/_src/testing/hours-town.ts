import { beforeEach } from 'vitest'
import { instantOf } from '../../../shared/time.ts'
import { newId } from '../platform/ids.ts'
import { recordsBackground } from '../records/background.ts'
import type { EntryDraft } from '../records/hours/hash.ts'
import { recordAttendances, type Attendance } from '../records/index.ts'
import { recordsSlice } from '../records/slice.ts'
import { places } from './actors.ts'
import type { TestDatabase } from './database.ts'
import { smallTown, type SmallTown } from './small-town.ts'
import { joinAll } from './volunteering.ts'

/** The day of the tests: a Saturday. */
export const hoursDay = '2026-11-21'
export const hoursStart = instantOf(hoursDay, '14:00')

/** Three hours in the morning of a day, from check-in to check-out. */
export function attendance(residentId: string, over: Partial<Attendance> & { day?: string } = {}): Attendance {
  const { day = hoursDay, ...change } = over
  return {
    communityId: places.community,
    signupId: newId(),
    residentId,
    activityId: newId(),
    title: '陪老人去医院复查',
    task: '陪诊',
    place: '市一院',
    organiserName: '银发互助队',
    personInCharge: '赵雨桐',
    startsAt: instantOf(day, '07:30'),
    endsAt: instantOf(day, '10:30'),
    checkedInAt: instantOf(day, '07:28'),
    checkedOutAt: instantOf(day, '10:31'),
    checkOutWasForgotten: false,
    ...change,
  }
}

/** A line written by staff. */
export function draft(residentId: string, over: Partial<EntryDraft> = {}): EntryDraft {
  return {
    community_id: places.community,
    resident_id: residentId,
    id: newId(),
    kind: 'service',
    basis: 'added',
    minutes: 150,
    corrects_seq: null,
    signup_id: null,
    activity_id: null,
    service_day: hoursDay,
    title: '楼道清洁',
    content: '扫楼道',
    place: '3 栋',
    organiser_name: '梅园社区',
    person_in_charge: '李敏',
    checked_in_at: null,
    checked_out_at: null,
    check_out_was_forgotten: 0,
    reason: '手机没电，没签到',
    entered_by: null,
    entered_by_name: '赵雨桐',
    confirmed_by: null,
    confirmed_by_name: '李敏',
    entered_at: hoursStart,
    ...over,
  }
}

/** What staff add in the tests. */
export const addedHours = {
  communityId: places.community,
  day: '2026-11-03',
  minutes: 150,
  title: '楼道清洁',
  content: '扫楼道',
  place: '3 栋',
  organiserName: '梅园社区',
  personInCharge: '李敏',
  reason: '手机没电，没签到',
  objectionId: null,
} as const

export interface HoursTown extends SmallTown {
  /** Three hours of the elder's daughter, from an attendance. */
  attended: (over?: Parameters<typeof attendance>[1]) => Promise<void>
}

/** The records behind their front door; the elder's daughter and the neighbour are volunteers. */
export function hoursTown(database: TestDatabase): HoursTown {
  const { db } = database
  const { hours } = recordsBackground.advances ?? {}
  const small = smallTown(database, { slices: [recordsSlice], start: hoursStart, advances: hours && { hours } })
  const town: HoursTown = Object.assign(small, {
    async attended(over?: Parameters<typeof attendance>[1]) {
      const { residentId } = town.cast.daughter.person
      await recordAttendances(db, [attendance(residentId, over)], { now: town.clock.now, newId })
    },
  })
  beforeEach(() => joinAll(db, [town.cast.daughter, town.cast.neighbour], { now: hoursStart }))
  return town
}

import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadAttendance } from './attendance.ts'
import { loadPeople } from './people.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it.each(['2026-11-24T00:20:00.000Z', '2026-11-28T15:59:00.000Z', '2026-10-09T08:30:00.000Z'])(
  'shows a shift that is on and one that nobody settled on %s',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    await loadAttendance(db, world, now)
    // Loading again, after a load that was cut off, changes nothing.
    await loadAttendance(db, world, now)
    const shifts = await raw(
      `select h.taken, sum(s.status = 'checked_in') as present, sum(s.status = 'confirmed') as open, count(*) as n
       from shift h join signup s on s.shift_id = h.id join activity a on a.id = h.activity_id
       where a.title = '社区花园浇水' group by h.id, h.taken order by min(h.starts_at)`,
    )
    expect(shifts.map((row) => [row['taken'], Number(row['n']), Number(row['present']), Number(row['open'])])).toEqual([
      [4, 4, 0, 2],
      [5, 5, 3, 2],
    ])
    const overlapping = await raw(
      `select a.id from signup a join signup b on a.resident_id = b.resident_id and a.shift_id < b.shift_id
         and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
    )
    expect(overlapping).toEqual([])
  },
)

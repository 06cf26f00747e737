import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadPeople } from './people.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

/** Days on which a weekday of the plan is today, tomorrow and yesterday; at night and in the day. */
it.each(['2026-11-24T00:20:00.000Z', '2026-11-28T15:59:00.000Z', '2026-12-31T16:30:00.000Z'])(
  'fills ten activities that hold together on %s',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    // Loading again, after a load that was cut off, changes nothing.
    await loadVolunteering(db, world, now)
    const [counts] = await raw('select count(*) as n, count(distinct group_id) as g from activity')
    expect(counts).toMatchObject({ n: 10, g: 6 })
    const wrong = await raw(
      `select h.id from shift h left join signup s on s.community_id = h.community_id and s.shift_id = h.id
       group by h.community_id, h.id, h.taken, h.capacity
       having h.taken <> sum(coalesce(s.status, '') = 'confirmed')
         or (sum(coalesce(s.status, '') = 'waiting') > 0 and h.taken < h.capacity)`,
    )
    expect(wrong).toEqual([])
    const overlapping = await raw(
      `select a.id from signup a join signup b on a.resident_id = b.resident_id and a.shift_id < b.shift_id
         and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
    )
    expect(overlapping).toEqual([])
    const unskilled = await raw(
      `select s.id from signup s join shift h on h.id = s.shift_id
       left join volunteer v on v.resident_id = s.resident_id
       where v.resident_id is null or (h.needed_skill is not null and v.skills not like concat('%"', h.needed_skill, '"%'))`,
    )
    expect(unskilled).toEqual([])
    const daughter = await raw(
      `select s.status, count(*) as n from signup s join resident r on r.id = s.resident_id
       where r.name = '陈静' group by s.status order by s.status`,
    )
    expect(daughter.map(({ status }) => String(status))).toEqual(['confirmed', 'waiting'])
  },
)

import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadActivities } from './activities.ts'
import { loadPeople } from './people.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it.each(['2026-11-24T00:20:00.000Z', '2026-12-31T16:30:00.000Z'])(
  'has something in every state on %s, with places that hold together',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    await loadActivities(db, world, now)
    // Loading again, after a load that was cut off, changes nothing.
    await loadActivities(db, world, now)
    const states = await raw('select status, count(*) as n from activity group by status order by status')
    expect(states.map(({ status, n }) => [status, Number(n)])).toEqual([
      ['draft', 1],
      ['in_review', 1],
      ['published', 13],
      ['running', 1],
    ])
    const kinds = await raw('select distinct kind from activity order by kind')
    expect(kinds.map(({ kind }) => String(kind))).toEqual([
      'culture',
      'donation',
      'festival',
      'lecture',
      'volunteering',
    ])
    const wrong = await raw(
      `select h.id from shift h left join signup s on s.community_id = h.community_id and s.shift_id = h.id
       group by h.community_id, h.id, h.taken having h.taken <> sum(coalesce(s.status, '') = 'confirmed')`,
    )
    expect(wrong).toEqual([])
    const timeless = await raw(
      "select id from activity where status <> 'draft' and (starts_at is null or ends_at is null)",
    )
    expect(timeless).toEqual([])
  },
)

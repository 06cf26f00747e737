import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadPeople } from './people.ts'
import { loadPlaces } from './volunteer-places.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it('keeps places where some are free, and calls for a shift that lacks people', async () => {
  const now = new Date('2026-11-24T00:20:00.000Z')
  const world = makeWorld(now)
  await loadPeople(db, world, now)
  await loadVolunteering(db, world, now)
  await loadPlaces(db, world, now)
  await loadPlaces(db, world, now)
  const kept = await raw(
    'select capacity - taken - first_timer_places as others from shift where first_timers_until > ?',
    [now.toISOString().slice(0, 19)],
  )
  expect(kept.map(({ others }) => Number(others)).toSorted((one, other) => one - other)).toEqual([0, 1])
  const calls = await raw(
    `select c.told, json_length(c.people) as people, h.capacity - h.taken as free,
       json_contains(c.people, json_quote(?)) as daughter from shift_call c join shift h on h.id = c.shift_id`,
    [world.character('chenJing').residentId],
  )
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatchObject({ told: 1, free: 2, daughter: 1 })
  expect(Number(calls[0]?.['people'])).toBeGreaterThan(5)
})

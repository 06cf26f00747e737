import { expect, it } from 'vitest'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { pointsBooks } from '../../../api/_src/testing/points-town.ts'
import { loadHours } from './hours.ts'
import { loadPeople } from './people.ts'
import { meiyuan } from './places.ts'
import { loadThanks } from './thanks.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it.each(['2026-11-24T00:20:00.000Z', '2027-01-31T16:30:00.000Z'])(
  'thanks the volunteers on %s with books that sum to zero, and loads twice without doubling anything',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    await loadHours(db, world, now)
    await loadThanks(db, world, now)
    const counts = () =>
      raw(`select (select count(*) from points_line) as n, (select sum(worth) from points_account) as worth,
        (select count(*) from evaluation) as evaluations, (select count(*) from volunteer_complaint) as complaints`)
    const once = await counts()
    await loadThanks(db, world, now)
    expect(await counts()).toEqual(once)
    expect(await pointsBooks(db, meiyuan)).toMatchObject({ sum: 0, unevenTransfers: 0, wrongAccounts: 0 })
    const [mine] = await raw('select worth from points_account where resident_id = ?', [
      world.character('chenJing').residentId,
    ])
    // 126.5 hours, less two gifts; each line gives whole points.
    expect(mine?.['worth']).toBe(1_265 - 90)
    expect(once).toMatchObject([{ complaints: 2 }])
  },
)

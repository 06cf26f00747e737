import { expect, it } from 'vitest'
import { hoursOf } from '../../../api/_src/records/index.ts'
import { verifyPortion } from '../../../api/_src/records/hours/verify.ts'
import { useDatabase } from '../../../api/_src/testing/database.ts'
import { loadHours } from './hours.ts'
import { loadPeople } from './people.ts'
import { meiyuan } from './places.ts'
import { loadVolunteering } from './volunteering.ts'
import { makeWorld } from './world.ts'

const { db, raw } = await useDatabase()

it.each(['2026-11-24T00:20:00.000Z', '2027-01-31T16:30:00.000Z'])(
  'gives the volunteers hours that hold together on %s, 陈静 126.5 of them',
  async (moment) => {
    const now = new Date(moment)
    const world = makeWorld(now)
    await loadPeople(db, world, now)
    await loadVolunteering(db, world, now)
    await loadHours(db, world, now)
    const lines = await raw('select count(*) as n, max(service_day) < ? as past from hours_entry', [world.today])
    // Loading again, after a load that was cut off, changes nothing.
    await loadHours(db, world, now)
    expect(await raw('select count(*) as n, max(service_day) < ? as past from hours_entry', [world.today])).toEqual(
      lines,
    )
    expect(lines).toMatchObject([{ past: 1 }])

    const chenJing = world.character('chenJing').residentId
    const sum = (await hoursOf(db, meiyuan, [chenJing])).get(chenJing)
    expect(sum).toEqual({ totalMinutes: 7_590, automaticMinutes: 7_440, addedMinutes: 150 })
    const [range] = await raw(
      `select min(automatic_minutes + added_minutes) as least, max(automatic_minutes + added_minutes) as most
       from hours_account`,
    )
    expect(range?.['least']).toBeGreaterThanOrEqual(180)
    expect(range?.['most']).toBe(42_000)
    const portion = await verifyPortion(db, meiyuan, { after: '' })
    expect(portion.problems).toEqual([])
    const [corrected] = await raw(
      `select e.title, e.service_day = c.service_day as same from hours_entry c
       join hours_entry e on e.resident_id = c.resident_id and e.seq = c.corrects_seq where c.kind = 'correction'`,
    )
    expect(corrected).toMatchObject({ title: '送晚饭', same: 1 })
    expect(await raw('select status, count(*) as n from hours_addition group by status')).toMatchObject([
      { status: 'proposed', n: 2 },
    ])
    expect(await raw('select status, resident_name from hours_objection')).toMatchObject([
      { status: 'open', resident_name: '周建国' },
    ])
  },
)

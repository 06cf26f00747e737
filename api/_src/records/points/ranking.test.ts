import { createConnection } from 'mysql2/promise'
import { afterAll, expect, it } from 'vitest'
import { mostCountedPlaces } from '../../../../shared/records/points.ts'
import { openMysql } from '../../platform/db/mysql2-driver.ts'
import { makePlaces, places, type TestResident } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { rowsRead, type Statement } from '../../testing/rows-read.ts'
import { testServer } from '../../testing/server.ts'
import { makeVolunteers } from '../../testing/volunteering.ts'
import { recordsSlice } from '../slice.ts'

const database = await useDatabase()
const { raw, url } = database
const seen: Statement[] = []
const db = openMysql(url, { onStatement: (sql, parameters) => seen.push({ sql, parameters }) })
const connection = await createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
afterAll(async () => {
  await connection.end()
  await db.destroy()
})
const now = new Date('2026-11-24T02:00:00.000Z')
const { app } = testServer({ db }, [recordsSlice], now)

/** Sums of `months` months for every volunteer there is, the later made the fewer minutes. */
async function fillPeriods(months: number): Promise<void> {
  await raw(
    `insert into volunteer_period (community_id, period, resident_id, minutes, entries)
     select v.community_id, p.period, v.resident_id, 1 + (100000000 - v.volunteer_number) % 100000, 1
     from volunteer v join (
       select 'all' as period union all select '2026' union all
       select date_format(date_sub('2026-11-01', interval seq month), '%Y-%m') from seq_0_to_${months - 1}
     ) p on true
     on duplicate key update minutes = values(minutes)`,
  )
}

/** Rows looked at for the ranking as this volunteer sees it. */
async function rowsFor(who: TestResident): Promise<number> {
  seen.length = 0
  const reply = await call(app, who.token, 'records.ranking', { period: 'all' })
  expect(reply).toMatchObject({ ok: true, data: { volunteers: { length: 50 } } })
  return rowsRead(connection, [...seen])
}

it('looks at no more with the months of 100,000 lines: reads the first fifty and a bounded number ahead', async () => {
  await makePlaces(db)
  const few = await makeVolunteers(db, 60, now)
  const last = few.at(-1)
  if (!last) throw new Error('nobody')
  await raw(
    `insert into volunteer (community_id, resident_id, volunteer_number, skills, free_times, introduction,
       consent_version, consented_at, joined_at, version, history, name)
     select '${places.community}', concat('01JZZZZZZZZZZZZZZZZZ', lpad(seq, 6, '0')), 20000000 + seq, '[]', '[]', '',
       'test', now(3), now(3), 1, '[]', '陈静' from seq_1_to_4000`,
  )
  await fillPeriods(23)
  const [{ n }] = (await raw('select count(*) as n from volunteer_period')) as unknown as [{ n: number }]
  expect(n).toBeGreaterThan(100_000)
  await raw('analyze table volunteer_period, volunteer')
  await raw("update volunteer_period set minutes = 1 where resident_id = ? and period = 'all'", [
    last.person.residentId,
  ])
  const rows = await rowsFor(last)
  const reply = await call(app, last.token, 'records.ranking', { period: 'all' })
  expect(reply).toMatchObject({ data: { mine: { minutes: 1, place: mostCountedPlaces } } })
  // Those ahead of the very last are counted up to a bound, with a few reads each; 4,000 stand in this ranking.
  expect(rows).toBeLessThanOrEqual(6 * mostCountedPlaces)
}, 60_000)

import { createConnection } from 'mysql2/promise'
import { expect, it } from 'vitest'
import { writeSignups } from '../../../../config/bench/volunteering/many-signups.ts'
import { openMysql } from '../../platform/db/mysql2-driver.ts'
import { newId } from '../../platform/ids.ts'
import { makePlaces } from '../../testing/actors.ts'
import { call } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { rowsRead, type Statement } from '../../testing/rows-read.ts'
import { makeVolunteers, openShift, volunteeringApp } from '../../testing/volunteering.ts'

const { url } = await useDatabase()
const now = new Date('2026-11-24T02:00:00.000Z')
const day = 86_400_000
const startsAt = new Date('2026-11-28T00:30:00.000Z')

/** So many times as much may be looked at in a community a hundred times as old. */
const mostRatio = 1.3

it('looks at no more rows after 100 times as many sign-ups, whatever the list', { timeout: 120_000 }, async () => {
  const seen: Statement[] = []
  const db = openMysql(url, { onStatement: (sql, parameters) => seen.push({ sql, parameters }) })
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', timezone: 'Z' })
  try {
    await makePlaces(db)
    const app = volunteeringApp(db, { now }, { tells: false })
    const [me, front] = await makeVolunteers(db, 2, now)
    if (!me || !front) throw new Error('two were asked for')
    const rushed = await openShift(db, { startsAt, capacity: 1 })
    const others = []
    for (let number = 1; number <= 30; number += 1) {
      others.push(await openShift(db, { startsAt: new Date(startsAt.getTime() + number * day), capacity: 40 }))
    }
    const signUp = (shiftId: string, who = me) => call(app, who.token, 'volunteering.signUp', { id: newId(), shiftId })
    await signUp(rushed.shiftId, front)
    await writeSignups(connection, rushed, { from: 1, to: 150, status: 'waiting', startsAt })
    await signUp(rushed.shiftId)
    for (const { shiftId } of others.slice(0, 8)) await signUp(shiftId)

    const asks = {
      activities: () => call(app, me.token, 'volunteering.activities', {}),
      activity: () => call(app, me.token, 'volunteering.activity', { activityId: rushed.activityId }),
      mine: () => call(app, me.token, 'volunteering.mine', {}),
      'another look': () => signUp(rushed.shiftId),
    }
    const measure = async () => {
      await connection.query('analyze table signup, shift, activity')
      const reads: Record<string, number> = {}
      for (const [name, ask] of Object.entries(asks)) {
        seen.length = 0
        await ask()
        reads[name] = await rowsRead(connection, [...seen])
      }
      return reads
    }
    const small = await measure()
    let from = 1_000
    for (let number = 0; number < 200; number += 1) {
      const began = new Date(startsAt.getTime() - (20 + number) * day)
      const past = await openShift(db, { startsAt: began, capacity: 100 })
      await writeSignups(connection, past, { from, to: from + 84, status: 'attended', startsAt: began })
      from += 85
    }
    await writeSignups(connection, rushed, { from, to: from + 2_999, status: 'waiting', startsAt })
    const large = await measure()
    const ratios = Object.fromEntries(Object.entries(large).map(([name, rows]) => [name, rows / (small[name] ?? 1)]))
    for (const [name, ratio] of Object.entries(ratios)) {
      expect(ratio, `${name}: ${large[name]} rows, ${small[name]} before`).toBeLessThanOrEqual(mostRatio)
    }
  } finally {
    await connection.end()
    await db.destroy()
  }
})

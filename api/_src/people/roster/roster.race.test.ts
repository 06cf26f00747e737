import { expect, it } from 'vitest'
import type { RosterEntry } from '../../../../shared/people/roster.ts'
import { addDays, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'

const database = await useDatabase({ clear: 'file' })
const { db, raw } = database
const week = '2026-11-23'
const areaCode = places.community
const { app, clock } = testServer(database, slices, instantOf(week, '07:00'))
const cast = await makeActors(db, clock.now)
const [an, bo] = [cast.communityStaff, cast.people.staff('community_staff', places.community, '沈卫东')]
await cast.people.save(db)

const covered = { from: '08:00', to: '16:00' }
const days = Array.from({ length: 7 }, (_, index) => addDays(week, index))
const entries = (first: string, second: string): RosterEntry[] =>
  days.flatMap((day) => [
    { day, from: '08:00', to: '16:00', part: 'A', accountId: first },
    { day, from: '08:00', to: '16:00', part: 'B', accountId: second },
  ])
const versionNow = async () => (await callOk(app, an.token, 'people.roster', { areaCode, week })).plan.version
const save = async (plan: RosterEntry[]) =>
  callOk(app, an.token, 'people.saveRoster', { areaCode, week, version: await versionNow(), covered, entries: plan })

/** Nobody is A and B of the same hours, and each place is there once. */
async function isWhole() {
  const rows = await raw('select starts_at, account_id from roster_shift where area_code = ?', [areaCode])
  const places_ = new Set(rows.map((row) => JSON.stringify([row['starts_at'], row['account_id']])))
  return rows.length === 14 && places_.size === 14
}

it('publishes a plan once, whoever presses how often', async () => {
  for (let round = 0; round < 15; round += 1) {
    const [first, second] = round % 2 === 0 ? [an, bo] : [bo, an]
    const { version } = await save(entries(first.accountId, second.accountId))
    const input = { areaCode, week, version }
    const answers = await Promise.all(
      [an, an, bo, cast.admin].map(({ token }) => call(app, token, 'people.publishRoster', input)),
    )
    // Who lost hears so; who won and pressed twice may hear yes twice.
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('conflict')
    expect(await versionNow()).toBe(version + 1)
    const steps = await raw(`select json_length(history) as steps from roster_week where week = ?`, [week])
    expect(steps[0]?.['steps']).toBe(version + 1)
    expect(await isWhole()).toBe(true)
  }
})

it('never puts one person in two places by agreeing to two swaps at once', async () => {
  const third = cast.streetDispatcher
  for (let round = 0; round < 15; round += 1) {
    const { version } = await save(entries(an.accountId, bo.accountId))
    await callOk(app, an.token, 'people.publishRoster', { areaCode, week, version })
    const { shifts } = await callOk(app, an.token, 'people.roster', { areaCode, week })
    const onDay = shifts.filter(({ day }) => day === days[3])
    const [a, b] = [onDay.find(({ part }) => part === 'A'), onDay.find(({ part }) => part === 'B')]
    // Both give their place of the same hours to the same third person, who agrees to both in one moment.
    const asked = await Promise.all(
      [a, b].map(async (shift, index) => {
        const token = [an, bo][index]?.token
        const input = { id: newId(), areaCode, shiftId: shift?.shiftId ?? '', of: third.accountId }
        return (await callOk(app, token, 'people.askSwap', input)).swapId
      }),
    )
    const answers = await Promise.all(
      asked.map((swapId) => call(app, third.token, 'people.answerSwap', { areaCode, swapId, agreed: true })),
    )
    expect(answers.filter(({ ok }) => ok).length).toBe(1)
    for (const answer of answers) if (!answer.ok) expect(['conflict', 'swap_clashes']).toContain(answer.error.code)
    expect(await isWhole()).toBe(true)
  }
})

it('keeps a swap and a publishing apart', async () => {
  for (let round = 0; round < 15; round += 1) {
    const { version } = await save(entries(an.accountId, bo.accountId))
    await callOk(app, an.token, 'people.publishRoster', { areaCode, week, version })
    const { shifts } = await callOk(app, an.token, 'people.roster', { areaCode, week })
    const mine = shifts.find(({ day, part }) => day === days[4] && part === 'A')
    const theirs = shifts.find(({ day, part }) => day === days[4] && part === 'B')
    const ask = {
      id: newId(),
      areaCode,
      shiftId: mine?.shiftId ?? '',
      of: bo.accountId,
      inReturnId: theirs?.shiftId ?? '',
    }
    await callOk(app, an.token, 'people.askSwap', ask)
    const next = await save(entries(bo.accountId, an.accountId))
    const [swapped, published] = await Promise.all([
      call(app, bo.token, 'people.answerSwap', { areaCode, swapId: ask.id, agreed: true }),
      call(app, an.token, 'people.publishRoster', { areaCode, week, version: next.version }),
    ])
    expect(swapped.ok || published.ok).toBe(true)
    expect(await isWhole()).toBe(true)
  }
})

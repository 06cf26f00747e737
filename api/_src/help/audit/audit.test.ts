import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import type { Background } from '../../platform/slice.ts'
import { newId } from '../../platform/ids.ts'
import { recipients } from '../../people/index.ts'
import { tick } from '../../tick.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpTown } from '../../testing/help-town.ts'
import { helpBackground } from '../background.ts'
import { audit } from './advance.ts'
import { alarmText, lateBefore } from './decide.ts'
import { auditSource } from './source.ts'
import { lateCount } from './store.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const communityIds = [places.community, places.otherCommunity]

/** The clock's pass over the calls, with what moves them taken out when `broken`. */
async function pass({ broken = false } = {}) {
  const advances = Object.fromEntries(
    Object.entries(helpBackground.advances ?? {}).filter(
      ([name]) => name === 'help audit' || (name === 'help calls' && !broken),
    ),
  )
  const background: Background = { advances, sources: [auditSource] }
  const healthy = await tick({
    backgrounds: [background],
    db,
    wechat: { templates: {} } as never,
    recipients,
    communityIds: async () => communityIds,
    clock: () => town.clock.now,
    log: () => undefined,
  })
  expect(healthy).toBe(true)
}

/** Pressed, and to be moved on a minute later. */
async function pressed(who = town.cast.elder) {
  await town.ok(who, 'help.raise', { id: newId(), person: who.person })
  await town.app.settled()
  await raw('update help_call set due_at = ? where resident_id = ?', [
    addSeconds(town.clock.now, 60).toISOString().slice(0, -1),
    who.person.residentId,
  ])
}

async function alarms() {
  const rows = (await raw(
    "select distinct recipient_id, title, body from delivery where id like 'late-calls-%' and channel = 'inbox' order by title",
  )) as { recipient_id: string; title: string; body: string }[]
  return rows
}

const auditRow = async () =>
  (await raw('select * from help_audit where community_id = ?', [places.community]))[0] as Record<string, unknown>

/** So many calls beside the one that is there, all over: what a community has after some years. */
async function manyOver(count: number) {
  const [row] = (await raw('select * from help_call')) as Record<string, unknown>[]
  const own = { id: "lpad(seq, 26, '0')", current_key: 'null', status: "'closed'", on_desk: '0', due_at: 'null' }
  const names = Object.keys(row ?? {})
  const values = names.map((name) => Reflect.get(own, name) ?? name) as string[]
  await raw(`insert into help_call (${names.join()}) select ${values.join()} from help_call join seq_1_to_${count}`)
  await raw('analyze table help_call')
}

it('runs after whatever moves calls', () => {
  const names = Object.keys(helpBackground.advances ?? {})
  expect(names.indexOf('help audit')).toBe(names.indexOf('help calls') + 1)
  expect(helpBackground.sources).toContain(auditSource)
})

describe('the auditor', () => {
  it('publishes its last success for every community, and is silent while all is well', async () => {
    await pressed()
    town.at(70)
    await pass()
    expect(await raw('select community_id, checked_at, open_calls, late_calls from help_audit order by 1')).toEqual([
      { community_id: places.community, checked_at: town.clock.now, open_calls: 1, late_calls: 0 },
      { community_id: places.otherCommunity, checked_at: town.clock.now, open_calls: 0, late_calls: 0 },
    ])
    expect(await alarms()).toEqual([])
  })

  it('raises an alarm within one pass when nothing moves a call, once', async () => {
    await pressed()
    town.at(119)
    await pass({ broken: true })
    expect(await alarms()).toEqual([])
    town.at(121)
    await pass({ broken: true })
    const { communityStaff, streetDispatcher } = town.cast
    const told = await alarms()
    expect(told.map(({ recipient_id: id }) => id)).toEqual(
      expect.arrayContaining([communityStaff.accountId, streetDispatcher.accountId]),
    )
    expect(told.map(({ recipient_id: id }) => id)).not.toContain(town.cast.gridWorker.accountId)
    expect(told[0]?.title).toMatch(/^求助没人管：王秀英，晚了 \d+ 分钟$/)
    expect(told[0]?.body).toContain('3 栋 2 单元 101')
    const before = told.length
    town.at(181)
    await pass({ broken: true })
    expect(await alarms()).toHaveLength(before)
    expect(await auditRow()).toMatchObject({ late_calls: 1, told: 1 })
  })

  it('tells of a further late call anew, and begins again after all was well', async () => {
    await pressed()
    town.at(121)
    await pass({ broken: true })
    const once = (await alarms()).length
    await pressed(town.cast.neighbour)
    town.at(300)
    await pass({ broken: true })
    expect(await alarms()).toHaveLength(2 * once)
    expect((await alarms()).at(-1)?.title).toContain('；')
    await pass()
    expect(await auditRow()).toMatchObject({ late_calls: 0, late_since: null })
    town.at(3600)
    await pass({ broken: true })
    expect(await auditRow()).toMatchObject({ late_calls: 2, told: 1 })
    expect(await alarms()).toHaveLength(3 * once)
  })

  it('finds an open call without any deadline', async () => {
    await pressed()
    await raw('update help_call set due_at = null')
    await pass({ broken: true })
    expect((await alarms()).length).toBeGreaterThan(0)
  })

  it('leaves calls alone that are over, whatever stands in their rows', async () => {
    const ref = await town.press()
    await town.ok(town.cast.elder, 'help.cancel', ref)
    await raw('update help_call set due_at = null')
    town.at(4000)
    await pass({ broken: true })
    expect(await auditRow()).toMatchObject({ open_calls: 0, late_calls: 0 })
  })

  it('costs two statements for any number of communities, on the index of the desk', async () => {
    await town.press()
    await manyOver(2000)
    const { roundTrips } = await countRoundTrips(() => audit(db, communityIds, town.clock.now))
    expect(roundTrips).toBe(2)
    const { sql: statement, parameters } = lateCount(db, communityIds, lateBefore(town.clock.now)).compile()
    const plan = await raw(`explain ${statement}`, parameters as (string | number | null)[])
    expect(plan.map(({ table, key, type }) => ({ table, key, type }))).toEqual([
      { table: 'help_call', key: 'help_call_desk', type: 'range' },
    ])
  })
})

it('names three and counts the rest', () => {
  const raisedAt = new Date('2026-11-24T00:21:18.000Z')
  const now = new Date('2026-11-24T00:31:18.000Z')
  const call = (residentName: string) => ({ residentName, address: '1 栋', raisedAt, dueAt: raisedAt })
  const { title, body } = alarmText(['甲', '乙', '丙', '丁'].map(call), now)
  expect(title).toBe('求助没人管：甲，晚了 10 分钟；乙，晚了 10 分钟；丙，晚了 10 分钟，一共 4 个')
  expect(body).toContain('甲，1 栋，8:21:18 按的。')
})

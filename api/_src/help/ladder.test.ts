import { describe, expect, it } from 'vitest'
import type { Intent } from '../../../shared/help/lifecycle.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { addSeconds } from '../../../shared/time.ts'
import { ladderStaff, noteDeskSeen } from '../people/index.ts'
import { countRoundTrips } from '../platform/db/round-trips.ts'
import { newId } from '../platform/ids.ts'
import { places, type TestAccount } from '../testing/actors.ts'
import { useDatabase } from '../testing/database.ts'
import { helpTown } from '../testing/help-town.ts'
import { advance, moveAllOn } from './advance.ts'
import type { Call } from './call.ts'
import { recordPress } from './press.ts'
import { writeSettings } from './store-settings.ts'
import { dueCalls, findCall, listDue } from './store.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)

const wang = () => ({
  ...town.cast.elder.person,
  residentName: '王秀英',
  gridCode: places.grid,
  address: '3 栋 2 单元 101',
  birthDate: '1944-03-02',
  livingAlone: true,
})

/** A press whose process died before the first bell: the row alone is there. */
async function silentPress(intent: Intent = 'emergency'): Promise<{ communityId: string; callId: string }> {
  const doer = { accountId: town.cast.elder.accountId, name: '王秀英' }
  const call = await recordPress(db, { id: newId(), person: wang(), intent, source: 'app', doer }, town.clock.now)
  if (!call) throw new Error('not opened')
  return { communityId: call.communityId, callId: call.id }
}

async function theCall({ communityId, callId }: { communityId: string; callId: string }): Promise<Call> {
  const call = await findCall(db, communityId, callId)
  if (!call) throw new Error('no call')
  return call
}

const rings = (call: Call) =>
  call.history
    .filter(({ kind }) => kind === 'rang' || kind === 'risen')
    .map(({ reason, level, toLevel, people = [] }) => ({
      reason,
      level: toLevel ?? level,
      names: people.map(({ name }) => name),
    }))

const opensDesk = (...people: readonly TestAccount[]) =>
  Promise.all(people.map(({ accountId }) => noteDeskSeen(db, accountId, town.clock.now)))

describe('the first ring', () => {
  it('comes right after the receipt, which does not wait for it', async () => {
    const { elder } = town.cast
    const receipt = await town.call(elder, 'help.raise', { id: newId(), person: elder.person })
    expect(receipt).toMatchObject({
      roundTrips: 2,
      data: {
        version: 1,
        dueAt: '2026-11-24T00:22:18.000Z',
        ladder: ['grid', 'community', 'street', 'district'].map((level) => ({ level, seconds: 60 })),
      },
    })
    const [row] = await raw('select version, plan, due_at, step_due_at from help_call')
    expect(row).toMatchObject({ version: 2, due_at: new Date('2026-11-24T00:22:18.000Z') })
    expect(row?.['plan']).toMatchObject({ ringsNeighbours: true })
    expect(row?.['step_due_at']).toEqual(row?.['due_at'])
  })

  it.each(['the phone looks', 'a desk looks', 'the clock passes'] as const)(
    'is made up for when the process died: %s',
    async (who) => {
      const ref = await silentPress()
      expect((await theCall(ref)).plan).toBeNull()
      if (who === 'the phone looks') await town.ok(town.cast.elder, 'help.status', ref)
      else if (who === 'a desk looks') await town.desk(town.cast.communityStaff)
      else await town.advance()
      const call = await theCall(ref)
      expect(call.plan).not.toBeNull()
      expect(rings(call)).toEqual([{ reason: 'raised', level: 'grid', names: ['李敏', '赵雨桐'] }])
    },
  )

  it('is made once, however many look at the same moment', async () => {
    const ref = await silentPress()
    const { elder, communityStaff, gridWorker } = town.cast
    await Promise.all([
      ...Array.from({ length: 5 }, () => town.advance()),
      ...Array.from({ length: 5 }, () => town.ok(elder, 'help.status', ref)),
      ...[communityStaff, gridWorker].flatMap((who) => [town.desk(who), town.desk(who)]),
    ])
    expect(rings(await theCall(ref))).toHaveLength(1)
  })

  it('keeps the settings as they stood, whatever is set later', async () => {
    const { communityId } = town.cast.elder.person
    const rule = {
      intents: ['emergency'] as const,
      fromHour: 0,
      toHour: 0,
      levels: [
        { level: 'community' as const, seconds: 20, fromStart: true },
        { level: 'street' as const, seconds: 30, fromStart: false },
      ],
      ringsFamily: false,
      ringsNeighbours: false,
    }
    const by = town.cast.admin.accountId
    const change = { communityId, version: 0, by, now: town.clock.now }
    await writeSettings(db, { ...change, settings: { ...defaultSettings, rules: [rule] } })
    const ref = await town.press()
    await writeSettings(db, { ...change, version: 1, settings: defaultSettings })
    expect(await theCall(ref)).toMatchObject({ level: 'community', dueAt: new Date('2026-11-24T00:21:38.000Z') })
    town.at(20)
    expect(await town.ok(town.cast.elder, 'help.status', ref)).toMatchObject({
      level: 'street',
      dueAt: '2026-11-24T00:22:08.000Z',
      ladder: [
        { level: 'community', seconds: 20 },
        { level: 'street', seconds: 30 },
      ],
    })
    await town.ok(town.cast.streetDispatcher, 'help.acknowledge', ref)
  })
})

describe('who is there', () => {
  it('passes over a grid worker who cannot be reached, and not when the desk is open', async () => {
    const { gridWorker, elder } = town.cast
    await town.outOfReach(gridWorker)
    expect(await town.ok(elder, 'help.onDuty', { person: elder.person })).toMatchObject({
      people: [{ name: '赵雨桐' }],
    })
    const first = await theCall(await town.press())
    expect(rings(first)).toEqual([
      { reason: 'raised', level: 'grid', names: ['李敏', '赵雨桐'] },
      { reason: 'nobody_there', level: 'community', names: ['赵雨桐'] },
    ])
    await town.ok(elder, 'help.cancel', { communityId: first.communityId, callId: first.id })
    town.at(100)
    await opensDesk(gridWorker)
    town.at(130)
    expect((await theCall(await town.press())).level).toBe('grid')
  })

  it('takes a desk for gone when its heartbeat is older than 30 s', async () => {
    const { gridWorker } = town.cast
    await town.outOfReach(gridWorker)
    await opensDesk(gridWorker)
    town.at(30.001)
    expect((await theCall(await town.press())).level).toBe('community')
  })

  it('rises past a community that went home, with the reason in the story', async () => {
    const ref = await town.press()
    await town.outOfReach(town.cast.communityStaff)
    town.at(60)
    await town.advance()
    const call = await theCall(ref)
    expect(rings(call).slice(1)).toEqual([
      { reason: 'no_answer', level: 'community', names: ['赵雨桐'] },
      { reason: 'nobody_there', level: 'street', names: ['孙志强'] },
    ])
    const { events } = await town.ok(town.cast.elder, 'help.status', ref)
    expect(events.slice(2)).toMatchObject([
      { kind: 'risen', level: 'grid', toLevel: 'community', reason: 'no_answer', names: ['赵雨桐'] },
      { kind: 'risen', level: 'community', toLevel: 'street', reason: 'nobody_there', names: ['孙志强'] },
    ])
  })

  it('rings and raises an alarm when nobody can be reached at all', async () => {
    const { gridWorker, communityStaff, streetDispatcher, districtDispatcher } = town.cast
    await town.outOfReach(gridWorker, communityStaff, streetDispatcher, districtDispatcher)
    const ref = await town.press()
    expect(rings(await theCall(ref))).toEqual([
      { reason: 'raised', level: 'grid', names: ['李敏', '赵雨桐'] },
      { reason: 'nobody_there', level: 'grid', names: ['孙志强', '刘倩'] },
    ])
    await town.app.settled()
    const told = await raw("select recipient_id from delivery where title like '没有人守着%' and channel = 'inbox'")
    expect(told.map((row) => String(row['recipient_id'])).toSorted()).toEqual(
      [streetDispatcher.accountId, districtDispatcher.accountId].toSorted(),
    )
  })

  it('writes a heartbeat every ten seconds at most', async () => {
    const { accountId } = town.cast.gridWorker
    const beat = () => countRoundTrips(() => noteDeskSeen(db, accountId, town.clock.now))
    const spent = [await beat()]
    town.at(9)
    spent.push(await beat())
    expect(await raw('select desk_seen_at from presence')).toEqual([
      { desk_seen_at: new Date('2026-11-24T00:21:18.000Z') },
    ])
    town.at(10)
    spent.push(await beat())
    expect(await raw('select desk_seen_at from presence')).toEqual([
      { desk_seen_at: new Date('2026-11-24T00:21:28.000Z') },
    ])
    expect(spent.map(({ roundTrips }) => roundTrips)).toEqual([2, 1, 2])
  })

  it('knows everybody of the ladder in one statement', async () => {
    const { gridWorker, districtDispatcher } = town.cast
    await town.outOfReach(districtDispatcher)
    await opensDesk(gridWorker)
    const codes = [places.grid, places.district, places.otherCommunityGrid, '999999']
    const { result, roundTrips } = await countRoundTrips(() => ladderStaff(town.context(), codes))
    expect(roundTrips).toBe(1)
    expect(
      result.map(({ name, staff }) => [name, staff.map((one) => [one.name, one.messagesLeft, one.deskSeenAt])]),
    ).toEqual([
      ['青溪区', [['刘倩', 0, null]]],
      ['三网格', [['李敏', 100, town.clock.now]]],
      ['一网格', []],
    ])
    expect(await ladderStaff(town.context(), [])).toEqual([])
  })
})

describe('every intent', () => {
  it.each<[Intent, string]>([
    ['emergency', '王秀英按了求助'],
    ['unwell', '王秀英身体不舒服'],
    ['daily_help', '王秀英想请人帮个忙'],
    ['question', '王秀英想问点事'],
    ['call_family', '王秀英联系不上家里人'],
  ])('%s is in the words, and so is who pressed', async (intent, title) => {
    const { daughter, elder, gridWorker } = town.cast
    await town.ok(daughter, 'help.raise', { id: newId(), person: elder.person, intent })
    await town.app.settled()
    const rows = await raw("select title, body from delivery where channel = 'inbox' and recipient_id = ?", [
      gridWorker.accountId,
    ])
    expect(rows).toEqual([{ title, body: expect.stringContaining('女儿陈静替王秀英按的。') as string }])
    const [call] = (await town.desk(gridWorker)).calls
    expect(call).toMatchObject({ intent, events: [{ kind: 'raised', byName: '陈静', byRelation: 'daughter' }, {}] })
  })

  it('a further press rings again whoever is rung, then whoever has it', async () => {
    const ref = await town.press()
    const { gridWorker, communityStaff, daughter } = town.cast
    const again = async () => {
      await town.app.settled()
      const rows = await raw("select recipient_id from delivery where channel = 'inbox' and title like '%又按了一次'")
      await raw('delete from delivery')
      return rows.map((row) => String(row['recipient_id'])).toSorted()
    }
    await town.press(newId(), daughter)
    expect(await again()).toEqual([gridWorker.accountId, communityStaff.accountId].toSorted())
    await town.ok(gridWorker, 'help.acknowledge', ref)
    await town.press()
    expect(await again()).toEqual([gridWorker.accountId])
  })
})

describe('two thousand open calls', () => {
  const { communityId, other } = { communityId: places.community, other: places.otherCommunity }

  /** Copies of the one call there is: open, due in ten minutes. */
  async function manyOpen(count: number) {
    const [row] = await raw('select * from help_call')
    const own: Record<string, string> = {
      id: "lpad(seq, 26, '0')",
      current_key: "lpad(seq, 26, '0')",
      resident_id: "lpad(seq, 26, '0')",
      due_at: 'date_add(due_at, interval 10 minute)',
      step_due_at: 'date_add(due_at, interval 10 minute)',
      untold: '0',
    }
    const names = Object.keys(row ?? {})
    const values = names.map((name) => own[name] ?? name)
    await raw(`insert into help_call (${names.join()}) select ${values.join()} from help_call join seq_1_to_${count}`)
    await raw('analyze table help_call')
  }

  it('cost one look when nothing is due, and only the due ones when some are', async () => {
    await town.press()
    await manyOpen(2000)
    const pass = () => countRoundTrips(() => advance(town.context(), [communityId, other]))
    expect((await pass()).roundTrips).toBe(1)
    await raw("update help_call set due_at = '2026-11-24 00:21:00', step_due_at = due_at where id like '%00_5'")
    const due = await listDue(db, [communityId, other], town.clock.now, 200)
    expect(due.map(({ id }) => Number(id))).toEqual([5, 15, 25, 35, 45, 55, 65, 75, 85, 95])
    const statement = dueCalls(db, [communityId, other], town.clock.now, 200).compile()
    const explained = await raw(`explain ${statement.sql}`, statement.parameters as (string | number | null)[])
    expect(explained).toHaveLength(1)
    expect(explained[0]).toMatchObject({ key: 'help_call_due', type: 'range' })
    expect(Number(explained[0]?.['rows'])).toBeLessThan(30)
    // One to find them, one for the people of all their ladders, one for each to rise.
    const { roundTrips } = await pass()
    expect(roundTrips).toBe(1 + 1 + due.length)
    const moved = await raw('select count(*) as moved from help_call where version = 3')
    expect(moved).toEqual([{ moved: due.length }])
    expect((await pass()).roundTrips).toBe(1)
  })

  it('ring for the first time with two look-ups together', async () => {
    await silentPress()
    await manyOpen(50)
    const calls = await listDue(db, [communityId], addSeconds(town.clock.now, 3600), 200)
    expect(calls).toHaveLength(51)
    const { roundTrips } = await countRoundTrips(() => moveAllOn(town.context(), calls))
    expect(roundTrips).toBe(2 + calls.length)
    expect(await raw('select count(*) as unplanned from help_call where plan is null')).toEqual([{ unplanned: 0 }])
  })
})

import { describe, expect, it } from 'vitest'
import { addSeconds } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpStart, helpTown } from '../../testing/help-town.ts'
import { noteSignOfLife } from '../index.ts'
import { advanceWellness } from '../wellness/advance.ts'
import { belongsTo, lineState, registerFilter } from './decide.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const stamp = (moment: Date) => moment.toISOString().replace('T', ' ').replace('Z', '')
const dueAt = addSeconds(helpStart, 6 * 3600).toISOString()

const record = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  ...town.cast.elder.person,
  way: 'call' as const,
  reached: true,
  needs: [],
  note: '',
  ...over,
})
const openTasks = () => raw("select kind, title, due_at from help_task where status = 'open' order by kind")

async function silentElder() {
  const { elder } = town.cast
  await town.ok(elder, 'help.setWellness', { person: elder.person, rhythm: 'daily', consent: 'self' })
  for (const hour of [26, 27]) {
    town.at(hour * 3600)
    await advanceWellness({ db, communityIds: [places.community], now: town.clock.now, newId })
  }
  // The desk is signed in today, too.
  await raw('update session set last_seen_at = ?', [stamp(town.clock.now)])
  const [task] = (await raw("select id from help_task where kind = 'wellness_call'")) as { id: string }[]
  return task?.id ?? ''
}

describe('the card before a call', () => {
  it('shows what the desk must know, and is recorded', async () => {
    const { elder, gridWorker, otherGridWorker, communityStaff } = town.cast
    const seen = await town.call(gridWorker, 'help.careCard', elder.person)
    expect(seen).toMatchObject({ ok: true, data: { name: '王秀英', age: 82, plan: null, records: [] } })
    expect(seen.roundTrips).toBeLessThanOrEqual(5)
    expect(await raw('select purpose, account_id from access_log')).toEqual([
      { purpose: 'care_call', account_id: gridWorker.accountId },
    ])
    expect(await town.call(otherGridWorker, 'help.careCard', elder.person)).toMatchObject({ status: 404 })
    expect(await town.call(communityStaff, 'help.careCard', elder.person)).toMatchObject({ status: 200 })
  })
})

describe('the record of a call', () => {
  it('that reached somebody ends the task and the silence', async () => {
    const taskId = await silentElder()
    const input = record({ taskId, mood: 'good', note: '在楼下晒太阳' })
    const kept = await town.call(town.cast.gridWorker, 'help.recordCare', input)
    expect(kept).toMatchObject({ ok: true, data: { reached: true, mood: 'good', byName: '李敏' } })
    expect(kept.roundTrips).toBeLessThanOrEqual(9)
    expect(await raw('select status, result, done_by_name from help_task')).toEqual([
      { status: 'done', result: '电话打通了，在楼下晒太阳', done_by_name: '李敏' },
    ])
    expect(await raw('select step, last_sign_kind from wellness_plan')).toEqual([
      { step: 'waiting', last_sign_kind: 'talked' },
    ])
    await town.ok(town.cast.gridWorker, 'help.recordCare', input)
    expect(await raw('select id from care_record')).toHaveLength(1)
    const { records } = await town.ok(town.cast.gridWorker, 'help.careCard', town.cast.elder.person)
    expect(records).toMatchObject([{ note: '在楼下晒太阳' }])
  })

  it('that reached nobody sends somebody to the door at once, and a door that stays shut is a help call', async () => {
    const taskId = await silentElder()
    await town.ok(town.cast.gridWorker, 'help.recordCare', record({ taskId, reached: false }))
    const next = () => advanceWellness({ db, communityIds: [places.community], now: town.clock.now, newId })
    await next()
    expect(await openTasks()).toMatchObject([{ kind: 'wellness_visit' }])
    const [visit] = (await raw("select id from help_task where status = 'open'")) as { id: string }[]
    await town.ok(town.cast.gridWorker, 'help.recordCare', record({ taskId: visit?.id, way: 'visit', reached: false }))
    await next()
    expect(await raw('select source, intent from help_call')).toEqual([{ source: 'wellness', intent: 'unwell' }])
  })

  it('a need becomes a task that stays until somebody writes what was done', async () => {
    const { gridWorker } = town.cast
    const input = record({ needs: ['meals', 'repair'], note: '厨房灯坏了' })
    await town.ok(gridWorker, 'help.recordCare', input)
    await town.ok(gridWorker, 'help.recordCare', input)
    expect(await openTasks()).toMatchObject([{ kind: 'need', title: '王秀英要：送餐、修东西' }])
    const { tasks } = await town.ok(gridWorker, 'help.tasks', {})
    expect(tasks[0]?.details).toMatchObject({ needs: ['meals', 'repair'], note: '厨房灯坏了' })
  })

  it("cannot end somebody else's task, nor be written for another area", async () => {
    const taskId = await silentElder()
    const { neighbour, gridWorker, otherGridWorker } = town.cast
    await town.ok(gridWorker, 'help.recordCare', record({ ...neighbour.person, taskId }))
    expect(await openTasks()).toHaveLength(1)
    expect(await town.call(otherGridWorker, 'help.recordCare', record())).toMatchObject({ status: 404 })
    const input = record()
    await town.ok(gridWorker, 'help.recordCare', input)
    const other = { ...input, ...neighbour.person }
    expect(await town.call(gridWorker, 'help.recordCare', other)).toMatchObject({ status: 409 })
  })
})

describe('a round', () => {
  const start = (over: Record<string, unknown> = {}) => ({
    id: newId(),
    areaCode: places.grid,
    reason: 'cold' as const,
    groups: ['living_alone' as const, 'over_80' as const],
    dueAt,
    ...over,
  })

  it('is previewed, started once, and counts how far it is', async () => {
    const { gridWorker, otherGridWorker, communityStaff, elder } = town.cast
    const preview = await town.ok(gridWorker, 'help.previewRound', { areaCode: places.grid, groups: ['over_80'] })
    expect(preview).toEqual({ count: 1, names: ['王秀英'] })
    const input = start({ groups: ['everybody'] })
    const started = await town.call(gridWorker, 'help.startRound', input)
    expect(started.roundTrips).toBeLessThanOrEqual(5)
    await town.ok(gridWorker, 'help.startRound', input)
    const listed = await town.call(communityStaff, 'help.rounds', {})
    expect(listed.roundTrips).toBe(2)
    const { lines, round } = await town.ok(gridWorker, 'help.round', {
      communityId: places.community,
      roundId: input.id,
    })
    expect(round).toMatchObject({ total: lines.length, reached: 0, reason: 'cold' })
    expect(lines.length).toBeGreaterThan(2)
    expect(await town.ok(otherGridWorker, 'help.rounds', {})).toMatchObject({ rounds: [] })
    expect(await town.ok(elder, 'help.wellness', { person: elder.person })).toMatchObject({ showsButton: true })
  })

  it('goes only over own areas, and over somebody', async () => {
    const { gridWorker, otherCommunityStaff } = town.cast
    expect(await town.call(gridWorker, 'help.startRound', start({ areaCode: places.community }))).toMatchObject({
      status: 403,
    })
    expect(await town.call(otherCommunityStaff, 'help.startRound', start())).toMatchObject({ status: 403 })
    const nobody = start({ groups: ['disabled'] })
    expect(await town.call(gridWorker, 'help.startRound', nobody)).toMatchObject({
      error: { code: 'nobody_on_list' },
    })
  })

  it("is moved on by the worker's tap and by the person's own sign of life", async () => {
    const { gridWorker, elder, neighbour, otherGridWorker } = town.cast
    const input = start({ groups: ['everybody'] })
    await town.ok(gridWorker, 'help.startRound', input)
    const ref = { communityId: places.community, roundId: input.id }
    town.at(600)
    await noteSignOfLife(db, elder.person, 'app_opened', town.clock.now)
    const mark = { ...ref, residentId: neighbour.person.residentId, state: 'needs_help' as const, note: '水管冻了' }
    expect(await town.call(otherGridWorker, 'help.markLine', mark)).toMatchObject({ status: 404 })
    const marked = await town.call(gridWorker, 'help.markLine', mark)
    expect(marked).toMatchObject({ ok: true, data: { state: 'needs_help', byName: '李敏' } })
    expect(marked.roundTrips).toBeLessThanOrEqual(6)
    expect(await openTasks()).toMatchObject([{ kind: 'need', title: '周建国要帮忙：水管冻了' }])
    const { round, lines } = await town.ok(gridWorker, 'help.round', ref)
    expect(round).toMatchObject({ reached: 1, needsHelp: 1 })
    expect(lines[0]).toMatchObject({ name: '周建国', state: 'needs_help' })
    expect(lines.find(({ name }) => name === '王秀英')).toMatchObject({ state: 'reached', sign: 'app_opened' })
    const { rounds } = await town.ok(gridWorker, 'help.rounds', {})
    expect(rounds).toMatchObject([{ reached: 1, needsHelp: 1, total: lines.length }])
    await town.ok(gridWorker, 'help.endRound', ref)
    expect(await town.ok(gridWorker, 'help.endRound', ref)).toMatchObject({ endedAt: town.clock.now.toISOString() })
  })
})

describe('who is on a list', () => {
  it.each([
    ['living_alone', { age: 50, livingAlone: true, tags: [] }, true],
    ['over_80', { age: 80, livingAlone: false, tags: [] }, true],
    ['over_80', { age: 79, livingAlone: false, tags: [] }, false],
    ['over_80', { age: null, livingAlone: false, tags: [] }, false],
    ['needs_care', { age: 70, livingAlone: false, tags: ['走路要人扶'] }, true],
    ['independent', { age: 70, livingAlone: false, tags: ['半自理'] }, false],
    ['independent', { age: 70, livingAlone: false, tags: ['糖尿病'] }, true],
    ['disabled', { age: 30, livingAlone: false, tags: ['肢体残疾三级'] }, true],
    ['everybody', { age: null, livingAlone: false, tags: [] }, true],
  ] as const)('%s of %j: %s', (group, person, belongs) => {
    expect(belongsTo([group], person)).toBe(belongs)
  })

  it('asks the register for nobody more than needed, and for nobody less', () => {
    expect(registerFilter(['everybody', 'over_80'], '2026-11-24')).toBeUndefined()
    expect(registerFilter(['over_80'], '2026-11-24')).toEqual({ bornBefore: '1947-01-01' })
    expect(registerFilter(['living_alone'], '2026-11-24')).toEqual({ livingAlone: true })
  })

  it("lets the worker's word stand before a sign of life, but for silence", () => {
    const sign = { lastSignAt: addSeconds(helpStart, 60), lastSignKind: 'said_well' as const }
    expect(lineState({ state: 'not_reached', ...sign }, helpStart)).toEqual({ state: 'reached', sign: 'said_well' })
    expect(lineState({ state: 'needs_help', ...sign }, helpStart)).toEqual({ state: 'needs_help', sign: null })
    expect(lineState({ state: 'waiting', ...sign }, addSeconds(helpStart, 60))).toMatchObject({ state: 'waiting' })
  })
})

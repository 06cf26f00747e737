import { describe, expect, it } from 'vitest'
import { Dice } from '../../../../config/dev/demo/dice.ts'
import { reportContract } from '../../../../shared/help/report-contract.ts'
import { addSeconds, dayOf, timeOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpStart, helpTown } from '../../testing/help-town.ts'
import type { Call, Step } from '../call.ts'
import { afterStep } from '../decide-step.ts'
import { acknowledge, arrive, cancel, close, setOut } from '../decide.ts'
import { openCall, rise } from '../decide-ladder.ts'
import { rowOf } from '../row.ts'
import { advanceReport } from './advance.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)

const november = { areaCode: places.community, from: '2026-11-01', to: '2026-11-30' }
const doer = { accountId: newId(), name: '王秀英' }
const worker = { accountId: newId(), name: '李敏', post: '三网格网格员', phone: null }
const communityIds = [places.community, places.otherCommunity]
const count = (now = town.clock.now) => advanceReport({ db, communityIds, now, newId })

function moved(call: Call, decision: { ok: boolean; step?: Step | undefined }): Call {
  if (!decision.ok || !decision.step) throw new Error('not moved')
  return afterStep(call, decision.step)
}

/** A call as chance would have it: answered early, late or never, taken back, or still open. */
function chance(dice: Dice, raisedAt: Date, gridCode: string): Call {
  const person = {
    communityId: places.community,
    residentId: newId(),
    residentName: '张三',
    gridCode,
    address: '1 栋 101',
    birthDate: null,
    livingAlone: false,
  }
  let call = openCall(newId(), person, { intent: 'emergency', source: 'app', doer }, raisedAt)
  let now = raisedAt
  const wait = (least: number, most: number) => (now = addSeconds(now, dice.between(least * 10, most * 10) / 10))
  const answersAt = addSeconds(raisedAt, dice.between(20, 4000) / 10)
  for (let step = rise(call, addSeconds(raisedAt, 60)); step && call.dueAt && call.dueAt < answersAt;) {
    call = afterStep(call, step)
    step = rise(call, call.dueAt ?? answersAt)
  }
  now = answersAt
  const kind = dice.between(0, 9)
  if (kind === 0) return call
  if (kind === 1) return moved(call, cancel(call, doer, now))
  call = moved(call, acknowledge(call, worker, now))
  if (kind === 2) return call
  wait(1, 200)
  call = moved(call, setOut(call, worker, 5, now))
  wait(60, 4000)
  if (kind === 3) return moved(call, cancel(call, doer, now))
  call = moved(call, arrive(call, worker, now))
  wait(1, 900)
  const outcome = dice.between(0, 5) === 0 ? 'pressed_by_mistake' : 'helped_on_site'
  return moved(call, close(call, worker, { outcome, note: '' }, now))
}

/** The same figures by another hand: from the raw history, without anything of the report's own code. */
async function recount() {
  const found = await raw('select raised_at, grid_code, history, outcome, status from help_call')
  const calls = found.map((row) => {
    const raised = (row['raised_at'] as Date).getTime()
    const history = (typeof row['history'] === 'string' ? JSON.parse(row['history']) : row['history']) as {
      kind: string
      at: string
      toLevel?: string
    }[]
    const at = (kind: string) => {
      const entry = history.find((one) => one.kind === kind)
      return entry ? new Date(entry.at).getTime() - raised : undefined
    }
    const until = history.findIndex(({ kind }) => kind === 'acknowledged')
    const rises = history.slice(0, Math.max(0, until)).filter(({ kind }) => kind === 'risen').length
    return {
      grid: String(row['grid_code']),
      answer: at('acknowledged'),
      arrival: at('arrived'),
      withdrawn: until < 0 && row['status'] === 'cancelled',
      level: until < 0 ? undefined : ['grid', 'community', 'street', 'district'][Math.min(rises, 3)],
      hour: Number(timeOf(new Date(raised)).slice(0, 2)),
      month: dayOf(new Date(raised)).slice(0, 7),
    }
  })
  const within = (values: (number | undefined)[], milliseconds: number) =>
    values.filter((value) => value !== undefined && value <= milliseconds).length
  const figures = (some: typeof calls) => {
    const answers = some.map(({ answer }) => answer)
    const arrivals = some.map(({ arrival }) => arrival)
    return {
      calls: some.length,
      withdrawn: some.filter(({ withdrawn }) => withdrawn).length,
      answered: within(answers, Infinity),
      within15Seconds: within(answers, 15_000),
      within60Seconds: within(answers, 60_000),
      within180Seconds: within(answers, 180_000),
      arrived: within(arrivals, Infinity),
      within45Minutes: within(arrivals, 45 * 60_000),
      within60Minutes: within(arrivals, 60 * 60_000),
    }
  }
  return { calls, figures }
}

/** A call that was answered after 200 s. */
async function late(begins = 0) {
  town.at(begins)
  const ref = await town.press()
  for (const seconds of [61, 122, 183]) {
    town.at(begins + seconds)
    await town.ok(town.cast.elder, 'help.status', ref)
  }
  town.at(begins + 200)
  await town.ok(town.cast.gridWorker, 'help.acknowledge', ref)
  town.at(begins + 900)
  await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '' })
  return ref
}

describe('the report', () => {
  it('equals an independent recount of the history, as a whole and in every line', async () => {
    const dice = new Dice(3)
    const grids = [places.grid, `${places.community}009`]
    const calls = Array.from({ length: 300 }, () =>
      chance(
        dice,
        addSeconds(new Date('2026-10-02T00:00:00Z'), dice.between(0, 50 * 86_400)),
        grids[dice.between(0, 1)] ?? '',
      ),
    )
    await db.insertInto('help_call').values(calls.map(rowOf)).execute()
    const { calls: counted, figures } = await recount()
    const report = await town.ok(town.cast.communityStaff, 'help.report', { ...november, from: '2026-10-01' })
    expect(report.total).toMatchObject(figures(counted))
    expect(report.byLevel.length).toBeGreaterThan(2)
    for (const line of report.byLevel)
      expect(line).toMatchObject(figures(counted.filter(({ level }) => level === line.level)))
    for (const line of report.byHour)
      expect(line).toMatchObject(figures(counted.filter(({ hour }) => hour === line.hour)))
    for (const line of report.byGrid)
      expect(line).toMatchObject(figures(counted.filter(({ grid }) => grid === line.gridCode)))
    expect(report.byMonth.map(({ month }) => month)).toEqual(['2026-10', '2026-11'])
    for (const line of report.byMonth)
      expect(line).toMatchObject(figures(counted.filter(({ month }) => month === line.month)))
    expect(report.total.slowestAnswerSeconds).toBe(
      Math.max(...counted.flatMap(({ answer }) => (answer === undefined ? [] : Math.ceil(answer / 1000)))),
    )
  })

  it('counts on when a call goes on, and keeps to its period and its area', async () => {
    const ref = await town.press()
    const { communityStaff, gridWorker, otherCommunityStaff, streetDispatcher } = town.cast
    const ask = async () => (await town.ok(communityStaff, 'help.report', november)).total
    expect(await ask()).toMatchObject({ calls: 1, answered: 0 })
    town.at(75)
    await town.ok(gridWorker, 'help.acknowledge', ref)
    expect(await ask()).toMatchObject({ calls: 1, answered: 1, within60Seconds: 0, within180Seconds: 1 })
    expect(await town.ok(streetDispatcher, 'help.report', { ...november, areaCode: places.community })).toMatchObject({
      total: { calls: 1 },
    })
    expect((await town.ok(communityStaff, 'help.report', { ...november, to: '2026-11-23' })).total.calls).toBe(0)
    expect(await town.call(otherCommunityStaff, 'help.report', november)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    })
    expect(await town.call(communityStaff, 'help.report', { ...november, to: '2028-01-01' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    })
  })

  it('costs its round trips at most where much is new, and few where nothing is', async () => {
    const { communityStaff } = town.cast
    for (const [name, calm, begins] of [
      ['help.report', 4, 0],
      ['help.lateCalls', 5, 3600],
    ] as const) {
      await late(begins)
      const first = await town.call(communityStaff, name, november)
      expect([first.ok, first.roundTrips]).toEqual([true, reportContract[name].roundTrips])
      const again = await town.call(communityStaff, name, november)
      expect([again.ok, again.roundTrips]).toEqual([true, calm])
    }
  })
})

describe('a call above 180 s', () => {
  const reviews = () => raw(`select * from help_task where kind = 'review'`)

  it('is put on the list of what must be reviewed, once, however often the clock looks', async () => {
    const ref = await late()
    await count()
    await count(addSeconds(helpStart, 1200))
    expect(await reviews()).toMatchObject([{ dedupe_key: `review:${ref.callId}`, status: 'open' }])
  })

  it('is put there when a report counted it before the clock did', async () => {
    const ref = await late()
    await town.ok(town.cast.communityStaff, 'help.report', november)
    await count()
    expect(await reviews()).toMatchObject([{ dedupe_key: `review:${ref.callId}`, status: 'open' }])
  })

  it('is measured by what the community has set', async () => {
    const { communityStaff } = town.cast
    const { settings, version } = await town.ok(communityStaff, 'help.settings', { communityId: places.community })
    await town.ok(communityStaff, 'help.saveSettings', {
      communityId: places.community,
      version,
      settings: { ...settings, reviewAfterSeconds: 240 },
    })
    await late()
    await count()
    expect(await reviews()).toEqual([])
    expect((await town.ok(communityStaff, 'help.lateCalls', november)).calls).toEqual([])
  })

  it('is put there again after a crash between the two statements', async () => {
    await late()
    await count()
    await raw('delete from help_figure')
    await count()
    expect(await reviews()).toHaveLength(1)
  })

  it('shows without a review, and with it once somebody wrote one; the task is done then', async () => {
    const ref = await late()
    await count()
    const { communityStaff, otherCommunityStaff, gridWorker } = town.cast
    const list = async () => (await town.ok(communityStaff, 'help.lateCalls', november)).calls
    expect(await list()).toMatchObject([{ callId: ref.callId, waitedSeconds: 200, level: 'district', review: null }])
    const review = { ...ref, cause: 'did_not_hear', found: '手机静音了', measure: '值班时把铃声开着' } as const
    expect(await town.call(otherCommunityStaff, 'help.saveReview', review)).toMatchObject({ status: 404 })
    expect(await town.call(gridWorker, 'help.saveReview', review)).toMatchObject({ status: 403 })
    for (let times = 0; times < 2; times += 1) await town.ok(communityStaff, 'help.saveReview', review)
    expect(await list()).toMatchObject([{ review: { cause: 'did_not_hear', found: '手机静音了' } }])
    expect(await raw('select cause, measure from help_review')).toMatchObject([{ measure: '值班时把铃声开着' }])
    expect(await reviews()).toMatchObject([{ status: 'done' }])
  })

  it('is none when it was answered in time', async () => {
    const ref = await town.press()
    town.at(170)
    await town.ok(town.cast.gridWorker, 'help.acknowledge', ref)
    await town.ok(town.cast.gridWorker, 'help.close', { ...ref, outcome: 'helped_by_phone', note: '' })
    await count()
    expect(await reviews()).toEqual([])
    expect((await town.ok(town.cast.communityStaff, 'help.lateCalls', november)).calls).toEqual([])
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { helpContract } from '../../../../shared/help/contract.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { noteDeskSeen } from '../../people/index.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast, type TestAccount } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer, type TestServer } from '../../testing/server.ts'
import { countRoundTrips } from '../../platform/db/round-trips.ts'
import { newId } from '../../platform/ids.ts'
import { advanceButtonTests } from './advance-button.ts'
import { advanceDrills } from './advance.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '08:20')
const communityId = places.community

async function town(): Promise<
  TestServer & { cast: Cast; at: (seconds: number) => void; pass: (seconds: number) => Promise<void> }
> {
  const server = testServer(database, slices, start)
  const cast = await makeActors(db, start)
  onTestFinished(() => server.app.settled())
  const at = (seconds: number) => (server.clock.now = addSeconds(start, seconds))
  return {
    ...server,
    cast,
    at,
    async pass(seconds) {
      at(seconds)
      expect(await server.tick()).toBe(true)
    },
  }
}

const calls = () => raw('select id, status from help_call')
const tasks = () => raw('select kind, status, title, area_code from help_task order by opened_at')
const inboxOf = (id: string) =>
  raw(`select title, body, page from delivery where recipient_id = ? and channel = 'inbox' order by created_at, id`, [
    id,
  ])
async function queueOf({ app }: Pick<TestServer, 'app'>, who: TestAccount) {
  const desk = await callOk(app, who.token, 'help.desk', {})
  if ('unchanged' in desk) throw new Error('a desk that asks for everything is told everything')
  return desk.calls
}
const openDesk = ({ clock }: TestServer, who: TestAccount) => noteDeskSeen(db, who.accountId, clock.now)

describe('a drill', () => {
  it('goes from the grids to the district, with a result for each, and nobody sees a call', async () => {
    const here = await town()
    const { app, cast } = here
    for (const who of [cast.gridWorker, cast.otherGridWorker]) await openDesk(here, who)
    const drillId = newId()
    const ref = { communityId, drillId }
    const drill = await callOk(app, cast.communityStaff.token, 'help.runDrill', { id: drillId, communityId })
    await app.settled()
    expect(drill.legs.map(({ areaName, result }) => `${areaName} ${result}`)).toEqual([
      '一网格 running',
      '三网格 running',
      '梅园社区 waiting',
      '梅园街道 waiting',
      '青溪区 waiting',
    ])
    expect(drill.legs[1]?.people).toMatchObject([{ name: '李敏', deskAlive: true }])
    expect(await inboxOf(cast.gridWorker.accountId)).toMatchObject([
      { title: '演练：请点“收到”', page: '/desk/drills/index' },
    ])
    expect(await calls()).toEqual([])
    expect(await queueOf(here, cast.gridWorker)).toEqual([])
    const asked = await callOk(app, cast.gridWorker.token, 'help.deskTests', {})
    expect(asked.drills).toMatchObject([{ drillId, areaName: '三网格' }])
    here.at(12)
    await callOk(app, cast.gridWorker.token, 'help.confirmDrill', ref)
    expect((await callOk(app, cast.gridWorker.token, 'help.deskTests', {})).drills).toEqual([])
    // The other grid's worker sat at the desk and did nothing.
    await here.pass(300)
    here.at(310)
    await callOk(app, cast.communityStaff.token, 'help.confirmDrill', ref)
    await app.settled()
    here.at(320)
    await callOk(app, cast.streetDispatcher.token, 'help.confirmDrill', ref)
    await app.settled()
    await here.pass(625)
    const { drills } = await callOk(app, cast.communityStaff.token, 'help.drills', {})
    expect(drills).toMatchObject([{ status: 'failed', startedBy: '赵雨桐' }])
    expect(drills[0]?.legs.map(({ result, seconds }) => [result, seconds])).toEqual([
      ['not_confirmed', null],
      ['passed', 12],
      ['passed', 10],
      ['passed', 10],
      ['nobody_reachable', null],
    ])
    expect(await tasks()).toMatchObject([
      { kind: 'drill_failed', title: '演练没通过：一网格没有人点收到，青溪区一个人也叫不到', area_code: communityId },
    ])
    await here.pass(700)
    expect(await tasks()).toHaveLength(1)
    expect((await raw('select due_at, running_key from drill'))[0]).toEqual({ due_at: null, running_key: null })
    expect(await calls()).toEqual([])
  })

  it('does not delay a real call, and a real call does not end it', async () => {
    const here = await town()
    const { app, cast } = here
    await callOk(app, cast.communityStaff.token, 'help.runDrill', { id: newId(), communityId })
    const opened = await callOk(app, cast.elder.token, 'help.raise', { id: newId(), person: cast.elder.person })
    expect(opened.status).toBe('ringing')
    expect(await queueOf(here, cast.gridWorker)).toMatchObject([{ callId: opened.callId, ringsForMe: true }])
    expect((await callOk(app, cast.gridWorker.token, 'help.deskTests', {})).drills).toHaveLength(1)
  })

  it('is one at a time; the same command again is the same drill', async () => {
    const { app, cast } = await town()
    const input = { id: newId(), communityId }
    const first = await callOk(app, cast.communityStaff.token, 'help.runDrill', input)
    const again = await callOk(app, cast.communityStaff.token, 'help.runDrill', input)
    expect(again).toMatchObject({ drillId: first.drillId, version: first.version })
    const second = await call(app, cast.admin.token, 'help.runDrill', { id: newId(), communityId })
    expect(second).toMatchObject({ ok: false, error: { code: 'drill_running' } })
    const stolen = await call(app, cast.admin.token, 'help.runDrill', input)
    expect(stolen).toMatchObject({ ok: false, error: { code: 'id_taken' } })
  })

  it('loses no "收到" when everybody taps at once, beside the ticks', async () => {
    const here = await town()
    const { app, cast } = here
    const drillId = newId()
    await callOk(app, cast.communityStaff.token, 'help.runDrill', { id: drillId, communityId })
    here.at(9)
    const ref = { communityId, drillId }
    const taps = [cast.gridWorker, cast.otherGridWorker].flatMap((who) =>
      Array.from({ length: 5 }, () => callOk(app, who.token, 'help.confirmDrill', ref)),
    )
    await Promise.all([...taps, here.tick(), here.tick(), here.tick()])
    await app.settled()
    const { drills } = await callOk(app, cast.communityStaff.token, 'help.drills', {})
    expect(drills[0]?.legs.map(({ result }) => result)).toEqual(['passed', 'passed', 'running', 'waiting', 'waiting'])
    expect(drills[0]?.asksMe).toBe(true)
  })

  it('comes by the plan, once, whoever ticks', async () => {
    const here = await town()
    const { app, cast } = here
    const plan = { communityId, dayOfMonth: 24, hour: 9, enabled: true }
    const { nextAt } = await callOk(app, cast.communityStaff.token, 'help.planDrills', plan)
    expect(nextAt).toBe(instantOf('2026-11-24', '09:00').toISOString())
    await here.pass(2399)
    expect(await raw('select id from drill')).toEqual([])
    here.at(2401)
    await Promise.all([here.tick(), here.tick(), here.tick(), here.tick()])
    expect(await raw('select started_by, status from drill')).toEqual([{ started_by: null, status: 'running' }])
    const { plans } = await callOk(app, cast.communityStaff.token, 'help.drills', {})
    expect(plans).toMatchObject([{ nextAt: instantOf('2026-12-24', '09:00').toISOString() }])
    await callOk(app, cast.communityStaff.token, 'help.planDrills', { ...plan, enabled: false })
    const off = await callOk(app, cast.communityStaff.token, 'help.drills', {})
    expect(off.plans).toMatchObject([{ enabled: false, nextAt: null, dayOfMonth: 24, hour: 9 }])
  })

  it('is planned, started and confirmed only by whom it concerns', async () => {
    const { app, cast } = await town()
    const drillId = newId()
    await callOk(app, cast.communityStaff.token, 'help.runDrill', { id: drillId, communityId })
    const stranger = cast.otherCommunityStaff.token
    const refusals = [
      await call(app, stranger, 'help.planDrills', { communityId, dayOfMonth: 1, hour: 9, enabled: true }),
      await call(app, stranger, 'help.runDrill', { id: newId(), communityId }),
      await call(app, stranger, 'help.confirmDrill', { communityId, drillId }),
    ]
    for (const refusal of refusals) expect(refusal).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect((await callOk(app, stranger, 'help.drills', {})).drills).toEqual([])
  })

  it('costs two statements of one index each when nothing is due', async () => {
    const { clock } = await town()
    const context = { db, wechat: { templates: {} }, now: clock.now, newId }
    expect((await countRoundTrips(() => advanceDrills(context, [communityId]))).roundTrips).toBe(2)
    expect((await countRoundTrips(() => advanceButtonTests(context, [communityId]))).roundTrips).toBe(1)
  })

  it('stays within the round trips of the contract', async () => {
    const { app, cast } = await town()
    const drillId = newId()
    const staff = cast.communityStaff.token
    const costs = {
      'help.runDrill': await call(app, staff, 'help.runDrill', { id: drillId, communityId }),
      'help.confirmDrill': await call(app, cast.gridWorker.token, 'help.confirmDrill', { communityId, drillId }),
      'help.drills': await call(app, staff, 'help.drills', {}),
      'help.planDrills': await call(app, staff, 'help.planDrills', {
        communityId,
        dayOfMonth: 1,
        hour: 9,
        enabled: true,
      }),
      'help.deskTests': await call(app, staff, 'help.deskTests', {}),
    }
    for (const [name, { ok, roundTrips }] of Object.entries(costs)) {
      expect(ok, name).toBe(true)
      expect(roundTrips, name).toBeLessThanOrEqual(helpContract[name as keyof typeof costs].roundTrips)
    }
  })
})

describe('a tested button', () => {
  const testing = async () => {
    const here = await town()
    const { app, cast } = here
    const press = (id: string, who: TestAccount = cast.elder, waitedMilliseconds = 2300) =>
      callOk(app, who.token, 'help.testPress', { id, person: cast.elder.person, waitedMilliseconds })
    return { ...here, press }
  }

  it('lies on the desk of the grid until one tap, and a named person says that it is well', async () => {
    const { app, cast, press, at } = await testing()
    const { testId, seconds } = await press(newId())
    expect(seconds).toBe(3)
    expect(await calls()).toEqual([])
    expect(await queueOf({ app }, cast.gridWorker)).toEqual([])
    expect(await raw('select id from delivery')).toEqual([])
    const seen = await callOk(app, cast.gridWorker.token, 'help.deskTests', {})
    expect(seen.tests).toMatchObject([{ testId, residentName: '王秀英', status: 'waiting' }])
    expect((await callOk(app, cast.otherGridWorker.token, 'help.deskTests', {})).tests).toEqual([])
    at(600)
    await callOk(app, cast.gridWorker.token, 'help.answerTest', { communityId, testId })
    await app.settled()
    expect(await inboxOf(cast.elder.person.residentId)).toMatchObject([
      {
        title: '李敏：听到了，按钮是好的',
        body: '11 月 24 日 08:20 的测试，3 秒送到。',
        page: '/account/test-button/index',
      },
    ])
    for (const who of [cast.elder, cast.daughter]) {
      const { tests, nextAt } = await callOk(app, who.token, 'help.buttonTests', { person: cast.elder.person })
      expect(tests).toMatchObject([{ status: 'answered', answeredBy: '李敏', seconds: 3 }])
      expect(nextAt).toBe(instantOf('2026-12-24', '09:00').toISOString())
    }
    const late = await call(app, cast.communityStaff.token, 'help.answerTest', { communityId, testId })
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict', details: { answeredBy: '李敏' } } })
  })

  it('never holds back a real press, before it, beside it or after it', async () => {
    const { app, cast, press } = await testing()
    const raise = () => callOk(app, cast.elder.token, 'help.raise', { id: newId(), person: cast.elder.person })
    const [, opened] = await Promise.all([press(newId()), raise()])
    expect(opened).toMatchObject({ status: 'ringing', presses: 1 })
    await press(newId())
    expect(await calls()).toMatchObject([{ id: opened.callId, status: 'ringing' }])
    expect(await queueOf({ app }, cast.gridWorker)).toMatchObject([
      { callId: opened.callId, ringsForMe: true, presses: 1 },
    ])
    await callOk(app, cast.gridWorker.token, 'help.answerTest', {
      communityId,
      testId: (await callOk(app, cast.gridWorker.token, 'help.deskTests', {})).tests[0]?.testId ?? '',
    })
    expect(await calls()).toMatchObject([{ status: 'ringing' }])
  })

  it('does not become a real press with the same id, nor a real press a test', async () => {
    const { app, cast, press } = await testing()
    const id = newId()
    await press(id)
    const opened = await callOk(app, cast.elder.token, 'help.raise', { id, person: cast.elder.person })
    expect(opened).toMatchObject({ callId: id, status: 'ringing', presses: 1 })
  })

  it('sent again, or pressed again, is the one that waits', async () => {
    const { cast, press } = await testing()
    const id = newId()
    const [first] = await Promise.all(Array.from({ length: 12 }, () => press(id)))
    expect((await press(newId())).testId).toBe(first?.testId)
    expect((await press(newId(), cast.daughter)).testId).toBe(id)
    expect(await raw('select id from button_test')).toEqual([{ id }])
  })

  it('many at once of many phones are one', async () => {
    const { press } = await testing()
    const answers = await Promise.all(Array.from({ length: 12 }, () => press(newId())))
    expect(new Set(answers.map(({ testId }) => testId)).size).toBe(1)
  })

  it('that nobody answered is over in the evening, with a task and a word to the elder; a month later she is asked', async () => {
    const { app, cast, press, pass } = await testing()
    await press(newId())
    await pass((20 - 8) * 3600)
    expect(await tasks()).toMatchObject([{ kind: 'drill_failed', area_code: places.grid }])
    expect(await inboxOf(cast.elder.person.residentId)).toMatchObject([{ title: '您的按钮测试，没有人回' }])
    await pass(31 * 86_400)
    expect(await inboxOf(cast.elder.person.residentId)).toMatchObject([{}, { title: '该测一测求助按钮了' }])
    await pass(31 * 86_400 + 5)
    await app.settled()
    expect(await inboxOf(cast.elder.person.residentId)).toHaveLength(2)
  })

  it('asks once a month, not once for every test', async () => {
    const { app, cast, press, at } = await testing()
    const first = await press(newId())
    await callOk(app, cast.gridWorker.token, 'help.answerTest', { communityId, testId: first.testId })
    at(3600)
    const second = await press(newId())
    await callOk(app, cast.gridWorker.token, 'help.answerTest', { communityId, testId: second.testId })
    expect(await raw('select id from button_test where due_at is not null')).toEqual([{ id: second.testId }])
  })

  it('is nobody else’s', async () => {
    const { app, cast } = await testing()
    const { person } = cast.elder
    for (const who of [cast.neighbour, cast.former, cast.otherResident]) {
      const pressed = await call(app, who.token, 'help.testPress', { id: newId(), person, waitedMilliseconds: 1 })
      expect(pressed).toMatchObject({ ok: false, error: { code: 'not_delegated' } })
      const looked = await call(app, who.token, 'help.buttonTests', { person })
      expect(looked).toMatchObject({ ok: false, error: { code: 'not_delegated' } })
    }
  })

  it('stays within the round trips of the contract', async () => {
    const { app, cast } = await testing()
    const { person } = cast.elder
    const pressed = await call(app, cast.elder.token, 'help.testPress', { id: newId(), person, waitedMilliseconds: 1 })
    const again = await call(app, cast.elder.token, 'help.testPress', { id: newId(), person, waitedMilliseconds: 1 })
    const testId = pressed.ok ? pressed.data.testId : ''
    const answered = await call(app, cast.gridWorker.token, 'help.answerTest', { communityId, testId })
    const looked = await call(app, cast.elder.token, 'help.buttonTests', { person })
    const budget = (name: 'help.testPress' | 'help.answerTest' | 'help.buttonTests') => helpContract[name].roundTrips
    expect(pressed.roundTrips).toBeLessThanOrEqual(budget('help.testPress'))
    expect(again.roundTrips).toBeLessThanOrEqual(budget('help.testPress'))
    expect(answered.roundTrips).toBeLessThanOrEqual(budget('help.answerTest'))
    expect(looked.roundTrips).toBeLessThanOrEqual(budget('help.buttonTests'))
  })
})

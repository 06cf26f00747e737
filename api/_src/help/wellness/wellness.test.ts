import { beforeEach, describe, expect, it } from 'vitest'
import { defaultWellness } from '../../../../shared/help/wellness.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { recipients } from '../../people/index.ts'
import { sweep } from '../../platform/deliver/deliver.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { helpTown } from '../../testing/help-town.ts'
import { helpBackground } from '../background.ts'
import { noteSignOfLife, welfareCheck } from '../index.ts'
import { advanceWellness } from './advance.ts'

const database = await useDatabase()
const { db, raw } = database
const town = helpTown(database)
const stamp = (moment: Date) => moment.toISOString().replace('T', ' ').replace('Z', '')
const communityIds = [places.community, places.otherCommunity, places.farCommunity]

const tomorrow = (time: string) => instantOf('2026-11-25', time)
async function advanceAt(now: Date, times = 2) {
  town.clock.now = now
  await Promise.all(Array.from({ length: times }, () => advanceWellness({ db, communityIds, now, newId })))
}

async function plan() {
  const [row] = (await raw('select * from wellness_plan')) as Record<string, unknown>[]
  return row
}
const tasks = () => raw('select kind, status, title from help_task order by opened_at, kind')
const calls = () => raw('select id, intent, source, presses, resident_id from help_call')

async function messagesTo(id: string): Promise<string[]> {
  const wechat = { templates: {} } as never
  await sweep({ db, wechat, recipients, sources: helpBackground.sources ?? [], communityIds, now: town.clock.now })
  const rows = (await raw(
    "select title from delivery where recipient_id = ? and channel = 'inbox' order by created_at, title",
    [id],
  )) as { title: string }[]
  return rows.map(({ title }) => title)
}

/** The elder wants to be asked after every day by ten. */
async function planned() {
  const { elder } = town.cast
  await town.ok(elder, 'help.setWellness', { person: elder.person, rhythm: 'daily', consent: 'self' })
  await town.app.settled()
}

describe('a plan', () => {
  it('by the elder runs at once; the page shows it and the button', async () => {
    const { elder, daughter, neighbour } = town.cast
    expect(await town.ok(elder, 'help.wellness', { person: elder.person })).toMatchObject({
      plan: null,
      showsButton: false,
    })
    await planned()
    const seen = await town.call(daughter, 'help.wellness', { person: elder.person })
    expect(seen).toMatchObject({
      ok: true,
      roundTrips: 2,
      data: { showsButton: true, plan: { status: 'active', times: ['10:00'], consent: 'self', step: 'waiting' } },
    })
    expect(await plan()).toMatchObject({ next_due_at: tomorrow('10:00') })
    expect(await town.call(neighbour, 'help.wellness', { person: elder.person })).toMatchObject({ status: 403 })
  })

  it('by the family without a yes waits for it', async () => {
    const { elder, daughter } = town.cast
    const wish = { person: elder.person, rhythm: 'high_risk' as const, consent: 'ask' as const }
    expect(await town.ok(daughter, 'help.setWellness', wish)).toMatchObject({ status: 'proposed', expectedAt: null })
    await town.app.settled()
    expect(await messagesTo(elder.person.residentId)).toEqual(['陈静想让您报平安，行吗？'])
    await advanceAt(tomorrow('12:00'))
    expect(await tasks()).toEqual([])
    const yes = { person: elder.person, agree: true }
    expect(await town.call(daughter, 'help.answerWellness', yes)).toMatchObject({ status: 403 })
    expect(await town.ok(elder, 'help.answerWellness', yes)).toMatchObject({ status: 'active', consent: 'self' })
    expect(await town.ok(elder, 'help.answerWellness', yes)).toMatchObject({ status: 'active' })
    expect(await town.ok(elder, 'help.answerWellness', { ...yes, agree: false })).toMatchObject({ status: 'ended' })
    expect(await plan()).toMatchObject({ status: 'ended', next_due_at: null })
  })

  it('by the desk needs the yes noted, and only the desk of the grid', async () => {
    const { elder, gridWorker, otherGridWorker } = town.cast
    const wish = { person: elder.person, rhythm: 'weekly' as const, consent: 'spoken' as const }
    const set = await town.call(gridWorker, 'help.setWellness', wish)
    expect(set).toMatchObject({ ok: true, data: { status: 'active', setByName: '李敏', setByRole: 'staff' } })
    expect(set.roundTrips).toBeLessThanOrEqual(5)
    expect(await town.call(otherGridWorker, 'help.setWellness', wish)).toMatchObject({ status: 403 })
    const lie = { ...wish, consent: 'self' as const }
    expect(await town.call(gridWorker, 'help.setWellness', lie)).toMatchObject({ status: 422 })
    const own = await town.call(gridWorker, 'help.wellnessList', {})
    expect(own).toMatchObject({ ok: true, roundTrips: 2, data: { plans: [{ name: '王秀英', rhythm: 'weekly' }] } })
    expect(await town.ok(otherGridWorker, 'help.wellnessList', {})).toMatchObject({ plans: [] })
  })

  it('can rest for some days', async () => {
    await planned()
    const { elder, daughter } = town.cast
    const rest = { person: elder.person, untilDay: '2026-11-30' }
    expect(await town.ok(daughter, 'help.pauseWellness', rest)).toMatchObject({ pausedUntil: '2026-11-30' })
    await advanceAt(instantOf('2026-11-30', '23:00'))
    await advanceAt(instantOf('2026-12-01', '00:00'))
    expect(await plan()).toMatchObject({ step: 'waiting', paused_until: null })
    await advanceAt(instantOf('2026-12-01', '23:00'))
    expect(await tasks()).toEqual([])
    await advanceAt(instantOf('2026-12-02', '10:00'))
    expect(await plan()).toMatchObject({ step: 'asked' })
  })
})

describe('silence', () => {
  beforeEach(planned)

  it('rises step by step: message, call, knock, help call', async () => {
    const { elder, daughter, gridWorker } = town.cast
    await advanceAt(tomorrow('09:59'))
    expect(await plan()).toMatchObject({ step: 'waiting', version: 1 })
    await advanceAt(tomorrow('10:00'))
    expect(await messagesTo(elder.person.residentId)).toEqual(['您还好吗？点一下“我平安”'])
    expect(await messagesTo(daughter.accountId)).toEqual([])
    await advanceAt(tomorrow('10:30'))
    expect(await tasks()).toEqual([
      { kind: 'wellness_call', status: 'open', title: '给王秀英打个电话，到点了没有动静' },
    ])
    expect(await messagesTo(daughter.accountId)).toEqual(['王秀英今天还没有动静'])
    expect(await messagesTo(gridWorker.accountId)).toEqual(['今天要办：给王秀英打个电话，到点了没有动静'])
    await advanceAt(tomorrow('11:30'))
    expect(await tasks()).toHaveLength(2)
    expect(await calls()).toEqual([])
    await advanceAt(tomorrow('12:30'))
    expect(await calls()).toMatchObject([
      { intent: 'unwell', source: 'wellness', presses: 1, resident_id: elder.person.residentId },
    ])
    expect(await tasks()).toMatchObject([{ status: 'dropped' }, { status: 'dropped' }])
    // And tomorrow it is asked again.
    expect(await plan()).toMatchObject({ step: 'escalated', next_due_at: instantOf('2026-11-26', '10:00') })
    await advanceAt(instantOf('2026-11-26', '10:00'))
    expect(await plan()).toMatchObject({ step: 'asked' })
  })

  it('ends when the help call it became is answered and closed', async () => {
    const { elder, gridWorker } = town.cast
    for (const time of ['10:00', '10:30', '11:30', '12:30']) await advanceAt(tomorrow(time))
    await raw('update session set last_seen_at = ?', [stamp(town.clock.now)])
    const [open] = (await raw('select id from help_call')) as { id: string }[]
    const ref = { communityId: elder.person.communityId, callId: open?.id ?? '' }
    await town.ok(gridWorker, 'help.acknowledge', ref)
    await town.ok(gridWorker, 'help.arrive', ref)
    await town.ok(gridWorker, 'help.close', { ...ref, outcome: 'helped_on_site', note: '手机没电了' })
    await town.app.settled()
    expect(await plan()).toMatchObject({ step: 'waiting', last_sign_kind: 'help_answered' })
  })

  it('ends with one press, and everybody is told', async () => {
    const { elder, daughter } = town.cast
    await advanceAt(tomorrow('10:00'))
    await advanceAt(tomorrow('10:30'))
    await messagesTo(daughter.accountId)
    town.clock.now = tomorrow('10:41')
    const said = await town.call(elder, 'help.sayWell', { id: newId(), person: elder.person })
    expect(said).toMatchObject({ ok: true, data: { at: tomorrow('10:41').toISOString() } })
    expect(said.roundTrips).toBe(3)
    await town.app.settled()
    expect(await tasks()).toMatchObject([{ kind: 'wellness_call', status: 'dropped' }])
    expect(await messagesTo(daughter.accountId)).toEqual(['王秀英今天还没有动静', '王秀英有动静了，放心'])
    await advanceAt(tomorrow('10:42'))
    expect(await plan()).toMatchObject({ step: 'waiting', next_due_at: instantOf('2026-11-26', '10:00') })
  })

  it('is no silence where any sign came, and nobody hears of it', async () => {
    const { elder } = town.cast
    await noteSignOfLife(db, elder.person, 'app_opened', tomorrow('07:10'))
    expect(await noteSignOfLife(db, elder.person, 'app_opened', tomorrow('07:20'))).toBe(false)
    await advanceAt(tomorrow('10:00'))
    expect(await plan()).toMatchObject({ step: 'waiting', last_sign_at: tomorrow('07:10'), version: 1 })
    expect(await messagesTo(elder.person.residentId)).toEqual([])
  })

  it('is broken by the family that saw her, and by nobody else', async () => {
    const { elder, daughter, neighbour } = town.cast
    await advanceAt(tomorrow('10:00'))
    const well = { id: newId(), person: elder.person }
    expect(await town.call(neighbour, 'help.sayWell', well)).toMatchObject({ status: 403 })
    await town.ok(daughter, 'help.sayWell', well)
    expect(await plan()).toMatchObject({ step: 'waiting', last_sign_kind: 'family_saw' })
  })

  it('a sign at the same moment as the clock leaves no task behind', async () => {
    const { elder } = town.cast
    await advanceAt(tomorrow('10:00'))
    for (let round = 0; round < 5; round += 1) {
      const now = addSeconds(tomorrow('10:30'), round)
      town.clock.now = now
      await Promise.all([
        advanceWellness({ db, communityIds, now, newId }),
        noteSignOfLife(db, elder.person, 'said_well', now),
        advanceWellness({ db, communityIds, now, newId }),
      ])
      expect(await raw("select 1 from help_task where status = 'open'")).toEqual([])
      expect(await plan()).toMatchObject({ step: 'waiting' })
      await raw('update wellness_plan set step = ?, next_due_at = ?, version = version + 1', ['asked', stamp(now)])
      await raw('delete from help_task')
    }
  })

  it('follows the thresholds of the community', async () => {
    const { communityStaff, gridWorker, otherCommunityStaff } = town.cast
    const communityId = places.community
    const before = await town.ok(gridWorker, 'help.wellnessSettings', { communityId })
    expect(before).toEqual(defaultWellness)
    const change = { communityId, settings: { ...before, minutesToCall: 5 } }
    expect(await town.call(gridWorker, 'help.saveWellnessSettings', change)).toMatchObject({ status: 403 })
    expect(await town.call(otherCommunityStaff, 'help.saveWellnessSettings', change)).toMatchObject({ status: 404 })
    expect(await town.ok(communityStaff, 'help.saveWellnessSettings', change)).toMatchObject({ minutesToCall: 5 })
    await advanceAt(tomorrow('10:00'))
    expect(await plan()).toMatchObject({ next_due_at: tomorrow('10:05') })
  })
})

describe('asking the desk to ring', () => {
  it('opens one call for one occasion, which any sign takes away', async () => {
    await planned()
    const { person } = town.cast.elder
    const missed = { occasion: 'meal:A', reason: '午饭没来取' }
    await welfareCheck(db, person, missed, town.clock.now)
    await welfareCheck(db, person, missed, town.clock.now)
    expect(await tasks()).toEqual([{ kind: 'wellness_call', status: 'open', title: '给王秀英打个电话，午饭没来取' }])
    await noteSignOfLife(db, person, 'said_well', addSeconds(town.clock.now, 60))
    expect(await tasks()).toMatchObject([{ status: 'dropped' }])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../../config/dev/demo/ids.ts'
import { healthContract } from '../../../../shared/health/contract.ts'
import type { CheckUpMark } from '../../../../shared/health/check-up-contract.ts'
import { instantOf } from '../../../../shared/time.ts'
import { inboxSlice } from '../../inbox/slice.ts'
import { peopleSlice } from '../../people/slice.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { checkUpPlan } from '../../testing/health-samples.ts'
import { passTime } from '../../testing/pass-time.ts'
import { testServer } from '../../testing/server.ts'
import { healthSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '08:20')
const server = testServer(database, [peopleSlice, healthSlice, inboxSlice], start)
const { app, tick, clock } = server
const setClock = (day: string, time: string) => passTime(database, server, day, time)

let cast: Cast
let old: { person: { communityId: string; residentId: string } }
beforeEach(async () => {
  clock.now = start
  cast = await makeActors(db, start)
  old = cast.people.known({ name: '刘桂兰', birthDate: '1941-05-01', livingAlone: true })
  cast.people.known({ name: '周大爷', birthDate: '1956-05-01' })
  await cast.people.save(db)
})

const communityId = places.community
const checkUpId = idOf('check-up')
const ref = { communityId, checkUpId }
const plan = (token: string, over: Partial<typeof checkUpPlan> | object = {}) =>
  call(app, token, 'health.planCheckUp', { id: checkUpId, communityId, ...checkUpPlan, ...over })
const invite = (token: string) => call(app, token, 'health.inviteCheckUp', ref)
const list = async (token = cast.communityStaff.token) => callOk(app, token, 'health.checkUp', ref)
const answer = (token: string, what: 'coming' | 'not_coming' | 'fetch', agreed = true) =>
  call(app, token, 'health.answerCheckUp', {
    id: idOf(`answer ${what}`),
    person: cast.elder.person,
    checkUpId,
    answer: what,
    agreed,
  })
const mark = (token: string, residentId: string, one: CheckUpMark, agreed = false) =>
  call(app, token, 'health.markLine', { id: idOf(`mark ${residentId}`), ...ref, residentId, mark: one, agreed })
const codeOf = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : reply.error?.code)
const budget = (name: keyof typeof healthContract) => healthContract[name].roundTrips
const count = async (what: string) => Number((await raw(`select count(*) as n from ${what}`))[0]?.['n'])

describe('a check-up', () => {
  it('is planned with a list of masked names, and nobody is told yet', async () => {
    const planned = await plan(cast.communityStaff.token)
    expect(planned).toMatchObject({ ok: true, data: { people: 3 } })
    expect(planned.roundTrips).toBeLessThanOrEqual(budget('health.planCheckUp'))
    expect(codeOf(await plan(cast.communityStaff.token))).toBe('ok')
    expect(codeOf(await plan(cast.doctor.token))).toBe('id_taken')
    const seen = await call(app, cast.doctor.token, 'health.checkUp', ref)
    expect(seen.roundTrips).toBeLessThanOrEqual(budget('health.checkUp'))
    expect(JSON.stringify(seen)).toMatch(/王\*英.*刘\*兰/)
    expect(JSON.stringify(seen)).not.toMatch(/王秀英|1990001/)
    await tick()
    expect(await count('delivery')).toBe(0)
    const listed = await call(app, cast.communityStaff.token, 'health.checkUps', { communityId })
    expect(listed.roundTrips).toBeLessThanOrEqual(budget('health.checkUps'))
    expect(listed).toMatchObject({ ok: true, data: { checkUps: [{ people: 3, coming: 0, invitedAt: null }] } })
  })

  it('may be for one grid', async () => {
    const grids = await call(app, cast.communityStaff.token, 'health.grids', { communityId })
    expect(grids.ok && grids.data.grids.map(({ name }) => name)).toEqual(['一网格', '三网格'])
    expect(grids.roundTrips).toBeLessThanOrEqual(budget('health.grids'))
    const { filter } = checkUpPlan
    const other = await plan(cast.communityStaff.token, { filter: { ...filter, gridCode: places.otherGrid } })
    expect(codeOf(other)).toBe('nobody_on_list')
    const own = await plan(cast.communityStaff.token, { filter: { ...filter, gridCode: places.grid } })
    expect(own).toMatchObject({ ok: true, data: { people: 3 } })
  })

  it('asks everybody once, however often and by whomever it is pressed', async () => {
    await plan(cast.communityStaff.token)
    await mark(cast.doctor.token, old.person.residentId, { kind: 'listed', on: false })
    const invited = await invite(cast.communityStaff.token)
    expect(invited.roundTrips).toBeLessThanOrEqual(budget('health.inviteCheckUp'))
    await tick()
    clock.now = new Date(start.getTime() + 60_000)
    expect(await invite(cast.doctor.token)).toMatchObject({
      ok: true,
      data: { invitedAt: start.toISOString(), invitedByName: '赵雨桐' },
    })
    await tick()
    expect(
      await raw(`select recipient_id, title from delivery where recipient_id = ?`, [cast.elder.person.residentId]),
    ).toEqual([{ recipient_id: cast.elder.person.residentId, title: '有一条健康消息，点开看' }])
    expect(await count(`delivery where recipient_id = '${old.person.residentId}'`)).toBe(0)
    expect(codeOf(await mark(cast.doctor.token, cast.elder.person.residentId, { kind: 'listed', on: false }))).toBe(
      'conflict',
    )
  })

  it('finishes what an invitation left undone that was cut off', async () => {
    await plan(cast.communityStaff.token)
    await invite(cast.communityStaff.token)
    await raw(`update check_up_line set status = 'listed', version = 1, untold = 0, ring_at = null limit 2`)
    await invite(cast.communityStaff.token)
    await tick()
    expect(await count(`delivery where title like '有一条%'`)).toBe(4)
    expect(await count(`check_up_line where status = 'invited'`)).toBe(3)
  })

  it('is answered by the person or by family that may apply, with the agreement', async () => {
    await plan(cast.communityStaff.token)
    expect(codeOf(await answer(cast.elder.token, 'coming'))).toBe('not_found')
    await invite(cast.communityStaff.token)
    expect(codeOf(await answer(cast.elder.token, 'coming', false))).toBe('health_agreement_needed')
    expect(codeOf(await answer(cast.daughter.token, 'coming'))).toBe('not_delegated')
    const said = await answer(cast.elder.token, 'fetch')
    expect(codeOf(said)).toBe('ok')
    expect(said.roundTrips).toBeLessThanOrEqual(budget('health.answerCheckUp'))
    const { checkUps } = await callOk(app, cast.daughter.token, 'health.mine', { person: cast.elder.person })
    expect(checkUps).toMatchObject([{ answer: 'fetch', answeredRelation: 'self', over: false }])
    expect((await list()).checkUp).toMatchObject({ people: 3, fetch: 1, coming: 0 })
    await setClock('2026-12-03', '08:00')
    expect(codeOf(await answer(cast.elder.token, 'coming'))).toBe('check_up_over')
  })

  it('has the old without an account rung at once, the others after some days', async () => {
    await plan(cast.communityStaff.token)
    await invite(cast.communityStaff.token)
    const toRing = async () =>
      (await list()).lines.filter(({ mustRing }) => mustRing).map(({ maskedName }) => maskedName)
    expect(await toRing()).toEqual(['刘*兰'])
    await answer(cast.elder.token, 'not_coming')
    await setClock('2026-11-27', '08:59')
    expect(await toRing()).toEqual(['刘*兰'])
    expect(await count(`delivery where recipient_id = '${cast.communityStaff.accountId}'`)).toBe(0)
    await setClock('2026-11-27', '09:00')
    await tick()
    expect(await toRing()).toEqual(['刘*兰', '周*爷'])
    expect(await count(`delivery where recipient_id = '${cast.communityStaff.accountId}'`)).toBe(1)
    const { residentId } = old.person
    const rung = (result: 'coming' | 'not_reached', agreed: boolean) =>
      mark(cast.communityStaff.token, residentId, { kind: 'rung', result, note: '下午再打' }, agreed)
    expect(codeOf(await rung('not_reached', false))).toBe('ok')
    expect((await list()).lines.find((line) => line.residentId === residentId)).toMatchObject({
      mustRing: true,
      ringResult: 'not_reached',
      rungByName: '赵雨桐',
      ringNote: '下午再打',
    })
    expect(codeOf(await rung('coming', false))).toBe('health_agreement_needed')
    const agreed = await rung('coming', true)
    expect(codeOf(agreed)).toBe('ok')
    expect(agreed.roundTrips).toBeLessThanOrEqual(budget('health.markLine'))
    expect(await toRing()).toEqual(['周*爷'])
    expect(await raw('select check_up_agreed from health_file where resident_id = ?', [residentId])).toEqual([
      { check_up_agreed: 1 },
    ])
  })

  it('opens a name and a number one by one, each on record', async () => {
    await plan(cast.communityStaff.token)
    await invite(cast.communityStaff.token)
    const opened = await call(app, cast.communityStaff.token, 'health.openLine', {
      ...ref,
      residentId: cast.elder.person.residentId,
    })
    expect(opened).toMatchObject({
      ok: true,
      data: { name: '王秀英', address: expect.stringContaining('3 栋') as string },
    })
    expect(opened.roundTrips).toBeLessThanOrEqual(budget('health.openLine'))
    const log = await callOk(app, cast.elder.token, 'people.accessLog', { person: cast.elder.person })
    expect(log.openings).toMatchObject([{ name: '赵雨桐', purpose: 'check_up' }])
  })

  it('counts who came and who fetched the result', async () => {
    await plan(cast.communityStaff.token)
    await invite(cast.communityStaff.token)
    await answer(cast.elder.token, 'coming')
    const { residentId } = cast.elder.person
    for (const kind of ['attended', 'collected'] as const) {
      expect(codeOf(await mark(cast.doctor.token, residentId, { kind, on: true }))).toBe('ok')
    }
    expect((await list()).checkUp).toMatchObject({ coming: 1, attended: 1, collected: 1 })
    await mark(cast.doctor.token, residentId, { kind: 'collected', on: false })
    expect((await list()).checkUp).toMatchObject({ attended: 1, collected: 0 })
  })
})

describe('who sees a list', () => {
  it('is doctors and staff of this community', async () => {
    await plan(cast.communityStaff.token)
    for (const { token } of [cast.gridWorker, cast.streetDispatcher, cast.admin, cast.neighbour]) {
      expect(codeOf(await call(app, token, 'health.checkUp', ref))).toBe('not_allowed')
    }
    const { token } = cast.otherCommunityStaff
    for (const reply of [
      await call(app, token, 'health.checkUp', ref),
      await call(app, token, 'health.checkUps', { communityId }),
      await invite(token),
      await mark(token, cast.elder.person.residentId, { kind: 'listed', on: false }),
      await plan(token),
    ]) {
      expect(codeOf(reply)).toBe('not_found')
    }
  })

  it('by what ails people is made by a doctor alone, of the own people who agreed to it, and open to nobody else', async () => {
    const focus = { filter: { ...checkUpPlan.filter, ageFrom: 0, focus: 'hypertension' as const } }
    expect(codeOf(await plan(cast.communityStaff.token, focus))).toBe('not_found')
    expect(codeOf(await plan(cast.doctor.token, focus))).toBe('nobody_on_list')
    const { person } = cast.elder
    const agree = (purpose: 'doctor' | 'check_up', agreed = true) =>
      callOk(app, cast.elder.token, 'health.agree', { id: idOf(`${purpose} ${agreed}`), person, purpose, agreed })
    await agree('doctor')
    const doctorId = cast.doctor.accountId
    const wanted = { id: idOf('application'), person, doctorId, focus: ['hypertension' as const], note: '' }
    await callOk(app, cast.elder.token, 'health.applyDoctor', wanted)
    const decision = { kind: 'accept' } as const
    await callOk(app, cast.doctor.token, 'health.decideApplication', { ...person, applicationId: wanted.id, decision })
    expect(codeOf(await plan(cast.doctor.token, focus))).toBe('nobody_on_list')
    await agree('check_up')
    const planned = await plan(cast.doctor.token, focus)
    expect(planned).toMatchObject({ ok: true, data: { people: 1 } })
    expect(planned.roundTrips).toBeLessThanOrEqual(budget('health.planCheckUp'))
    const { token } = cast.communityStaff
    expect(codeOf(await call(app, token, 'health.checkUp', ref))).toBe('not_found')
    expect((await callOk(app, token, 'health.checkUps', { communityId })).checkUps).toEqual([])
    expect(codeOf(await mark(token, person.residentId, { kind: 'listed', on: false }))).toBe('not_found')
    await agree('check_up', false)
    expect((await list(cast.doctor.token)).lines).toEqual([])
  })

  it('keeps who never agreed to anything and takes back something else', async () => {
    await plan(cast.communityStaff.token)
    await invite(cast.communityStaff.token)
    const { person } = cast.elder
    for (const agreed of [true, false]) {
      const word = { id: idOf(`referral ${agreed}`), person, purpose: 'referral' as const, agreed }
      await callOk(app, cast.elder.token, 'health.agree', word)
    }
    await setClock('2026-11-24', '09:00')
    expect((await list()).checkUp.people).toBe(3)
    expect(await raw('select erase_at from health_file')).toEqual([{ erase_at: null }])
  })
})

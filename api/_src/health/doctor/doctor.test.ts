import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../../config/dev/demo/ids.ts'
import { healthContract } from '../../../../shared/health/contract.ts'
import { instantOf } from '../../../../shared/time.ts'
import { peopleSlice } from '../../people/slice.ts'
import { inboxSlice } from '../../inbox/slice.ts'
import { makeActors, places, type Cast, type TestAccount } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { passTime } from '../../testing/pass-time.ts'
import { testServer } from '../../testing/server.ts'
import { healthSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '08:20')
const server = testServer(database, [peopleSlice, healthSlice, inboxSlice], start)
const { app, tick, clock, lines } = server
const setClock = (day: string, time: string) => passTime(database, server, day, time)

let cast: Cast
let colleague: TestAccount
let son: TestAccount
beforeEach(async () => {
  clock.now = start
  lines.length = 0
  cast = await makeActors(db, start)
  colleague = cast.people.staff('doctor', places.community, '许红梅')
  son = cast.people.account('王磊')
  cast.people.lend(cast.elder, son, ['see', 'apply'], { relation: 'son' })
  await cast.people.save(db)
})

const person = () => cast.elder.person
const agree = (token: string, agreed = true, words = 'agreement') =>
  call(app, token, 'health.agree', { id: idOf(words), person: person(), purpose: 'doctor', agreed })
const apply = (token: string, doctorId = cast.doctor.accountId, words = 'application') =>
  call(app, token, 'health.applyDoctor', {
    id: idOf(words),
    person: person(),
    doctorId,
    focus: ['hypertension', 'diabetes'],
    note: '想找个会量血压的',
  })
const accept = (token = cast.doctor.token, words = 'application') =>
  call(app, token, 'health.decideApplication', {
    ...person(),
    applicationId: idOf(words),
    decision: { kind: 'accept' },
  })
const mine = async (token = cast.elder.token) => (await callOk(app, token, 'health.mine', { person: person() })).file
const patient = (token = cast.doctor.token) => call(app, token, 'health.patient', person())
const codeOf = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : reply.error?.code)
const messages = async (token: string) => (await callOk(app, token, 'inbox.list', {})).messages
const budget = (name: keyof typeof healthContract) => healthContract[name].roundTrips

async function sign() {
  await agree(cast.elder.token)
  await apply(cast.elder.token)
  // The doctor hears of it before answering.
  await app.settled()
  await accept()
  await app.settled()
}

describe('a family doctor', () => {
  it('is asked only after an agreement of its own, and nothing is kept before', async () => {
    expect(codeOf(await apply(cast.elder.token))).toBe('health_agreement_needed')
    expect(await raw('select * from health_file')).toEqual([])
    const agreed = await agree(cast.elder.token)
    expect(agreed.roundTrips).toBeLessThanOrEqual(budget('health.agree'))
    const applied = await apply(cast.elder.token)
    expect(codeOf(applied)).toBe('ok')
    expect(applied.roundTrips).toBeLessThanOrEqual(budget('health.applyDoctor'))
    const [row] = await raw('select doctor_agreed, agreements, focus, applied_to, doctor_id from health_file')
    expect(row).toMatchObject({ doctor_agreed: 1, applied_to: cast.doctor.accountId, doctor_id: null })
    expect(JSON.stringify(row?.['agreements'])).toContain('2026-11')
    expect(codeOf(await apply(cast.elder.token))).toBe('ok')
    expect(codeOf(await apply(cast.elder.token, colleague.accountId, 'another'))).toBe('already_applied')
    expect(codeOf(await apply(cast.elder.token, cast.gridWorker.accountId, 'another'))).toBe('already_applied')
  })

  it('takes the person for a year, and both hear of it in words that say nothing', async () => {
    await sign()
    const file = await mine()
    expect(file).toMatchObject({
      doctor: { doctorId: cast.doctor.accountId, name: '林芳', endsOn: '2027-11-24', endsSoon: false },
      application: null,
      focus: ['hypertension', 'diabetes'],
    })
    const toDoctor = await messages(cast.doctor.token)
    const toElder = await messages(cast.elder.token)
    // The son reads his mother's messages, and is told himself.
    const toSon = await messages(son.token)
    const told = [...toDoctor, ...toElder, ...toSon]
    const news = '有一条健康消息，点开看'
    const titlesOf = (list: typeof told) => list.map(({ title }) => title)
    expect([toDoctor, toElder, toSon].map(titlesOf)).toEqual([[news], [news], [news, news]])
    expect(JSON.stringify(told)).not.toMatch(/医生签|高血压|糖尿病|hypertension|diabetes/)
    expect(lines.join('')).not.toMatch(/hypertension|diabetes|王秀英|会量血压/)
  })

  it('is declined with a reason the person reads; another may be asked at once', async () => {
    await agree(cast.elder.token)
    await apply(cast.elder.token)
    const decision = { kind: 'decline', reason: '我这里满了，找许医生吧' } as const
    const word = { ...person(), applicationId: idOf('application'), decision }
    const declined = await call(app, cast.doctor.token, 'health.decideApplication', word)
    expect(declined).toMatchObject({ ok: true, data: { accepted: false } })
    expect(declined.roundTrips).toBeLessThanOrEqual(budget('health.decideApplication'))
    expect(await mine()).toMatchObject({
      doctor: null,
      declined: { doctorName: '林芳', reason: '我这里满了，找许医生吧' },
    })
    expect(codeOf(await accept())).toBe('conflict')
    expect(codeOf(await apply(cast.elder.token, colleague.accountId, 'second'))).toBe('ok')
    expect((await mine()).declined).toBeNull()
  })

  it('is one at a time: the old one stays until the new one has accepted, then is gone', async () => {
    await sign()
    await apply(cast.elder.token, colleague.accountId, 'change')
    expect((await mine()).doctor?.name).toBe('林芳')
    expect(codeOf(await patient(colleague.token))).toBe('ok')
    await accept(colleague.token, 'change')
    expect((await mine()).doctor?.name).toBe('许红梅')
    expect(codeOf(await patient())).toBe('not_found')
    const left = await call(app, cast.elder.token, 'health.leaveDoctor', { person: person(), what: 'doctor' })
    expect(left.roundTrips).toBeLessThanOrEqual(budget('health.leaveDoctor'))
    expect((await mine()).doctor).toBeNull()
    expect(codeOf(await patient(colleague.token))).toBe('not_found')
  })

  it('may be arranged by family that may do so, and it shows', async () => {
    expect(codeOf(await agree(cast.daughter.token))).toBe('not_delegated')
    expect(codeOf(await agree(son.token))).toBe('ok')
    expect(codeOf(await apply(cast.daughter.token))).toBe('not_delegated')
    expect(codeOf(await apply(son.token))).toBe('ok')
    expect(await mine(cast.daughter.token)).toMatchObject({
      agreements: [{ purpose: 'doctor', agreed: true, byName: '王磊', how: 'family' }],
      application: { byName: '王磊', relation: 'son', note: '想找个会量血压的' },
    })
    const { applicants } = await callOk(app, cast.doctor.token, 'health.practice', { communityId: places.community })
    expect(applicants).toMatchObject([{ maskedName: '王*英', age: 82, relation: 'son', toMe: true, renewal: false }])
    for (const { token } of [cast.neighbour, cast.former, cast.unbound, cast.gridWorker]) {
      expect(codeOf(await call(app, token, 'health.mine', { person: person() }))).toBe('not_delegated')
    }
  })

  it('reminds a month before the year ends; another year is added, or it ends by itself', async () => {
    await sign()
    await setClock('2027-10-25', '08:59')
    expect(await messages(cast.elder.token)).toHaveLength(1)
    await setClock('2027-10-25', '09:00')
    await tick()
    expect(await messages(cast.elder.token)).toHaveLength(2)
    await apply(cast.elder.token, cast.doctor.accountId, 'renewal')
    await accept(cast.doctor.token, 'renewal')
    expect((await mine()).doctor).toMatchObject({ name: '林芳', endsOn: '2028-11-24', endsSoon: false })
    await setClock('2028-11-24', '23:00')
    expect((await raw('select doctor_id from health_file'))[0]?.['doctor_id']).toBe(cast.doctor.accountId)
    await setClock('2028-11-25', '00:01')
    expect((await raw('select doctor_id, due_at from health_file'))[0]).toEqual({ doctor_id: null, due_at: null })
  })

  it('lists doctors with their load, and the practice with masked names, each within its budget', async () => {
    await sign()
    const doctors = await call(app, cast.elder.token, 'health.doctors', { person: person() })
    expect(doctors.roundTrips).toBeLessThanOrEqual(budget('health.doctors'))
    expect(doctors.ok && doctors.data.doctors.map(({ name, people }) => `${name} ${people}`).toSorted()).toEqual([
      '林芳 1',
      '许红梅 0',
    ])
    const practice = await call(app, cast.doctor.token, 'health.practice', { communityId: places.community })
    expect(practice.roundTrips).toBeLessThanOrEqual(budget('health.practice'))
    expect(practice).toMatchObject({ ok: true, data: { people: [{ maskedName: '王*英', endsOn: '2027-11-24' }] } })
    expect(JSON.stringify(practice)).not.toMatch(/王秀英|hypertension/)
    const seen = await call(app, cast.elder.token, 'health.mine', { person: person() })
    expect(seen.roundTrips).toBeLessThanOrEqual(budget('health.mine'))
  })
})

describe('who reads what ails somebody', () => {
  it('is the family doctor, each time on record; no colleague, no other community, no desk', async () => {
    await sign()
    const opened = await patient()
    expect(opened).toMatchObject({ ok: true, data: { name: '王秀英', file: { focus: ['hypertension', 'diabetes'] } } })
    expect(opened.roundTrips).toBeLessThanOrEqual(budget('health.patient'))
    const { openings } = await callOk(app, cast.elder.token, 'people.accessLog', { person: person() })
    expect(openings).toMatchObject([{ name: '林芳', purpose: 'health_file' }])
    const stranger = cast.people.staff('doctor', places.otherCommunity, '袁立')
    await cast.people.save(db)
    for (const token of [colleague.token, stranger.token]) expect(codeOf(await patient(token))).toBe('not_found')
    for (const { token } of [cast.gridWorker, cast.streetDispatcher, cast.communityStaff, cast.admin]) {
      expect(codeOf(await patient(token))).toBe('not_allowed')
      const asked = await call(app, token, 'health.practice', { communityId: places.community })
      expect(codeOf(asked)).toBe('not_allowed')
    }
    expect(codeOf(await call(app, stranger.token, 'health.practice', { communityId: places.community }))).toBe(
      'not_found',
    )
    expect(await raw('select purpose from access_log')).toHaveLength(1)
  })

  it('is the doctor’s to put right, or the family’s', async () => {
    await sign()
    const set = (token: string) => call(app, token, 'health.setFocus', { person: person(), focus: ['heart'] })
    expect(codeOf(await set(colleague.token))).toBe('not_delegated')
    expect(codeOf(await set(cast.daughter.token))).toBe('not_delegated')
    const done = await set(cast.doctor.token)
    expect(codeOf(done)).toBe('ok')
    expect(done.roundTrips).toBeLessThanOrEqual(budget('health.setFocus'))
    expect((await mine()).focus).toEqual(['heart'])
  })
})

describe('taking the agreement back', () => {
  it('empties the file at once, tells the doctor, and the proof of both words stays', async () => {
    await sign()
    const taken = await agree(cast.elder.token, false, 'no more')
    expect(taken.roundTrips).toBeLessThanOrEqual(budget('health.agree'))
    await app.settled()
    expect(await mine()).toMatchObject({ doctor: null, focus: [], application: null })
    const [row] = await raw('select * from health_file')
    const kept = JSON.stringify({ ...row, agreements: null })
    expect(kept).not.toMatch(/hypertension|会量血压|林芳/)
    expect(row?.['agreements']).toMatchObject([{ agreed: true }, { agreed: false }])
    expect(codeOf(await patient())).toBe('not_found')
    expect(await messages(cast.doctor.token)).toHaveLength(2)
  })

  it('is not turned round by an old word that arrives once more', async () => {
    await sign()
    await agree(cast.elder.token, false, 'no more')
    expect(codeOf(await agree(cast.elder.token))).toBe('ok')
    expect((await mine()).agreements).toMatchObject([{ agreed: false }])
    expect(codeOf(await apply(cast.elder.token, cast.doctor.accountId, 'later'))).toBe('health_agreement_needed')
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { idOf } from '../../../../config/dev/demo/ids.ts'
import { healthContract } from '../../../../shared/health/contract.ts'
import type { ReferralMove } from '../../../../shared/health/referral-contract.ts'
import { instantOf } from '../../../../shared/time.ts'
import { inboxSlice } from '../../inbox/slice.ts'
import { peopleSlice } from '../../people/slice.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { letterOf } from '../../testing/health-samples.ts'
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
beforeEach(async () => {
  clock.now = start
  lines.length = 0
  cast = await makeActors(db, start)
})

const person = () => cast.elder.person
const referralId = idOf('letter')
const ref = { communityId: places.community, referralId }
const write = (token = cast.doctor.token, agreed = true, words = 'letter') =>
  call(app, token, 'health.writeReferral', { id: idOf(words), person: person(), agreed, ...letterOf('胸闷三天') })
const read = (token: string) => call(app, token, 'health.referral', ref)
const move = (wanted: ReferralMove, token = cast.doctor.token) =>
  call(app, token, 'health.moveReferral', { ...ref, move: wanted })
const decide = (token: string, agreed = true) => call(app, token, 'health.answerReferral', { ...ref, agreed })
const codeOf = (reply: { ok: boolean; error?: { code: string } }) => (reply.ok ? 'ok' : reply.error?.code)
const budget = (name: keyof typeof healthContract) => healthContract[name].roundTrips
const answered = {
  kind: 'answered',
  diagnosis: '冠心病，稳定',
  advice: '按时吃药，少盐',
  backOn: '2026-11-28',
} as const
const inbox = async (token: string) => (await callOk(app, token, 'inbox.list', {})).messages.length

describe('a referral', () => {
  it('goes from the letter to the record of the follow-up, and each step is told to whom it concerns', async () => {
    expect(codeOf(await write(cast.doctor.token, false))).toBe('health_agreement_needed')
    expect(await raw('select * from referral')).toEqual([])
    const written = await write()
    expect(written).toMatchObject({ ok: true, data: { status: 'written', name: '王秀英', communityName: '梅园社区' } })
    expect(written.roundTrips).toBeLessThanOrEqual(budget('health.writeReferral'))
    expect(await raw('select agreements from health_file')).toMatchObject([
      { agreements: [{ purpose: 'referral', agreed: true, how: 'staff', byName: '林芳' }] },
    ])
    await app.settled()
    expect([await inbox(cast.elder.token), await inbox(cast.doctor.token)]).toEqual([1, 0])

    const agreed = await decide(cast.elder.token)
    expect(agreed).toMatchObject({ ok: true, data: { status: 'given' } })
    expect(agreed.roundTrips).toBeLessThanOrEqual(budget('health.answerReferral'))
    await app.settled()
    expect([await inbox(cast.elder.token), await inbox(cast.doctor.token)]).toEqual([1, 1])

    expect(codeOf(await move({ kind: 'accepted' }))).toBe('ok')
    const back = await move(answered)
    expect(back).toMatchObject({ ok: true, data: { status: 'answered', followUpOn: '2026-12-05', overdue: false } })
    expect(back.roundTrips).toBeLessThanOrEqual(budget('health.moveReferral'))
    await app.settled()
    expect(await inbox(cast.elder.token)).toBe(3)

    await setClock('2026-12-05', '08:59')
    expect(await inbox(cast.doctor.token)).toBe(1)
    await setClock('2026-12-05', '09:00')
    await tick()
    expect(await inbox(cast.doctor.token)).toBe(2)
    const { referrals } = await callOk(app, cast.doctor.token, 'health.practice', { communityId: places.community })
    expect(referrals).toMatchObject([{ maskedName: '王*英', overdue: true }])
    expect(await move({ kind: 'done', result: '血压稳，药在吃' })).toMatchObject({
      ok: true,
      data: { status: 'done', overdue: false, result: '血压稳，药在吃' },
    })
    const whole = await read(cast.elder.token)
    expect(whole.ok && whole.data.steps.map(({ kind }) => kind)).toEqual([
      'done',
      'follow_up_due',
      'answered',
      'accepted',
      'given',
      'written',
    ])
    expect(lines.join('')).not.toMatch(/胸闷|冠心病|王秀英|心内科/)
    expect(JSON.stringify(await raw('select title, body, page from delivery'))).not.toMatch(/胸闷|冠心病|心内科|转诊/)
  })

  it('is written once, has a number of its own, and a repeat gives the same letter', async () => {
    const [first, again] = [await write(), await write()]
    expect(first.ok && again.ok && first.data.number === again.data.number).toBe(true)
    const colleague = cast.people.staff('doctor', places.community, '许红梅')
    await cast.people.save(db)
    expect(codeOf(await write(colleague.token))).toBe('id_taken')
  })

  it('takes the next number where another letter of the day has it', async () => {
    const first = await write()
    await raw('update referral set id = ?', [idOf('the other letter')])
    const second = await write()
    expect(first.ok && second.ok && first.data.number !== second.data.number).toBe(true)
  })

  it('may be refused by the person, taken back by the doctor, and skips no step', async () => {
    await write()
    expect(await move({ kind: 'accepted' })).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(codeOf(await decide(cast.daughter.token))).toBe('not_delegated')
    expect(codeOf(await decide(cast.neighbour.token))).toBe('not_found')
    expect(await decide(cast.elder.token, false)).toMatchObject({ ok: true, data: { status: 'refused' } })
    expect(codeOf(await decide(cast.elder.token, true))).toBe('conflict')
    expect(codeOf(await move({ kind: 'cancelled' }))).toBe('conflict')
  })
})

describe('who reads a letter', () => {
  it('is the person, family that may see, its doctor and the family doctor; doctors are on record', async () => {
    await write()
    const colleague = cast.people.staff('doctor', places.community, '许红梅')
    const stranger = cast.people.staff('doctor', places.otherCommunity, '袁立')
    await cast.people.save(db)
    expect(codeOf(await read(colleague.token))).toBe('not_found')
    expect(codeOf(await move({ kind: 'given' }, colleague.token))).toBe('not_found')
    for (const { token } of [
      cast.gridWorker,
      cast.streetDispatcher,
      cast.communityStaff,
      cast.admin,
      stranger,
      cast.neighbour,
      cast.former,
    ]) {
      expect(codeOf(await read(token))).toBe('not_found')
    }
    await callOk(app, cast.elder.token, 'health.agree', {
      id: idOf('a'),
      person: person(),
      purpose: 'doctor',
      agreed: true,
    })
    const wanted = { id: idOf('application'), person: person(), doctorId: colleague.accountId, focus: [], note: '' }
    await callOk(app, cast.elder.token, 'health.applyDoctor', wanted)
    const decision = { kind: 'accept' } as const
    await callOk(app, colleague.token, 'health.decideApplication', { ...person(), applicationId: wanted.id, decision })
    for (const token of [colleague.token, cast.doctor.token, cast.elder.token, cast.daughter.token]) {
      const seen = await read(token)
      expect(seen).toMatchObject({ ok: true, data: { reason: '胸闷三天' } })
      expect(seen.roundTrips).toBeLessThanOrEqual(budget('health.referral'))
    }
    const log = await callOk(app, cast.elder.token, 'people.accessLog', { person: person() })
    expect(log.openings.map(({ name, purpose }) => `${name} ${purpose}`).toSorted()).toEqual([
      '林芳 referral',
      '许红梅 referral',
    ])
    const listed = await call(app, cast.daughter.token, 'health.referrals', { person: person() })
    expect(listed.roundTrips).toBeLessThanOrEqual(budget('health.referrals'))
    expect(JSON.stringify(listed)).not.toContain('胸闷')
    expect(codeOf(await call(app, cast.neighbour.token, 'health.referrals', { person: person() }))).toBe(
      'not_delegated',
    )
  })

  it('is nobody once the agreement is taken back; number and date stay', async () => {
    await write()
    const take = () =>
      call(app, cast.elder.token, 'health.agree', {
        id: idOf('no'),
        person: person(),
        purpose: 'referral',
        agreed: false,
      })
    const taken = await take()
    expect(codeOf(taken)).toBe('ok')
    expect(taken.roundTrips).toBeLessThanOrEqual(budget('health.agree'))
    expect([codeOf(await read(cast.elder.token)), codeOf(await read(cast.doctor.token))]).toEqual([
      'not_found',
      'not_found',
    ])
    const kept = JSON.stringify(await raw('select * from referral'))
    expect(kept).not.toMatch(/胸闷|心内科/)
    expect(kept).toContain('20261124-')
    const { referrals } = await callOk(app, cast.elder.token, 'health.referrals', { person: person() })
    expect(referrals).toMatchObject([{ status: 'erased', department: '' }])
  })

  it('is nobody either when a letter meets the withdrawal: the clock erases it', async () => {
    await write()
    await callOk(app, cast.elder.token, 'health.agree', {
      id: idOf('no'),
      person: person(),
      purpose: 'referral',
      agreed: false,
    })
    // As if a request that had read the agreement before wrote its letter just now.
    await raw(`update referral set status = 'written', letter = '胸闷三天', reason = '胸闷三天'`)
    expect(codeOf(await read(cast.doctor.token))).toBe('not_found')
    expect(
      (await callOk(app, cast.doctor.token, 'health.practice', { communityId: places.community })).referrals,
    ).toEqual([])
    await setClock('2026-11-24', '08:22')
    expect(JSON.stringify(await raw('select * from referral'))).not.toContain('胸闷')
    expect(await raw('select erase_at from health_file')).toEqual([{ erase_at: null }])
  })
})

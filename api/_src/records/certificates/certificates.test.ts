import { describe, expect, it } from 'vitest'
import { addDays, dayOf, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { draft, hoursDay, hoursTown } from '../../testing/hours-town.ts'
import { recordsBackground } from '../background.ts'
import { appendEntry } from '../index.ts'

const database = await useDatabase()
const { db, raw } = database
const town = hoursTown(database)
const { community } = places
const me = () => town.cast.daughter
const request = { from: null, to: null, showsName: true, replacesId: null }
const ask = (over: object = {}, who = me()) =>
  town.call(who, 'records.askCertificate', { id: newId(), ...request, ...over })
const asked = (over: object = {}) => town.ok(me(), 'records.askCertificate', { id: newId(), ...request, ...over })
const mine = () => town.ok(me(), 'records.certificates', {})
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)
const check = (number: string) => town.ok(me(), 'records.checkCertificate', { number })
const decide = (
  which: { certificateId: string; version: number },
  move: 'hold' | 'release' | 'refuse' | 'issue' | 'revoke',
  words = '有人说多记了，核对一下',
  who = town.cast.communityStaff,
) =>
  town.call(who, 'records.decideCertificate', {
    communityId: community,
    certificateId: which.certificateId,
    version: which.version,
    move,
    words,
  })

async function advance() {
  const context = { db, communityIds: [community], now: town.clock.now, newId, wechat: { templates: {} } }
  await recordsBackground.advances?.['certificates']?.(context)
}

/** The publicity is over, and the clock did what was due. */
async function days(count: number) {
  await town.at(instantOf(addDays(dayOf(town.clock.now), count), '00:05'))
  await advance()
}

async function issued() {
  await town.attended()
  await asked()
  await days(8)
  const [certificate] = (await mine()).certificates
  if (certificate?.status !== 'issued') throw new Error('not issued')
  return certificate
}

async function namedUnit() {
  await raw(
    `insert into volunteer_setting (community_id, settings, version, changed_by_name, changed_at)
     values (?, '{"isRecordingUnit":true,"unitName":"梅园社区居委会","personInCharge":"李敏","handler":"赵雨桐","contactPhone":"0510-80001111"}', 1, '赵雨桐', now())`,
    [community],
  )
}

const correct = (seq: number, minutes: number) =>
  appendEntry(db, draft(me().person.residentId, { kind: 'correction', basis: 'automatic', corrects_seq: seq, minutes }))

describe('asking', () => {
  it('puts the request on the publicity list for seven whole days, for five round trips', async () => {
    await town.attended()
    const answer = await ask()
    expect(answer).toMatchObject({
      ok: true,
      data: { status: 'published', services: 1, automaticMinutes: 180, addedMinutes: 0, from: hoursDay, to: hoursDay },
    })
    expect(answer.roundTrips).toBeLessThanOrEqual(5)
    if (!answer.ok) return
    expect([answer.data.askedOn, answer.data.publicUntil]).toEqual(['2026-11-21', '2026-11-28'])
    expect((await check(answer.data.number)).state).toBe('not_yet')
    await days(7)
    expect((await mine()).certificates[0]?.status).toBe('published')
    await days(1)
    expect((await mine()).certificates[0]).toMatchObject({
      status: 'issued',
      isUnchanged: true,
      issuedOn: '2026-11-29',
    })
  })

  it('gives its first answer again, and refuses a second one meanwhile', async () => {
    await town.attended()
    const id = newId()
    const first = await ask({ id })
    expect(await ask({ id })).toMatchObject({ ok: true, data: first.ok ? first.data : {} })
    expect(codeOf(await ask())).toBe('certificate_running')
    expect((await mine()).certificates).toHaveLength(1)
  })

  it.each([
    ['days the wrong way round', { from: '2026-11-20', to: '2026-11-01' }, 'days_reversed'],
    ['days without service', { from: '2026-01-01', to: '2026-01-31' }, 'nothing_recorded'],
    ['somebody else’s certificate to replace', { replacesId: newId() }, 'not_found'],
  ])('refuses %s', async (_what, over, code) => {
    await town.attended()
    expect(codeOf(await ask(over))).toBe(code)
  })

  it('needs a volunteer who registered in full', async () => {
    expect(codeOf(await ask({}, town.cast.elder))).toBe('not_a_volunteer')
    await raw('update volunteer set name = null')
    expect(codeOf(await ask())).toBe('registration_unfinished')
  })

  it('can be taken back until it is issued', async () => {
    await town.attended()
    const { certificateId } = await asked()
    const which = { communityId: community, certificateId }
    expect(codeOf(await town.call(town.cast.neighbour, 'records.withdrawCertificate', which))).toBe('not_found')
    expect(await town.ok(me(), 'records.withdrawCertificate', which)).toMatchObject({ status: 'withdrawn' })
    expect(await town.ok(me(), 'records.withdrawCertificate', which)).toMatchObject({ status: 'withdrawn' })
    await days(9)
    expect((await mine()).certificates[0]?.status).toBe('withdrawn')
    expect(codeOf(await ask())).toBe('ok')
  })
})

describe('the publicity list', () => {
  it('shows a name only with consent, to everybody of the community and nobody else, for two round trips', async () => {
    await town.attended()
    await asked({ showsName: false })
    const seen = await town.call(town.cast.elder, 'records.publicity', { communityId: community })
    expect(seen.roundTrips).toBeLessThanOrEqual(2)
    expect(seen).toMatchObject({ ok: true, data: { lines: [{ name: null, automaticMinutes: 180 }] } })
    expect(JSON.stringify(seen)).not.toContain(me().name)
    const stranger = await town.call(town.cast.otherResident, 'records.publicity', { communityId: community })
    expect(codeOf(stranger)).toBe('not_allowed')
    await raw('update certificate set shows_name = 1')
    const named = await town.ok(town.cast.elder, 'records.publicity', { communityId: community })
    expect(named.lines[0]?.name).toBe('陈静')
  })
})

describe('staff', () => {
  it('hold it back with words, let it go on, and it is issued on its old day', async () => {
    await town.attended()
    const certificate = await asked()
    expect(codeOf(await decide(certificate, 'hold', ''))).toBe('result_needed')
    const held = await decide(certificate, 'hold')
    expect(held).toMatchObject({ ok: true, data: { status: 'held', words: '有人说多记了，核对一下' } })
    expect(await decide(certificate, 'hold')).toMatchObject({ ok: true, data: { status: 'held' } })
    expect(codeOf(await decide(certificate, 'hold', '又来', town.cast.admin))).toBe('conflict')
    await days(8)
    const [waiting] = (await mine()).certificates
    expect(waiting?.status).toBe('held')
    if (!waiting) return
    expect(codeOf(await decide(waiting, 'release', '核对过了'))).toBe('ok')
    await advance()
    expect((await mine()).certificates[0]?.status).toBe('issued')
    expect(await town.titles(me().person.residentId)).toEqual([
      '服务时长的公示先停一停',
      '核对好了，公示接着走',
      '服务记录出好了',
    ])
  })

  it('cannot issue before the days are over, and can on the day after, once', async () => {
    await town.attended()
    const certificate = await asked()
    expect(codeOf(await decide(certificate, 'issue', ''))).toBe('publicity_running')
    await town.at(instantOf('2026-11-29', '09:00'))
    const both = await Promise.all([decide(certificate, 'issue', ''), advance()])
    expect(['ok', 'conflict']).toContain(codeOf(both[0]))
    const row = await raw('select status, version, json_length(history) as steps from certificate')
    expect(row).toMatchObject([{ status: 'issued', version: 2, steps: 2 }])
  })

  it('decide nothing about themselves, and nothing in another community', async () => {
    await town.attended()
    const certificate = await asked()
    expect(codeOf(await decide(certificate, 'hold', '核对', town.cast.otherCommunityStaff))).toBe('not_allowed')
    expect(codeOf(await decide(certificate, 'hold', '核对', town.cast.gridWorker))).toBe('not_allowed')
  })

  it('refuse what is held, revoke what was issued, and the number says so', async () => {
    const certificate = await issued()
    expect(codeOf(await decide(certificate, 'refuse'))).toBe('conflict')
    const revoked = await decide(certificate, 'revoke', '冒领')
    expect(revoked).toMatchObject({ ok: true, data: { status: 'revoked', words: '冒领' } })
    expect(revoked.roundTrips).toBeLessThanOrEqual(7)
    const { state, shown } = await check(certificate.number)
    expect([state, shown?.name]).toEqual(['revoked', '*静'])
    const file = { communityId: community, certificateId: certificate.certificateId }
    expect(codeOf(await town.call(me(), 'records.certificateFile', file))).toBe('conflict')
  })

  it('see what runs, what holds and what is over, for two round trips', async () => {
    await issued()
    for (const [scope, count] of [
      ['running', 0],
      ['issued', 1],
      ['ended', 0],
    ] as const) {
      const seen = await town.call(town.cast.admin, 'records.deskCertificates', { communityId: community, scope })
      expect(seen.ok && seen.data.certificates.length).toBe(count)
      expect(seen.roundTrips).toBeLessThanOrEqual(2)
    }
  })
})

describe('an issued certificate', () => {
  it('is called 志愿服务证明 only where the community is the recording unit', async () => {
    expect((await issued()).isProof).toBe(false)
  })

  it('names the unit and who answers for it', async () => {
    await namedUnit()
    const certificate = await issued()
    expect(certificate.isProof).toBe(true)
    const { state, shown } = await check(certificate.number)
    expect([state, shown?.unitName, shown?.isProof]).toEqual(['valid', '梅园社区居委会', true])
    expect(JSON.stringify(shown)).not.toContain('陈静')
  })

  it('says changed when one of its lines is put right, and not when a service is recorded later', async () => {
    const certificate = await issued()
    await town.attended({ day: '2026-11-20' })
    await appendEntry(db, draft(me().person.residentId, { service_day: hoursDay }))
    expect((await check(certificate.number)).state).toBe('valid')
    await correct(1, -30)
    expect(await check(certificate.number)).toMatchObject({ state: 'changed', shown: { automaticMinutes: 180 } })
    expect((await mine()).certificates[0]?.isUnchanged).toBe(false)
  })

  it('says changed when somebody touched a row of the ledger', async () => {
    const certificate = await issued()
    await raw('update hours_entry set minutes = 181')
    expect((await check(certificate.number)).state).toBe('changed')
  })

  it('holds what was put right while it stood on the list', async () => {
    await town.attended()
    await asked()
    await correct(1, -30)
    await days(8)
    expect((await mine()).certificates[0]).toMatchObject({ status: 'issued', automaticMinutes: 150, isUnchanged: true })
  })

  it('does not come of nothing: where all was put right to zero the request ends with words', async () => {
    await town.attended()
    await asked()
    await correct(1, -180)
    await days(8)
    expect((await mine()).certificates[0]).toMatchObject({
      status: 'refused',
      words: expect.stringContaining('没有时长'),
    })
  })

  it('is issued again at once while it is true, under a new number, and the old one says replaced', async () => {
    const old = await issued()
    const answer = await ask({ replacesId: old.certificateId })
    expect(answer).toMatchObject({ ok: true, data: { status: 'issued', replacesId: old.certificateId } })
    expect(answer.roundTrips).toBeLessThanOrEqual(10)
    expect(answer.ok && answer.data.number).not.toBe(old.number)
    expect((await check(old.number)).state).toBe('replaced')
    expect(answer.ok && (await check(answer.data.number)).state).toBe('valid')
  })

  it('stands on the list again when the ledger says something else, and the old one holds until then', async () => {
    const old = await issued()
    await correct(1, -30)
    const next = await asked({ replacesId: old.certificateId })
    expect(next.status).toBe('published')
    expect((await check(old.number)).state).toBe('changed')
    await days(8)
    expect((await check(old.number)).state).toBe('replaced')
    expect((await check(next.number)).state).toBe('valid')
  })

  it('is told of, once', async () => {
    await issued()
    await town.titles(me().person.residentId)
    const rows = await raw('select version, notified_version from certificate')
    expect(rows).toEqual([{ version: 2, notified_version: 2 }])
  })
})

describe('a number', () => {
  it('that nobody has is unknown, also of a community that is not there', async () => {
    const { number } = await issued()
    const other = number.endsWith('0') ? '1' : '0'
    expect(await check(`${number.slice(0, -1)}${other}`)).toEqual({ state: 'unknown', shown: null })
    expect(await check('2026-00000000-00000000')).toEqual({ state: 'unknown', shown: null })
  })
})

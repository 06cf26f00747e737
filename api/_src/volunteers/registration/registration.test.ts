import { createDecipheriv, hkdfSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract.ts'
import type { Endpoints } from '../../../../shared/endpoints.ts'
import { registrationContract } from '../../../../shared/volunteers/registration-contract.ts'
import { makeActors, type Cast, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { idNumberOf, wholeDetails } from '../../testing/registration-samples.ts'
import { testServer, testVolunteerSecret } from '../../testing/server.ts'
import { volunteersSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date() }
const { app, lines, tick } = testServer(database, [volunteersSlice], clock.now, { clock })
let cast: Cast
/** 陈静, a woman of 48, in these tests somebody who registers. */
let me: TestResident

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  lines.length = 0
  cast = await makeActors(db, clock.now)
  me = cast.neighbour
})

type Wish = Input<Endpoints['volunteers.register']>
const wishOf = (who: TestResident, details: object = {}, consents: Wish['consents'] = agreedAll): Wish => ({
  person: who.person,
  details: { ...wholeDetails, ...details },
  consents,
})
const agreedAll: Wish['consents'] = [
  { purpose: 'records', agreed: true },
  { purpose: 'calls', agreed: true },
  { purpose: 'publicity', agreed: true },
  { purpose: 'ranking', agreed: true },
]
const register = (details: object = {}, consents?: Wish['consents'], who = me) =>
  call(app, who.token, 'volunteers.register', wishOf(who, details, consents))
const rowOf = async ({ person }: TestResident) => {
  const [row] = await raw('select * from volunteer where community_id = ? and resident_id = ?', [
    person.communityId,
    person.residentId,
  ])
  return row as Record<string, unknown>
}
const later = (minutes = 1) => (clock.now = new Date(clock.now.getTime() + minutes * 60_000))

describe('volunteers.register', () => {
  it('takes down every element the law names, within its round trips', async () => {
    const reply = await register()
    // 民政部令67号 Art. 5: 姓名、性别、出生日期、身份证件号码、居住区域、联系方式、专业技能、服务类别.
    expect(reply).toMatchObject({
      ok: true,
      data: {
        name: '周建国',
        sex: 'female',
        birthDate: '1986-05-12',
        idNumberShown: `3****************${wholeDetails.idNumber.slice(-1)}`,
        livingArea: '梅园社区 3 栋',
        phone: '13900001234',
        skills: ['dialect', 'repair'],
        serviceKinds: ['elder_care'],
        status: 'active',
        complete: true,
        version: 1,
        joinedAt: clock.now.toISOString(),
      },
    })
    expect(reply.roundTrips).toBe(3)
    expect(reply.ok && reply.data.volunteerNumber).toMatch(/^\d{8}$/)
    expect(me.person.residentId).not.toContain(reply.ok && reply.data.volunteerNumber)
  })

  it.each(['name', 'sex', 'birthDate', 'idNumber', 'livingArea', 'phone', 'skills', 'serviceKinds'])(
    'refuses without %s and says so at that field',
    async (field) => {
      const { [field]: _, ...rest } = wholeDetails as Record<string, unknown>
      const wish = { ...wishOf(me), details: rest } as unknown as Wish
      const reply = await call(app, me.token, 'volunteers.register', wish)
      expect(reply.status).toBe(422)
      expect(JSON.stringify(reply)).toContain(`details.${field}`)
    },
  )

  it('keeps each consent with its version and time, and only what was agreed', async () => {
    const reply = await register({}, [
      { purpose: 'records', agreed: true },
      { purpose: 'ranking', agreed: false },
    ])
    expect(reply.ok && reply.data.consents).toEqual([
      { purpose: 'records', agreed: true, version: '2026-11-23', at: clock.now.toISOString() },
    ])
    const row = await rowOf(me)
    expect(row).toMatchObject({ consent_version: '2026-11-23', consented_at: clock.now, ranking_hidden: 1 })
  })

  it('does not take silence for consent', async () => {
    expect(await register({}, [])).toMatchObject({ ok: false, error: { code: 'consent_needed' } })
    const no = await register({}, [{ purpose: 'records', agreed: false }])
    expect(no).toMatchObject({ error: { code: 'consent_needed' } })
    expect(await rowOf(me)).toBeUndefined()
  })

  it('answers a repeat with the first answer and writes nothing', async () => {
    const before = await register()
    later()
    const repeat = await register({ skills: ['dialect', 'repair', 'dialect'] })
    expect(repeat.ok && repeat.data).toEqual(before.ok && before.data)
    expect(repeat.roundTrips).toBe(2)
  })

  it('changes skills without the number being typed again, and keeps number and seal', async () => {
    const before = await register()
    const sealed = (await rowOf(me))['id_number_sealed']
    later()
    const after = await register({ skills: ['nursing'], idNumber: undefined })
    expect(after).toMatchObject({ ok: true, data: { skills: ['nursing'], version: 2, complete: true } })
    expect(after.ok && after.data.volunteerNumber).toBe(before.ok && before.data.volunteerNumber)
    expect(after.ok && after.data.history.at(-1)).toEqual({
      at: clock.now.toISOString(),
      what: 'changed',
      by: null,
      fields: ['skills'],
    })
    expect((await rowOf(me))['id_number_sealed']).toBe(sealed)
  })

  it('asks whoever joined before the law was followed to complete, and keeps their number', async () => {
    await register()
    await raw(
      `update volunteer set name = null, sex = null, birth_date = null, id_number_sealed = null, id_number_mark = null,
       id_number_shown = null, living_area = null, phone = null, service_kinds = null, consents = null, history = ?`,
      ['[{"at":"2026-11-01T00:00:00.000Z","consentVersion":"2026-11","skills":["repair"],"freeTimes":[]}]'],
    )
    const { volunteer, prefill } = await callOk(app, me.token, 'volunteers.me', {})
    expect(volunteer).toMatchObject({ complete: false, name: null, serviceKinds: [], consents: [] })
    expect(prefill).toEqual({
      name: '周建国',
      sex: 'female',
      birthDate: '1986-05-12',
      phone: expect.stringMatching(/^199/),
      livingArea: '3 栋',
    })
    expect(await register({ idNumber: undefined })).toMatchObject({ error: { code: 'invalid_input' } })
    const reply = await register()
    expect(reply).toMatchObject({ ok: true, data: { complete: true, volunteerNumber: volunteer?.volunteerNumber } })
    expect(reply.ok && reply.data.history.map(({ what }) => what)).toEqual(['registered', 'completed'])
  })

  it('makes one volunteer of many presses', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => register()))
    expect(new Set(replies.map((reply) => reply.ok && reply.data.volunteerNumber)).size).toBe(1)
    expect(await raw('select * from volunteer where resident_id = ?', [me.person.residentId])).toHaveLength(1)
  })

  it.each([
    ['a wrong check character', { idNumber: '110105194912310021', birthDate: '1949-12-31' }, 'idNumber'],
    ['the birth date of somebody else', { birthDate: '1986-05-13' }, 'birthDate'],
    ['the sex of somebody else', { sex: 'male' }, 'sex'],
    ['a birth date to come', { idNumber: idNumberOf('2027-05-12', 2), birthDate: '2027-05-12' }, 'birthDate'],
  ])('refuses %s', async (_what, details, field) => {
    const reply = await register(details)
    expect(reply).toMatchObject({ error: { code: 'invalid_input', details: { fields: [`details.${field}`] } } })
  })

  it('registers nobody where nothing can seal the number', async () => {
    const { app: bare } = testServer(database, [volunteersSlice], clock.now, { clock, volunteerSecret: undefined })
    const reply = await call(bare, me.token, 'volunteers.register', wishOf(me))
    expect(reply).toMatchObject({ status: 503, error: { code: 'registration_closed' } })
    expect(await rowOf(me)).toBeUndefined()
    expect((await callOk(bare, me.token, 'volunteers.me', {})).ready).toBe(false)
  })
})

describe('the identity number', () => {
  const { idNumber } = wholeDetails

  /** Opens a seal as the file format says, without the code that made it. */
  function open(secret: string, sealed: string, person: TestResident['person']): string {
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'linlitong volunteer id number seal', 32))
    const bytes = Buffer.from(sealed.slice(2), 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    decipher.setAAD(Buffer.from(`${person.communityId}/${person.residentId}`))
    decipher.setAuthTag(bytes.subarray(-16))
    return decipher.update(bytes.subarray(12, -16)).toString() + decipher.final().toString()
  }

  it('stands nowhere in the clear: not in the row, an answer or the log', async () => {
    const reply = await register()
    const again = await callOk(app, me.token, 'volunteers.me', {})
    const card = await callOk(app, cast.communityStaff.token, 'volunteers.deskVolunteer', { person: me.person })
    const taken = await call(app, cast.former.token, 'volunteers.register', wishOf(cast.former))
    const row = await rowOf(me)
    const mistyped = [`${idNumber}0`, `${idNumber.slice(0, 17)}${idNumber.endsWith('1') ? '2' : '1'}`].map((wrong) =>
      register({ idNumber: wrong }),
    )
    const everything = JSON.stringify([reply, again, card, taken, row, lines, await Promise.all(mistyped)])
    expect(everything).not.toContain(idNumber)
    expect(everything).not.toContain(idNumber.slice(6, 17))
    expect(Buffer.from(String(row['id_number_sealed']).slice(2), 'base64url').toString('latin1')).not.toContain('1986')
  })

  it('opens under the right key and for this person only', async () => {
    await register()
    const sealed = String((await rowOf(me))['id_number_sealed'])
    expect(open(testVolunteerSecret, sealed, me.person)).toBe(idNumber)
    expect(() => open('another-secret-of-thirty-two-letters', sealed, me.person)).toThrow()
    expect(() => open(testVolunteerSecret, sealed, cast.elder.person)).toThrow()
    const bytes = Buffer.from(sealed.slice(2), 'base64url')
    bytes[14] = (bytes[14] ?? 0) ^ 1
    expect(() => open(testVolunteerSecret, `1.${bytes.toString('base64url')}`, me.person)).toThrow()
  })

  it('is sealed differently each time and marked the same', async () => {
    await register()
    const first = await rowOf(me)
    await callOk(app, me.token, 'volunteers.leave', { person: me.person, erase: true })
    await register()
    const second = await rowOf(me)
    expect(second['id_number_sealed']).not.toBe(first['id_number_sealed'])
    expect(second['id_number_mark']).toBe(first['id_number_mark'])
  })

  it('is one volunteer: the second is refused, also at the same moment', async () => {
    const people = [cast.neighbour, cast.former, cast.elder, cast.daughter]
    const replies = await Promise.all(people.map((who) => register({}, undefined, who)))
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code)).toSorted()
    expect(codes).toEqual(['id_number_taken', 'id_number_taken', 'id_number_taken', 'ok'])
    expect(await raw('select count(*) as n from volunteer')).toEqual([{ n: 1 }])
  })

  it('corrected takes the place of the old one; one that is taken does not', async () => {
    await register()
    const mine = idNumberOf('1986-05-12', 88)
    await register({ idNumber: mine }, undefined, cast.former)
    later()
    expect(await register({ idNumber: mine })).toMatchObject({ status: 409, error: { code: 'id_number_taken' } })
    const fixed = idNumberOf('1987-05-12', 4)
    const reply = await register({ idNumber: fixed, birthDate: '1987-05-12' })
    expect(reply).toMatchObject({ ok: true, data: { birthDate: '1987-05-12', version: 2 } })
    expect(open(testVolunteerSecret, String((await rowOf(me))['id_number_sealed']), me.person)).toBe(fixed)
  })
})

describe('consents, rest and leaving', () => {
  const of = () => ({ person: me.person })

  it('are given and taken back one by one; the one that is needed only by leaving', async () => {
    await register()
    later()
    const off = await callOk(app, me.token, 'volunteers.consent', { ...of(), purpose: 'ranking', agreed: false })
    expect(off.consents.filter(({ agreed }) => agreed).map(({ purpose }) => purpose)).toEqual([
      'records',
      'calls',
      'publicity',
    ])
    expect(await rowOf(me)).toMatchObject({ ranking_hidden: 1 })
    const again = await call(app, me.token, 'volunteers.consent', { ...of(), purpose: 'ranking', agreed: false })
    expect(again).toMatchObject({ roundTrips: 2, data: { version: 2 } })
    await callOk(app, me.token, 'volunteers.consent', { ...of(), purpose: 'ranking', agreed: true })
    const row = await rowOf(me)
    expect(row).toMatchObject({ ranking_hidden: 0 })
    expect(row['consents']).toHaveLength(6)
    const records = await call(app, me.token, 'volunteers.consent', { ...of(), purpose: 'records', agreed: false })
    expect(records).toMatchObject({ error: { code: 'consent_needed' } })
  })

  it('rests until a day, and is back by itself the day after', async () => {
    await register()
    const rest = await call(app, me.token, 'volunteers.pause', { ...of(), until: '2026-11-30' })
    expect(rest).toMatchObject({ roundTrips: 3, data: { status: 'paused', pausedUntil: '2026-11-30' } })
    expect(await register({ skills: [], idNumber: undefined })).toMatchObject({ data: { status: 'paused' } })
    clock.now = new Date('2026-11-30T15:00:00.000Z')
    await tick()
    expect(await rowOf(me)).toMatchObject({ status: 'paused' })
    clock.now = new Date('2026-11-30T16:00:01.000Z')
    await tick()
    expect(await rowOf(me)).toMatchObject({ status: 'active', paused_until: null, version: 4 })
    await tick()
    expect(await rowOf(me)).toMatchObject({ version: 4 })
  })

  it('comes back earlier on a word', async () => {
    await register()
    await callOk(app, me.token, 'volunteers.pause', { ...of(), until: '2026-12-30' })
    const back = await callOk(app, me.token, 'volunteers.resume', of())
    expect(back).toMatchObject({ status: 'active', pausedUntil: null })
    expect((await callOk(app, me.token, 'volunteers.resume', of())).version).toBe(back.version)
  })

  it.each(['2026-11-23', '2029-01-01'])('does not rest until %s', async (until) => {
    await register()
    expect((await call(app, me.token, 'volunteers.pause', { ...of(), until })).status).toBe(422)
  })

  it('leaves with everything taken back, and returns under the same number', async () => {
    const before = await register()
    const left = await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: false })
    expect(left).toMatchObject({ status: 'left', leftAt: clock.now.toISOString(), complete: true })
    expect(left.consents.every(({ agreed }) => !agreed)).toBe(true)
    for (const name of ['volunteers.pause', 'volunteers.resume', 'volunteers.consent'] as const) {
      const input = { ...of(), until: '2026-11-30', purpose: 'calls' as const, agreed: true }
      expect(await call(app, me.token, name, input), name).toMatchObject({ error: { code: 'not_found' } })
    }
    later()
    const back = await register({ idNumber: undefined })
    expect(back).toMatchObject({ data: { status: 'active', leftAt: null } })
    expect(back.ok && back.data.volunteerNumber).toBe(before.ok && before.data.volunteerNumber)
  })

  it('erases at once what is not part of the record of service', async () => {
    const before = await register({ guardian: null })
    later()
    const gone = await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: true })
    expect(gone).toMatchObject({ status: 'left', complete: false, name: '周建国' })
    const row = await rowOf(me)
    const text = JSON.stringify({ ...row, id_number_sealed: row['id_number_sealed'] })
    for (const personal of ['13900001234', '退休电工', '梅园社区', 'repair', 'weekend', '1986', '3***']) {
      expect(text).not.toContain(personal)
    }
    for (const column of ['id_number_sealed', 'id_number_mark', 'id_number_shown', 'phone', 'birth_date', 'sex']) {
      expect(row[column], column).toBeNull()
    }
    expect(row['volunteer_number']).toBe(before.ok && before.data.volunteerNumber)
    expect((await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: true })).version).toBe(gone.version)
  })

  it('erases, too, what somebody from before left behind', async () => {
    await register()
    await raw('update volunteer set id_number_mark = null, phone = null, birth_date = null, name = null')
    await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: false })
    const gone = await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: true })
    expect(gone).toMatchObject({ skills: [], introduction: '', livingArea: null, idNumberShown: null })
    expect((await callOk(app, me.token, 'volunteers.leave', { ...of(), erase: true })).version).toBe(gone.version)
  })

  it('answers a conflict to the slower of two', async () => {
    await register()
    const replies = await Promise.all([
      call(app, me.token, 'volunteers.pause', { ...of(), until: '2026-11-30' }),
      call(app, me.token, 'volunteers.consent', { ...of(), purpose: 'calls', agreed: false }),
      call(app, me.token, 'volunteers.leave', { ...of(), erase: false }),
    ])
    const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))
    expect(codes).toContain('ok')
    expect(codes.every((code) => ['ok', 'conflict', 'not_found'].includes(code))).toBe(true)
    const done = codes.filter((code) => code === 'ok').length
    expect((await rowOf(me))['version']).toBe(1 + done)
  })
})

it('never costs more than its budget says', async () => {
  const costs: Partial<Record<keyof typeof registrationContract, number>> = {}
  const { person } = me
  const note = async (name: keyof typeof registrationContract, input: object, token: string) => {
    const reply = await call(app, token, name, input as never)
    expect(reply.ok, `${name} ${JSON.stringify(reply)}`).toBe(true)
    costs[name] = reply.roundTrips
  }
  const staff = cast.communityStaff.token
  await note('volunteers.register', wishOf(me), staff)
  await note('volunteers.me', {}, me.token)
  await note('volunteers.consent', { person, purpose: 'calls', agreed: false }, staff)
  await note('volunteers.pause', { person, until: '2026-12-01' }, staff)
  await note('volunteers.resume', { person }, staff)
  await note('volunteers.deskVolunteer', { person }, staff)
  await note('volunteers.deskList', { ...everybody, communityId: person.communityId }, staff)
  await note('volunteers.wards', {}, me.token)
  await note('volunteers.leave', { person, erase: true }, staff)
  for (const [name, cost] of Object.entries(costs)) {
    expect(cost, name).toBeLessThanOrEqual(registrationContract[name as keyof typeof costs].roundTrips)
  }
})

const everybody = { search: '', status: null, skill: null, after: null }

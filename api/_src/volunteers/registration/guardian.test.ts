import { beforeEach, describe, expect, it } from 'vitest'
import { makeActors, places, type Cast, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { idNumberOf, wholeDetails } from '../../testing/registration-samples.ts'
import { testServer } from '../../testing/server.ts'
import { volunteersSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date() }
const { app } = testServer(database, [volunteersSlice], clock.now, { clock })
let cast: Cast
let boy: TestResident
/** Her telephone is the one the boy wrote down. */
let mother: TestResident
let motherPhone: string

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  cast = await makeActors(db, clock.now)
  boy = cast.people.resident({ name: '许一鸣', birthDate: '2011-05-12' })
  mother = cast.people.resident({ name: '许妈妈', birthDate: '1978-05-12' })
  await cast.people.save(db)
  const [account] = await raw('select phone from account where id = ?', [mother.accountId])
  motherPhone = String(account?.['phone'])
  await callOk(app, boy.token, 'volunteers.register', {
    person: boy.person,
    details: {
      ...wholeDetails,
      name: '许一鸣',
      birthDate: '2011-05-12',
      idNumber: idNumberOf('2011-05-12', 2),
      guardian: { name: '许妈妈', phone: motherPhone, relation: 'mother' },
    },
    consents: [{ purpose: 'records', agreed: true }],
  })
})

const statusOf = async () => {
  const [row] = await raw('select status from volunteer where resident_id = ?', [boy.person.residentId])
  return row?.['status']
}
const answer = (who: { token: string }, agreed = true) =>
  call(app, who.token, 'volunteers.guardianAnswer', { person: boy.person, agreed })
const wardsOf = async (who: { token: string }) => (await callOk(app, who.token, 'volunteers.wards', {})).wards

describe('a guardian', () => {
  it('finds the child by the own telephone, agrees, and can take it back', async () => {
    expect(await statusOf()).toBe('awaiting_guardian')
    expect(await wardsOf(mother)).toMatchObject([{ name: '许一鸣', age: 15, guardianName: '许妈妈', agreed: false }])
    expect(await answer(mother)).toMatchObject({ ok: true, roundTrips: 3, data: { agreed: true } })
    expect(await statusOf()).toBe('active')
    expect(await answer(mother)).toMatchObject({ ok: true, roundTrips: 2 })
    const { volunteer } = await callOk(app, boy.token, 'volunteers.me', {})
    expect(volunteer?.guardian).toMatchObject({ agreedAt: clock.now.toISOString(), paperSeenBy: null })
    expect(JSON.stringify(volunteer)).not.toContain(mother.accountId)
    expect(await answer(mother, false)).toMatchObject({ data: { agreed: false } })
    expect(await statusOf()).toBe('awaiting_guardian')
  })

  it('finds the child who lent them something as to a parent', async () => {
    const grandmother = cast.people.resident({ name: '许奶奶', birthDate: '1950-01-01' })
    const friend = cast.people.resident({ name: '朋友', birthDate: '1990-01-01' })
    cast.people.lend(boy, grandmother, ['see'], { relation: 'relative' })
    cast.people.lend(boy, friend, ['see'], { relation: 'neighbour' })
    await cast.people.save(db)
    expect(await wardsOf(friend)).toEqual([])
    expect(await answer(friend)).toMatchObject({ error: { code: 'not_found' } })
    expect(await wardsOf(grandmother)).toHaveLength(1)
    expect((await answer(grandmother)).ok).toBe(true)
  })

  it('bound to no home finds the child by telephone in the community the link names', async () => {
    const aunt = cast.people.account('许妈妈')
    await cast.people.save(db)
    await raw('update account set phone = ? where id = ?', [motherPhone, aunt.accountId])
    expect(await wardsOf(aunt)).toEqual([])
    const { wards } = await callOk(app, aunt.token, 'volunteers.wards', { communityId: places.community })
    expect(wards).toHaveLength(1)
    expect((await answer(aunt)).ok).toBe(true)
  })

  it.each([
    ['the child', () => boy],
    ['a neighbour', () => cast.neighbour],
    ['an account bound to nobody', () => cast.unbound],
    ['the staff', () => cast.communityStaff],
  ])('is not %s', async (_who, who) => {
    expect(await answer(who())).toMatchObject({ error: { code: 'not_found' } })
    expect(await statusOf()).toBe('awaiting_guardian')
  })

  it('is a grown-up: a classmate with the telephone is not', async () => {
    await raw('update account set phone = ? where id = ?', [motherPhone, cast.neighbour.accountId])
    await raw(`update identity set birth_date = '2010-01-01' where account_id = ?`, [cast.neighbour.accountId])
    expect(await wardsOf(cast.neighbour)).toEqual([])
    expect(await answer(cast.neighbour)).toMatchObject({ error: { code: 'not_found' } })
    await raw('update account set phone = ? where id = ?', [motherPhone, boy.accountId])
    expect(await answer(boy)).toMatchObject({ error: { code: 'not_found' } })
  })

  it('is not asked any more from the eighteenth birthday on', async () => {
    clock.now = new Date('2029-05-11T16:00:00.000Z')
    await raw(`update session set last_seen_at = '2029-05-11 15:00:00', created_at = '2029-05-11 15:00:00'`)
    expect(await wardsOf(mother)).toEqual([])
  })
})

describe('a signed paper', () => {
  const note = (who: { token: string }, signedOn = '2026-11-20') =>
    call(app, who.token, 'volunteers.guardianPaper', { person: boy.person, signedOn })

  it('is noted with the name of who saw it, and the child can read that', async () => {
    const reply = await note(cast.communityStaff)
    expect(reply).toMatchObject({
      ok: true,
      roundTrips: 4,
      data: { status: 'active', guardian: { paperSeenBy: '赵雨桐', agreedAt: clock.now.toISOString() } },
    })
    expect(reply.ok && reply.data.history.at(-1)).toMatchObject({ what: 'guardian_agreed', by: '赵雨桐' })
    expect(await note(cast.communityStaff)).toMatchObject({ ok: true, roundTrips: 2 })
    const seen = await raw('select purpose from access_log where resident_id = ?', [boy.person.residentId])
    expect(seen).toEqual([{ purpose: 'record_changed' }])
  })

  it.each(['2026-11-25', '2025-01-01'])('is not signed on %s', async (signedOn) => {
    expect(await note(cast.communityStaff, signedOn)).toMatchObject({ error: { code: 'invalid_input' } })
  })

  it('is nothing for another community, or for somebody who needs none', async () => {
    expect(await note(cast.otherCommunityStaff)).toMatchObject({ error: { code: 'not_allowed' } })
    const grown = await call(app, cast.communityStaff.token, 'volunteers.guardianPaper', {
      person: cast.neighbour.person,
      signedOn: '2026-11-20',
    })
    expect(grown).toMatchObject({ error: { code: 'not_found' } })
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { inboxSlice } from '../../inbox/slice.ts'
import { makeActors, places, type Cast, type TestAccount, type TestResident } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { idNumberOf, wholeDetails } from '../../testing/registration-samples.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'
import { volunteersSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date() }
const { app, tick } = testServer(database, [volunteersSlice, inboxSlice], clock.now, { clock })
/** Dies after each row it writes, before anybody is told. */
const { background: _, ...deaf } = volunteersSlice
const dying = testServer(database, [deaf], clock.now, { clock }).app
let cast: Cast
let boy: TestResident
let mother: TestResident
const asking = '许一鸣想当志愿者，等您点头'

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  cast = await makeActors(db, clock.now)
  boy = cast.people.resident({ name: '许一鸣', birthDate: '2011-05-12' })
  mother = cast.people.resident({ name: '许妈妈', birthDate: '1978-05-12' })
  await cast.people.save(db)
})

const phoneOf = async ({ accountId }: { accountId: string }) => {
  const [account] = await raw('select phone from account where id = ?', [accountId])
  return String(account?.['phone'])
}
const setPhone = (who: { accountId: string }, phone: string) =>
  raw('update account set phone = ? where id = ?', [phone, who.accountId])
const guardian = { name: '许妈妈', phone: '19911112222', relation: 'mother' as const }
async function wish(details: object = {}) {
  const idNumber = idNumberOf('2011-05-12', 2)
  const named = { ...guardian, phone: await phoneOf(mother) }
  return {
    person: boy.person,
    details: { ...wholeDetails, name: '小名', birthDate: '2011-05-12', idNumber, guardian: named, ...details },
    consents: [{ purpose: 'records' as const, agreed: true }],
  }
}
interface By {
  through?: typeof app
  who?: TestAccount
}
async function register(details: object = {}, { through = app, who = boy }: By = {}) {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const reply = await call(through, who.token, 'volunteers.register', await wish(details))
  if (!reply.ok) throw new Error(reply.error.code)
  await through.settled()
  return reply
}
async function answer(agreed: boolean, { through = app, who = mother }: By = {}) {
  clock.now = new Date(clock.now.getTime() + 60_000)
  const reply = await call(through, who.token, 'volunteers.guardianAnswer', { person: boy.person, agreed })
  expect(reply).toMatchObject({ ok: true, roundTrips: 3 })
  await through.settled()
}
const inboxOf = async ({ token }: { token: string }) =>
  (await callOk(app, token, 'inbox.list', {})).messages.map(({ title }) => title)
/** Every message there is, by recipient. */
const told = async (): Promise<[string, string][]> =>
  (await raw(`select recipient_id, title from delivery where channel = 'inbox' order by created_at, id`)).map((row) => [
    String(row['recipient_id']),
    String(row['title']),
  ])
const me = async () => await callOk(app, boy.token, 'volunteers.me', {})

describe('a guardian', () => {
  it('hears by message that a child registered, and nobody else does', async () => {
    expect(await register()).toMatchObject({ roundTrips: 3, data: { status: 'awaiting_guardian' } })
    expect(await told()).toEqual([[mother.accountId, asking]])
    expect(await inboxOf(mother)).toEqual([asking])
    expect(await inboxOf(boy)).toEqual([])
    const { messages } = await callOk(app, mother.token, 'inbox.list', {})
    expect(messages[0]).toMatchObject({ page: `/volunteers/guardian/index?community=${places.community}`, read: false })
  })

  it('reads the name the community knows, and nothing else of the child', async () => {
    await register({ name: '加微信领红包', introduction: '秘密' })
    const [row] = await raw('select title, body, page from delivery')
    expect(row?.['title']).toBe(asking)
    const words = JSON.stringify(row)
    const { details } = await wish()
    for (const secret of ['红包', '秘密', '2011', details.idNumber, details.phone, details.livingArea, guardian.name]) {
      expect(words).not.toContain(secret)
    }
    expect(words).not.toContain(boy.person.residentId)
  })

  it('is also who was lent something as to a parent; not a neighbour, nobody to whom it is lent no more', async () => {
    const grandmother = cast.people.resident({ name: '许奶奶', birthDate: '1950-01-01' })
    const others = cast.people.residents(4, { birthDate: '1980-01-01' })
    const [friend, former, ended, cousin] = others
    if (!friend || !former || !ended || !cousin) throw new Error('nobody is there')
    cast.people.lend(boy, grandmother, ['see'], { relation: 'relative' })
    cast.people.lend(boy, friend, ['see'], { relation: 'neighbour' })
    cast.people.lend(boy, former, ['see'], { relation: 'parent', revoked: true })
    cast.people.lend(boy, ended, ['see'], { relation: 'parent', endsAt: clock.now })
    cast.people.lend(boy, cousin, ['see'], { relation: 'relative' })
    await cast.people.save(db)
    await raw(`update identity set birth_date = '2010-01-01' where account_id = ? and relation = 'self'`, [
      cousin.accountId,
    ])
    await register()
    const heard = (await told()).map(([who]) => who)
    expect(heard.toSorted()).toEqual([mother.accountId, grandmother.accountId].toSorted())
  })

  it('is no classmate and not the child, whatever their telephones', async () => {
    const phone = await phoneOf(mother)
    await setPhone(cast.neighbour, phone)
    await raw(`update identity set birth_date = '2010-01-01' where account_id = ?`, [cast.neighbour.accountId])
    await setPhone(boy, phone)
    await register()
    expect(await told()).toEqual([[mother.accountId, asking]])
  })

  it('is told of what the desk writes down, once: correcting it tells nobody again', async () => {
    const desk = cast.communityStaff
    await register({}, { who: desk })
    await register({ skills: ['music'], livingArea: '5 栋' }, { who: desk })
    await register({ guardian: { ...guardian, name: '许女士', phone: await phoneOf(mother) } }, { who: desk })
    await callOk(app, boy.token, 'volunteers.pause', { person: boy.person, until: '2026-12-24' })
    await callOk(app, boy.token, 'volunteers.resume', { person: boy.person })
    await callOk(app, boy.token, 'volunteers.consent', { person: boy.person, purpose: 'calls', agreed: true })
    await app.settled()
    expect(await tick()).toBe(true)
    expect(await told()).toEqual([[mother.accountId, asking]])
  })

  it('with another telephone hears too, and who heard before does not again', async () => {
    const father = cast.people.resident({ name: '许爸爸', birthDate: '1976-05-12' })
    const grandmother = cast.people.resident({ name: '许奶奶', birthDate: '1950-01-01' })
    cast.people.lend(boy, grandmother, [], { relation: 'relative' })
    await cast.people.save(db)
    await register()
    expect(await told()).toHaveLength(2)
    const named = { name: '许爸爸', phone: await phoneOf(father), relation: 'father' }
    await register({ guardian: named })
    expect((await told()).slice(2)).toEqual([[father.accountId, asking]])
    await register()
    expect(await told()).toHaveLength(3)
    // What was agreed to counts for the guardian who did; the next one is asked, as anybody who may answer.
    await answer(true)
    await register({ guardian: named })
    const [, , , agreed, ...again] = await told()
    expect(agreed).toEqual([boy.person.residentId, '家长点头了'])
    expect(new Set(again)).toEqual(new Set([father, grandmother].map(({ accountId }) => [accountId, asking])))
  })

  it('without an account is told nothing, and the child reads whether somebody was', async () => {
    await register({ guardian })
    expect(await told()).toEqual([])
    expect((await me()).guardianTold).toBe(false)
    await register()
    expect(await call(app, boy.token, 'volunteers.me', {})).toMatchObject({
      roundTrips: 3,
      data: { guardianTold: true, volunteer: { status: 'awaiting_guardian' } },
    })
    await register({ guardian })
    expect((await me()).guardianTold).toBe(false)
  })

  it('of another community, whose inbox would not show it, is not said to have heard', async () => {
    await register({ guardian: { ...guardian, phone: await phoneOf(cast.otherResident) } })
    expect(await told()).toEqual([[cast.otherResident.accountId, asking]])
    expect((await me()).guardianTold).toBe(false)
  })
})

describe('the child', () => {
  it('hears that the guardian agreed, and took it back, each once', async () => {
    await register()
    await answer(true)
    expect(await inboxOf(boy)).toEqual(['家长点头了'])
    expect((await me()).guardianTold).toBe(false)
    const again = await call(app, mother.token, 'volunteers.guardianAnswer', { person: boy.person, agreed: true })
    expect(again).toMatchObject({ ok: true, roundTrips: 2 })
    await answer(false)
    expect(await tick()).toBe(true)
    expect(await inboxOf(boy)).toEqual(['家长收回了同意', '家长点头了'])
    expect(await inboxOf(mother)).toEqual([asking])
    expect((await me()).guardianTold).toBe(false)
  })

  it('hears that the desk saw the paper', async () => {
    await register()
    const paper = { person: boy.person, signedOn: '2026-11-20' }
    const reply = await call(app, cast.communityStaff.token, 'volunteers.guardianPaper', paper)
    expect(reply).toMatchObject({ ok: true, roundTrips: 4 })
    await app.settled()
    expect(await inboxOf(boy)).toEqual(['家长签字的纸，社区收到了'])
    await callOk(app, cast.communityStaff.token, 'volunteers.guardianPaper', paper)
    await app.settled()
    expect(await told()).toHaveLength(2)
  })

  it('is not told what the own account did', async () => {
    await raw(`insert into staff_role (account_id, area_code, role, post_name, since) values (?, ?, ?, ?, ?)`, [
      ...[boy.accountId, places.community, 'community_staff', '实习', '2026-11-24 00:00:00'],
    ])
    await register()
    await callOk(app, boy.token, 'volunteers.guardianPaper', { person: boy.person, signedOn: '2026-11-20' })
    await app.settled()
    expect(await tick()).toBe(true)
    expect(await told()).toEqual([[mother.accountId, asking]])
  })
})

describe('a process that dies', () => {
  const untold = async () => (await raw('select untold from volunteer where untold = 1')).length

  it('between the row and the message loses nothing, and nothing comes twice', async () => {
    await register({}, { through: dying })
    expect(await told()).toEqual([])
    expect(await untold()).toBe(1)
    expect(await tick()).toBe(true)
    expect(await told()).toEqual([[mother.accountId, asking]])
    expect(await untold()).toBe(0)
    await answer(true, { through: dying })
    await Promise.all([tick(), tick()])
    expect(await inboxOf(boy)).toEqual(['家长点头了'])
  })

  it('between the message and its mark does not tell it again', async () => {
    await register()
    await raw('update volunteer set notified_version = 0')
    expect(await tick()).toBe(true)
    expect(await told()).toHaveLength(1)
    expect(await untold()).toBe(0)
  })

  it('has only the last to say: what was settled meanwhile is asked for no more', async () => {
    await register({}, { through: dying })
    await answer(true, { through: dying })
    await answer(false, { through: dying })
    expect(await tick()).toBe(true)
    expect(await told()).toEqual([[boy.person.residentId, '家长收回了同意']])
  })

  it.each([false, true])('says nothing of who left meanwhile, erased: %s', async (erase) => {
    await register({}, { through: dying })
    await callOk(dying, boy.token, 'volunteers.leave', { person: boy.person, erase })
    expect(await tick()).toBe(true)
    expect(await told()).toEqual([])
    expect(await untold()).toBe(0)
    // Whoever comes back waits anew.
    await register()
    expect(await told()).toEqual([[mother.accountId, asking]])
  })
})

it('says nothing of grown-ups, nor of who was there before', async () => {
  await joinAll(db, [cast.elder, boy], { now: clock.now, status: 'awaiting_guardian', birthDate: '2011-05-12' })
  const { details, consents } = await wish()
  await callOk(app, cast.neighbour.token, 'volunteers.register', {
    person: cast.neighbour.person,
    details: { ...details, ...wholeDetails },
    consents,
  })
  await app.settled()
  expect(await tick()).toBe(true)
  expect(await told()).toEqual([])
})

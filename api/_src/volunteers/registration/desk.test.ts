import { beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract.ts'
import type { Endpoints } from '../../../../shared/endpoints.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { idNumberOf, wholeDetails } from '../../testing/registration-samples.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'
import { volunteersSlice } from '../slice.ts'

const database = await useDatabase()
const { db, raw } = database
const clock = { now: new Date() }
const { app } = testServer(database, [volunteersSlice], clock.now, { clock })
let cast: Cast

beforeEach(async () => {
  clock.now = new Date('2026-11-24T02:00:00.000Z')
  cast = await makeActors(db, clock.now)
})

const records = [{ purpose: 'records' as const, agreed: true }]

describe('the desk', () => {
  const onPaper = (person: { communityId: string; residentId: string }, order = 2) => ({
    person,
    details: { ...wholeDetails, idNumber: idNumberOf('1986-05-12', order) },
    consents: records,
  })

  it('registers somebody without a telephone of their own on paper, within the budget', async () => {
    const known = cast.people.known({ name: '没手机的人', phone: null })
    await cast.people.save(db)
    const staff = cast.communityStaff.token
    const before = await call(app, staff, 'volunteers.deskVolunteer', { person: known.person })
    expect(before).toMatchObject({
      roundTrips: 4,
      data: { volunteer: null, prefill: { name: '没手机的人', phone: null, livingArea: '3 栋' } },
    })
    const reply = await call(app, staff, 'volunteers.register', onPaper(known.person))
    expect(reply).toMatchObject({ ok: true, roundTrips: 5, data: { status: 'active', complete: true } })
    expect(reply.ok && reply.data.history).toMatchObject([{ what: 'registered', by: '赵雨桐' }])
    const log = await raw('select purpose, account_id from access_log where resident_id = ? order by id', [
      known.person.residentId,
    ])
    expect(log).toEqual([
      { purpose: 'volunteer_file', account_id: cast.communityStaff.accountId },
      { purpose: 'record_changed', account_id: cast.communityStaff.accountId },
    ])
  })

  it('registers nobody the community does not know', async () => {
    const person = { communityId: places.community, residentId: '01KAMS00000000000000000000' }
    const staff = cast.communityStaff.token
    expect(await call(app, staff, 'volunteers.register', onPaper(person))).toMatchObject({
      error: { code: 'not_found' },
    })
    expect(await call(app, staff, 'volunteers.deskVolunteer', { person })).toMatchObject({
      error: { code: 'not_found' },
    })
  })

  it.each([
    ['another community’s staff', () => cast.otherCommunityStaff.token],
    ['a neighbour', () => cast.neighbour.token],
    ['a delegate', () => cast.daughter.token],
  ])('is not %s: they change nothing', async (_who, token) => {
    await joinAll(db, [cast.elder], { now: clock.now })
    const { person } = cast.elder
    const asked = [
      ['volunteers.register', onPaper(person)],
      ['volunteers.consent', { person, purpose: 'calls', agreed: true }],
      ['volunteers.pause', { person, until: '2026-12-01' }],
      ['volunteers.resume', { person }],
      ['volunteers.leave', { person, erase: true }],
    ] as const
    for (const [name, input] of asked) {
      expect(await call(app, token(), name, input as never), name).toMatchObject({ error: { code: 'not_allowed' } })
    }
    const [row] = await raw('select version, status from volunteer where resident_id = ?', [person.residentId])
    expect(row).toEqual({ version: 1, status: 'active' })
  })

  it('lets only its own staff read', async () => {
    const { communityId } = cast.elder.person
    const list = { communityId, search: '', status: null, skill: null, after: null }
    for (const token of [cast.otherCommunityStaff.token]) {
      expect(await call(app, token, 'volunteers.deskList', list)).toMatchObject({ error: { code: 'not_allowed' } })
      const card = await call(app, token, 'volunteers.deskVolunteer', { person: cast.elder.person })
      expect(card).toMatchObject({ error: { code: 'not_allowed' } })
      expect(await call(app, token, 'volunteers.settings', { communityId })).toMatchObject({
        error: { code: 'not_allowed' },
      })
    }
    expect((await call(app, cast.gridWorker.token, 'volunteers.deskList', list)).status).toBe(403)
  })
})

describe('the list', () => {
  type Asked = Partial<Input<Endpoints['volunteers.deskList']>>
  const ask = (asked: Asked = {}) =>
    call(app, cast.communityStaff.token, 'volunteers.deskList', {
      communityId: places.community,
      search: '',
      status: null,
      skill: null,
      after: null,
      ...asked,
    })
  const namesOf = async (asked: Asked) => {
    const reply = await ask(asked)
    return reply.ok ? reply.data.volunteers.map(({ name }) => name) : [reply.error.code]
  }

  it('finds by name, number and the end of the telephone, and by what people can do', async () => {
    const people = [
      cast.people.resident({ name: '陈一' }),
      cast.people.resident({ name: '陈二' }),
      cast.people.resident({ name: '李三' }),
      cast.people.resident({ name: '从前的人' }),
    ]
    await cast.people.save(db)
    const [one, two, three, before] = people
    if (!one || !two || !three || !before) throw new Error('nobody is there')
    await joinAll(db, [one], { now: clock.now, skills: ['driving'] })
    await joinAll(db, [two], { now: clock.now, status: 'paused' })
    await joinAll(db, [three], { now: clock.now, skills: ['driving', 'music'] })
    await joinAll(db, [before], { now: clock.now, name: null })
    await raw(`update volunteer set phone = '13912345678' where resident_id = ?`, [three.person.residentId])
    const [row] = await raw('select volunteer_number from volunteer where resident_id = ?', [two.person.residentId])
    const number = String(row?.['volunteer_number'])

    expect((await namesOf({ search: '陈' })).toSorted()).toEqual(['陈一', '陈二'])
    expect(await namesOf({ search: '%' })).toEqual([])
    expect(await namesOf({ search: '从前' })).toEqual(['从前的人'])
    expect(await namesOf({ search: `${number.slice(0, 4)} ${number.slice(4)}` })).toEqual(['陈二'])
    expect(await namesOf({ search: '5678' })).toEqual(['李三'])
    expect((await namesOf({ skill: 'driving' })).toSorted()).toEqual(['李三', '陈一'])
    expect(await namesOf({ skill: 'music', status: 'active' })).toEqual(['李三'])
    expect(await namesOf({ status: 'paused' })).toEqual(['陈二'])
    const nobody = await ask({ search: '谁也不是' })
    expect(nobody).toMatchObject({
      roundTrips: 2,
      data: { volunteers: [], total: 0, counts: { active: 3, paused: 1, left: 0, awaiting_guardian: 0 }, next: null },
    })
    const found = await ask({ search: '5678' })
    expect(found).toMatchObject({ data: { total: 1, volunteers: [{ maskedPhone: '139******78' }] } })
    expect(JSON.stringify(found)).not.toContain('13912345678')
  })

  it('goes on where it stopped, through people of the same moment, each once', async () => {
    const people = cast.people.residents(120, { name: '张三' })
    await cast.people.save(db)
    await joinAll(db, people, { now: clock.now })
    const seen: string[] = []
    let after: Asked['after'] = null
    do {
      const reply = await ask({ after: after ?? null })
      if (!reply.ok) throw new Error(reply.error.code)
      expect(reply.roundTrips).toBe(2)
      expect(reply.data.total).toBe(120)
      seen.push(...reply.data.volunteers.map(({ residentId }) => residentId))
      after = reply.data.next
    } while (after)
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  })

  it('shows nobody of another community', async () => {
    await joinAll(db, [cast.otherResident], { now: clock.now })
    expect(
      (
        await callOk(app, cast.otherCommunityStaff.token, 'volunteers.deskList', {
          communityId: places.otherCommunity,
          search: '',
          status: null,
          skill: null,
          after: null,
        })
      ).total,
    ).toBe(1)
    expect((await ask()).ok && (await namesOf({}))).toEqual([])
  })
})

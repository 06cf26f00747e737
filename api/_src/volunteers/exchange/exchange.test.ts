import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { neutralised, restored } from '../../../../shared/volunteers/exchange.ts'
import type { MemberRow } from '../../../../shared/volunteers/exchange-contract.ts'
import { checkCharacterOf } from '../../../../shared/volunteers/id-number.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'
import { checkMembers, type CheckFacts } from './decide.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '10:00')
const communityId = places.community
let app: ReturnType<typeof testServer>['app']
let cast: Cast

beforeEach(async () => {
  app = testServer(database, slices, start).app
  cast = await makeActors(db, start)
})

const numberOf = (birth: string, order: string) => {
  const digits = `320104${birth.replaceAll('-', '')}${order}`
  return digits + checkCharacterOf(digits)
}
const row = (over: Partial<MemberRow> = {}): MemberRow => ({
  line: 2,
  name: '周建国',
  sex: '男',
  birthDate: '1962-05-03',
  idNumber: numberOf('1962-05-03', '001'),
  livingArea: '梅园社区',
  phone: '13800000001',
  skills: ['repair'],
  serviceKinds: ['elder_care'],
  freeTimes: [],
  ...over,
})
const facts = (over: Partial<CheckFacts> = {}): CheckFacts => ({
  namesakes: [{ residentId: 'R1', name: '周建国', phone: '13800000001', birthDate: null }],
  members: [],
  leastAge: 14,
  today: '2026-11-24',
  markOf: (idNumber) => `mark ${idNumber}`,
  ...over,
})
const problemsOf = (over: Partial<MemberRow>, given: Partial<CheckFacts> = {}) =>
  checkMembers([row(over)], facts(given))[0]?.problems.map(({ column, problem }) => `${column} ${problem}`)

describe('a row of members', () => {
  it.each<[string, Partial<MemberRow>, string[]]>([
    ['right', {}, []],
    ['no telephone', { phone: '' }, ['phone missing']],
    ['a telephone that is none', { phone: '12' }, ['phone format']],
    ['a sex that is none', { sex: '先生' }, ['sex format']],
    ['another sex than in the number', { sex: '女' }, ['sex sex_differs']],
    ['another birth date than in the number', { birthDate: '1962-05-04' }, ['birthDate birth_date_differs']],
    ['a birth date as a word', { birthDate: '62年' }, ['birthDate format']],
    ['a number with one wrong digit', { idNumber: '320104196205030011' }, ['idNumber id_number_wrong']],
    ['a name nobody has', { name: '周国建' }, ['name nobody']],
    [
      'a minor, who needs a guardian',
      { birthDate: '2010-05-03', idNumber: numberOf('2010-05-03', '001') },
      ['birthDate minor'],
    ],
    ['a child', { birthDate: '2015-05-03', idNumber: numberOf('2015-05-03', '001') }, ['birthDate too_young']],
  ])('%s', (_, over, problems) => {
    expect(problemsOf(over)).toEqual(problems)
  })

  it('means the one of several whose telephone or birth date agrees', () => {
    const namesakes = [
      { residentId: 'R1', name: '周建国', phone: '13900000009', birthDate: '1950-01-01' },
      { residentId: 'R2', name: '周建国', phone: null, birthDate: '1962-05-03' },
    ]
    expect(checkMembers([row()], facts({ namesakes }))[0]).toMatchObject({ outcome: 'new', residentId: 'R2' })
    const alike = namesakes.map((one) => ({ ...one, birthDate: null, phone: null }))
    expect(problemsOf({}, { namesakes: alike })).toEqual(['name several'])
    expect(problemsOf({}, { namesakes: [{ ...namesakes[0], birthDate: '1950-01-01' } as never] })).toEqual([
      'name nobody',
    ])
  })

  it('that stands there already, changed, taken by somebody else, or twice in the sheet is told apart', () => {
    const mark = `mark ${row().idNumber}`
    const known = { residentId: 'R1', mark, phone: '13800000001', livingArea: '梅园社区', offers: 'repair elder_care ' }
    const outcome = (members: CheckFacts['members']) => checkMembers([row()], facts({ members }))[0]?.outcome
    expect(outcome([known])).toBe('same')
    expect(outcome([{ ...known, phone: '13800000002' }])).toBe('change')
    expect(problemsOf({}, { members: [{ ...known, residentId: 'R9' }] })).toEqual(['idNumber id_number_taken'])
    expect(checkMembers([row(), row({ line: 3 })], facts())[1]?.problems).toEqual([
      { column: 'name', problem: 'twice' },
    ])
  })
})

describe('cells', () => {
  it('are never formulas, and come back as they were', () => {
    for (const cell of ['=1+1', '+86', '-5', '@sum', '\t=1', "'=1"]) expect(neutralised(cell)).toMatch(/^'/)
    expect(neutralised('周建国')).toBe('周建国')
    fc.assert(
      fc.property(fc.string(), (cell) => {
        expect(neutralised(cell)).not.toMatch(/^[=+\-@\t\r]/)
        expect(restored(neutralised(cell))).toBe(cell)
      }),
    )
  })
})

describe('through the front door', () => {
  it('looks at rows without writing, and what it finds right can be registered', async () => {
    const { name, person } = cast.neighbour
    await raw('update resident set birth_date = null where id = ?', [person.residentId])
    const sheet = row({ name })
    const reply = await call(app, cast.communityStaff.token, 'volunteers.checkMembers', {
      communityId,
      rows: [sheet, row({ line: 3, name: '没有这人' })],
    })
    expect(reply).toMatchObject({
      ok: true,
      data: { rows: [{ outcome: 'new', residentId: person.residentId }, { outcome: 'wrong' }] },
    })
    expect(reply.roundTrips).toBeLessThanOrEqual(4)
    expect(await raw('select * from volunteer')).toEqual([])
    const { line: _line, ...details } = sheet
    await callOk(app, cast.communityStaff.token, 'volunteers.register', {
      person,
      details: { ...details, sex: 'male', introduction: '', guardian: null },
      consents: [{ purpose: 'records', agreed: true }],
    })
    const again = await callOk(app, cast.communityStaff.token, 'volunteers.checkMembers', {
      communityId,
      rows: [sheet],
    })
    expect(again.rows).toMatchObject([{ outcome: 'same' }])
  })

  it('gives volunteers out page by page, with the number masked, and notes who read', async () => {
    const many = Array.from({ length: 205 }, (_, count) => ({
      name: `志愿者${count}`,
      person: { communityId, residentId: newId() },
    }))
    await joinAll(db, many, { now: start })
    await joinAll(db, [cast.elder], { now: start, status: 'paused' })
    const first = await call(app, cast.admin.token, 'volunteers.exportMembers', { communityId, after: null })
    expect(first.roundTrips).toBeLessThanOrEqual(3)
    if (!first.ok) throw new Error('no page')
    expect(first.data.rows).toHaveLength(200)
    const rest = await callOk(app, cast.admin.token, 'volunteers.exportMembers', {
      communityId,
      after: first.data.next,
    })
    expect(rest.rows).toHaveLength(6)
    expect(rest.next).toBeNull()
    const numbers = [...first.data.rows, ...rest.rows].map(({ volunteerNumber }) => volunteerNumber)
    expect(new Set(numbers).size).toBe(206)
    expect(numbers).toEqual(numbers.toSorted())
    expect(await raw("select count(*) as n from access_log where purpose = 'volunteer_export'")).toEqual([{ n: 206 }])
    expect(
      await call(app, cast.gridWorker.token, 'volunteers.exportMembers', { communityId, after: null }),
    ).toMatchObject({
      error: { code: 'not_allowed' },
    })
  })
})

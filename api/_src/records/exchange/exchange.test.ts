import { beforeEach, describe, expect, it } from 'vitest'
import type { HoursRow } from '../../../../shared/records/exchange-contract.ts'
import { instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { slices } from '../../slices.ts'
import { makeActors, places, type Cast } from '../../testing/actors.ts'
import { call, callOk } from '../../testing/call.ts'
import { useDatabase } from '../../testing/database.ts'
import { testServer } from '../../testing/server.ts'
import { joinAll } from '../../testing/volunteering.ts'
import { checkHours, type Numbered } from './decide.ts'

const database = await useDatabase()
const { db, raw } = database
const start = instantOf('2026-11-24', '10:00')
const communityId = places.community
let app: ReturnType<typeof testServer>['app']
let cast: Cast

beforeEach(async () => {
  app = testServer(database, slices, start).app
  cast = await makeActors(db, start)
  await joinAll(db, [cast.neighbour, cast.elder], { now: start })
})

const volunteers: Numbered[] = [
  { residentId: 'R1', volunteerNumber: '10000001', name: '周建国', status: 'active' },
  { residentId: 'R2', volunteerNumber: '10000002', name: '方爱萍', status: 'left' },
  { residentId: 'R3', volunteerNumber: '10000003', name: '赵雨桐', status: 'active' },
]
const row = (over: Partial<HoursRow> = {}): HoursRow => {
  return { line: 2, volunteerNumber: '10000001', name: '周建国', day: '2026-11-20', minutes: 90, ...over }
}

describe('a row of hours', () => {
  it.each<[string, Partial<HoursRow>, string[]]>([
    ['right', {}, []],
    ['a number nobody has', { volunteerNumber: '99999999' }, ['volunteerNumber nobody']],
    ['no number', { volunteerNumber: '' }, ['volunteerNumber missing']],
    ['a number typed wrong, so that the name differs', { name: '方爱萍' }, ['name nobody']],
    ['who left', { volunteerNumber: '10000002', name: '方爱萍' }, ['name left']],
    ['oneself', { volunteerNumber: '10000003', name: '赵雨桐' }, ['name own_hours']],
    ['a day that is none', { day: '2026-02-30' }, ['day format']],
    ['a day to come', { day: '2026-11-25' }, ['day format']],
    ['no time', { minutes: 0 }, ['minutes format']],
    ['more than half a day', { minutes: 721 }, ['minutes format']],
  ])('%s', (_, over, problems) => {
    const [checked] = checkHours([row(over)], volunteers, { today: '2026-11-24', ownId: 'R3' })
    expect(checked?.problems.map(({ column, problem }) => `${column} ${problem}`)).toEqual(problems)
    expect(checked?.residentId).toBe(problems.length === 0 ? 'R1' : null)
  })
})

describe('through the front door', () => {
  it('what a row asks for is proposed, confirmed by a second person, and stands in the export', async () => {
    const [volunteer] = await raw('select volunteer_number as number from volunteer where resident_id = ?', [
      cast.neighbour.person.residentId,
    ])
    const rows = [row({ volunteerNumber: String(volunteer?.['number']), name: cast.neighbour.name })]
    const checked = await call(app, cast.communityStaff.token, 'records.checkHours', { communityId, rows })
    expect(checked).toMatchObject({
      ok: true,
      data: { rows: [{ problems: [], residentId: cast.neighbour.person.residentId }] },
    })
    expect(checked.roundTrips).toBeLessThanOrEqual(2)
    const words = {
      title: '楼道清洁',
      content: '扫楼道',
      place: '3 栋',
      organiserName: '梅园社区',
      personInCharge: '孙志强',
    }
    const id = newId()
    await callOk(app, cast.gridWorker.token, 'records.addHours', {
      id,
      communityId,
      people: [{ id: newId(), residentId: cast.neighbour.person.residentId }],
      day: '2026-11-20',
      minutes: 90,
      ...words,
      reason: '表格导入：那天手机没电',
      objectionId: null,
    })
    const period = { communityId, fromDay: '2026-11-01', toDay: '2026-11-30', after: null }
    expect(await callOk(app, cast.admin.token, 'records.exportHours', period)).toEqual({ rows: [], next: null })
    await callOk(app, cast.admin.token, 'records.decideHours', { communityId, batchId: id, approved: true, words: '' })
    await app.settled()
    const out = await call(app, cast.admin.token, 'records.exportHours', period)
    expect(out).toMatchObject({
      ok: true,
      data: { rows: [{ ...words, minutes: 90, basis: 'added', name: cast.neighbour.name, serviceDay: '2026-11-20' }] },
    })
    expect(out.roundTrips).toBeLessThanOrEqual(4)
    expect(await raw("select count(*) as n from access_log where purpose = 'volunteer_export'")).toEqual([{ n: 1 }])
  })
})

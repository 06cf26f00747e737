import { beforeEach, describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { newId } from '../../platform/ids.ts'
import { places } from '../../testing/actors.ts'
import { useDatabase } from '../../testing/database.ts'
import { visitDay, visitTown } from '../../testing/visit-town.ts'

const database = await useDatabase()
const { raw } = database
const town = visitTown(database)
beforeEach(town.setUp)
const { community } = places
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) => (answer.ok ? 'ok' : answer.error.code)
const ref = (visit: { visitId: string }) => ({ communityId: community, visitId: visit.visitId })
const done = [
  { name: '擦身', done: true, reason: '' },
  { name: '洗头', done: false, reason: '老人怕冷' },
]
const drawn = { strokes: 'M10 10L20 20 30 15M40 40L41 41' }

describe('from the agreement to the sheet', () => {
  it('a visit is planned, sent, done, signed, rated and charged', async () => {
    const { elder, daughter, communityStaff } = town.cast
    await town.planned()
    const planned = await town.visits()
    expect(planned.map(({ day, status, worker }) => [day, status, worker?.name])).toEqual([
      ['2026-11-25', 'planned', '周梅'],
      ['2026-12-02', 'planned', '周梅'],
    ])
    expect(await town.titles(elder.person.residentId)).toContain('上门服务排好了：助浴')

    const visit = await town.visitAt(-20)
    const key = ref(visit)
    const setOut = await town.call(town.worker, 'homecare.setOut', key)
    expect([codeOf(setOut), setOut.roundTrips]).toEqual(['ok', 4])
    expect(await town.titles(elder.person.residentId)).toContain('周梅出发了')
    expect(await town.titles(daughter.accountId)).toContain('周梅出发去王秀英家了')

    const door = await town.ok(daughter, 'homecare.doorCode', { person: elder.person, renew: false, id: newId() })
    await town.visitAt(2)
    const wrong = await town.call(town.worker, 'homecare.arrive', { ...key, proof: { door: 'NOT-THIS-DOOR' } })
    expect(codeOf(wrong)).toBe('door_wrong')
    const arrived = await town.call(town.worker, 'homecare.arrive', { ...key, proof: { door: door.code } })
    expect(arrived).toMatchObject({ ok: true, data: { status: 'arrived', arrivedBy: 'door' } })
    expect(arrived.roundTrips).toBe(4)

    const ticked = await town.call(town.worker, 'homecare.tickTasks', {
      ...key,
      tasks: [...done.slice(0, 1), ...visit.tasks.slice(1)],
    })
    expect([codeOf(ticked), ticked.roundTrips]).toEqual(['ok', 3])
    const open = await town.call(town.worker, 'homecare.finishVisit', {
      ...key,
      tasks: [...done.slice(0, 1), { name: '洗头', done: false, reason: '' }],
      signed: drawn,
      note: '',
    })
    expect(open).toMatchObject({ ok: false, error: { code: 'task_open', details: { name: '洗头' } } })

    await town.visitAt(55)
    const finish = { ...key, tasks: done, signed: drawn, note: '水有点凉，下次带个暖风' }
    const finished = await town.call(town.worker, 'homecare.finishVisit', finish)
    expect(finished).toMatchObject({ ok: true, data: { status: 'done', signedBy: 'drawn' } })
    expect(finished.roundTrips).toBe(3)
    expect(await town.titles(daughter.accountId)).toContain('王秀英家的助浴做完了')
    await town.app.settled()
    expect(await raw('select status from booking where id = ?', [visit.visitId])).toEqual([{ status: 'completed' }])

    const rating = { stars: 5, tags: ['careful' as const], words: '擦得干净' }
    const rated = await town.call(daughter, 'homecare.rateVisit', { ...key, id: newId(), rating })
    expect([codeOf(rated), rated.roundTrips]).toEqual(['ok', 3])
    await town.app.settled()
    const [line] = await raw('select * from visit_charge where id = ?', [visit.visitId])
    expect(line).toMatchObject({ minutes: 60, paid_cents: 1000, subsidy_cents: 3000, subsidy_group: 'living_alone' })
    const detail = await town.ok(communityStaff, 'homecare.visit', key)
    expect(detail).toMatchObject({
      signature: drawn.strokes,
      rating: { stars: 5, byName: '女儿陈静' },
      spokenNumber: null,
      may: { manage: true, work: false },
    })
  })

  it('every step sent again does nothing twice', async () => {
    await town.planned()
    const key = ref(await town.visitAt(0))
    const twice = async (...steps: (() => Promise<unknown>)[]) => {
      for (const step of steps) await Promise.all([step(), step()])
    }
    const finish = { ...key, tasks: done, signed: drawn, note: '' }
    const rating = { ...key, id: newId(), rating: { stars: 4, tags: [], words: '' } }
    await twice(
      () => town.call(town.worker, 'homecare.setOut', key),
      () => town.call(town.cast.elder, 'homecare.arrive', key),
      () => town.call(town.worker, 'homecare.finishVisit', finish),
      () => town.call(town.cast.elder, 'homecare.rateVisit', rating),
    )
    await town.app.settled()
    await town.advance()
    const [row] = await raw('select version, status, history from visit where id = ?', [key.visitId])
    const kinds = row?.['history'] as { kind: string }[] | string
    const history = typeof kinds === 'string' ? (JSON.parse(kinds) as { kind: string }[]) : kinds
    expect(history.map(({ kind }) => kind)).toEqual(['planned', 'set_out', 'arrived', 'done', 'rated', 'charged'])
    expect(await raw('select id from visit_charge where id = ?', [key.visitId])).toHaveLength(1)
  })

  it('is charged after two days when nobody rates it', async () => {
    await town.planned()
    const key = ref(await town.visitAt(0))
    await town.ok(town.cast.elder, 'homecare.arrive', key)
    await town.ok(town.worker, 'homecare.finishVisit', { ...key, tasks: done, signed: drawn, note: '' })
    const end = instantOf(visitDay, '09:00')
    await town.at(addSeconds(end, 48 * 3600 - 60))
    await town.advance()
    expect(await raw('select id from visit_charge')).toHaveLength(0)
    await town.at(addSeconds(end, 48 * 3600))
    await Promise.all([town.advance(), town.advance()])
    expect(await raw('select id from visit_charge')).toHaveLength(1)
  })

  it('ends with the six digits, which the worker never sees', async () => {
    await town.planned()
    const key = ref(await town.visitAt(1))
    await town.ok(town.cast.elder, 'homecare.arrive', key)
    const { spokenNumber } = await town.ok(town.cast.elder, 'homecare.visit', key)
    expect((await town.ok(town.worker, 'homecare.visit', key)).spokenNumber).toBeNull()
    const digits = spokenNumber ?? ''
    const guess = digits === '000000' ? '000001' : '000000'
    const finish = { ...key, tasks: done, note: '' }
    const wrong = await town.call(town.worker, 'homecare.finishVisit', { ...finish, signed: { number: guess } })
    expect(codeOf(wrong)).toBe('number_wrong')
    expect(
      codeOf(await town.call(town.worker, 'homecare.finishVisit', { ...finish, signed: { number: digits } })),
    ).toBe('ok')
  })

  it('a revoked picture at the door opens nothing', async () => {
    await town.planned()
    const { elder } = town.cast
    const key = ref(await town.visitAt(1))
    const old = await town.ok(elder, 'homecare.doorCode', { person: elder.person, renew: false, id: newId() })
    const again = await town.ok(elder, 'homecare.doorCode', { person: elder.person, renew: false, id: newId() })
    expect(again.code).toBe(old.code)
    const id = newId()
    const fresh = await town.ok(elder, 'homecare.doorCode', { person: elder.person, renew: true, id })
    const repeated = await town.call(elder, 'homecare.doorCode', { person: elder.person, renew: true, id })
    expect(repeated).toMatchObject({ ok: true, data: { code: fresh.code } })
    const arrive = (proof: { door: string } | { number: string }) =>
      town.call(town.worker, 'homecare.arrive', { ...key, proof })
    expect(codeOf(await arrive({ door: old.code }))).toBe('door_wrong')
    expect(codeOf(await arrive({ number: fresh.number }))).toBe('ok')
  })
})

describe('who may', () => {
  it('only the worker works, only the family answers, and strangers see nothing', async () => {
    await town.planned()
    const key = ref(await town.visitAt(1))
    const { elder, daughter, neighbour, former, otherCommunityStaff, communityStaff, gridWorker } = town.cast
    for (const stranger of [neighbour, former, otherCommunityStaff, town.otherWorker, gridWorker]) {
      expect(codeOf(await town.call(stranger, 'homecare.visit', key))).toBe('not_found')
      expect(codeOf(await town.call(stranger, 'homecare.setOut', key))).toBe('not_found')
      expect(codeOf(await town.call(stranger, 'homecare.skipVisit', { ...key, version: 1, reason: '骗人' }))).toBe(
        'not_found',
      )
    }
    for (const other of [elder, communityStaff]) {
      expect(codeOf(await town.call(other, 'homecare.setOut', key))).toBe('not_found')
    }
    expect(codeOf(await town.call(town.worker, 'homecare.arrive', key))).toBe('not_found')
    // Somebody of the family who may only see.
    await raw(`update identity set scopes = '["see"]' where account_id = ?`, [daughter.accountId])
    expect(codeOf(await town.call(daughter, 'homecare.visit', key))).toBe('ok')
    expect(codeOf(await town.call(daughter, 'homecare.arrive', key))).toBe('not_found')
    await raw(`update identity set scopes = '["help"]' where account_id = ?`, [daughter.accountId])
    expect(codeOf(await town.call(daughter, 'homecare.visit', key))).toBe('not_found')
    expect((await town.ok(daughter, 'homecare.visits', {})).coming).toEqual([])
  })

  it('lists cost two round trips', async () => {
    await town.planned()
    await town.visitAt(0)
    expect((await town.call(town.cast.elder, 'homecare.visits', {})).roundTrips).toBe(2)
    const mine = await town.call(town.worker, 'homecare.myVisits', { communityId: community })
    expect([mine.ok && mine.data.visits.length, mine.roundTrips]).toEqual([1, 2])
    const none = await town.call(town.otherWorker, 'homecare.myVisits', { communityId: community })
    expect(none).toMatchObject({ ok: true, data: { visits: [] } })
    expect((await town.call(town.cast.elder, 'homecare.visit', ref(await town.visitAt(0)))).roundTrips).toBe(4)
  })
})

import { describe, expect, it } from 'vitest'
import type { DrillDelivery } from '../../../../shared/help/drills.ts'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import { answerBy, answerTest, newTest, nextTestAt, testTurn, type Test } from './decide-button.ts'
import { afterDrillStep, asks, climb, confirm, newDrill, nextDrillAt, type Drill, type Reachable } from './decide.ts'

const now = new Date('2026-11-24T00:21:18.000Z')
const at = (seconds: number) => addSeconds(now, seconds)
const areas = [
  { code: '320102', name: '青溪区', level: 'district' },
  { code: '320102001', name: '梅园街道', level: 'street' },
  { code: '320102001001', name: '梅园社区', level: 'community' },
  { code: '320102001001001', name: '一网格', level: 'grid' },
  { code: '320102001001003', name: '三网格', level: 'grid' },
] as const
const somebody = (accountId: string, deskAlive = true): Reachable => ({
  accountId,
  name: accountId,
  post: '值班',
  deskAlive,
})
const everybody = new Map(areas.map(({ code }) => [code as string, [somebody(`at ${code}`)]]))
const nothing = new Map<string, DrillDelivery>()
const fresh = () => newDrill('drill', { communityId: '320102001001' }, areas, undefined, now)

/** Moves a drill as far as its time has come. */
function moved(
  drill: Drill,
  when: Date,
  reachable: ReadonlyMap<string, readonly Reachable[]> = everybody,
  deliveries: ReadonlyMap<string, DrillDelivery> = nothing,
): Drill {
  const step = climb(drill, when, reachable, deliveries)
  return step ? moved(afterDrillStep(drill, step), when, reachable, deliveries) : drill
}
const heard = (drill: Drill, accountId: string, when: Date): Drill => {
  const decision = confirm(drill, { accountId, name: accountId }, when)
  if (!decision.ok) throw new Error(decision.code)
  return decision.step ? afterDrillStep(drill, decision.step) : drill
}
const results = ({ legs }: Drill) => legs.map(({ result }) => result)

describe('a drill', () => {
  it('rings all grids first, then climbs to the district, one level after the other', () => {
    let drill = moved(fresh(), now)
    expect(drill.legs.map(({ areaName }) => areaName)).toEqual(['一网格', '三网格', '梅园社区', '梅园街道', '青溪区'])
    expect(results(drill)).toEqual(['running', 'running', 'waiting', 'waiting', 'waiting'])
    expect(drill.dueAt).toEqual(at(300))
    drill = heard(drill, 'at 320102001001001', at(8))
    expect(drill.dueAt).toEqual(at(300))
    drill = moved(heard(drill, 'at 320102001001003', at(20)), at(20))
    expect(results(drill)).toEqual(['passed', 'passed', 'running', 'waiting', 'waiting'])
    drill = moved(heard(drill, 'at 320102001001', at(30)), at(30))
    drill = moved(heard(drill, 'at 320102001', at(40)), at(40))
    drill = moved(heard(drill, 'at 320102', at(50)), at(50))
    expect(drill).toMatchObject({ status: 'passed', endedAt: at(50), dueAt: null })
    expect(results(drill)).toEqual(Array.from({ length: 5 }, () => 'passed'))
  })

  it('goes on after a level that failed, and fails at the end', () => {
    let drill = moved(fresh(), now)
    for (const second of [300, 600, 900, 1200]) drill = moved(drill, at(second))
    expect(drill).toMatchObject({ status: 'failed', endedAt: at(1200) })
    expect(results(drill)).toEqual(Array.from({ length: 5 }, () => 'not_confirmed'))
  })

  it.each<[string, Reachable[], Record<string, DrillDelivery>, string]>([
    ['nobody has a post there', [], {}, 'no_staff'],
    ['a desk was open and nobody tapped', [somebody('a')], { a: 'sent' }, 'not_confirmed'],
    ['only messages went out', [somebody('a', false)], { a: 'sent' }, 'no_desk'],
    [
      'one of two messages went out',
      [somebody('a', false), somebody('b', false)],
      { a: 'no_quota', b: 'sent' },
      'no_desk',
    ],
    ['no message was left to send', [somebody('a', false)], { a: 'no_quota' }, 'nobody_reachable'],
    ['WeChat refused', [somebody('a', false)], { a: 'failed' }, 'nobody_reachable'],
  ])('%s', (_what, people, deliveries, result) => {
    const rung = moved(fresh(), now, new Map([...everybody, ['320102001001003', people]]))
    const judged = moved(rung, at(300), everybody, new Map(Object.entries(deliveries)))
    expect(judged.legs[1]?.result).toBe(result)
  })

  it('does not wait at a level where nobody has a post', () => {
    const drill = moved(fresh(), now, new Map())
    expect(drill).toMatchObject({ status: 'failed', endedAt: now })
    expect(results(drill)).toEqual(Array.from({ length: 5 }, () => 'no_staff'))
  })

  it('asks whoever is rung, once', () => {
    const drill = moved(fresh(), now)
    const me = 'at 320102001001003'
    expect([asks(drill, me), asks(drill, 'at 320102'), asks(fresh(), me)]).toEqual([true, false, false])
    const after = heard(drill, me, at(5))
    expect(asks(after, me)).toBe(false)
    expect(confirm(after, { accountId: me, name: me }, at(6))).toEqual({ ok: true })
    expect(confirm(drill, { accountId: 'stranger', name: '' }, at(6))).toMatchObject({ code: 'not_found' })
    const late = moved(drill, at(300))
    expect(confirm(late, { accountId: me, name: me }, at(301))).toMatchObject({ code: 'drill_over' })
  })

  it('comes on its day of the month at its local hour', () => {
    const plan = { dayOfMonth: 3, hour: 10 }
    expect(nextDrillAt(plan, instantOf('2026-11-24', '08:20'))).toEqual(instantOf('2026-12-03', '10:00'))
    expect(nextDrillAt(plan, instantOf('2026-12-03', '09:59'))).toEqual(instantOf('2026-12-03', '10:00'))
    expect(nextDrillAt(plan, instantOf('2026-12-03', '10:00'))).toEqual(instantOf('2027-01-03', '10:00'))
    expect(nextDrillAt({ dayOfMonth: 28, hour: 0 }, instantOf('2027-02-27', '23:00'))).toEqual(
      instantOf('2027-02-28', '00:00'),
    )
  })
})

describe('a tested button', () => {
  const person = {
    communityId: '320102001001',
    residentId: 'r',
    residentName: '王秀英',
    gridCode: '320102001001003',
    address: '3 栋 2 单元 501',
  }
  const test: Test = newTest('test', person, 2400, '王秀英', now)

  it('says how long it took, in whole seconds and never none', () => {
    expect(test.seconds).toBe(3)
    expect(newTest('test', person, 0, '', now).seconds).toBe(1)
  })

  it.each([
    ['08:20', '2026-11-24', '20:00'],
    ['15:59', '2026-11-24', '20:00'],
    ['16:00', '2026-11-25', '12:00'],
    ['23:30', '2026-11-25', '12:00'],
  ])('pressed at %s is to be answered by %s %s', (time, day, by) => {
    expect(answerBy(instantOf('2026-11-24', time))).toEqual(instantOf(day, by))
  })

  it('is answered once, by the first', () => {
    const first = answerTest(test, { accountId: 'a', name: '李敏' }, at(60))
    if (!first.ok || !first.step) throw new Error('refused')
    expect(first.step.change).toMatchObject({ status: 'answered', answeredName: '李敏', dueAt: nextTestAt(now) })
    const answered: Test = { ...test, ...first.step.change, version: 2 }
    expect(answerTest(answered, { accountId: 'a', name: '李敏' }, at(61))).toEqual({ ok: true })
    expect(answerTest(answered, { accountId: 'b', name: '赵雨桐' }, at(61))).toMatchObject({ code: 'conflict' })
  })

  it('lapses, and may be answered late; a month later the next one is asked for, every month', () => {
    expect(testTurn(test, at(60))).toBeUndefined()
    const lapse = testTurn(test, test.answerBy)
    expect(lapse).toMatchObject({ change: { status: 'lapsed', dueAt: nextTestAt(now) }, entry: { kind: 'lapsed' } })
    const lapsed: Test = { ...test, ...lapse?.change, version: 2 }
    expect(answerTest(lapsed, { accountId: 'a', name: '李敏' }, test.answerBy)).toMatchObject({ ok: true })
    const month = nextTestAt(now)
    expect(month).toEqual(instantOf('2026-12-24', '09:00'))
    expect(testTurn(lapsed, month)).toMatchObject({
      change: { dueAt: instantOf('2027-01-23', '09:00') },
      entry: { kind: 'reminded' },
    })
    expect(testTurn({ ...lapsed, dueAt: null }, month)).toBeUndefined()
  })
})

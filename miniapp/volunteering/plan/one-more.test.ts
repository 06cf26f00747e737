import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../shared/time.ts'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { oneMoreLike, refusalWords } from './one-more.ts'

const today = '2026-11-24'
type Shift = PlanView['shifts'][number]
const shift = (day: string, over: Partial<Shift> = {}): Shift => ({
  shiftId: day,
  seriesId: null,
  role: 'volunteer',
  task: '量血压',
  place: '卫生站门口',
  startsAt: instantOf(day, '09:00').toISOString(),
  endsAt: instantOf(day, '11:30').toISOString(),
  neededSkill: 'nursing',
  capacity: 4,
  taken: 3,
  waiting: 1,
  cancelled: false,
  ...over,
})
const like = (...shifts: Shift[]) => oneMoreLike({ shifts, plan: { place: '东门' } as PlanView['plan'] }, today)

describe('one more shift is planned', () => {
  it('like the last one, a week later', () => {
    expect(like(shift('2026-11-28', { task: '别的' }), shift('2026-12-05'))).toEqual({
      role: 'volunteer',
      task: '量血压',
      place: '卫生站门口',
      neededSkill: 'nursing',
      capacity: 4,
      day: '2026-12-12',
      from: '09:00',
      to: '11:30',
    })
  })

  it('on the same weekday from tomorrow on, where the last one is long over', () => {
    expect(like(shift('2026-11-01')).day).toBe('2026-11-29')
    expect(like(shift('2026-11-17')).day).toBe('2026-12-01')
  })

  it('not like one that was cancelled, unless all were', () => {
    expect(like(shift('2026-12-05'), shift('2026-12-19', { cancelled: true })).day).toBe('2026-12-12')
    expect(like(shift('2026-12-05', { cancelled: true })).day).toBe('2026-12-12')
  })

  it('from nothing where there is nothing to go by', () => {
    expect(like()).toMatchObject({ day: '', from: '', place: '东门', role: 'participant' })
  })
})

describe('a shift that was not added', () => {
  const error = { message: '别的话。', details: undefined }
  it.each([
    [{ ...error, code: 'shift_past' as const }, '这个时间已经过了。请换一个以后的时间。'],
    [{ ...error, code: 'slot_full' as const }, '别的话。'],
    [{ ...error, code: 'activity_incomplete' as const }, '别的话。'],
    [
      { ...error, code: 'activity_incomplete' as const, details: { problems: [{ code: 'too_many' }] } },
      '还不能加：最多 150 班。',
    ],
    [
      { ...error, code: 'activity_incomplete' as const, details: { problems: [{ code: 'risk_notice' }] } },
      '还不能加：有什么要当心。',
    ],
  ])('%j says %s', (refusal, words) => {
    expect(refusalWords(refusal)).toBe(words)
  })
})

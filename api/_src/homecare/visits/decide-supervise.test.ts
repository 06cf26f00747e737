import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { answerComplaint, riseComplaint, spotChecks, type ComplaintState } from './decide-supervise.ts'

describe('the list of whom to ring', () => {
  const visits = (count: number, stars: number | null = null) =>
    Array.from({ length: count }, (_, number) => ({ id: `visit ${stars} ${number}`, stars }))

  it.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [95, 10],
  ])('of %i visits holds %i', (count, checked) => {
    expect(spotChecks('2026-11-16', visits(count))).toHaveLength(checked)
  })

  it('holds every badly rated one beside the sample, and says why', () => {
    const all = [...visits(20, 5), ...visits(3, 2), ...visits(2, 1), ...visits(4, 3)]
    const checks = spotChecks('2026-11-16', all)
    expect(checks.filter(({ why }) => why === 'low_rating')).toHaveLength(5)
    expect(checks.filter(({ why }) => why === 'sample')).toHaveLength(3)
  })

  it('is the same for the same week whoever asks, and another for another week', () => {
    const all = visits(60)
    const ids = (week: string, list = all) => spotChecks(week, list).map(({ visit }) => visit.id)
    expect(ids('2026-11-16', all.toReversed())).toEqual(ids('2026-11-16'))
    expect(ids('2026-11-23')).not.toEqual(ids('2026-11-16'))
  })

  it('takes each visit about as often', () => {
    const seen = new Map<string, number>()
    for (let week = 0; week < 400; week += 1) {
      for (const { visit } of spotChecks(`week ${week}`, visits(20))) seen.set(visit.id, (seen.get(visit.id) ?? 0) + 1)
    }
    expect(seen.size).toBe(20)
    for (const times of seen.values()) expect(times).toBeGreaterThan(15)
  })
})

describe('a complaint', () => {
  const due = instantOf('2026-12-02')
  const open = {
    status: 'open',
    step: 0,
    due_at: due,
    version: 1,
    answer: '',
    answered_by_name: null,
  } as unknown as ComplaintState

  it('rises when its day is over, and once more a day later', () => {
    expect(riseComplaint(open, new Date(due.getTime() - 1))).toBeUndefined()
    const first = riseComplaint(open, due)
    expect(first).toEqual({ step: 1, dueAt: new Date(due.getTime() + 86_400_000) })
    const second = riseComplaint(
      { ...open, step: 1, due_at: first?.dueAt ?? null },
      new Date(due.getTime() + 86_400_000),
    )
    expect(second).toEqual({ step: 2, dueAt: null })
    expect(riseComplaint({ ...open, step: 2, due_at: null }, new Date(due.getTime() + 10 * 86_400_000))).toBeUndefined()
  })

  it('that was answered rises no more, and is answered once', () => {
    const answered: ComplaintState = { ...open, status: 'answered', answer: '换人了', answered_by_name: '赵雨桐' }
    expect(riseComplaint(answered, due)).toBeUndefined()
    expect(answerComplaint(open, 1, '换人了')).toMatchObject({ data: 'answer' })
    expect(answerComplaint(open, 2, '换人了')).toMatchObject({ code: 'conflict' })
    expect(answerComplaint(answered, 1, '换人了')).toMatchObject({ data: 'repeat' })
    expect(answerComplaint(answered, 1, '别的话')).toMatchObject({ code: 'conflict', details: { byName: '赵雨桐' } })
  })
})

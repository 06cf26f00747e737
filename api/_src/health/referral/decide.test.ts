import { describe, expect, it } from 'vitest'
import { referralStatuses } from '../../../../shared/health/lifecycle.ts'
import { instantOf } from '../../../../shared/time.ts'
import { byUrgency, followUp, isOverdue, moveTo, numberOf } from './decide.ts'

const moves = ['given', 'refused', 'cancelled', 'accepted', 'turned_down', 'answered', 'done'] as const
const allowed = [
  'written given',
  'written refused',
  'written cancelled',
  'given cancelled',
  'given accepted',
  'given turned_down',
  'given answered',
  'accepted answered',
  'answered done',
]

it.each(referralStatuses.flatMap((status) => moves.map((kind) => [status, kind] as const)))(
  '%s → %s',
  (status, kind) => {
    const expected =
      status === kind
        ? { ok: true, data: 'repeat' }
        : allowed.includes(`${status} ${kind}`)
          ? { ok: true, data: 'move' }
          : { ok: false, code: 'conflict', details: { status } }
    expect(moveTo(status, kind)).toEqual(expected)
  },
)

describe('the follow-up', () => {
  it('is so many days after the person is back', () => {
    expect(followUp('2026-11-28', 7)).toEqual({ followUpOn: '2026-12-05', dueAt: instantOf('2026-12-05', '09:00') })
  })

  it.each([
    ['the day before', 'answered', '2026-12-05', '2026-12-04', false],
    ['on the day', 'answered', '2026-12-05', '2026-12-05', true],
    ['when it is done', 'done', '2026-12-05', '2026-12-06', false],
    ['when there is none', 'given', null, '2026-12-06', false],
  ] as const)('is overdue: %s', (_what, status, on, today, expected) => {
    expect(isOverdue(status, on, instantOf(today, '00:00'))).toBe(expected)
  })

  it('comes first on a list, then what is open, then the newest', () => {
    const line = (name: string, overdue: boolean, status: 'answered' | 'done', writtenAt: string) => ({
      name,
      overdue,
      status,
      writtenAt,
    })
    const lines = [
      line('done', false, 'done', '2026-11-20'),
      line('older', false, 'answered', '2026-11-01'),
      line('newer', false, 'answered', '2026-11-10'),
      line('overdue', true, 'answered', '2026-10-01'),
    ]
    expect(byUrgency(lines).map(({ name }) => name)).toEqual(['overdue', 'newer', 'older', 'done'])
  })
})

it('numbers letters by the day, and another way at each try', () => {
  const id = '01M82W1W0MANS3Z4T1284VPS3Y'
  const numbers = [0, 1, 2].map((tries) => numberOf('2026-11-24', id, tries))
  expect(new Set(numbers).size).toBe(3)
  for (const number of numbers) expect(number).toMatch(/^20261124-\d{4}$/)
  expect(numberOf('2026-11-24', id, 0)).toBe(numbers[0])
})

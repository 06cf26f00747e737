import { expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { standingShifts, withTouching } from './decide-room.ts'

const span = (from: string, to: string) => ({
  startsAt: instantOf('2026-12-05', from),
  endsAt: instantOf('2026-12-05', to),
})

it.each([
  ['alone', span('14:00', '16:00'), [], span('14:00', '16:00')],
  ['far from others', span('14:00', '16:00'), [span('08:00', '10:00')], span('14:00', '16:00')],
  ['right after another', span('14:00', '16:00'), [span('12:00', '14:00')], span('12:00', '16:00')],
  ['within another', span('14:00', '15:00'), [span('13:00', '16:00')], span('13:00', '16:00')],
  [
    'touching one through another',
    span('14:00', '16:00'),
    [span('17:00', '18:00'), span('15:00', '17:00'), span('19:00', '20:00')],
    span('14:00', '18:00'),
  ],
])('a shift %s is one with whatever it touches', (_where, shift, others, whole) => {
  expect(withTouching(shift, others)).toEqual(whole)
})

it('wants a room for shifts that go on or are to come, not for cancelled ones', () => {
  const [over, going, coming, cancelled] = [
    { ...span('08:00', '10:00'), isCancelled: false },
    { ...span('09:00', '11:00'), isCancelled: false },
    { ...span('14:00', '16:00'), isCancelled: false },
    { ...span('17:00', '18:00'), isCancelled: true },
  ]
  expect(standingShifts([over, going, coming, cancelled], instantOf('2026-12-05', '10:00'))).toEqual([going, coming])
})

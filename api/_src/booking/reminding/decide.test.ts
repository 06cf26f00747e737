import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../../shared/time.ts'
import { decideReply, nextReminder, type Remindable } from './decide.ts'

const at = (day: number, time: string) => instantOf(`2026-11-${String(day).padStart(2, '0')}`, time)
const step = (kind: Remindable['history'][number]['kind'], moment: Date) => ({ kind, at: moment.toISOString() })

const booking: Remindable = {
  status: 'confirmed',
  startsAt: at(25, '10:30'),
  bookedAt: at(20, '09:00'),
  birthDate: '1944-03-05',
  history: [step('confirmed', at(20, '09:00'))],
  reply: null,
  openedAt: null,
}
const asked: Remindable = { ...booking, history: [...booking.history, step('reminded_day', at(24, '17:00'))] }
const called: Remindable = { ...asked, history: [...asked.history, step('called', at(25, '08:30'))] }

describe('the next reminder', () => {
  it.each<[string, Remindable, Date, [string, Date] | undefined]>([
    ['the day before at 17:00', booking, at(21, '08:00'), ['day', at(24, '17:00')]],
    ['staff ring on the morning who is 80 and has not looked', asked, at(24, '17:00'), ['call', at(25, '08:30')]],
    ['then an hour before', called, at(25, '08:30'), ['hour', at(25, '09:30')]],
    ['no call to who is younger', { ...asked, birthDate: '1947-11-26' }, at(24, '17:00'), ['hour', at(25, '09:30')]],
    [
      'a call from the 80th birthday on',
      { ...asked, birthDate: '1946-11-25' },
      at(24, '17:00'),
      ['call', at(25, '08:30')],
    ],
    ['no call where nobody knows the age', { ...asked, birthDate: null }, at(24, '17:00'), ['hour', at(25, '09:30')]],
    [
      'no call to who has looked since',
      { ...asked, openedAt: at(24, '17:20') },
      at(24, '18:00'),
      ['hour', at(25, '09:30')],
    ],
    [
      'a call to who looked only before',
      { ...asked, openedAt: at(24, '16:59') },
      at(24, '18:00'),
      ['call', at(25, '08:30')],
    ],
    ['no call to who has answered', { ...asked, reply: 'coming' }, at(24, '18:00'), ['hour', at(25, '09:30')]],
    [
      'the call on the evening before what begins early',
      { ...asked, startsAt: at(25, '09:59') },
      at(24, '17:00'),
      ['call', at(24, '18:30')],
    ],
    [
      'nothing on the day before for who booked after 17:00',
      { ...booking, bookedAt: at(24, '17:00') },
      at(24, '17:01'),
      ['hour', at(25, '09:30')],
    ],
    ['nothing for who booked two hours before', { ...booking, bookedAt: at(25, '08:30') }, at(25, '08:31'), undefined],
    ['a late one, as long as it is of use', booking, at(25, '08:29'), ['day', at(24, '17:00')]],
    ['not the one of the day before when the hour before is near', booking, at(25, '08:30'), ['hour', at(25, '09:30')]],
    ['nothing once it has begun', called, at(25, '10:30'), undefined],
    [
      'nothing for a time that somebody was asked to give up',
      { ...booking, history: [...booking.history, step('time_asked', at(22, '09:00'))] },
      at(22, '09:00'),
      undefined,
    ],
    ['nothing for what was cancelled', { ...booking, status: 'cancelled' }, at(21, '08:00'), undefined],
    [
      'all of them again after a move to another time',
      { ...called, startsAt: at(27, '10:30'), history: [...called.history, step('rescheduled', at(25, '09:00'))] },
      at(25, '09:00'),
      ['day', at(26, '17:00')],
    ],
  ])('is %s', (_, given, now, expected) => {
    const next = nextReminder(given, now)
    expect(next && [next.what, next.at]).toEqual(expected)
  })
})

describe('an answer to the reminder', () => {
  it.each([
    ['counts', booking, 'coming', at(24, '18:00'), 'answer'],
    ['may change', { ...booking, reply: 'call_wanted' as const }, 'coming', at(24, '18:00'), 'answer'],
    ['given twice is one', { ...booking, reply: 'coming' as const }, 'coming', at(24, '18:00'), 'repeat'],
    ['comes too late once it has begun', booking, 'coming', at(25, '10:30'), 'conflict'],
    [
      'means nothing for what was cancelled',
      { ...booking, status: 'cancelled' as const },
      'coming',
      at(24, '18:00'),
      'conflict',
    ],
  ] as const)('%s', (_, given, reply, now, expected) => {
    const decision = decideReply(given, reply, now)
    expect(decision.ok ? decision.data : decision.code).toBe(expected)
  })
})

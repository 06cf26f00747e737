import { describe, expect, it } from 'vitest'
import { addSeconds, instantOf } from '../../../../shared/time.ts'
import {
  decideBooking,
  decideCancel,
  firstReminder,
  hasPriority,
  isSame,
  limitWords,
  openLimitWords,
  refusalWords,
  type BookingFacts,
} from './decide.ts'

const now = instantOf('2026-11-24', '08:00')
const startsAt = instantOf('2026-11-26', '14:00')
const everybody = { minimumAge: null, livingAloneOnly: false, groups: [] }
const facts: BookingFacts = {
  startsAt,
  planned: true,
  closed: false,
  eligible: { ...everybody, minimumAge: 60 },
  person: { birthDate: '1944-03-02', livingAlone: true, groups: [] },
  paused: false,
  hasSlot: false,
  limit: null,
  hasPlace: true,
}
const young = { birthDate: '1980-01-01', livingAlone: true, groups: [] }

describe('decideBooking', () => {
  const table: [when: string, change: Partial<BookingFacts>, at: Date, then: string][] = [
    ['everything is fine', {}, now, 'take'],
    ['the slot begins this very moment', {}, startsAt, 'slot_past'],
    ['the slot is over', {}, addSeconds(startsAt, 99999), 'slot_past'],
    ['the slot begins in a moment', {}, addSeconds(startsAt, -0.001), 'take'],
    ['it was over before it was closed', { closed: true, planned: false }, startsAt, 'slot_past'],
    ['the plan has no such slot', { planned: false }, now, 'slot_closed'],
    ['booking is closed', { closed: true, person: young }, now, 'slot_closed'],
    ['the person is too young', { person: young, hasSlot: true }, now, 'not_eligible'],
    ['the person is asked to pause', { paused: true, hasSlot: true }, now, 'booking_paused'],
    ['too young goes first: a pause ends by itself', { paused: true, person: young }, now, 'not_eligible'],
    ['the person has the slot already', { hasSlot: true, limit: '这周', hasPlace: false }, now, 'already_booked'],
    ['a limit is reached', { limit: '这周已经约了 2 次', hasPlace: false }, now, 'limit_reached'],
    ['no place is left', { hasPlace: false }, now, 'slot_full'],
  ]
  it.each(table)('%s', (_, change, at, then) => {
    const decision = decideBooking({ ...facts, ...change }, at)
    expect(decision.ok ? decision.data : decision.code).toBe(then)
  })

  it('says why a person may not', () => {
    expect(decideBooking({ ...facts, person: young }, now)).toEqual({
      ok: false,
      code: 'not_eligible',
      details: { because: '没到 60 岁' },
    })
    expect(decideBooking({ ...facts, limit: '这周已经约了 2 次' }, now)).toEqual({
      ok: false,
      code: 'limit_reached',
      details: { because: '这周已经约了 2 次' },
    })
  })
})

describe('isSame', () => {
  const wish = { residentId: 'wang', serviceId: 'cut', startsAt, note: '', bookedBy: 'chen', basketId: null }
  it.each([
    [{}, true],
    [{ startsAt: new Date(startsAt) }, true],
    [{ startsAt: addSeconds(startsAt, 60) }, false],
    [{ serviceId: 'bath' }, false],
    [{ residentId: 'li' }, false],
    [{ note: '二楼' }, false],
    [{ bookedBy: 'li' }, false],
    [{ basketId: 'basket' }, false],
  ])('%o: %s', (change, same) => {
    expect(isSame({ ...wish, ...change }, wish)).toBe(same)
  })
})

describe('refusalWords', () => {
  const old = { ...everybody, minimumAge: 60 }
  const nobody = { birthDate: null, livingAlone: false, groups: [] }
  const table: [Parameters<typeof refusalWords>[0], Parameters<typeof refusalWords>[1], string | null][] = [
    [everybody, nobody, null],
    [old, { ...nobody, birthDate: '1966-11-24' }, null],
    [old, { ...nobody, birthDate: '1966-11-25' }, '没到 60 岁'],
    [old, nobody, '还没登记生日'],
    [{ ...old, livingAloneOnly: true }, { ...nobody, birthDate: '1944-01-01' }, '只给一个人住的老人'],
    [{ ...old, livingAloneOnly: true }, { ...nobody, birthDate: '1944-01-01', livingAlone: true }, null],
    [{ ...everybody, groups: ['hardship', 'disabled'] }, nobody, '只给登记了困难、残疾的居民'],
    [{ ...everybody, groups: ['hardship', 'disabled'] }, { ...nobody, groups: ['disabled'] }, null],
    [{ ...everybody, groups: ['hardship'] }, { ...nobody, groups: ['living_alone'] }, '只给登记了困难的居民'],
  ]
  it.each(table)('%o for %o: %s', (eligible, person, words) => {
    expect(refusalWords(eligible, person, '2026-11-24')).toBe(words)
  })
})

describe('hasPriority', () => {
  it.each([
    ['1956-11-24', [], true],
    ['1956-11-25', [], false],
    [null, [], false],
    [null, ['disabled'], true],
    ['1990-01-01', ['hardship', 'living_alone'], false],
  ] as const)('born %s, of %o: %s', (birthDate, groups, first) => {
    expect(hasPriority({ birthDate, livingAlone: true, groups }, '2026-11-24')).toBe(first)
  })
})

describe('the words of limits', () => {
  it('say which and how often', () => {
    expect([openLimitWords(1), openLimitWords(3)]).toEqual(['已经约了，办完能再约', '已经约了 3 次，办完一次能再约'])
    expect(limitWords({ per: 'person', period: 'day', most: 1 })).toBe('这天已经约了 1 次')
    expect(limitWords({ per: 'person', period: 'week', most: 2 })).toBe('这周已经约了 2 次')
    expect(limitWords({ per: 'household', period: 'month', most: 4 })).toBe('家里这个月已经约了 4 次')
  })
})

describe('decideCancel', () => {
  const cancelUntil = instantOf('2026-11-25', '18:00')
  it.each([
    ['confirmed', now, 'cancel'],
    ['confirmed', cancelUntil, 'cancel'],
    ['confirmed', addSeconds(cancelUntil, 0.001), 'too_late_to_cancel'],
    ['held', addSeconds(cancelUntil, 9), 'cancel'],
    ['waiting', addSeconds(cancelUntil, 9), 'cancel'],
    ['offered', addSeconds(cancelUntil, 9), 'cancel'],
    ['cancelled', now, 'repeat'],
    ['cancelled', addSeconds(cancelUntil, 9), 'repeat'],
    ['checked_in', now, 'too_late_to_cancel'],
    ['completed', now, 'too_late_to_cancel'],
    ['missed', now, 'too_late_to_cancel'],
    ['expired', now, 'too_late_to_cancel'],
  ] as const)('%s at %o: %s', (status, at, then) => {
    const decision = decideCancel({ status, cancelUntil, isAsked: false }, at)
    expect(decision.ok ? decision.data : decision.code).toBe(then)
  })
})

describe('decideCancel of somebody whose time is gone', () => {
  it('is possible whenever it is', () => {
    const late = addSeconds(startsAt, 60)
    const decision = decideCancel({ status: 'confirmed', cancelUntil: startsAt, isAsked: true }, late)
    expect(decision).toMatchObject({ ok: true, data: 'cancel' })
  })
})

describe('firstReminder', () => {
  it('is at five on the day before, else an hour before, else never', () => {
    const evening = instantOf('2026-11-25', '17:00')
    expect(firstReminder(startsAt, now)).toEqual(evening)
    expect(firstReminder(instantOf('2026-11-26', '00:10'), now)).toEqual(evening)
    expect(firstReminder(startsAt, evening)).toEqual(addSeconds(startsAt, -3600))
    expect(firstReminder(startsAt, addSeconds(startsAt, -3600))).toBeNull()
  })
})

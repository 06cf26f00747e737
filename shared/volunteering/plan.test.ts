import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf, instantOf, timeOf, weekdayOf, type Day } from '../time.ts'
import {
  daysOfShift,
  mostShiftsPlanned,
  mostWeeks,
  oneMoreProblems,
  planProblems,
  shiftDaysOf,
  type PlanProblemCode,
} from './plan.ts'
import type { ActivityPlan, PlannedShift } from './plan-schemas.ts'

const lineId = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const shift = (over: Partial<PlannedShift> = {}): PlannedShift => ({
  lineId,
  task: '量血压',
  role: 'volunteer',
  day: '2026-12-05',
  from: '09:00',
  to: '11:00',
  place: '',
  neededSkill: null,
  capacity: 4,
  firstTimerPlaces: 0,
  repeats: null,
  ...over,
})
const plan = (over: Partial<ActivityPlan> = {}): ActivityPlan => ({
  groupId: lineId,
  kind: 'volunteering',
  category: 'health',
  title: '周六义诊',
  line: '给老邻居量血压',
  place: '卫生站门口',
  description: '量血压。',
  riskNotice: '站着的时候多。',
  isRisky: false,
  insured: true,
  leastAge: null,
  contactName: '林芳',
  contactPhone: '13900000011',
  organiserName: '',
  leaderId: null,
  venue: null,
  shifts: [shift()],
  ...over,
})
const now = instantOf('2026-11-24', '08:20')
const never = () => false

describe('a repeated shift', () => {
  const dayBetween = fc.integer({ min: 0, max: 400 }).map((ahead) => addDays('2026-11-24', ahead))
  it('falls on its weekdays, from its first day to its last, never on a holiday it skips, at most 26 weeks', () => {
    fc.assert(
      fc.property(
        dayBetween,
        fc.integer({ min: -5, max: 260 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
        fc.boolean(),
        fc.integer({ min: 2, max: 9 }),
        (day, length, weekdays, skipsHolidays, every) => {
          const isHoliday = (one: Day) => Number(one.slice(8)) % every === 0
          const untilDay = addDays(day, length)
          const days = daysOfShift(shift({ day, repeats: { weekdays, untilDay, skipsHolidays } }), isHoliday)
          const last = addDays(day, mostWeeks * 7) < untilDay ? addDays(day, mostWeeks * 7) : untilDay
          const wanted: Day[] = []
          for (let one = day; one <= last; one = addDays(one, 1)) {
            if (weekdays.includes(weekdayOf(one)) && !(skipsHolidays && isHoliday(one))) wanted.push(one)
          }
          expect(days).toEqual(wanted)
          expect(new Set(days).size).toBe(days.length)
        },
      ),
    )
  })

  it('keeps its times on every day, and lines come in the order of time', () => {
    const weekly = (from: string, to: string, weekdays: number[]) =>
      shift({ from, to, repeats: { weekdays, untilDay: '2026-12-20', skipsHolidays: false } })
    const days = shiftDaysOf({ shifts: [weekly('14:00', '16:00', [0, 6]), weekly('09:00', '11:00', [6])] }, never)
    expect(days.map(({ startsAt, endsAt }) => `${dayOf(startsAt)} ${timeOf(startsAt)}–${timeOf(endsAt)}`)).toEqual([
      '2026-12-05 09:00–11:00',
      '2026-12-05 14:00–16:00',
      '2026-12-06 14:00–16:00',
      '2026-12-12 09:00–11:00',
      '2026-12-12 14:00–16:00',
      '2026-12-13 14:00–16:00',
      '2026-12-19 09:00–11:00',
      '2026-12-19 14:00–16:00',
      '2026-12-20 14:00–16:00',
    ])
  })
})

const weekly = (over: Partial<NonNullable<PlannedShift['repeats']>>) => ({
  repeats: { weekdays: [6], untilDay: '2026-12-26', skipsHolidays: false, ...over },
})

it.each<[string, Partial<ActivityPlan>, PlanProblemCode[]]>([
  ['lacks nothing', {}, []],
  ['says nothing', { title: '', line: '', place: '', description: '' }, ['title', 'line', 'place', 'description']],
  ['names nobody', { contactName: '', contactPhone: '1390000' }, ['contact_name', 'contact_phone']],
  ['does not warn its volunteers', { riskNotice: '' }, ['risk_notice']],
  ['calls participants alone', { riskNotice: '', shifts: [shift({ role: 'participant' })] }, []],
  ['is risky without insurance', { isRisky: true, insured: false }, ['insurance']],
  ['has no shift', { shifts: [] }, ['no_shifts']],
  [
    'has an empty shift',
    { shifts: [shift({ task: '', day: '', from: '', to: '', capacity: 0 })] },
    ['task', 'day', 'time', 'capacity'],
  ],
  ['ends before it begins', { shifts: [shift({ from: '11:00', to: '09:00' })] }, ['order']],
  ['is past', { shifts: [shift({ day: '2026-11-24', from: '08:00' })] }, ['past']],
  ['keeps more than there is', { shifts: [shift({ firstTimerPlaces: 5 })] }, ['first_timers']],
  ['repeats on no weekday', { shifts: [shift(weekly({ weekdays: [] }))] }, ['weekdays']],
  ['repeats without an end', { shifts: [shift(weekly({ untilDay: '' }))] }, ['until']],
  ['repeats backwards', { shifts: [shift(weekly({ untilDay: '2026-12-04' }))] }, ['until']],
  ['repeats too long', { shifts: [shift(weekly({ untilDay: '2027-12-04' }))] }, ['too_long']],
  ['repeats on no day', { shifts: [shift(weekly({ weekdays: [1], untilDay: '2026-12-06' }))] }, ['no_days']],
  [
    'has too many shifts',
    { shifts: [shift(weekly({ weekdays: [0, 1, 2, 3, 4, 5, 6], untilDay: '2027-06-04' }))] },
    ['too_many'],
  ],
])('a plan that %s', (_what, over, codes) => {
  const whole = plan(over)
  expect(planProblems(whole, shiftDaysOf(whole, never), now).map(({ code }) => code)).toEqual(codes)
})

it.each<[string, Partial<PlannedShift>, { riskNotice?: string; standing?: number }, PlanProblemCode[]]>([
  ['lacks nothing', {}, {}, []],
  ['begins in a minute', { day: '2026-11-24', from: '08:21' }, {}, []],
  ['begins now', { day: '2026-11-24', from: '08:20' }, {}, ['past']],
  ['was yesterday', { day: '2026-11-23' }, {}, ['past']],
  ['ends before it begins', { from: '11:00', to: '09:00' }, {}, ['order']],
  ['ends when it begins', { from: '11:00', to: '11:00' }, {}, ['order']],
  ['has nobody to come', { capacity: 0 }, {}, ['capacity']],
  ['says not what is to be done', { task: '' }, {}, ['task']],
  ['calls volunteers where nobody was warned', {}, { riskNotice: '' }, ['risk_notice']],
  ['calls participants where nobody was warned', { role: 'participant' }, { riskNotice: '' }, []],
  ['is the last there may be', {}, { standing: mostShiftsPlanned - 1 }, []],
  ['is one too many', {}, { standing: mostShiftsPlanned }, ['too_many']],
])('one more shift that %s', (_what, over, activity, codes) => {
  const one = shift(over)
  const facts = { riskNotice: '站着的时候多。', standing: 3, ...activity }
  const problems = oneMoreProblems(one, facts, shiftDaysOf({ shifts: [one] }, never), now)
  expect(problems.map(({ code }) => code)).toEqual(codes)
})

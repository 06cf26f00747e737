import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { addSeconds, instantOf, timeOf, type Day } from '../time.ts'
import {
  checkException,
  checkPlan,
  resourceAway,
  slotAt,
  slotsBetween,
  slotsOn,
  standInWeekday,
  type DayKind,
  type OpeningHours,
  type Plan,
  type PlanException,
  type PlanRule,
} from './plan.ts'
import * as schemas from './plan-schemas.ts'

const [friday, saturday, sunday, monday] = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'] as const
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const workdays = [1, 2, 3, 4, 5]

function planOf(rules: readonly (Partial<PlanRule> & { from: string; to: string })[], rest: Partial<Plan> = {}): Plan {
  return {
    rules: rules.map((rule) => ({ weekdays: everyDay, capacity: null, ...rule })),
    gapMinutes: 0,
    onHolidays: 'closed',
    onMakeUpDays: 'works',
    ...rest,
  }
}

function exceptionOf(over: Partial<PlanException>): PlanException {
  return {
    exceptionId: '01',
    kind: 'closed',
    fromDay: monday,
    toDay: monday,
    fromTime: null,
    toTime: null,
    resourceId: null,
    reason: '',
    ...over,
  }
}

interface Setting {
  day?: Day
  minutes?: number
  exceptions?: readonly PlanException[]
  kind?: DayKind
  hours?: OpeningHours
}

/** `08:30 09:00`: when the slots of the day begin. */
function startsOf(plan: Plan, { day = monday, minutes = 30, exceptions = [], kind, hours }: Setting = {}): string {
  const slots = slotsOn(day, { plan, durationMinutes: minutes }, exceptions, kind ?? 'workday', hours ?? null)
  return slots.map(({ startsAt }) => timeOf(startsAt)).join(' ')
}

const morning = planOf([{ from: '08:30', to: '10:00' }])

describe('rules', () => {
  test('fill their window and never leave it', () => {
    expect(startsOf(morning)).toBe('08:30 09:00 09:30')
    expect(startsOf(planOf([{ from: '08:30', to: '09:55' }]))).toBe('08:30 09:00')
    expect(startsOf(planOf([{ from: '08:30', to: '08:55' }]))).toBe('')
    expect(startsOf(planOf([{ from: '08:30', to: '10:00' }], { gapMinutes: 10 }))).toBe('08:30 09:10')
    expect(startsOf(planOf([{ from: '08:30', to: '10:00' }], { gapMinutes: 30 }))).toBe('08:30 09:30')
  })

  test('know their day and their length', () => {
    expect(slotsOn(monday, { plan: morning, durationMinutes: 90 }, [], 'workday', null)).toEqual([
      { startsAt: instantOf(monday, '08:30'), endsAt: instantOf(monday, '10:00'), day: monday, capacity: null },
    ])
  })

  test('may begin and end at midnight, and do not cross it', () => {
    expect(startsOf(planOf([{ from: '00:00', to: '01:00' }]))).toBe('00:00 00:30')
    expect(startsOf(planOf([{ from: '22:40', to: '24:00' }]))).toBe('22:40 23:10')
    expect(startsOf(planOf([{ from: '23:30', to: '24:00' }]))).toBe('23:30')
    expect(startsOf(planOf([{ from: '23:00', to: '01:00' }]))).toBe('')
    const [last] = slotsOn(
      '2026-12-31',
      { plan: planOf([{ from: '23:30', to: '24:00' }]), durationMinutes: 30 },
      [],
      'workday',
      null,
    )
    expect(last?.endsAt).toEqual(instantOf('2027-01-01'))
  })

  test('hold on their weekdays only', () => {
    const plan = planOf([{ from: '09:00', to: '09:30', weekdays: [1, 5] }])
    expect([friday, saturday, sunday, monday].map((day) => startsOf(plan, { day }))).toEqual(['09:00', '', '', '09:00'])
  })

  test('that overlap leave out the slot that would begin before an earlier one is over', () => {
    const two = [
      { from: '09:15', to: '11:15', capacity: 2 },
      { from: '09:00', to: '10:00', capacity: 1 },
    ]
    expect(startsOf(planOf(two))).toBe('09:00 09:30 10:15 10:45')
    expect(startsOf(planOf(two.toReversed()))).toBe('09:00 09:30 10:15 10:45')
  })

  test('that begin together: the first in the list is the one', () => {
    const [one, other] = [
      { from: '09:00', to: '09:30', capacity: 1 },
      { from: '09:00', to: '09:30', capacity: 2 },
    ]
    const capacities = (rules: (typeof one)[]) =>
      slotsOn(monday, { plan: planOf(rules), durationMinutes: 30 }, [], 'workday', null).map((slot) => slot.capacity)
    expect(capacities([one, other])).toEqual([1])
    expect(capacities([other, one])).toEqual([2])
  })

  test('that cannot be walked offer nothing', () => {
    expect(startsOf(morning, { minutes: 0 })).toBe('')
    expect(startsOf(morning, { minutes: -5 })).toBe('')
    expect(startsOf({ ...morning, gapMinutes: -30 })).toBe('')
    expect(startsOf(planOf([{ from: 'morning', to: '10:00' }]))).toBe('')
    expect(startsOf(planOf([{ from: '23:00', to: '99:00' }]))).toBe('23:00 23:30')
  })
})

describe('holidays', () => {
  const week = planOf([
    { from: '09:00', to: '09:30', weekdays: [1] },
    { from: '10:00', to: '10:30', weekdays: [5] },
    { from: '11:00', to: '11:30', weekdays: [6] },
  ])

  test.each([
    ['holiday', 'closed', ''],
    ['holiday', 'as_usual', '09:00'],
    ['workday', 'closed', '09:00'],
    ['unknown', 'closed', '09:00'],
  ] as const)('a Monday that is %s, with holidays %s', (kind, onHolidays, starts) => {
    expect(startsOf({ ...week, onHolidays }, { kind })).toBe(starts)
  })

  test.each([
    [saturday, 'works', '10:00'],
    [sunday, 'works', '09:00'],
    [saturday, 'as_weekday_off', '11:00'],
    [sunday, 'as_weekday_off', ''],
  ] as const)('a make-up workday on %s: %s', (day, onMakeUpDays, starts) => {
    expect(startsOf({ ...week, onMakeUpDays }, { day, kind: 'make_up_workday' })).toBe(starts)
  })

  test('a weekend stays a weekend', () => {
    expect(startsOf(week, { day: saturday, kind: 'weekend' })).toBe('11:00')
    expect(startsOf(week, { day: saturday, kind: 'unknown' })).toBe('11:00')
  })

  test('a Saturday stands in for Friday, a Sunday for Monday, others for themselves', () => {
    expect([friday, saturday, sunday, monday].map(standInWeekday)).toEqual([5, 5, 1, 1])
  })
})

describe('exceptions', () => {
  test.each([
    ['the whole day', {}, ''],
    ['a touch of one slot', { fromTime: '08:55', toTime: '09:00' }, '09:00 09:30'],
    ['the edge between two', { fromTime: '09:00', toTime: '09:05' }, '08:30 09:30'],
    ['right before and right after', { fromTime: '07:00', toTime: '08:30' }, '08:30 09:00 09:30'],
    ['from a time on', { fromTime: '09:10' }, '08:30'],
    ['until a time', { toTime: '09:10' }, '09:30'],
    ['another day', { fromDay: friday, toDay: sunday }, '08:30 09:00 09:30'],
    ['days around', { fromDay: friday, toDay: '2026-12-04', fromTime: '08:00', toTime: '08:35' }, '09:00 09:30'],
    ['a resource only', { resourceId: 'R1' }, '08:30 09:00 09:30'],
    ['times the wrong way round', { fromTime: '10:00', toTime: '08:00' }, '08:30 09:00 09:30'],
  ])('closed: %s', (_, over, starts) => {
    expect(startsOf(morning, { exceptions: [exceptionOf(over)] })).toBe(starts)
  })

  const open = (over: Partial<PlanException>) => exceptionOf({ kind: 'open', ...over })

  test('open adds slots of the same length where there is room', () => {
    const exceptions = [open({ fromTime: '09:45', toTime: '11:45' })]
    expect(startsOf(morning, { exceptions })).toBe('08:30 09:00 09:30 10:15 10:45 11:15')
    expect(startsOf(morning, { kind: 'holiday', exceptions })).toBe('09:45 10:15 10:45 11:15')
  })

  test('open for a whole day: as on a usual day of that weekday, or of the working day beside it', () => {
    const week = planOf([
      { from: '09:00', to: '09:30', weekdays: [1] },
      { from: '10:00', to: '10:30', weekdays: [5], capacity: 7 },
    ])
    const on = (day: Day, kind: DayKind) =>
      startsOf(week, { day, kind, exceptions: [open({ fromDay: day, toDay: day })] })
    expect(on(monday, 'holiday')).toBe('09:00')
    expect(on(monday, 'workday')).toBe('09:00')
    expect(on(saturday, 'weekend')).toBe('10:00')
    expect(on(sunday, 'unknown')).toBe('09:00')
    expect(on('2026-12-01', 'workday')).toBe('')
  })

  test('closed wins over open, and brings nothing that was not there', () => {
    const exceptions = [
      open({ exceptionId: '01', fromTime: '09:20', toTime: '10:50' }),
      exceptionOf({ exceptionId: '02', fromTime: '09:00', toTime: '09:10' }),
    ]
    expect(startsOf(morning, { exceptions })).toBe('08:30 09:30 10:20')
  })

  test('of two that open the same time the older is the one, however they are listed', () => {
    const exceptions = [
      open({ exceptionId: '01', fromTime: '14:10', toTime: '14:40' }),
      open({ exceptionId: '02', fromTime: '14:00', toTime: '15:00' }),
    ]
    expect(startsOf(morning, { kind: 'holiday', exceptions })).toBe('14:10')
    expect(startsOf(morning, { kind: 'holiday', exceptions: exceptions.toReversed() })).toBe('14:10')
  })

  test('open for a resource means nothing here', () => {
    const exceptions = [open({ resourceId: 'R1', fromTime: '14:00', toTime: '15:00' })]
    expect(startsOf(morning, { exceptions })).toBe('08:30 09:00 09:30')
  })
})

describe('opening hours', () => {
  const hours: OpeningHours = {
    weekly: [
      { weekdays: workdays, from: '09:00', to: '09:45' },
      { weekdays: workdays, from: '09:45', to: '10:00' },
    ],
    onHolidays: 'closed',
  }

  test('keep only slots that lie wholly inside, across parts that touch', () => {
    expect(startsOf(morning, { hours })).toBe('09:00 09:30')
    expect(startsOf(morning, { hours: { ...hours, weekly: [] } })).toBe('')
  })

  test('are closed on holidays even where the plan is not, and open exceptions ask neither', () => {
    const plan = { ...morning, onHolidays: 'as_usual' as const }
    const exceptions = [exceptionOf({ kind: 'open', fromTime: '20:00', toTime: '20:30' })]
    expect(startsOf(plan, { hours, kind: 'holiday' })).toBe('')
    expect(startsOf(plan, { hours: { ...hours, onHolidays: 'as_usual' }, kind: 'holiday' })).toBe('09:00 09:30')
    expect(startsOf(plan, { hours, kind: 'holiday', exceptions })).toBe('20:00')
  })

  test('of a working week hold on a make-up Saturday too; those of a place open on Saturdays stay', () => {
    expect(startsOf(morning, { hours, day: saturday, kind: 'weekend' })).toBe('')
    expect(startsOf(morning, { hours, day: saturday, kind: 'make_up_workday' })).toBe('09:00 09:30')
    const weekly = [...hours.weekly, { weekdays: [6], from: '08:00', to: '09:00' }]
    expect(startsOf(morning, { hours: { ...hours, weekly }, day: saturday, kind: 'make_up_workday' })).toBe('08:30')
  })
})

describe('several days and one slot', () => {
  const service = { plan: planOf([{ from: '00:00', to: '24:00', weekdays: [1, 5, 0] }]), durationMinutes: 720 }
  const kindOf = (day: Day): DayKind => (day === sunday ? 'holiday' : 'workday')

  test('follow one another over the end of the month, each with its own kind', () => {
    const slots = slotsBetween(friday, 8, service, [], kindOf, null)
    expect(slots.map(({ day, startsAt }) => `${day} ${timeOf(startsAt)}`)).toEqual([
      '2026-11-27 00:00',
      '2026-11-27 12:00',
      '2026-11-30 00:00',
      '2026-11-30 12:00',
      '2026-12-04 00:00',
      '2026-12-04 12:00',
    ])
    expect(slotsBetween(friday, 0, service, [], kindOf, null)).toEqual([])
  })

  test('a slot is found by its start, to the millisecond', () => {
    const at = (instant: Date) => slotAt(instant, service, [], kindOf, null)?.day
    expect(at(instantOf(monday))).toBe(monday)
    expect(at(new Date(instantOf(monday).getTime() - 1))).toBeUndefined()
    expect(at(addSeconds(instantOf(monday), 1))).toBeUndefined()
    expect(at(instantOf(monday, '12:00'))).toBe(monday)
    expect(at(instantOf(sunday, '12:00'))).toBeUndefined()
  })
})

describe('a resource that is away', () => {
  const slot = { startsAt: instantOf(monday, '09:00'), endsAt: instantOf(monday, '09:30') }
  const away = (over: Partial<PlanException>) => resourceAway([exceptionOf({ resourceId: 'R1', ...over })], 'R1', slot)

  test.each([
    [{}, true],
    [{ fromTime: '09:25', toTime: '10:00' }, true],
    [{ fromTime: '08:00', toTime: '09:05' }, true],
    [{ fromTime: '09:30', toTime: '10:00' }, false],
    [{ fromTime: '08:00', toTime: '09:00' }, false],
    [{ fromDay: friday, toDay: '2026-12-02', fromTime: '09:00', toTime: '09:05' }, true],
    [{ fromDay: friday, toDay: sunday }, false],
    [{ fromDay: '2026-12-01', toDay: '2026-12-01' }, false],
    [{ resourceId: 'R2' }, false],
    [{ resourceId: null }, false],
    [{ kind: 'open' }, false],
  ] as const)('%o: %s', (over, expected) => {
    expect(away(over)).toBe(expected)
  })
})

describe('mistakes in words', () => {
  const rule = { weekdays: [1], from: '08:30', to: '10:00', capacity: null }

  test.each([
    [{ weekdays: [] }, '第 1 段没有选星期几'],
    [{ weekdays: [7] }, '第 1 段的星期几不对'],
    [{ weekdays: [1, 1] }, '第 1 段的星期几不对'],
    [{ from: '10:00' }, '第 1 段的开始时间要早于结束时间'],
    [{ from: '10:30' }, '第 1 段的开始时间要早于结束时间'],
    [{ from: '09:35' }, '第 1 段不够一次服务的 30 分钟'],
    [{ from: '08:31' }, '第 1 段的时间要按 5 分钟一格填，比如 08:30'],
    [{ from: '08:60' }, '第 1 段的时间要按 5 分钟一格填，比如 08:30'],
    [{ from: '24:00' }, '第 1 段的时间要按 5 分钟一格填，比如 08:30'],
    [{ to: '24:05' }, '第 1 段的时间要按 5 分钟一格填，比如 08:30'],
    [{ to: '' }, '第 1 段的时间要按 5 分钟一格填，比如 08:30'],
    [{ capacity: 0 }, '第 1 段的名额至少是 1'],
    [{ capacity: 1.5 }, '第 1 段的名额至少是 1'],
  ])('a rule with %o', (over, words) => {
    expect(checkPlan(planOf([{ ...rule, ...over }]), 30)).toEqual([words])
  })

  test('a plan without mistakes has none', () => {
    expect(checkPlan(planOf([rule, { from: '00:00', to: '24:00', capacity: 3 }], { gapMinutes: 5 }), 90)).toEqual([])
    expect(checkPlan(planOf([]), 30)).toEqual([])
  })

  test('the second rule is called the second', () => {
    expect(checkPlan(planOf([rule, { ...rule, weekdays: [], capacity: 0 }]), 30)).toEqual([
      '第 2 段没有选星期几',
      '第 2 段的名额至少是 1',
    ])
  })

  test('length and pause', () => {
    expect(checkPlan(planOf([]), 4)).toEqual(['每次服务至少 5 分钟，最多一天'])
    expect(checkPlan(planOf([]), 1441)).toEqual(['每次服务至少 5 分钟，最多一天'])
    expect(checkPlan(planOf([], { gapMinutes: 241 }), 30)).toEqual(['两次之间的间隔要在 0 到 240 分钟之间'])
    expect(checkPlan(planOf([], { gapMinutes: 2 }), 32)).toEqual([
      '每次服务要按 5 分钟一格填',
      '两次之间的间隔要按 5 分钟一格填',
    ])
  })

  test.each([
    [{}, []],
    [{ fromTime: '08:00', toTime: '24:00' }, []],
    [{ fromDay: '2026-12-01' }, ['开始日期不能晚于结束日期']],
    [{ fromTime: '08:00' }, ['开始和结束时间要一起填，或者都不填']],
    [{ fromTime: '08:00', toTime: '08:00' }, ['开始时间要早于结束时间']],
    [{ fromTime: '08:02', toTime: '09:00' }, ['时间要按 5 分钟一格填，比如 08:30']],
    [{ kind: 'open', resourceId: 'R1' }, ['只有停用才能选某个人员或场地，加开请选整个服务']],
  ] as const)('an exception with %o', (over, words) => {
    expect(checkException(exceptionOf(over))).toEqual(words)
  })
})

describe('the schemas', () => {
  test('give what the rules take', () => {
    const plan: Plan = {} as z.infer<typeof schemas.Plan>
    const exception: PlanException = {} as z.infer<typeof schemas.PlanException>
    const hours: OpeningHours = {} as z.infer<typeof schemas.OpeningHours>
    const kind: DayKind = {} as { kind: z.infer<typeof schemas.DayKind> }['kind']
    expect([plan, exception, hours, kind]).toHaveLength(4)
  })

  test.each([
    [{ from: '08:30', to: '24:00' }, true],
    [{ from: '24:00', to: '24:00' }, false],
    [{ from: '08:31', to: '09:00' }, false],
    [{ from: '08:30', to: '24:05' }, false],
    [{ from: '08:30', to: '09:00', weekdays: [] }, false],
    [{ from: '08:30', to: '09:00', weekdays: [7] }, false],
    [{ from: '08:30', to: '09:00', capacity: 0 }, false],
  ])('a rule of %o passes: %s', (rule, passes) => {
    expect(schemas.Plan.safeParse(planOf([rule])).success).toBe(passes)
  })
})

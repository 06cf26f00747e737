import { describe, expect, it } from 'vitest'
import { exceptionWords, hoursWords, planWords, timeTyped, weekdaysWords } from './offering.ts'

const rule = { weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '11:30', capacity: null }
const plan = { rules: [rule], gapMinutes: 10, onHolidays: 'closed', onMakeUpDays: 'works' } as const

describe('plans in words', () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6], '每天'],
    [[5, 4, 3, 2, 1], '周一至周五'],
    [[6, 0], '周六、周日'],
    [[6, 0, 5], '周五至周日'],
    [[2, 4, 6], '周二、周四、周六'],
    [[3], '周三'],
  ])('says the weekdays %j as %s', (weekdays, words) => expect(weekdaysWords(weekdays)).toBe(words))

  it('says when, how often and for how many', () => {
    const service = { plan, durationMinutes: 20, capacityKind: 'exclusive', capacity: 1 } as const
    expect(planWords(service)).toBe('周一至周五 8:30–11:30，每 30 分钟一位')
    const afternoon = { ...rule, from: '13:30', to: '17:00' }
    const saturday = { ...rule, weekdays: [6] }
    const longer = { ...plan, rules: [rule, afternoon, saturday], gapMinutes: 0 }
    expect(planWords({ plan: longer, durationMinutes: 60, capacityKind: 'pooled', capacity: 10 })).toBe(
      '周一至周五 8:30–11:30、13:30–17:00；周六 8:30–11:30，每 1 小时一场，一场 10 位',
    )
    const dayLong = { ...plan, gapMinutes: 0, rules: [{ ...rule, to: '16:30' }] }
    expect(planWords({ plan: dayLong, durationMinutes: 480, capacityKind: 'pooled', capacity: 12 })).toBe(
      '周一至周五 8:30–16:30，一次 8 小时，12 位',
    )
    expect(planWords({ ...service, plan: { ...plan, rules: [] } })).toBe('没有固定的时间')
    expect(hoursWords({ weekly: [], onHolidays: 'closed' })).toBe('还没填')
  })

  it.each([
    ['8:30', '08:30'],
    ['0830', '08:30'],
    ['17：05', '17:05'],
    ['24:00', '24:00'],
    ['24:05', undefined],
    ['8:31', undefined],
    ['8', undefined],
    ['', undefined],
  ])('reads %j as %j', (typed, time) => expect(timeTyped(typed)).toBe(time))

  it('says who is away when', () => {
    const away = {
      exceptionId: '',
      kind: 'closed',
      providerId: null,
      serviceId: null,
      resourceId: 'x',
      fromDay: '2026-11-28',
      toDay: '2026-12-02',
      fromTime: null,
      toTime: null,
      reason: '休假',
    } as const
    expect(exceptionWords(away, '周敏护士')).toBe('11 月 28 日到 12 月 2 日，周敏护士不在')
    const half = { ...away, toDay: '2026-11-28', resourceId: null, fromTime: '13:30', toTime: '17:00' }
    expect(exceptionWords(half, '卫生站')).toBe('11 月 28 日 13:30–17:00，卫生站不开')
    expect(exceptionWords({ ...half, kind: 'open' }, '卫生站')).toBe('11 月 28 日 13:30–17:00，卫生站加开')
  })
})

import * as fc from 'fast-check'
import type { OpeningHours, Plan, PlanException, PlanRule } from '../../../shared/booking/plan.ts'
import { addDays, type Day } from '../../../shared/time.ts'

/** Plans, opening hours, exceptions and overrides as chance makes them, mostly where it hurts. */

export const fatefulDays = [
  ...['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-03', '2026-01-04', '2026-02-14', '2026-02-16', '2026-02-28'],
  ...['2026-05-09', '2026-09-20', '2026-10-01', '2026-10-10', '2026-11-24', '2026-11-28', '2026-11-29', '2026-12-31'],
  ...['2027-01-01', '2027-01-02', '2027-01-03', '2027-10-02', '2028-02-28', '2028-02-29', '2028-12-31'],
]
export const zones = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin']
export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const day = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...fatefulDays) },
  { weight: 1, arbitrary: fc.integer({ min: -400, max: 800 }).map((count) => addDays('2026-11-24', count)) },
)
/** 5-minute steps; mostly hours of work, now and then the edges of the day. */
const time = fc
  .oneof(
    { weight: 6, arbitrary: fc.integer({ min: 96, max: 220 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 288 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 287, 288) },
    // So that parts of a day often touch.
    { weight: 3, arbitrary: fc.constantFrom(108, 144, 150, 162, 204) },
  )
  .map((step) => clockOf(step * 5))
const weekdays = fc.oneof(fc.constant([0, 1, 2, 3, 4, 5, 6]), fc.constant([1, 2, 3, 4, 5]), fc.subarray([0, 1, 5, 6]))
/** Now and then the wrong way round: then it offers nothing. */
const window = fc
  .tuple(time, time, fc.integer({ min: 0, max: 9 }))
  .map(([one, other, turned]) => (one < other === turned > 0 ? { from: one, to: other } : { from: other, to: one }))
const rule: fc.Arbitrary<PlanRule> = fc
  .record({ weekdays, window, capacity: fc.option(fc.integer({ min: 1, max: 9 })) })
  .map(({ window: { from, to }, ...rest }) => ({ ...rest, from, to }))
const plan: fc.Arbitrary<Plan> = fc.record({
  rules: fc.array(rule, { maxLength: 4 }),
  gapMinutes: fc.constantFrom(0, 0, 5, 10, 45),
  onHolidays: fc.constantFrom('closed', 'as_usual'),
  onMakeUpDays: fc.constantFrom('as_weekday_off', 'works'),
})
export const service = fc.record({ plan, durationMinutes: fc.constantFrom(5, 10, 20, 30, 30, 45, 60, 90, 240, 1440) })
export const openingHours: fc.Arbitrary<OpeningHours> = fc.record({
  weekly: fc.array(
    fc.record({ weekdays, window }).map(({ weekdays: on, window: { from, to } }) => ({ weekdays: on, from, to })),
    { maxLength: 3 },
  ),
  onHolidays: fc.constantFrom('closed', 'as_usual'),
})

/** Exceptions and overrides around a day, most of them on it. */
function settingAround(centre: Day) {
  const exception: fc.Arbitrary<Omit<PlanException, 'exceptionId'>> = fc
    .record({
      kind: fc.constantFrom('closed' as const, 'open' as const),
      before: fc.integer({ min: -1, max: 3 }),
      after: fc.integer({ min: -1, max: 3 }),
      window,
      given: fc.constantFrom('both', 'both', 'both', 'none', 'from', 'to'),
      resourceId: fc.constantFrom(null, null, null, 'R1', 'R2'),
    })
    .map(({ kind, before, after, window: { from, to }, given, resourceId }) => ({
      ...{ kind, resourceId, reason: '' },
      ...{ fromDay: addDays(centre, -before), toDay: addDays(centre, after) },
      fromTime: given === 'both' || given === 'from' ? from : null,
      toTime: given === 'both' || given === 'to' ? to : null,
    }))
  return fc.record({
    centre: fc.constant(centre),
    exceptions: fc
      .array(exception, { maxLength: 5 })
      .map((list) => list.map((one, index): PlanException => ({ exceptionId: `0${index}`, ...one }))),
    overrides: fc
      .array(fc.tuple(fc.integer({ min: -1, max: 1 }), fc.constantFrom('holiday' as const, 'workday' as const)), {
        maxLength: 2,
      })
      .map((list) => new Map(list.map(([count, kept]) => [addDays(centre, count), kept] as const))),
  })
}
export const setting = day.chain(settingAround)

import { addDays, weekdayOf, type Day } from '../../../../shared/time.ts'
import type { OfferingData } from '../use-offering.ts'

/** How a day of the month looks: a rest day, a worked weekend, closed by an exception, or an ordinary one. */
export interface MarkedDay {
  day: Day
  kind: 'rest' | 'work' | 'closed' | 'plain'
  /** `国庆节`, `便民服务日`; empty on ordinary days. */
  word: string
  exceptions: OfferingData['exceptions']
}

/** The day of a month that lies `months` after another one's. */
export function firstOfMonth(day: Day, months = 0): Day {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1]
  return `${year}-${month < 10 ? '0' : ''}${month}-01`
}

/** `2026 年 11 月`. */
export function monthWords(first: Day): string {
  return `${first.slice(0, 4)} 年 ${Number(first.slice(5, 7))} 月`
}

type Known = Pick<OfferingData, 'calendar' | 'holidays' | 'exceptions'>

export function markedDay(day: Day, { calendar, holidays, exceptions }: Known): MarkedDay {
  const own = holidays.filter((one) => one.day === day)[0]
  const known = calendar.filter((one) => one.day === day)[0]
  const here = exceptions.filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay)
  const all = here.filter(
    ({ kind, resourceId, serviceId }) => kind === 'closed' && resourceId === null && serviceId === null,
  )
  const atWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6
  const marked = (kind: MarkedDay['kind'], word: string): MarkedDay => ({ day, kind, word, exceptions: here })
  if (own?.kind === 'holiday' || (own === undefined && known?.kind === 'holiday')) {
    return marked('rest', own?.name ?? known?.name ?? '')
  }
  if (all.length > 0) return marked('closed', all[0]?.reason ?? '')
  if (own?.kind === 'workday') return marked('work', own.name)
  if (known?.kind === 'make_up_workday') return marked('work', '补班')
  return marked(atWeekend ? 'rest' : 'plain', here[0]?.reason ?? '')
}

/** The days of a month in weeks from Monday on; undefined where another month's would stand. */
export function monthGrid(first: Day): (Day | undefined)[] {
  const before = (weekdayOf(first) + 6) % 7
  const days: (Day | undefined)[] = []
  for (let index = 0; index < before; index += 1) days.push(undefined)
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  return days
}

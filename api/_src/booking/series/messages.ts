import { patternWords } from '../../../../shared/booking/series.ts'
import { dayWord, weekdayWord, type Day } from '../../../../shared/time.ts'
import type { Message, PendingRow } from '../../platform/deliver/source.ts'
import type { SeriesStep, SkippedDay } from '../tables.ts'
import type { UntoldSeries } from './store-series.ts'

/** One message for a series, not one for each day: what was booked, what could not be, that it is over. */
export function seriesMessages(row: UntoldSeries): PendingRow['messages'] {
  return row.history
    .filter((step) => step.version > row.notified_version)
    .flatMap((step) => recipients(row, step).map((message) => ({ ...message, version: step.version })))
}

function recipients(row: UntoldSeries, step: SeriesStep): Message[] {
  const did = titles[step.kind]
  const page = `/booking/series/index?community=${row.community_id}&id=${row.id}`
  const common = { topic: 'booking' as const, page, body: bodyOf(row, step), at: new Date(step.at) }
  const delegates = new Set(row.delegate_name === null ? [] : [row.booked_by])
  if (step.delegateName !== null) delegates.add(step.by)
  const title = `${did}：${row.serviceName}`
  return [
    {
      ...common,
      recipient: { kind: 'resident', id: row.resident_id },
      title: step.delegateName === null ? title : `${step.delegateName}帮您${title}`,
    },
    ...[...delegates].map((id): Message => ({
      ...common,
      recipient: { kind: 'account', id },
      title: `给${row.resident_name}${title}`,
    })),
  ]
}

const titles: Record<SeriesStep['kind'], string> = {
  started: '约好了每周的',
  skipped: '有几天没约上',
  ended: '停了每周的',
}

function bodyOf(row: UntoldSeries, step: SeriesStep): string {
  const pattern = patternWords(row.weekdays, row.time)
  if (step.kind === 'ended')
    return `${pattern} 的${row.serviceName}停了，后面的都取消了。来不及取消的还在“我的预约”里。`
  const missing = skippedWords(step.skipped)
  if (step.kind === 'skipped') return `${missing}想去可以换个时间单独约。`
  return `${pattern}，${bookedWords(step.booked)}${missing}哪天去不了，点开那天取消就行。`
}

function bookedWords(days: readonly Day[]): string {
  const [first, last] = [days[0], days[days.length - 1]]
  if (first === undefined || last === undefined) return '眼下还没有约上的。'
  if (first === last) return `约好了 ${wordOf(first)}。`
  return `约好了 ${days.length} 天，${wordOf(first)}到${wordOf(last)}。`
}

const mostNamed = 6

function skippedWords(skipped: readonly SkippedDay[]): string {
  if (skipped.length === 0) return ''
  const named = skipped.slice(0, mostNamed).map(({ day, reason }) => `${wordOf(day)}（${reason}）`)
  const rest = skipped.length > mostNamed ? `等 ${skipped.length} 天` : ''
  return `没约上的：${named.join('、')}${rest}。`
}

const wordOf = (day: Day) => `${dayWord(day)} ${weekdayWord(day)}`

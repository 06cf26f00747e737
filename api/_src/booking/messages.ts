import { dayOf, dayWord, timeOf, weekdayWord } from '../../../shared/time.ts'
import type { Message, PendingRow } from '../platform/deliver/source.ts'
import { placeOf } from './answers.ts'
import type { BookingRow } from './taking/store-booking.ts'
import type { BookingStep } from './tables.ts'

/** How a step is told; a step without words is told to nobody. */
interface Words {
  /** Said to the person: `约好了：上门理发`. */
  title: string
  body: string
  /** Only the person is told, not who booked for them. */
  personOnly?: boolean
}

/** What must be said about the steps of a booking that were not yet told. */
export function messagesOf(row: BookingRow, toldVersion: number): PendingRow['messages'] {
  return row.history
    .filter((step) => step.version > toldVersion)
    .flatMap((step) => recipientsOf(row, step).map((message) => ({ ...message, version: step.version })))
}

/** The person always; a family member who booked, moved or cancelled for them as well. */
function recipientsOf(row: BookingRow, step: BookingStep): Message[] {
  const words = wordsOf(row, step)
  if (!words) return []
  const delegates = new Map<string, string>()
  if (row.delegate_name !== null) delegates.set(row.booked_by, row.delegate_name)
  if (step.delegateName !== null) delegates.set(step.by, step.delegateName)
  const common = { topic: 'booking' as const, page: pageOf(row), body: words.body, at: new Date(step.at) }
  const done = `${words.title}：${row.serviceName}`
  const toPerson: Message = {
    ...common,
    recipient: { kind: 'resident', id: row.resident_id },
    title: step.delegateName === null ? done : `${step.delegateName}帮您${done}`,
  }
  if (words.personOnly === true) return [toPerson]
  const toDelegates = [...delegates.keys()].map((id): Message => ({
    ...common,
    recipient: { kind: 'account', id },
    title: `给${row.resident_name}${done}`,
  }))
  return [toPerson, ...toDelegates]
}

function wordsOf(row: BookingRow, step: BookingStep): Words | undefined {
  const when = whenOf(row.starts_at)
  const where = placeOf(row)
  const spoken = `${row.spoken_number.slice(0, 3)} ${row.spoken_number.slice(3)}`
  const bring = row.materials.length > 0 ? `要准备：${row.materials.map(({ name }) => name).join('、')}。` : ''
  switch (step.kind) {
    case 'confirmed':
      return { title: '约好了', body: `${when}，${where}。到时候报这个号：${spoken}。${bring}` }
    case 'waited':
      return { title: '排上队了', body: `${when}，${where}。${queueWords(row)}有位子了就告诉您，不用一直看着。` }
    case 'offered':
      return {
        title: '有位子了',
        body: `${when}，${where}。${untilWords(row)}点开就能要，不点就让给下一位。`,
      }
    case 'cancelled':
      return { title: '取消了', body: `${when} 的${row.serviceName}不去了。位子已经让给别人，想去可以再约。` }
    case 'expired':
      return expiredWords(row, step, when)
    case 'rescheduled':
      return {
        title: '改好时间了',
        body: `${step.from === undefined ? '' : `原来是 ${whenOf(new Date(step.from))}，现在`}改到 ${when}，${where}。到时候报这个号：${spoken}。${bring}`,
      }
    case 'moved':
      return { title: '时间有变', body: movedWords(row, step, when, where, spoken) }
    case 'time_asked':
      return { title: '时间要改一改', body: askedWords(row, step, when) }
    case 'reminded_day':
      return {
        title: '明天别忘了',
        body: `${when}，${where}。还来吗？来就点一下“来”，不来点“不来了”，位子好让给别人。${bring}`,
      }
    case 'reminded_hour':
      return { title: '快到时间了', body: `${when}，${where}。到时候报这个号：${spoken}。${bring}` }
    case 'missed':
      // who came and was not served knows it; the reason is for the record
      if (step.reason !== undefined) return undefined
      return {
        title: '这回没见着您',
        body: `${when} 的${row.serviceName}您没来，不要紧，还可以再约。有什么难处，打 ${row.providerPhone} 说一声。`,
        personOnly: true,
      }
    case 'material_judged':
      return { title: '材料看过了', body: `${step.reason ?? ''}${when} 来的时候，原件也要带上。` }
    default:
      return undefined
  }
}

/** An offer nobody took up, or a queue that came to its end; a hold that ran out is told to nobody. */
function expiredWords(row: BookingRow, step: BookingStep, when: string): Words | undefined {
  if (row.waiting_since === null) return undefined
  const before = row.history.filter(({ version }) => version < step.version)
  if (before[before.length - 1]?.kind === 'offered') {
    return { title: '位子过时了', body: `${when} 的位子给您留了一会儿，现在让给下一位了。还想要，可以再排一次队。` }
  }
  const why = step.reason === undefined ? '这回没轮上' : step.reason
  return { title: '没排上', body: `${when} 的${row.serviceName}${why}。换个时间，再约一次吧。` }
}

function queueWords({ queuePlace }: BookingRow): string {
  if (queuePlace === null) return ''
  return queuePlace === 1 ? '前面没有别人，' : `您排第 ${queuePlace} 位，`
}

function movedWords(row: BookingRow, step: BookingStep, when: string, where: string, spoken: string): string {
  const why = step.reason === undefined || step.reason === '' ? '' : `${step.reason}，`
  const before = step.from === undefined ? '' : `原来 ${whenOf(new Date(step.from))} 的${row.serviceName}，`
  return `${why}${before}给您改到 ${when}，${where}。号还是这个：${spoken}。不方便就打 ${row.providerPhone}。`
}

/** The old time stands until they answer, so it must not sound as if they had been moved. */
function askedWords(row: BookingRow, step: BookingStep, when: string): string {
  const why = step.reason === undefined || step.reason === '' ? '' : `${step.reason}，`
  const offer = step.to === undefined ? '请另选一个时间' : `改到 ${whenOf(new Date(step.to))} 行吗`
  return `${why}${when} 的${row.serviceName}办不了了。${offer}，点开回一声，也可以换别的时间或者取消。不方便就打 ${row.providerPhone}。`
}

function untilWords(row: BookingRow): string {
  return row.kept_until === null ? '' : `给您留到 ${timeOf(row.kept_until)}，`
}

function whenOf(at: Date): string {
  const day = dayOf(at)
  return `${dayWord(day)} ${weekdayWord(day)} ${timeOf(at)}`
}

function pageOf(row: BookingRow): string {
  return `/booking/detail/index?community=${row.community_id}&id=${row.id}`
}

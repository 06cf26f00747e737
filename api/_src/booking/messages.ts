import { dayOf, dayWord, timeOf, weekdayWord } from '../../../shared/time.ts'
import type { Message, PendingRow } from '../platform/deliver/source.ts'
import { placeOf } from './answers.ts'
import type { BookingRow } from './store.ts'
import type { BookingStep } from './tables.ts'

/** What must be said about the steps of a booking that were not yet told. */
export function messagesOf(row: BookingRow, toldVersion: number): PendingRow['messages'] {
  return row.history
    .filter((step) => step.version > toldVersion)
    .flatMap((step) => recipientsOf(row, step).map((message) => ({ ...message, version: step.version })))
}

/** The person always; a family member who booked or cancelled for them as well. */
function recipientsOf(row: BookingRow, step: BookingStep): Message[] {
  const delegates = new Map<string, string>()
  if (row.delegate_name !== null) delegates.set(row.booked_by, row.delegate_name)
  if (step.delegateName !== null) delegates.set(step.by, step.delegateName)
  const common = { topic: 'booking' as const, page: pageOf(row), body: bodyOf(row, step) }
  const toPerson: Message = {
    ...common,
    recipient: { kind: 'resident', id: row.resident_id },
    title: titleForPerson(row, step),
  }
  const toDelegates = [...delegates.keys()].map((id): Message => ({
    ...common,
    recipient: { kind: 'account', id },
    title: titleForDelegate(row, step),
  }))
  return [toPerson, ...toDelegates]
}

function titleForPerson(row: BookingRow, step: BookingStep): string {
  const did = step.status === 'confirmed' ? '约好了' : '取消了'
  return step.delegateName === null
    ? `${did}：${row.serviceName}`
    : `${step.delegateName}帮您${did}：${row.serviceName}`
}

function titleForDelegate(row: BookingRow, step: BookingStep): string {
  const did = step.status === 'confirmed' ? '约好了' : '取消了'
  return `给${row.resident_name}${did}：${row.serviceName}`
}

function bodyOf(row: BookingRow, step: BookingStep): string {
  const day = dayOf(row.starts_at)
  const when = `${dayWord(day)} ${weekdayWord(day)} ${timeOf(row.starts_at)}`
  if (step.status === 'cancelled') return `${when} 的${row.serviceName}不去了。位子已经让给别人，想去可以再约。`
  const spoken = `${row.spoken_number.slice(0, 3)} ${row.spoken_number.slice(3)}`
  const bring = row.bring.length > 0 ? `要准备：${row.bring.join('、')}。` : ''
  return `${when}，${placeOf(row)}。到时候报这个号：${spoken}。${bring}`
}

function pageOf(row: BookingRow): string {
  return `/booking/detail/index?community=${row.community_id}&id=${row.id}`
}

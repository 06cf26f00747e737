import type { CheckInWay } from '../../shared/booking/counter.ts'
import type { Arrival, Ticket } from '../../shared/booking/counter-contract.ts'
import { timeOf } from '../../shared/time.ts'

/** `9:30`: hours as they are said. */
export function hourWords(instant: string): string {
  return timeOf(new Date(instant)).replace(/^0/, '')
}

/** Why this number stands where it stands. */
export function laneWords(ticket: Pick<Ticket, 'lane' | 'startsAt' | 'isLate' | 'notThere'>): string {
  if (ticket.notThere > 0) return '叫过，没在'
  if (ticket.startsAt === null) return '现场取号'
  return ticket.isLate ? `约 ${hourWords(ticket.startsAt)}，来晚了` : `约 ${hourWords(ticket.startsAt)}`
}

/** How staff name somebody who gave no name. */
export function nameOr(maskedName: string): string {
  return maskedName === '' ? '来办事的居民' : maskedName
}

/** What the check-in button of a booking says. */
export const checkInWords: Readonly<Record<CheckInWay, string>> = {
  line: '来了，给号',
  pick_up: '取走了',
  presence: '来了',
  none: '上门的',
}

/** How a booking of today stands. */
export function arrivalState(arrival: Pick<Arrival, 'status' | 'way' | 'number'>): string {
  if (arrival.status === 'checked_in') return arrival.number === null ? '到了' : `到了，${arrival.number}`
  if (arrival.status === 'completed') return arrival.way === 'pick_up' ? '取走了' : '办完了'
  return arrival.status === 'missed' ? '没来' : '还没到'
}

/** After checking in. */
export function checkedInWords(number: string | null, status: 'checked_in' | 'completed'): string {
  if (number !== null) return `签到好了，${number}`
  return status === 'completed' ? '记下了，取走了' : '签到好了'
}

const spokenDigits = '零一二三四五六七八九'

/** A number as it is called out, so that no voice makes `twelve` of it: `A 零一二`. */
export function spokenTicket(number: string): string {
  const digits = number
    .slice(1)
    .split('')
    .map((digit) => spokenDigits[Number(digit)] ?? digit)
  return `${number.slice(0, 1)} ${digits.join('')}`
}

/** `请 A 零一二 号，到 2 号窗口`. */
export function callWords(number: string, window: string): string {
  return `请 ${spokenTicket(number)} 号，到 ${window}`
}

/** For whoever waits with a telephone in hand. */
export function turnWords(turn: {
  status: Ticket['status']
  ahead: number | null
  notBefore: string | null
  window: string | null
}): string {
  const { status, ahead, notBefore, window } = turn
  if (status === 'called') return `轮到您了，请到 ${window ?? '窗口'}`
  if (status === 'serving') return `正在 ${window ?? '窗口'} 给您办`
  if (status === 'served') return '办完了，慢走'
  if (status === 'not_there') return '叫了您两次没在，这个号过了'
  if (status === 'left') return '这个号不办了'
  if (notBefore !== null) return `您约的是 ${hourWords(notBefore)}，到点就叫您`
  return ahead === null || ahead === 0 ? '下一位就是您' : `前面还有 ${ahead} 位`
}

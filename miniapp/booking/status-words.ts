import type { Booking } from '../../shared/booking/contract.ts'
import type { BookingStatus } from '../../shared/booking/lifecycle.ts'
import type { Said } from '../ui/said-pill.tsx'

const words: Readonly<Record<BookingStatus, string>> = {
  held: '先留着',
  waiting: '在排队',
  offered: '有位子了',
  confirmed: '约好了',
  checked_in: '到了',
  completed: '去过了',
  missed: '没去成',
  cancelled: '取消了',
  expired: '没要这个位子',
}

/** How a booking stands, in a word with its colour and its icon. Confirmed and over: nobody has settled it yet. */
export function statusSaid(booking: Pick<Booking, 'status' | 'endsAt' | 'atHome'>, now: Date): Said {
  const { status, endsAt, atHome } = booking
  switch (status) {
    case 'confirmed':
      return Date.parse(endsAt) <= now.getTime()
        ? { text: '时间过了' }
        : { text: words.confirmed, kind: 'ok', icon: 'circle-check' }
    case 'checked_in':
      return { text: atHome ? '人来了' : words.checked_in, kind: 'ok', icon: 'circle-check' }
    case 'completed':
      return { text: atHome ? '来过了' : words.completed }
    case 'waiting':
      return { text: words.waiting, kind: 'info', icon: 'hourglass' }
    case 'offered':
      return { text: words.offered, kind: 'ok', icon: 'bell-ring' }
    case 'missed':
      return { text: atHome ? '没碰上' : words.missed }
    default:
      return { text: words[status] }
  }
}

/** Reasons that can be tapped instead of typed. */
export const cancelReasons = ['有事去不了', '身体不舒服', '约错了', '不用了'] as const

/** Why somebody leaves a queue. */
export const leaveReasons = ['不等了', '约了别的时间', '不用了'] as const

/** `前面还有 2 位`; null where nobody waits. */
export function queueWords(queuePlace: number | null): string | null {
  if (queuePlace === null) return null
  return queuePlace <= 1 ? '前面没有人，下一个就是您' : `前面还有 ${queuePlace - 1} 位`
}

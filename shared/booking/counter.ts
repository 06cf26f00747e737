import type { ProviderKind, ServiceCategory } from './lifecycle.ts'

/** `waiting` in the line, `called` to a window, `serving` there; over: `served`, `left`, `not_there` (twice not come). */
export const ticketStatuses = ['waiting', 'called', 'serving', 'served', 'left', 'not_there'] as const
export type TicketStatus = (typeof ticketStatuses)[number]

export const openTicketStatuses = ['waiting', 'called', 'serving'] as const satisfies readonly TicketStatus[]

/** Which letter a number has: 预约 A, 现场取号 B. They wait in one line. */
export const ticketLanes = ['booked', 'walk_in'] as const
export type TicketLane = (typeof ticketLanes)[number]

/** What staff at a window can do with a number. */
export const ticketActs = ['recall', 'start', 'done', 'not_there', 'left', 'transfer'] as const
export type TicketAct = (typeof ticketActs)[number]

/** Who comes so many minutes after the booked time stands in the line of those without a booking. */
export const lateMinutes = 10
/** From this age on one goes first on a tie. */
export const firstAge = 80
/** So many calls to those with a time, then one to those without, while one of them waits. */
export const callsWithTime = 2
/** So often one is called before `not_there` is possible. */
export const callsBeforeNotThere = 2
/** A walk-in gets a booking when a slot begins within so many minutes. */
export const walkInMinutes = 30

/**
 * Three bookings without a word within sixty days: a pause of a fortnight. Never for people of 70 and more (`elderAge`)
 * or for what one cannot do without.
 */
export const missRule = { misses: 3, withinDays: 60, pauseDays: 14 } as const

/** How one is checked in: `line` with a number, `pick_up` and done, `presence` until the end, `none`: settled elsewhere. */
export type CheckInWay = 'line' | 'pick_up' | 'presence' | 'none'

/** What comes to the home is settled by the visit; a meal by handing it over. */
export function checkInWay(category: ServiceCategory, channel: string): CheckInWay {
  if (channel !== 'hall' || category === 'home_care') return 'none'
  if (category === 'meals') return 'pick_up'
  return category === 'window' || category === 'health' ? 'line' : 'presence'
}

/** `A012`. */
export function ticketNumber(lane: TicketLane, number: number): string {
  return `${lane === 'booked' ? 'A' : 'B'}${String(number).padStart(3, '0')}`
}

/** What is on the wall, so that everybody can see that it is fair. */
export const lineRuleWords: readonly string[] = [
  '约了几点，几点起先叫您。早到了请坐一会儿，不抢在前面。',
  '没约的、迟到超过 10 分钟的，按到的先后排。',
  '每个窗口连叫两位预约的，就叫一位按先后排的。',
  '同一时间到的，80 岁以上和坐轮椅的先办。',
  '叫两遍没来，往后排一次。再叫不在，号就作废。',
]

const doorStart = 'linlitong-door:'
const bookingStart = 'linlitong-booking:'

/** What the picture at the door says: which community, which door. */
export function doorText(communityId: string, doorCode: string): string {
  return `${doorStart}${communityId}:${doorCode}`
}

/** What a door's picture named; undefined when it is something else. */
export function doorIn(text: string): { communityId: string; doorCode: string } | undefined {
  const found = /^linlitong-door:(\d{12}):(\d{8})$/.exec(text.trim())
  return found?.[1] === undefined || found[2] === undefined ? undefined : { communityId: found[1], doorCode: found[2] }
}

/** What the picture of a booking says: nothing but which one; only staff can do something with it. */
export function bookingText(communityId: string, bookingId: string): string {
  return `${bookingStart}${communityId}:${bookingId}`
}

/** The booking of a picture; undefined when it is something else. */
export function bookingIn(text: string): { communityId: string; bookingId: string } | undefined {
  const found = /^linlitong-booking:(\d{12}):([0-9A-HJKMNP-TV-Z]{26})$/.exec(text.trim())
  return found?.[1] === undefined || found[2] === undefined ? undefined : { communityId: found[1], bookingId: found[2] }
}

/** The windows of a provider that has not said which it has. */
export const usualWindows: Readonly<Record<ProviderKind, readonly string[]>> = {
  community_hall: ['1 号窗口', '2 号窗口'],
  care_station: ['服务台'],
  health_station: ['诊室', '采血室'],
  canteen: ['取餐口'],
  merchant: ['服务台'],
}

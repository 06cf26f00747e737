import type { Booking, ServiceSummary, Slot } from '../../shared/booking/contract.ts'
import type { Identity, Me } from '../../shared/people/contract.ts'
import { addDays, dayOf, dayPhrase, dayWord, timeOf, weekdayWord, type Day } from '../../shared/time.ts'

/** 周四. */
export function weekday(day: Day): string {
  return weekdayWord(day).replace('星期', '周')
}

/** 今天, 明天, 后天, 周四 within a week, else `12 月 3 日`. */
export function nearDay(day: Day, today: Day): string {
  if (day < today || day > addDays(today, 6)) return dayWord(day)
  const phrase = dayPhrase(day, today)
  return phrase.includes(' ') ? weekday(day) : phrase
}

/** `11 月 26 日 周四`; 今天 and 明天 where it is. */
export function dayHeading(day: Day, today: Day): string {
  const phrase = dayPhrase(day, today)
  return phrase.includes(' ') ? `${dayWord(day)} ${weekday(day)}` : phrase
}

/** `9:40`: hours as they are said. */
export function hourOf(instant: string): string {
  return timeOf(new Date(instant)).replace(/^0/, '')
}

/** `周四 26 日 14:00`: short, for the bar under a page. */
export function shortMoment(startsAt: string): string {
  const day = dayOf(new Date(startsAt))
  return `${weekday(day)} ${Number(day.slice(8))} 日 ${hourOf(startsAt)}`
}

/** `11 月 26 日 周四 14:00`; 今天 and 明天 where it is. */
export function longMoment(startsAt: string, today: Day): string {
  return `${dayHeading(dayOf(new Date(startsAt)), today)} ${hourOf(startsAt)}`
}

/** `周三 18:00`, for the moment until which something may be done. */
export function momentOf(instant: string, today: Day): string {
  return `${nearDay(dayOf(new Date(instant)), today)} ${hourOf(instant)}`
}

/** `1 小时`, `40 分钟`, `1 小时 30 分钟`. */
export function lengthWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} 小时` : '', rest > 0 ? `${rest} 分钟` : ''].filter(Boolean).join(' ')
}

interface DayOfSlots {
  /** `国庆节`; empty on ordinary days. */
  dayWords: string
  slots: readonly Slot[]
}

/** What stands under a day: how many places, or why none. On a full day one can still queue. */
export function dayState({ dayWords, slots }: DayOfSlots): { text: string; canChoose: boolean; hasPlace: boolean } {
  const left = placesLeft(slots)
  if (left > 0) return { text: `余 ${left}`, canChoose: true, hasPlace: true }
  if (slots.some((slot) => slot.state === 'mine')) return { text: '约了', canChoose: true, hasPlace: false }
  if (slots.some((slot) => slot.state === 'full')) return { text: '约满', canChoose: true, hasPlace: false }
  if (slots.length > 0) return { text: '停约', canChoose: false, hasPlace: false }
  return { text: dayWords === '' ? '休息' : dayWords, canChoose: false, hasPlace: false }
}

/** Places somebody could take now. */
export function placesLeft(slots: readonly Slot[]): number {
  return slots.reduce((sum, slot) => sum + (slot.state === 'open' ? slot.placesLeft : 0), 0)
}

/** What stands under an hour. */
export function slotWords({ state, placesLeft: left, waiting }: Slot): string {
  if (state === 'open') return `余 ${left}`
  if (state === 'full') return waiting === 0 ? '可排队' : `${waiting} 人排`
  return state === 'closed' ? '停约' : '约好了'
}

/** The same, as it is said: 约满了，2 个人在排队. */
export function slotSaid(slot: Slot): string {
  if (slot.state !== 'full') return slotWords(slot)
  return slot.waiting === 0 ? '约满了，可以排队' : `约满了，${slot.waiting} 个人在排队`
}

/** The free slots nearest to a time, in the order of time. */
export function nearestFree(slots: readonly Slot[], at: string, most: number): Slot[] {
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.startsAt) - Date.parse(at))
  const free = slots.filter((slot) => slot.state === 'open')
  free.sort((one, other) => distance(one) - distance(other))
  const near = free.slice(0, most)
  near.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
  return near
}

/** Those for whom I may book here: myself first. */
export function bookable(me: Me | undefined, communityId: string): Identity[] {
  const here = me?.identities.filter((identity) => identity.communityId === communityId) ?? []
  const isSelf = (identity: Identity) => identity.relation === 'self'
  return [...here.filter(isSelf), ...here.filter((identity) => !isSelf(identity) && identity.scopes.includes('book'))]
}

/** 自己, or the name. */
export function whoWords(identity: Pick<Identity, 'relation' | 'name'>): string {
  return identity.relation === 'self' ? '自己' : identity.name
}

/** `3 栋 501`: enough to tell one's people apart. */
export function shortAddress(address: string): string {
  return address.replace(/ \d+ 单元/, '')
}

/** Why this person cannot use the service, as far as the phone can know; undefined when they can. */
export function ageReason(identity: Pick<Identity, 'age'>, minimumAge: number | null): string | undefined {
  if (minimumAge === null) return undefined
  if (identity.age === null) return '还没登记生日'
  return identity.age < minimumAge ? `没到 ${minimumAge} 岁` : undefined
}

/** For whom a booking is: 自己, or the name. */
export function forWhom(booking: Pick<Booking, 'residentId' | 'residentName'>, me: Me | undefined): string {
  const isMine = me?.identities.some(
    (identity) => identity.residentId === booking.residentId && identity.relation === 'self',
  )
  return isMine ? '自己' : booking.residentName
}

/** Whom to show the spoken number to. */
export function spokenHint(booking: Pick<Booking, 'atHome'>): string {
  return booking.atHome ? '师傅到了，报这个号' : '到了那儿，报这个号'
}

/** What a booking was or will be, by the clock. */
export function isOver(booking: Pick<Booking, 'endsAt'>, now: Date): boolean {
  return Date.parse(booking.endsAt) <= now.getTime()
}

/** Bookings under their days, in the order given. */
export function byDay<Item extends { startsAt: string }>(items: readonly Item[]): { day: Day; items: Item[] }[] {
  const groups: { day: Day; items: Item[] }[] = []
  for (const item of items) {
    const day = dayOf(new Date(item.startsAt))
    const last = groups[groups.length - 1]
    if (last?.day === day) last.items.push(item)
    else groups.push({ day, items: [item] })
  }
  return groups
}

const channels = { hall: '到店', home: '上门', phone: '打电话' } as const

/** What stands under a service's name: the first free time, how, and by whom. */
export function serviceLine(
  service: Pick<ServiceSummary, 'nextFreeAt' | 'nextFreeDay' | 'channel' | 'providerName'>,
  today: Day,
): string {
  const { nextFreeAt, nextFreeDay, channel, providerName } = service
  const how = `${channels[channel]}，${providerName}`
  if (nextFreeAt === null || nextFreeDay === null) return `这两周约满了，能排队，${how}`
  return `最早${nearDay(nextFreeDay, today)} ${hourOf(nextFreeAt)}，${how}`
}

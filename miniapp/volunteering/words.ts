import { addDays, dayOf, dayPhrase, dayWord, timeOf, weekdayOf, type Day } from '../../shared/time.ts'
import type { ActivitySummary, Shift } from '../../shared/volunteering/places-contract.ts'
import { weekday } from '../text/days.ts'
import { skillWords } from '../text/volunteering.ts'

/** `9:40`: hours as they are said. */
export function hourOf(instant: string): string {
  return timeOf(new Date(instant)).replace(/^0/, '')
}

/** `8:30–11:30`. */
export function hoursOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  return `${hourOf(startsAt)}–${hourOf(endsAt)}`
}

/** `3.5 小时`. */
export function lengthOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string {
  return `${Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 360_000) / 10} 小时`
}

/** `周六 8:30–10:30`; 今天 and 明天 where it is. */
export function shortWhen(shift: { startsAt: string; endsAt: string }, today: Day): string {
  const day = dayOf(new Date(shift.startsAt))
  const phrase = dayPhrase(day, today)
  if (!phrase.includes(' ')) return `${phrase} ${hoursOf(shift)}`
  return `${day > addDays(today, 6) ? `${dayWord(day)} ` : ''}${weekday(day)} ${hoursOf(shift)}`
}

/** How many are still wanted, or that one can wait. */
export function placesWords({
  kind = 'volunteering',
  capacity = 1,
  placesLeft,
  neededSkill,
}: Pick<ActivitySummary, 'placesLeft' | 'neededSkill'> & Partial<Pick<ActivitySummary, 'kind' | 'capacity'>>): string {
  // Only shifts that have not begun are counted.
  if (capacity === 0) return '已经开始了'
  if (placesLeft === 0) return '人满了，可以候补'
  if (kind !== 'volunteering') return `还有 ${placesLeft} 个位子`
  const skill = neededSkill === null ? '' : `，要${skillWords[neededSkill].text}`
  return `还缺 ${placesLeft} 人${skill}`
}

/** Lines are counted exactly so far. */
const mostCounted = 99

/** The same for one shift, with the length of its line. */
export function shiftPlaces({
  placesLeft,
  waiting,
  open,
  kept,
}: Pick<Shift, 'placesLeft' | 'waiting' | 'open' | 'kept'>): string {
  if (!open) return '不再报名'
  if (placesLeft > 0) return `还缺 ${placesLeft} 人`
  if (kept !== null)
    return waiting === 0 ? '其余先留着' : `其余先留着，${waiting > mostCounted ? `${mostCounted} 多` : waiting} 人候补`
  if (waiting === 0) return '人满了'
  return waiting > mostCounted ? `人满了，${mostCounted} 多人候补` : `人满了，${waiting} 人候补`
}

/** 第 3 位 in the line; the line alone while the place in it is not known yet. */
export function waitingWords(position: number | null): string {
  if (position === null) return '候补中'
  return position > mostCounted ? `候补在 ${mostCounted} 位以后` : `候补第 ${position} 位`
}

/** `1234 5678`: easier to read out. */
export function spokenNumber(volunteerNumber: string): string {
  return `${volunteerNumber.slice(0, 4)} ${volunteerNumber.slice(4)}`
}

/** Under 今天, 这周, 下周, then month by month, in the order given. */
export function byTime<Item extends { firstStartsAt: string }>(
  items: readonly Item[],
  today: Day,
): { title: string; items: Item[] }[] {
  const groups: { title: string; items: Item[] }[] = []
  for (const item of items) {
    const title = periodOf(dayOf(new Date(item.firstStartsAt)), today)
    const last = groups[groups.length - 1]
    if (last?.title === title) last.items.push(item)
    else groups.push({ title, items: [item] })
  }
  return groups
}

function periodOf(day: Day, today: Day): string {
  if (day <= today) return '今天'
  // A week ends with its Sunday.
  const sunday = addDays(today, (7 - weekdayOf(today)) % 7)
  if (day <= sunday) return '这周'
  if (day <= addDays(sunday, 7)) return '下周'
  return `${Number(day.slice(5, 7))} 月`
}

/** Shifts under their days, in the order given. */
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

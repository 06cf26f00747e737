import { pointsFor, type RankingPeriod } from '../../../../shared/records/points.ts'
import type { Day } from '../../../../shared/time.ts'
import type { PointsLineTable } from './tables.ts'

/** A line of the hours ledger that points were not given for yet. */
export interface UnpointedEntry {
  id: string
  residentId: string
  seq: number
  kind: 'service' | 'correction'
  minutes: number
  title: string
  enteredAt: Date
  /** What an hour gave in the line that this one corrects; undefined when that one has no points yet. */
  correctedPerHour: number | undefined
}

/**
 * Both halves of the transfer that a line of hours gives, also of less than a point: they keep what an hour gave then. A correction takes back, or adds,
 * by what an hour gave when the corrected line was counted, so that a change of the setting changes nothing behind.
 */
export function earnedLines(communityId: string, entry: UnpointedEntry, pointsPerHour: number): PointsLineTable[] {
  const perHour = entry.kind === 'correction' ? (entry.correctedPerHour ?? pointsPerHour) : pointsPerHour
  const kind = entry.kind === 'correction' ? 'corrected' : 'earned'
  const points = pointsFor(entry.minutes, perHour)
  return transfer(
    { communityId, transferId: entry.id, kind, perHour, words: entry.title, bookedAt: entry.enteredAt },
    { accountKind: 'issue', accountId: '' },
    entry.residentId,
    points,
  )
}

/** Both halves of what a redemption moves: `gift` to the gift, `gift_back` from it. */
export function giftLines(
  redemption: { communityId: string; id: string; residentId: string; giftId: string; giftName: string; points: number },
  kind: 'gift' | 'gift_back',
  at: Date,
): PointsLineTable[] {
  const { communityId, id, residentId, giftId, giftName, points } = redemption
  return transfer(
    { communityId, transferId: id, kind, perHour: 0, words: giftName, bookedAt: at },
    { accountKind: 'gift', accountId: giftId },
    residentId,
    kind === 'gift' ? -points : points,
  )
}

function transfer(
  of: Pick<PointsLineTable, 'kind' | 'words'> & {
    communityId: string
    transferId: string
    perHour: number
    bookedAt: Date
  },
  other: { accountKind: 'issue' | 'gift'; accountId: string },
  residentId: string,
  points: number,
): PointsLineTable[] {
  const common = {
    community_id: of.communityId,
    transfer_id: of.transferId,
    kind: of.kind,
    per_hour: of.perHour,
    words: of.words,
    booked_at: of.bookedAt,
  }
  return [
    { ...common, side: 1, account_kind: 'volunteer', account_id: residentId, points },
    { ...common, side: 2, account_kind: other.accountKind, account_id: other.accountId, points: 0 - points },
  ]
}

/** What can be spent, and what is owed: an account is never both. */
export function standing(worth: number): { balance: number; debt: number } {
  return { balance: Math.max(0, worth), debt: Math.max(0, -worth) }
}

/** The key of a period that a day lies in. */
export function periodOf(period: RankingPeriod, day: Day): string {
  if (period === 'all') return 'all'
  return day.slice(0, period === 'year' ? 4 : 7)
}

/** Minutes of each of these months, of their years and of all time, from what every month comes to. */
export function periodSums(
  months: readonly { month: string; minutes: number }[],
  touched: ReadonlySet<string>,
): Map<string, number> {
  const sums = new Map<string, number>()
  const years = new Set([...touched].map((month) => month.slice(0, 4)))
  const add = (period: string, minutes: number) => sums.set(period, (sums.get(period) ?? 0) + minutes)
  for (const { month, minutes } of months) {
    if (touched.has(month)) add(month, minutes)
    if (years.has(month.slice(0, 4))) add(month.slice(0, 4), minutes)
    add('all', minutes)
  }
  return sums
}

const twoCharacterFamilies: ReadonlySet<string> = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 长孙 宇文 端木 南宫 澹台 闻人 申屠 轩辕 第五 拓跋 赫连 呼延'.split(
    ' ',
  ),
)

/** The given name alone, as a ranking shows it; who has none on record is 志愿者. */
export function givenName(name: string | null): string {
  if (name === null || name.length < 2) return '志愿者'
  return name.length > 2 && twoCharacterFamilies.has(name.slice(0, 2)) ? name.slice(2) : name.slice(1)
}

/** Places in the order of minutes: who has as many stands on the same place. */
export function placesOf(minutes: readonly number[]): number[] {
  return minutes.map((mine) => 1 + minutes.filter((other) => other > mine).length)
}

/** Six digits out of the random part of a fresh id. */
export function pickUpNumber(freshId: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let value = 0
  for (const character of freshId.slice(-10)) value = (value * 32 + alphabet.indexOf(character)) % 1_000_000
  return String(value).padStart(6, '0')
}

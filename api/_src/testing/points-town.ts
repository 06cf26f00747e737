import { dayOf, type Day } from '../../../shared/time.ts'
import type { Db } from '../platform/db/tables.ts'
import { newId } from '../platform/ids.ts'
import { appendEntries, type EntryDraft } from '../records/index.ts'
import '../records/points/tables.ts'
import { places, type TestResident } from './actors.ts'

export interface HoursGiven {
  minutes: number
  day?: Day
  title?: string
  /** The line it puts right. */
  corrects?: number
}

/** A line of hours, not in any ledger yet. */
export function hoursDraft({ person }: Pick<TestResident, 'person'>, given: HoursGiven, now: Date): EntryDraft {
  return {
    community_id: person.communityId,
    resident_id: person.residentId,
    id: newId(),
    kind: given.corrects === undefined ? 'service' : 'correction',
    basis: 'automatic',
    minutes: given.minutes,
    corrects_seq: given.corrects ?? null,
    signup_id: null,
    activity_id: null,
    service_day: given.day ?? dayOf(now),
    title: given.title ?? '送晚饭',
    content: '送饭',
    place: '3 栋',
    organiser_name: '红围裙助餐队',
    person_in_charge: '周建国',
    checked_in_at: null,
    checked_out_at: null,
    check_out_was_forgotten: 0,
    reason: '',
    entered_by: null,
    entered_by_name: '',
    confirmed_by: null,
    confirmed_by_name: '',
    entered_at: now,
  }
}

/** Writes a line of hours for a volunteer. */
export async function giveHours(
  db: Db,
  whose: Pick<TestResident, 'person'>,
  given: HoursGiven,
  now: Date,
): Promise<void> {
  await appendEntries(db, whose.person.communityId, [hoursDraft(whose, given, now)])
}

/** A gift that is offered. */
export async function addGift(
  db: Db,
  { points, stock, name = '保温杯' }: { points: number; stock: number; name?: string },
  now: Date,
): Promise<string> {
  const id = newId()
  await db
    .insertInto('gift')
    .values({
      community_id: places.community,
      id,
      name,
      words: '500 毫升，刻着“谢谢”',
      icon: 'coffee',
      points,
      stock,
      offered: 1,
      version: 1,
      change_id: id,
      changed_by_name: '赵雨桐',
      changed_at: now,
    })
    .execute()
  return id
}

/** What the ledger of points must always give: lines sum to zero, and every account is the sum of its lines. */
export async function pointsBooks(db: Db, communityId: string = places.community) {
  const lines = await db.selectFrom('points_line').selectAll().where('community_id', '=', communityId).execute()
  const accounts = await db.selectFrom('points_account').selectAll().where('community_id', '=', communityId).execute()
  const gifts = await db.selectFrom('gift').selectAll().where('community_id', '=', communityId).execute()
  const sumOf = (some: readonly { points: number }[]) => some.reduce((sum, { points }) => sum + points, 0)
  const transfers = new Map<string, number>()
  for (const { transfer_id: id, kind, points } of lines) {
    transfers.set(`${id} ${kind}`, (transfers.get(`${id} ${kind}`) ?? 0) + points)
  }
  return {
    sum: sumOf(lines),
    unevenTransfers: [...transfers.values()].filter((sum) => sum !== 0).length,
    wrongAccounts: accounts.filter(
      ({ resident_id: id, worth }) => sumOf(lines.filter(({ account_id: account }) => account === id)) !== worth,
    ).length,
    worth: new Map(accounts.map(({ resident_id: id, worth }) => [id, worth])),
    stock: new Map(gifts.map(({ id, stock }) => [id, stock])),
    lines,
  }
}

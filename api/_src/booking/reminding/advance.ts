import { dayWord, timeOf } from '../../../../shared/time.ts'
import { callAbout } from '../../help/index.ts'
import { residentHomes } from '../../people/index.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { BookingStep } from '../tables.ts'
import { nextReminder, stepOf, type Remindable, type Reminder } from './decide.ts'

/** At 17:00 all of tomorrow is due at once; what is more waits for the next tick. */
const mostAtOnce = 1000

/**
 * Sends the reminders that are due. What is sent to many alike is one statement: rows that are at the same version and
 * go on to the same moment. A call is put on the desk's list first, under a key that makes it once; only then the row
 * moves on. One indexed query when nothing is due.
 */
export async function sendReminders(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  const groups = new Map<string, { rows: Row[]; what: Reminder | undefined; next: Date | null }>()
  const due = await communitiesDue(db, communityIds, now)
  const rows: Row[] = []
  for (const communityId of due) rows.push(...(await readDue(db, communityId, now)))
  for (const row of rows) {
    const { what, next } = await remindedBy(db, row, now)
    const key = `${row.community_id} ${row.version} ${what} ${next?.getTime()}`
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { rows: [row], what, next })
  }
  for (const { rows: alike, what, next } of groups.values()) await moveOn(db, alike, what, next, now)
}

async function communitiesDue(db: Db, communityIds: readonly string[], now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('booking')
    .select('community_id')
    .distinct()
    .where('community_id', 'in', [...communityIds])
    .where('remind_at', '<=', now)
    .execute()
  return rows.map(({ community_id: communityId }) => communityId)
}

type Row = Awaited<ReturnType<typeof readDue>>[number]

function readDue(db: Db, communityId: string, now: Date) {
  return db
    .selectFrom('booking as b')
    .innerJoin('service as v', (join) =>
      join.onRef('v.community_id', '=', 'b.community_id').onRef('v.id', '=', 'b.service_id'),
    )
    .leftJoin(residentHomes(communityId), (join) => join.onRef('home.id', '=', 'b.resident_id'))
    .select(['b.community_id', 'b.id', 'b.resident_id', 'b.status', 'b.version', 'b.history', 'b.day', 'b.starts_at'])
    .select(['b.booked_at', 'b.reply', 'b.opened_at', 'v.name as serviceName', 'home.homeBirthDate'])
    .where('b.community_id', '=', communityId)
    .where('b.remind_at', '<=', now)
    .orderBy('b.remind_at')
    .limit(mostAtOnce)
    .execute()
}

function remindableOf(row: Row): Remindable {
  const { status, starts_at: startsAt, booked_at: bookedAt, history, reply, opened_at: openedAt } = row
  return { status, startsAt, bookedAt, birthDate: row.homeBirthDate, history, reply, openedAt }
}

/** Which reminder is due for this row now, if any, and when the one after it is. */
async function remindedBy(db: Db, row: Row, now: Date): Promise<{ what: Reminder | undefined; next: Date | null }> {
  const booking = remindableOf(row)
  const first = nextReminder(booking, now)
  if (!first || first.at.getTime() > now.getTime()) return { what: undefined, next: first?.at ?? null }
  const step = { kind: stepOf[first.what], at: now.toISOString() }
  const after = nextReminder({ ...booking, history: [...booking.history, step] }, now)
  if (first.what === 'call') {
    const person = { communityId: row.community_id, residentId: row.resident_id }
    const reason = `${dayWord(row.day)} ${timeOf(row.starts_at)} 约了${row.serviceName}，提醒还没看，问问还来不来`
    await callAbout(db, person, { occasion: `reminder:${row.id}:${row.version}`, reason, dueAt: first.until }, now)
  }
  return { what: first.what, next: after?.at ?? null }
}

async function moveOn(
  db: Db,
  rows: readonly Row[],
  what: Reminder | undefined,
  next: Date | null,
  now: Date,
): Promise<void> {
  const [first] = rows
  if (!first) return
  await db
    .updateTable('booking')
    .set({ remind_at: next, ...(what && sent(what, first.version + 1, now)) })
    .where('community_id', '=', first.community_id)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('version', '=', first.version)
    .where('remind_at', '<=', now)
    .execute()
}

function sent(what: Reminder, version: number, now: Date) {
  const step: BookingStep = { version, kind: stepOf[what], at: now.toISOString(), by: '', delegateName: null }
  return { version, history: appendHistory(step), ...(what === 'day' ? { reminded_at: now } : {}) }
}

import { sql } from 'kysely'
import type { Hours, RosterEntry } from '../../../../shared/people/roster.ts'
import type { Day } from '../../../../shared/time.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import { momentsOf, type Publishing, type Swap } from './decide.ts'
import type { RosterFindings } from './tables.ts'

export interface WeekKey {
  areaCode: string
  week: Day
  version: number
}

/** The hours that must be covered; makes the area one with a roster. */
export async function keepCovered(db: Db, areaCode: string, covered: Hours, now: Date): Promise<void> {
  await db
    .insertInto('roster_area')
    .values({
      area_code: areaCode,
      covered_from: covered.from,
      covered_to: covered.to,
      version: 1,
      check_due_at: now,
      findings: json<RosterFindings>({ gaps: [], unready: [] }),
    })
    .onDuplicateKeyUpdate({
      covered_from: inserted<string>('covered_from'),
      covered_to: inserted<string>('covered_to'),
      check_due_at: inserted<Date>('check_due_at'),
    })
    .execute()
}

/** Keeps a plan on top of the version it was made from; false when somebody was faster. */
export async function savePlan(
  db: Db,
  { areaCode, week, version }: WeekKey,
  entries: readonly RosterEntry[],
  by: { accountId: string; now: Date },
): Promise<boolean> {
  const step = { kind: 'saved' as const, version: version + 1, at: by.now.toISOString(), by: by.accountId }
  if (version > 0) {
    const { numUpdatedRows } = await db
      .updateTable('roster_week')
      .set({ entries: json([...entries]), version: version + 1, history: appendHistory(step) })
      .where('area_code', '=', areaCode)
      .where('week', '=', week)
      .where('version', '=', version)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  }
  try {
    await db
      .insertInto('roster_week')
      .values({ area_code: areaCode, week, version: 1, entries: json([...entries]), history: json([step]) })
      .execute()
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/**
 * Puts what was decided in force, all or nothing. The area's version keeps out a swap or another publishing decided on
 * the same state; the week's version keeps out a plan that was changed meanwhile. Rosters are cold rows: a few a week.
 */
export async function publish(
  db: Db,
  key: WeekKey & { areaVersion: number },
  { remove, add }: Publishing,
  by: { accountId: string; now: Date; newId: () => string },
): Promise<boolean> {
  const { areaCode, week, version, areaVersion } = key
  const { now, accountId } = by
  const step = { kind: 'published' as const, version: version + 1, at: now.toISOString(), by: accountId }
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable(['roster_area as a', 'roster_week as w'])
      .set('a.version', (eb) => eb('a.version', '+', 1))
      .set('a.check_due_at', now)
      .set('w.version', (eb) => eb('w.version', '+', 1))
      .set('w.published_at', now)
      .set('w.history', appendHistory(step, 'w.history'))
      .where('a.area_code', '=', areaCode)
      .where('a.version', '=', areaVersion)
      .where('w.area_code', '=', areaCode)
      .where('w.week', '=', week)
      .where('w.version', '=', version)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return false
    if (remove.length > 0) {
      await transaction.deleteFrom('roster_shift').where('area_code', '=', areaCode).where('id', 'in', remove).execute()
    }
    if (add.length > 0) {
      await transaction
        .insertInto('roster_shift')
        .values(
          add.map((entry) => {
            const { startsAt, endsAt } = momentsOf(entry)
            const { part, accountId: whose } = entry
            const shift = { id: by.newId(), part, account_id: whose, starts_at: startsAt, ends_at: endsAt }
            return { area_code: areaCode, ...shift, excuse: '', note: '' }
          }),
        )
        .execute()
    }
    return true
  })
}

/** `asked`: now or by this same command before. `taken`: the id is another question's. */
export async function askSwap(
  db: Db,
  swap: Swap & { areaCode: string; id: string; startsAt: Date; part: 'A' | 'B'; toldIn: string | null },
  now: Date,
): Promise<'asked' | 'taken'> {
  try {
    await db
      .insertInto('roster_swap')
      .values({
        area_code: swap.areaCode,
        id: swap.id,
        shift_id: swap.shiftId,
        in_return_id: swap.inReturnId,
        asked_by: swap.askedBy,
        asked_of: swap.askedOf,
        status: 'asked',
        asked_at: now,
        starts_at: swap.startsAt,
        part: swap.part,
        told_in: swap.toldIn,
        version: 1,
        untold: swap.toldIn === null ? 0 : 1,
      })
      .execute()
    return 'asked'
  } catch (error) {
    if (!isDuplicate(error, 'PRIMARY')) throw error
  }
  const known = await db
    .selectFrom('roster_swap')
    .select(['shift_id', 'asked_by'])
    .where('area_code', '=', swap.areaCode)
    .where('id', '=', swap.id)
    .executeTakeFirst()
  return known?.shift_id === swap.shiftId && known.asked_by === swap.askedBy ? 'asked' : 'taken'
}

/** Declines, or takes the question back. False when it was answered already. */
export async function endSwap(
  db: Db,
  key: { areaCode: string; id: string },
  status: 'declined' | 'withdrawn',
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('roster_swap')
    .set({ status, answered_at: now, version: 2, untold: 1 })
    .where('area_code', '=', key.areaCode)
    .where('id', '=', key.id)
    .where('status', '=', 'asked')
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Record and shifts change hands in one statement, on the state of the area that was looked at: every publishing and
 * every other swap raises its version, so that two agreements at once cannot put one person in two places.
 */
export async function swapShifts(
  db: Db,
  key: { areaCode: string; id: string; areaVersion: number },
  swap: Swap,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(['roster_area as a', 'roster_swap as w', 'roster_shift as s'])
    .set('s.account_id', sql<string>`if(s.id = ${swap.shiftId}, ${swap.askedOf}, ${swap.askedBy})`)
    .set('a.version', (eb) => eb('a.version', '+', 1))
    .set('a.check_due_at', now)
    .set('w.status', 'agreed')
    .set('w.answered_at', now)
    .set('w.version', 2)
    .set('w.untold', 1)
    .where('a.area_code', '=', key.areaCode)
    .where('a.version', '=', key.areaVersion)
    .where('w.area_code', '=', key.areaCode)
    .where('w.id', '=', key.id)
    .where('w.status', '=', 'asked')
    .where('s.area_code', '=', key.areaCode)
    .where('s.id', 'in', swap.inReturnId === null ? [swap.shiftId] : [swap.shiftId, swap.inReturnId])
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** False when it was started already, or is no longer this account's. */
export async function startShift(
  db: Db,
  key: { areaCode: string; id: string; accountId: string },
  with_: { channel: 'desk' | 'message' | 'none'; excuse: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('roster_shift')
    .set({ started_at: now, channel: with_.channel, excuse: with_.excuse })
    .where('area_code', '=', key.areaCode)
    .where('id', '=', key.id)
    .where('account_id', '=', key.accountId)
    .where('started_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** False when it was never started, has ended already, or is no longer this account's. */
export async function endShift(
  db: Db,
  key: { areaCode: string; id: string; accountId: string },
  note: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('roster_shift')
    .set({ ended_at: now, note })
    .where('area_code', '=', key.areaCode)
    .where('id', '=', key.id)
    .where('account_id', '=', key.accountId)
    .where('started_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Writes down what a check found, unless something has changed since it was due. */
export async function noteFindings(
  db: Db,
  area: { areaCode: string; dueAt: Date },
  findings: RosterFindings,
  times: { checkedAt: Date; nextAt: Date },
): Promise<void> {
  await db
    .updateTable('roster_area')
    .set({ findings: json(findings), checked_at: times.checkedAt, check_due_at: times.nextAt })
    .where('area_code', '=', area.areaCode)
    .where('check_due_at', '=', area.dueAt)
    .execute()
}

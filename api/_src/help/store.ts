import { sql, type SqlBool } from 'kysely'
import { callStatuses, isOpen } from '../../../shared/help/lifecycle.ts'
import { prepare } from '../platform/db/prepared.ts'
import type { Db } from '../platform/db/tables.ts'
import type { Call, HistoryEntry, Step } from './call.ts'
import { callOf, columnsOf, rowOf } from './row.ts'
import './tables.ts'

type PressEntry = Omit<HistoryEntry, 'version'>

const openStatuses = callStatuses.filter(isOpen)

/**
 * Writes a press, whatever came before, in one statement:
 * - the resident has no call: `fresh` is inserted → `opened`;
 * - another press while a call is open: it joins that call, once → `known`;
 * - the same press again, or another press after a call that is over: only `receipts` counts up → `known`.
 *
 * Every branch but the first changes a column, so that the driver's count (1 new, 2 changed) tells `opened` apart.
 */
export async function writePress(db: Db, fresh: Call, press: PressEntry): Promise<'opened' | 'known'> {
  const id = JSON.stringify(fresh.id)
  const joins = sql<SqlBool>`status in (${sql.join(openStatuses)}) and not json_contains(press_ids, ${id}) and not json_contains(earlier_press_ids, ${id})`
  const result = await db
    .insertInto('help_call')
    .values(rowOf(fresh))
    .onDuplicateKeyUpdate({
      // Servers assign from left to right: what a condition reads (press_ids) is assigned after it was read.
      history: sql`if(${joins}, json_merge_preserve(history, json_set(${JSON.stringify([press])}, '$[0].version', version + 1)), history)`,
      version: sql`if(${joins}, version + 1, version)`,
      presses: sql`if(${joins}, presses + 1, presses)`,
      untold: sql`if(${joins}, 1, untold)`,
      press_ids: sql`if(${joins}, json_merge_preserve(press_ids, ${`[${id}]`}), press_ids)`,
      receipts: sql`receipts + 1`,
    })
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n ? 'opened' : 'known'
}

/** The call this press opened (whosever it is) and the resident's current one, open or not yet forgotten. */
export async function listByPress(db: Db, communityId: string, residentId: string, pressId: string): Promise<Call[]> {
  const rows = await db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((where) => where.or([where('id', '=', pressId), where('current_key', '=', residentId)]))
    .execute()
  return rows.map(callOf)
}

/**
 * Opens `fresh` in place of `previous`, which is over: the key passes from one row to the other in one transaction, so
 * that no press in between can open a call that does not know the earlier presses. The row is one resident's own and
 * cold. False when the key is no longer there; nothing is written then.
 */
export async function succeed(db: Db, previous: Call, fresh: Call): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const released = await transaction
      .updateTable('help_call')
      .set({ current_key: null, due_at: null, step_due_at: null })
      .where('community_id', '=', previous.communityId)
      .where('id', '=', previous.id)
      .where('current_key', '=', previous.residentId)
      .where('status', 'not in', openStatuses)
      .executeTakeFirstOrThrow()
    if (released.numUpdatedRows === 0n) return false
    await transaction.insertInto('help_call').values(rowOf(fresh)).execute()
    return true
  })
}

export async function findCall(db: Db, communityId: string, id: string): Promise<Call | undefined> {
  const row = await db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && callOf(row)
}

/**
 * Writes the step if the call still is at the version it was decided on; false when somebody was faster. A call that is
 * over opens again only while it still holds the resident's key: a newer call, or oblivion, takes the key without a new
 * version.
 */
export async function writeStep(db: Db, call: Call, step: Step): Promise<boolean> {
  const opensAgain = !isOpen(call.status) && isOpen(step.change.status ?? call.status)
  const result = await db
    .updateTable('help_call')
    .set({
      ...columnsOf(call, step),
      version: sql`version + 1`,
      untold: 1,
      history: sql`json_merge_preserve(history, ${JSON.stringify(step.entries)})`,
    })
    .where('community_id', '=', call.communityId)
    .where('id', '=', call.id)
    .where('version', '=', call.version)
    .$if(opensAgain, (update) => update.where('current_key', '=', call.residentId))
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** Everything the desks of these communities have to do with: open calls and promised call-backs. */
export async function listOnDesk(db: Db, communityIds: readonly string[]): Promise<Call[]> {
  const rows = await db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('on_desk', '=', 1)
    .execute()
  return rows.map(callOf)
}

/** Calls whose deadline (open) or memory (over) ended, longest overdue first. One range of one index. */
export function dueCalls(db: Db, communityIds: readonly string[], now: Date, limit: number) {
  return db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
}

export async function listDue(db: Db, communityIds: readonly string[], now: Date, limit: number): Promise<Call[]> {
  return (await dueCalls(db, communityIds, now, limit).execute()).map(callOf)
}

/** Forgets the presses of calls that are over for long enough, so that their residents' next press costs no repeat. */
export async function forgetPresses(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('help_call')
    .set({ current_key: null, due_at: null, step_due_at: null })
    .where('community_id', 'in', communityIds)
    .where('due_at', '<=', now)
    .where('status', 'not in', openStatuses)
    .execute()
}

/** Calls ended since `since` in these areas (`gridPrefixes` cut the communities down to a desk's own grids). */
export async function countEndedSince(
  db: Db,
  area: { communityIds: readonly string[]; gridPrefixes: readonly string[] },
  since: Date,
): Promise<number> {
  const row = await db
    .selectFrom('help_call')
    .select((select) => select.fn.countAll<number>().as('ended'))
    .where('community_id', 'in', area.communityIds)
    .where('closed_at', '>=', since)
    .where((where) => where.or(area.gridPrefixes.map((prefix) => where('grid_code', 'like', `${prefix}%`))))
    .executeTakeFirstOrThrow()
  return row.ended
}

/** Seconds from press to answer of the community's last answered calls, newest first. */
export async function listAnswerSeconds(db: Db, communityId: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('help_call')
    .select(['raised_at', 'acknowledged_at'])
    .where('community_id', '=', communityId)
    .where('acknowledged_at', 'is not', null)
    .orderBy('acknowledged_at', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ raised_at: raised, acknowledged_at: answered }) =>
    answered === null ? [] : [Math.round((answered.getTime() - raised.getTime()) / 1000)],
  )
}

/** A call and the same resident's other calls, newest first. */
export async function findWithPast(
  db: Db,
  communityId: string,
  id: string,
  limit: number,
): Promise<{ call: Call; past: Call[] } | undefined> {
  const rows = await db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('resident_id', '=', (same) =>
      same
        .selectFrom('help_call as one')
        .select('one.resident_id')
        .where('one.community_id', '=', communityId)
        .where('one.id', '=', id),
    )
    .orderBy((order) => order('id', '=', id), 'desc')
    .orderBy('raised_at', 'desc')
    .limit(limit + 1)
    .execute()
  const [call, ...past] = rows.map(callOf)
  return call && { call, past }
}

function untold(db: Db, communityIds: readonly string[]) {
  return db
    .selectFrom('help_call')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .orderBy('raised_at')
}

/** After every press and every move: what of that call is untold. */
const untoldOfOne = prepare({ communityId: 'text', rowId: 'text' }, (db, { communityId, rowId }) =>
  untold(db, [communityId]).where('id', '=', rowId).limit(1),
)

/** Calls of which somebody must still be told, with the version up to which everybody knows. */
export async function listUntold(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<{ call: Call; toldVersion: number }[]> {
  const [communityId, ...others] = communityIds
  const all = () => untold(db, communityIds).limit(limit)
  const rows =
    rowId === undefined
      ? await all().execute()
      : communityId !== undefined && others.length === 0
        ? await untoldOfOne(db, { communityId, rowId })
        : await all().where('id', '=', rowId).execute()
  return rows.map((row) => ({ call: callOf(row), toldVersion: row.notified_version }))
}

/** Everybody has been told up to `version`; never goes back. */
export async function markTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('help_call')
    .set({ notified_version: row.version, untold: sql`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

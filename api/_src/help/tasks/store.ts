import { sql, type Selectable } from 'kysely'
import type { TaskKind } from '../../../../shared/help/tasks.ts'
import { inserted } from '../../platform/db/upsert.ts'
import { json } from '../../platform/db/values.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { HelpTaskTable, TaskEntry } from './tables.ts'
import './tables.ts'

export type TaskRow = Selectable<HelpTaskTable>

/** Writes a new task; one with the same key stays as it is. */
export async function insertTasks(
  db: Db,
  rows: readonly Omit<HelpTaskTable, 'version' | 'notified_version' | 'untold' | 'status' | 'history'>[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('help_task')
    .values(
      rows.map((row) => ({
        ...row,
        details: json(row.details),
        status: 'open' as const,
        version: 1,
        notified_version: 0,
        untold: 1,
        history: json<TaskEntry[]>([{ version: 1, at: row.opened_at.toISOString(), kind: 'opened', step: row.step }]),
      })),
    )
    .onDuplicateKeyUpdate({ dedupe_key: inserted('dedupe_key') })
    .execute()
}

/** Open tasks of these communities (`prefixes` cut them down to a desk's own areas), next due first. */
export async function listOpen(
  db: Db,
  area: { communityIds: readonly string[]; prefixes: readonly string[] },
  limit: number,
): Promise<TaskRow[]> {
  return db
    .selectFrom('help_task')
    .selectAll()
    .where('community_id', 'in', area.communityIds)
    .where('status', '=', 'open')
    .where((where) => where.or(area.prefixes.map((prefix) => where('area_code', 'like', `${prefix}%`))))
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

export async function findTask(db: Db, communityId: string, id: string): Promise<TaskRow | undefined> {
  return db
    .selectFrom('help_task')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** How a task ends. */
export interface TaskEnd {
  status: 'done' | 'dropped'
  byAccountId: string | null
  byName: string
  text: string
  at: Date
}

function ending({ status, byAccountId, byName, text, at }: TaskEnd) {
  const entry: Omit<TaskEntry, 'version'> = { at: at.toISOString(), kind: status, byName, text }
  return {
    // Servers assign from left to right: the entry carries the version that is counted up after it.
    history: sql<
      TaskEntry[]
    >`json_merge_preserve(history, json_set(${JSON.stringify([entry])}, '$[0].version', version + 1))`,
    version: sql<number>`version + 1`,
    untold: 1,
    status,
    rises_at: null,
    done_by: byAccountId,
    done_by_name: byName === '' ? null : byName,
    done_at: at,
    result: text,
  }
}

/** Ends one open task, with `residentId` only when it is about that person; false when it was over already. */
export async function endTask(
  db: Db,
  task: { communityId: string; residentId?: string } & ({ id: string } | { dedupeKey: string }),
  end: TaskEnd,
): Promise<boolean> {
  const open = db
    .updateTable('help_task')
    .set(ending(end))
    .where('community_id', '=', task.communityId)
    .where('status', '=', 'open')
  const { residentId } = task
  const own = residentId === undefined ? open : open.where('resident_id', '=', residentId)
  const one = 'id' in task ? own.where('id', '=', task.id) : own.where('dedupe_key', '=', task.dedupeKey)
  return (await one.executeTakeFirstOrThrow()).numUpdatedRows > 0n
}

/** Ends every open task of these kinds about this person. */
export async function endTasksOf(
  db: Db,
  person: { communityId: string; residentId: string },
  kinds: readonly TaskKind[],
  end: TaskEnd,
): Promise<void> {
  await db
    .updateTable('help_task')
    .set(ending(end))
    .where('community_id', '=', person.communityId)
    .where('resident_id', '=', person.residentId)
    .where('status', '=', 'open')
    .where('kind', 'in', kinds)
    .execute()
}

/** Tasks whose next desk must be told, longest waiting first. One range of one index. */
export async function listRising(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<TaskRow[]> {
  return db
    .selectFrom('help_task')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('rises_at', '<=', now)
    .orderBy('rises_at')
    .limit(limit)
    .execute()
}

/** Writes a rise, for exactly the version it was decided on. */
export async function writeRise(
  db: Db,
  task: TaskRow,
  { step, risesAt }: { step: number; risesAt: Date },
  now: Date,
): Promise<void> {
  const entry: TaskEntry = { version: task.version + 1, at: now.toISOString(), kind: 'risen', step }
  await db
    .updateTable('help_task')
    .set({
      step,
      rises_at: risesAt,
      version: task.version + 1,
      untold: 1,
      history: sql<TaskEntry[]>`json_merge_preserve(history, ${JSON.stringify([entry])})`,
    })
    .where('community_id', '=', task.community_id)
    .where('id', '=', task.id)
    .where('version', '=', task.version)
    .where('status', '=', 'open')
    .execute()
}

/** Tasks of which somebody must still be told. */
export async function listUntoldTasks(
  db: Db,
  { communityIds, rowId }: { communityIds: readonly string[]; rowId?: string },
  limit: number,
): Promise<TaskRow[]> {
  return db
    .selectFrom('help_task')
    .selectAll()
    .where('community_id', 'in', communityIds)
    .where('untold', '=', 1)
    .$if(rowId !== undefined, (query) => query.where('id', '=', rowId ?? ''))
    .orderBy('opened_at')
    .limit(limit)
    .execute()
}

export async function markTaskTold(db: Db, row: { communityId: string; id: string; version: number }): Promise<void> {
  await db
    .updateTable('help_task')
    .set({ notified_version: row.version, untold: sql`if(version > ${row.version}, 1, 0)` })
    .where('community_id', '=', row.communityId)
    .where('id', '=', row.id)
    .where('notified_version', '<', row.version)
    .execute()
}

import type { TaskKind } from '../../../../shared/help/tasks.ts'
import type { Db } from '../../platform/db/tables.ts'
import { firstStep } from './decide.ts'
import { endTask, insertTasks } from './store.ts'

/** Something the desk must do. */
export interface NewTask {
  communityId: string
  id: string
  /** ASCII, at most 120 characters. The same key is the same task for ever: a new occasion needs a new key. */
  dedupeKey: string
  kind: TaskKind
  /** The person it is about, as registered now; left out for things. */
  person?: { residentId: string; residentName: string; address: string } | undefined
  /** 15 digits of the grid, or 12 of the community for what concerns all of it. */
  gridCode: string
  /** One short Chinese line, at most 120 characters: `给王秀英回个电话`. */
  title: string
  /** From this moment on it is overdue, and the desk above is told. */
  dueAt: Date
  /** What the page that handles this kind needs, JSON. */
  details?: Record<string, unknown> | undefined
}

/** Puts a task on the desk's list, in one statement. One with the same `dedupeKey`, open or over, stays as it is. */
export async function openTask(db: Db, task: NewTask, now: Date): Promise<void> {
  await openTasks(db, [task], now)
}

/** The same for many, in one statement. */
export async function openTasks(db: Db, tasks: readonly NewTask[], now: Date): Promise<void> {
  await insertTasks(
    db,
    tasks.map(({ communityId, id, dedupeKey, kind, person, gridCode, title, dueAt, details }) => ({
      community_id: communityId,
      id,
      dedupe_key: dedupeKey,
      kind,
      resident_id: person?.residentId ?? null,
      resident_name: person?.residentName ?? null,
      area_code: gridCode,
      address: person?.address ?? null,
      title,
      details: details ?? {},
      step: firstStep(gridCode),
      opened_at: now,
      due_at: dueAt,
      rises_at: dueAt,
      done_by: null,
      done_by_name: null,
      done_at: null,
      result: '',
    })),
  )
}

interface TaskKey {
  communityId: string
  dedupeKey: string
}

/** Takes a task off the list because it is no longer needed; `reason` is a short Chinese line. Nothing when it is over. */
export async function dropTask(db: Db, key: TaskKey, reason: string, now: Date): Promise<boolean> {
  return endTask(db, key, { status: 'dropped', byAccountId: null, byName: '', text: reason, at: now })
}

/** Marks a task as done by what somebody did elsewhere (a review form, a call-back). False when it was over already. */
export async function settleTask(
  db: Db,
  key: TaskKey,
  by: { accountId: string; name: string },
  result: string,
  now: Date,
): Promise<boolean> {
  return endTask(db, key, { status: 'done', byAccountId: by.accountId, byName: by.name, text: result, at: now })
}

import type { TaskState } from './decide.ts'
import type { TaskRow } from './store.ts'

/** What the rules look at. */
export function taskState(row: TaskRow): TaskState {
  return {
    kind: row.kind,
    status: row.status,
    step: row.step,
    version: row.version,
    risesAt: row.rises_at,
    doneBy: row.done_by,
    doneByName: row.done_by_name,
  }
}

import type { Db } from '../../platform/db/tables.ts'
import { riseTask } from './decide.ts'
import { listRising, writeRise } from './store.ts'
import { taskState } from './row.ts'

const perPass = 100

/** Overdue tasks are told to the next desk. One indexed query when nothing is due. */
export async function advanceTasks(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listRising(db, communityIds, now, perPass)
    for (const task of due) {
      const rise = riseTask(taskState(task), now)
      if (rise) await writeRise(db, task, rise, now)
    }
    if (due.length < perPass) return
  }
}

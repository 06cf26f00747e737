import type { Db } from '../../platform/db/tables.ts'
import { turnYear } from './decide.ts'
import { listDue, moveFile, noDoctor } from './store.ts'
import { fileState } from './view.ts'

const perPass = 100

/** Reminds before a doctor's year ends, and ends it. One indexed query when nothing is due. */
export async function turnYears(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  const at = now.toISOString()
  for (const file of await listDue(db, communityIds, now, perPass)) {
    const turn = turnYear(fileState(file), now)
    if (turn === undefined || file.doctor_id === null) continue
    const entry = { at, kind: turn.kind, doctorId: file.doctor_id }
    await moveFile(db, file, turn.kind === 'expired' ? noDoctor : { due_at: turn.dueAt }, entry)
  }
}

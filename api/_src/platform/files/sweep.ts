import { addSeconds } from '../../../../shared/time.ts'
import type { Db } from '../db/tables.ts'
import { keptKey, rawKey } from './keys.ts'
import type { ObjectStore } from './object-store.ts'
import { secondsOfDoubt } from './patience.ts'
import { deleteRemoved, listDueFiles, markSettled, markUnfinished, type StoredFile } from './store.ts'

const filesPerPass = 100
const atOnce = 10

/**
 * Drops what nobody needs: uploads that were asked for and never finished (after an hour), refused ones, files whose
 * row is gone, and what was sent a second time with a form still good. Row by row in an order that leaves no bytes
 * without a row: an interrupted sweep is done again by the next. One indexed query when nothing is due.
 */
export async function sweepFiles(
  db: Db,
  files: ObjectStore | undefined,
  communityIds: readonly string[],
  now: Date,
): Promise<void> {
  if (!files || communityIds.length === 0) return
  for (;;) {
    const due = await listDueFiles(db, communityIds, now, filesPerPass)
    const unfinished = due.filter((file) => file.status === 'requested')
    const removed = due.filter((file) => file.status === 'removed')
    const stored = due.filter((file) => file.status === 'stored')
    if (unfinished.length > 0) await markUnfinished(db, unfinished, now, addSeconds(now, secondsOfDoubt))
    await each([...removed, ...stored], (file) => files.remove(rawKey(file)))
    await each(removed, (file) => files.remove(keptKey(file)))
    if (removed.length > 0) await deleteRemoved(db, removed)
    if (stored.length > 0) await markSettled(db, stored)
    if (due.length < filesPerPass) return
  }
}

async function each(files: readonly StoredFile[], act: (file: StoredFile) => Promise<void>): Promise<void> {
  for (let from = 0; from < files.length; from += atOnce) {
    await Promise.all(files.slice(from, from + atOnce).map(act))
  }
}

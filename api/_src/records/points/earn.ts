import type { Db } from '../../platform/db/tables.ts'
import { settingsOf } from '../../volunteers/index.ts'
import { earnedLines, periodSums } from './decide.ts'
import {
  countEntries,
  earnedBy,
  insertLines,
  monthsOf,
  openAccounts,
  savePeriods,
  unpointedAccounts,
  unpointedEntries,
} from './store-earn.ts'

const accountsPerPass = 50
const entriesPerPass = 1_000
const mostPasses = 400

type Due = Awaited<ReturnType<typeof unpointedAccounts>>[number]

/**
 * Gives points for lines of hours that have none, and keeps the sums of months. Idempotent by the id of the line; run
 * twice at once, one of the two counts. One indexed query when nothing is new.
 */
export async function advancePoints(db: Db, communityIds: readonly string[]): Promise<void> {
  if (communityIds.length === 0) return
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const due = await unpointedAccounts(db, communityIds, accountsPerPass)
    let counted = 0
    for (const communityId of new Set(due.map((account) => account.communityId))) {
      counted += await countFor(
        db,
        communityId,
        due.filter((account) => account.communityId === communityId),
      )
    }
    if (counted === 0) return
  }
}

/** Answers how many lines it found; some of a volunteer's may be left for the next pass. */
async function countFor(db: Db, communityId: string, due: readonly Due[]): Promise<number> {
  const { pointsPerHour } = await settingsOf(db, communityId)
  const residentIds = due.map(({ residentId }) => residentId)
  const entries = await unpointedEntries(db, communityId, residentIds, entriesPerPass)
  if (entries.length === 0) return 0
  await openAccounts(db, communityId, residentIds)
  await insertLines(
    db,
    entries.flatMap((entry) => earnedLines(communityId, entry, pointsPerHour)),
  )
  const earned = await earnedBy(
    db,
    communityId,
    entries.map(({ id }) => id),
  )
  await sumPeriods(db, communityId, entries)
  for (const { residentId, pointsEntries } of due) {
    const last = entries.filter((entry) => entry.residentId === residentId).at(-1)
    if (!last) continue
    const points = earned.get(residentId) ?? 0
    await countEntries(db, { communityId, residentId }, { from: pointsEntries, to: last.seq, points })
  }
  return entries.length
}

async function sumPeriods(
  db: Db,
  communityId: string,
  entries: readonly { residentId: string; month: string }[],
): Promise<void> {
  const residentIds = [...new Set(entries.map(({ residentId }) => residentId))]
  const months = await monthsOf(db, communityId, residentIds)
  const rows = residentIds.flatMap((residentId) => {
    const own = months.filter((month) => month.residentId === residentId)
    const touched = new Set(entries.filter((entry) => entry.residentId === residentId).map(({ month }) => month))
    const lines = Math.max(0, ...own.map(({ lastSeq }) => lastSeq))
    return [...periodSums(own, touched)].map(([period, minutes]) => ({
      community_id: communityId,
      period,
      resident_id: residentId,
      minutes,
      entries: lines,
    }))
  })
  await savePeriods(db, rows)
}

import { bookingStates } from '../../booking/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { isAhead } from '../../../../shared/homecare/visits.ts'
import { settleVisit } from './charging.ts'
import { followBooking, nextLook, riseLate } from './decide-visit.ts'
import { listDue, lookAgain, writeMove, type VisitRow } from './store.ts'

const perPass = 100

/**
 * Visits nobody has come to are told to the next who can help; done ones that nobody rates are charged; on the morning
 * of its day a visit follows what became of its booking. Idempotent: each is one conditional update. One indexed query
 * when nothing is due.
 */
export async function advanceVisits(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDue(db, communityIds, now, perPass)
    for (const communityId of new Set(due.map((visit) => visit.community_id))) {
      const own = due.filter((visit) => visit.community_id === communityId)
      await advanceCommunity(db, communityId, own, now)
    }
    if (due.length < perPass) return
  }
}

async function advanceCommunity(db: Db, communityId: string, due: readonly VisitRow[], now: Date): Promise<void> {
  const ahead = due.filter(({ status }) => isAhead(status))
  const booked = await bookingStates(
    db,
    communityId,
    ahead.map(({ id }) => id),
  )
  for (const visit of due) {
    if (!isAhead(visit.status)) {
      await settleVisit(db, visit, now)
      continue
    }
    const state = booked.find(({ bookingId }) => bookingId === visit.id)
    const move = followBooking(visit, state, now) ?? riseLate(visit, now)
    if (move) await writeMove(db, visit, move, now)
    else await lookAgain(db, visit, nextLook(visit.starts_at, now))
  }
}

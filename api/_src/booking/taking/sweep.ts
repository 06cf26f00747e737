import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import type { Db } from '../../platform/db/tables.ts'
import { belongs } from './decide-sweep.ts'
import { deleteClaims, endClaims, endRunOut } from './store-claim.ts'
import {
  burnId,
  deleteOrphans,
  deletePastTurns,
  endWaiting,
  readDue,
  readOwned,
  settleBookings,
  settleClaims,
  type Due,
} from './store-sweep.ts'

const ended: readonly BookingStatus[] = ['cancelled', 'expired', 'missed', 'completed']
const over: readonly BookingStatus[] = ['confirmed', 'checked_in']

/**
 * Looks after what is due: claims that never became a booking are taken away, holds and offers that ran out end, what a
 * crash left behind a booking that ended or moved is given back, and claims go when their time is over. One indexed
 * query when nothing is due. Safe to run twice at once.
 */
export async function sweepBookings(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  const due = await readDue(db, communityIds, now)
  for (const communityId of new Set(due.map((row) => row.communityId))) {
    await sweepCommunity(
      db,
      communityId,
      due.filter((row) => row.communityId === communityId),
      now,
    )
  }
}

async function sweepCommunity(db: Db, communityId: string, due: readonly Due[], now: Date): Promise<void> {
  const idsOf = (source: Due['source'], matches: (status: Due['status']) => boolean) => [
    ...new Set(due.filter((row) => row.source === source && matches(row.status)).map((row) => row.bookingId)),
  ]
  const isOne = (statuses: readonly BookingStatus[]) => (status: Due['status']) =>
    status !== null && statuses.includes(status)

  await endRunOut(db, communityId, idsOf('booking', isOne(['held', 'offered'])), now)
  const waited = idsOf('booking', isOne(['waiting']))
  await endWaiting(db, communityId, waited, now)
  await sweepWritten(
    db,
    communityId,
    idsOf('claim', (status) => status !== null),
    now,
  )
  await sweepOrphans(
    db,
    communityId,
    idsOf('claim', (status) => status === null),
    now,
  )
  const settled = idsOf('booking', isOne([...ended, ...over]))
  await endClaims(db, communityId, [...settled, ...waited], now)
  await settleBookings(db, communityId, settled, [...ended, ...over], now)
}

/** Claims whose booking is there: those that are not its own go, the others are looked at again when it is over. */
async function sweepWritten(db: Db, communityId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await endClaims(db, communityId, ids, now)
  await deletePastTurns(db, communityId, ids, now)
  const owned = await readOwned(db, communityId, ids)
  for (const id of ids) {
    const foreign = owned.filter(({ bookingId, claim, row }) => bookingId === id && !belongs(claim, row))
    await deleteClaims(
      db,
      communityId,
      id,
      foreign.map(({ claim }) => claim),
    )
  }
  await settleClaims(db, communityId, ids, now)
}

async function sweepOrphans(db: Db, communityId: string, ids: readonly string[], now: Date): Promise<void> {
  const burnt: string[] = []
  for (const bookingId of ids) if (await burnId(db, { communityId, bookingId }, now)) burnt.push(bookingId)
  await deleteOrphans(db, communityId, burnt)
}

import type { pointsContract, Redemption } from '../../../../shared/records/points-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import type { Handler } from '../../platform/slice.ts'
import { bookRedemptions } from './booking.ts'
import { pickUpNumber } from './decide.ts'
import { dropWish, findGift, findRedemption, insertWish, takeGift, type RedemptionRow } from './store-gift.ts'

/** Numbers are drawn again so often when they are in use. */
const mostDraws = 5

const view = ({
  id,
  giftName,
  points,
  number,
  askedAt,
}: Omit<RedemptionRow, 'status'>): Omit<Redemption, 'status'> => ({
  redemptionId: id,
  giftName,
  points,
  number,
  askedAt: askedAt.toISOString(),
})

/** Writes the wish, then takes points and piece in one statement; the lines of the ledger follow after the reply. */
export const redeem: Handler<(typeof pointsContract)['records.redeem']> = async ({ id, giftId }, context) => {
  const { actor, db, now, newId, afterwards } = context
  const { communityId, residentId } = actor.identity
  const gift = await findGift(db, communityId, giftId)
  if (!gift) return refuse('not_found')
  let wish = { communityId, id, residentId, giftId, giftName: gift.name, points: gift.points, number: '' }
  let written: Awaited<ReturnType<typeof insertWish>> = 'number_used'
  for (let draw = 0; written === 'number_used' && draw < mostDraws; draw += 1) {
    wish = { ...wish, number: pickUpNumber(newId()) }
    written = await insertWish(db, wish, now)
  }
  let row: Omit<RedemptionRow, 'status'> = { ...wish, askedAt: now, booked: '' }
  if (written !== 'written') {
    const there = await findRedemption(db, communityId, id)
    if (there?.residentId !== residentId || there.giftId !== giftId) return refuse('id_taken')
    if (there.status !== 'wished') return ok({ ...view(there), status: there.status })
    row = there
  }
  if (!(await takeGift(db, communityId, id))) {
    const [present, last] = await Promise.all([findRedemption(db, communityId, id), findGift(db, communityId, giftId)])
    if (present && present.status !== 'wished') return ok({ ...view(present), status: present.status })
    await dropWish(db, communityId, id)
    return refuse(last !== undefined && last.stock > 0 && last.offered === 1 ? 'points_short' : 'gift_gone')
  }
  afterwards(() => bookRedemptions(db, [communityId], now, [id]))
  return ok({ ...view(row), status: 'asked' })
}

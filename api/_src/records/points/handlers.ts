import type { Gift, pointsContract, Redemption } from '../../../../shared/records/points-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { defaultVolunteerSettings } from '../../../../shared/volunteers/settings.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { hideInRankings } from '../../volunteers/index.ts'
import { bookRedemptions } from './booking.ts'
import { periodOf, standing } from './decide.ts'
import { redeem } from './redeem.ts'
import { findGift, findRedemption, handedOver, handOver, insertGift, returnGift, updateGift } from './store-gift.ts'
import { rankingOf } from './store-ranking.ts'
import { giftsFor, giftsForDesk, pointsOf } from './store-read.ts'
import { deskView, rankingView } from './view.ts'

const keeping = ['community_staff', 'admin'] as const
const mayKeepGifts = (actor: Actor, communityId: string) => holdsRoleOver(actor, keeping, communityId)

export const pointsHandlers: Handlers<typeof pointsContract> = {
  async 'records.points'(_, { actor, db }) {
    const { worth, settings, lines } = await pointsOf(db, actor.identity)
    const { pointsPerHour } = { ...defaultVolunteerSettings, ...settings }
    return ok({
      ...standing(worth),
      pointsPerHour,
      lines: lines.map((line) => ({ ...line, at: line.at.toISOString() })),
    })
  },

  async 'records.gifts'(_, { actor, db }) {
    const rows = await giftsFor(db, actor.identity)
    const gifts = new Map<string, Gift>()
    const redemptions: Redemption[] = []
    for (const { id, name, words, icon, points, stock, offered, ...row } of rows) {
      const { redemptionId, giftName, paid, number, askedAt } = row
      if (id === null || name === null || words === null || icon === null || points === null || stock === null) continue
      if (offered === 1) gifts.set(id, { giftId: id, name, words, icon, points, stock })
      if (redemptionId === null || giftName === null || paid === null || number === null || askedAt === null) continue
      const of = { redemptionId, giftName, points: paid, number, askedAt: askedAt.toISOString() }
      redemptions.push({ ...of, status: 'asked' })
    }
    const { balance } = standing(rows[0]?.worth ?? 0)
    return ok({ balance, gifts: [...gifts.values()], redemptions })
  },

  'records.redeem': redeem,

  async 'records.cancelRedemption'({ communityId, redemptionId }, { actor, db, now, afterwards }) {
    const row = await findRedemption(db, communityId, redemptionId)
    const { identity } = actor
    const isOwn = row?.residentId === identity?.residentId && identity?.communityId === communityId
    if (!isOwn && !mayKeepGifts(actor, communityId)) return refuse(row && identity ? 'not_allowed' : 'not_found')
    if (!row || row.status === 'wished') return refuse('not_found')
    if (row.status === 'cancelled') return ok({ status: 'cancelled' })
    if (!(await returnGift(db, communityId, redemptionId, actor.displayName, now))) return refuse('conflict')
    afterwards(() => bookRedemptions(db, [communityId], now, [redemptionId]))
    return ok({ status: 'cancelled' })
  },

  async 'records.deskGifts'({ communityId }, { actor, db }) {
    if (!mayKeepGifts(actor, communityId)) return refuse('not_allowed')
    return ok(deskView(await giftsForDesk(db, communityId)))
  },

  async 'records.saveGift'({ id, communityId, giftId, version, stockChange, ...typed }, { actor, db, now }) {
    if (!mayKeepGifts(actor, communityId)) return refuse('not_allowed')
    const of = { communityId, giftId, changeId: id, byName: actor.displayName }
    const words = { ...typed, offered: typed.offered ? 1 : 0 }
    if (version === 0) {
      if (stockChange < 0) return refuse('gift_gone')
      if ((await insertGift(db, of, words, stockChange, now)) === 'done') return ok({ giftId, version: 1 })
    } else if (await updateGift(db, { ...of, version }, words, stockChange, now)) {
      return ok({ giftId, version: version + 1 })
    }
    const there = await findGift(db, communityId, giftId)
    if (!there) return refuse('not_found')
    if (there.changeId === id) return ok({ giftId, version: there.version })
    return there.version === version ? refuse('gift_gone') : refuse('conflict')
  },

  async 'records.handOver'({ id, communityId, number }, { actor, db, now }) {
    if (!mayKeepGifts(actor, communityId)) return refuse('not_allowed')
    await handOver(db, communityId, { number, commandId: id, name: actor.displayName }, now)
    const row = await handedOver(db, communityId, { number, commandId: id })
    if (!row) return refuse('number_wrong')
    const { id: redemptionId, giftName, name, volunteerNumber } = row
    return ok({ redemptionId, giftName, volunteerName: name ?? '志愿者', volunteerNumber: volunteerNumber ?? '' })
  },

  async 'records.ranking'({ period }, { actor, db, now }) {
    const { communityId, residentId } = actor.identity
    const rows = await rankingOf(db, { communityId, residentId }, periodOf(period, dayOf(now)))
    return ok(rankingView(rows, residentId))
  },

  async 'records.hideFromRanking'({ hidden }, { actor, db, now }) {
    return (await hideInRankings(db, actor.identity, hidden, now)) ? ok({ hidden }) : refuse('not_a_volunteer')
  },
}

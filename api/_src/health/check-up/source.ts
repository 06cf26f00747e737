import type { DeliverySource } from '../../platform/deliver/source.ts'
import { familyOf, toPerson, toStaff } from '../messages.ts'
import { markCheckUpTold, markLineTold, untoldCheckUps, untoldLines } from './store-outbox.ts'

/** Whoever was asked to a check-up hears of it once. */
export const checkUpLineSource: DeliverySource = {
  name: 'check-up invitations',
  async pending(db, scope, limit) {
    const rows = await untoldLines(db, scope, limit)
    const family = await familyOf(db, rows)
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: toPerson(row, family, { version: row.version, at: row.invited_at ?? new Date(0) }),
    }))
  },
  markNotified: markLineTold,
}

/** Whoever planned a check-up hears when people have to be rung. */
export const checkUpSource: DeliverySource = {
  name: 'check-ups',
  pending: async (db, scope, limit) =>
    (await untoldCheckUps(db, scope, limit)).map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: [toStaff(row.made_by, row.version)],
    })),
  markNotified: markCheckUpTold,
}

import type { DeliverySource } from '../../platform/deliver/source.ts'
import { familyOf, toPerson, toStaff } from '../messages.ts'
import { markReferralTold, untoldReferrals } from './store.ts'

/** What the person decides and the clock finds is the doctor's news; every other step is the person's. */
const doctorsNews = ['given', 'refused', 'follow_up_due'] as const
const nobodysNews = ['done', 'erased'] as const

/** Letters as their own outbox. */
export const referralSource: DeliverySource = {
  name: 'referrals',
  async pending(db, scope, limit) {
    const rows = await untoldReferrals(db, scope, limit)
    const family = await familyOf(db, rows)
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap(({ kind, version, at }) => {
          if (nobodysNews.some((one) => one === kind)) return []
          const about = { version, at: new Date(at) }
          const isDoctors = doctorsNews.some((one) => one === kind)
          return isDoctors ? [toStaff(row.doctor_id, version, about.at)] : toPerson(row, family, about)
        }),
    }))
  },
  markNotified: markReferralTold,
}

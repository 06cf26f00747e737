import type { DeliverySource } from '../../platform/deliver/source.ts'
import { familyOf, toPerson, toStaff } from '../messages.ts'
import { markFileTold, untoldFiles } from './store.ts'

/** Files as their own outbox: the doctor hears of applications and ends, the person of the doctor's word and the clock. */
export const fileSource: DeliverySource = {
  name: 'health files',
  async pending(db, scope, limit) {
    const rows = await untoldFiles(db, scope, limit)
    const family = await familyOf(db, rows)
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap(({ kind, version, at, doctorId }) => {
          const about = { version, at: new Date(at) }
          if (kind === 'applied' || kind === 'ended') return [toStaff(doctorId, version, about.at)]
          if (kind === 'withdrawn') return []
          const told = toPerson(row, family, about)
          return kind === 'expired' ? [...told, toStaff(doctorId, version, about.at)] : told
        }),
    }))
  },
  markNotified: markFileTold,
}

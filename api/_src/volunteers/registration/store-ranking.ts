import { sql } from 'kysely'
import { volunteerConsentVersion } from '../../../../shared/volunteers/lifecycle.ts'
import { appendHistory } from '../../platform/db/history.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { VolunteerConsent, VolunteerStep } from '../tables.ts'

/**
 * Sets whether a volunteer stands in rankings: the same as answering to the purpose `ranking`, and kept like it. False
 * when the person is no volunteer. One round trip.
 */
export async function hideInRankings(
  db: Db,
  { communityId, residentId }: { communityId: string; residentId: string },
  hidden: boolean,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString()
  const answer: VolunteerConsent = { purpose: 'ranking', agreed: !hidden, version: volunteerConsentVersion, at }
  const step: VolunteerStep = { at, what: 'consented', fields: ['ranking'] }
  const { numUpdatedRows } = await db
    .updateTable('volunteer')
    .set((eb) => ({
      ranking_hidden: hidden ? 1 : 0,
      consents: sql<VolunteerConsent[]>`json_merge_preserve(coalesce(consents, '[]'), ${JSON.stringify([answer])})`,
      version: eb('version', '+', 1),
      history: appendHistory(step),
    }))
    .where('community_id', '=', communityId)
    .where('resident_id', '=', residentId)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

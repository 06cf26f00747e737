import type { VolunteerRequest } from '../../../../shared/volunteering/requests-contract.ts'
import type { RequestRow } from './store.ts'

type Volunteer = { name: string; volunteerNumber: string }

/** A request; `shown` = where and for whom it is may be seen by the one who asks. */
export function requestView(
  row: Omit<RequestRow, 'own_status'>,
  isMine: boolean,
  shown: { volunteers: readonly Volunteer[] } | undefined,
): VolunteerRequest {
  return {
    requestId: row.id,
    communityId: row.community_id,
    item: row.item,
    status: row.status,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    wanted: row.wanted,
    taken: row.taken ?? 0,
    building: row.building === '' ? '' : `${row.building} 栋`,
    answer: row.answer,
    answeredByName: row.answered_by_name,
    dueDay: row.due_day,
    activityId: row.activity_id,
    version: row.version,
    isMine,
    details: shown
      ? {
          personName: row.resident_name,
          address: row.address,
          phone: row.phone,
          words: row.words,
          askedByName: row.asked_by_name,
          volunteers: [...shown.volunteers],
        }
      : null,
  }
}

import type { Complaint, Visit, VisitDetail, VisitPlan } from '../../../../shared/homecare/visit-schemas.ts'
import { isAhead } from '../../../../shared/homecare/visits.ts'
import type { StoredFile } from '../../platform/files/store.ts'
import { isLate as isComplaintLate, type ComplaintState } from './decide-supervise.ts'
import type { VisitState } from './decide-visit.ts'
import type { VisitPlanTable } from './tables.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** What a list shows of a visit. */
export function toVisit(row: VisitState): Visit {
  return {
    communityId: row.community_id,
    visitId: row.id,
    agreementId: row.agreement_id,
    category: row.category,
    serviceName: row.service_name,
    residentId: row.resident_id,
    residentName: row.resident_name,
    address: row.address,
    day: row.day,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    status: row.status,
    version: row.version,
    worker: row.resource_id === null ? null : { resourceId: row.resource_id, name: row.worker_name },
    tasks: [...row.tasks],
    setOutAt: iso(row.set_out_at),
    arrivedAt: iso(row.arrived_at),
    arrivedBy: row.arrived_by,
    leftAt: iso(row.left_at),
    signedBy: row.signed_by,
    note: row.note,
    stars: row.stars,
    lateStep: row.late_step,
    lateOutcome: row.late_outcome,
    cancelReason: row.cancel_reason,
  }
}

/** What this account has to do with a visit. */
export interface Side {
  /** The resident, or family who may change things. */
  answers: boolean
  works: boolean
  manages: boolean
}

/** Everything about a visit. The six digits are for the resident's side: the worker must be told them. */
export function toDetail(
  row: VisitState,
  side: Side,
  { photos, complaint }: { photos: readonly StoredFile[]; complaint: ComplaintState | undefined },
): VisitDetail {
  const { rating } = row
  return {
    ...toVisit(row),
    spokenNumber: side.answers && !side.works ? row.spoken_number : null,
    signature: row.signature,
    rating: rating && { stars: rating.stars, tags: [...rating.tags], words: rating.words, byName: rating.byName },
    photos: photos.flatMap(({ id, accountName, status, storedAt }) =>
      status === 'stored' && storedAt ? [{ fileId: id, byName: accountName, at: storedAt.toISOString() }] : [],
    ),
    steps: row.history.map(({ kind, at, byName, words }) => ({ kind, at, byName, words: words ?? '' })),
    complaint: complaint
      ? {
          complaintId: complaint.id,
          status: complaint.status,
          words: complaint.words,
          answer: complaint.answer,
          dueDay: complaint.due_day,
        }
      : null,
    may: {
      work: side.works && row.status !== 'done' && row.status !== 'cancelled',
      answer: side.answers,
      manage: side.manages,
      cancel: (side.answers || side.manages) && isAhead(row.status),
    },
  }
}

export function toComplaint(row: ComplaintState, now: Date): Complaint {
  return {
    communityId: row.community_id,
    complaintId: row.id,
    visitId: row.visit_id,
    residentName: row.resident_name,
    workerName: row.worker_name,
    day: row.day,
    status: row.status,
    version: row.version,
    words: row.words,
    byName: row.by_name,
    fromRating: row.from_rating === 1,
    openedAt: row.opened_at.toISOString(),
    dueDay: row.due_day,
    overdue: isComplaintLate(row, now),
    answer: row.answer,
    answeredByName: row.answered_by_name,
  }
}

export function toPlan(row: VisitPlanTable): VisitPlan {
  return {
    communityId: row.community_id,
    planId: row.id,
    agreementId: row.agreement_id,
    residentId: row.resident_id,
    residentName: row.resident_name,
    serviceId: row.service_id,
    serviceName: row.service_name,
    category: row.category,
    minutes: row.minutes,
    weekdays: [...row.weekdays],
    time: row.time,
    weeksAhead: row.weeks_ahead,
    tasks: [...row.tasks],
    wishedWorkerId: row.wished_worker_id,
    wishedGender: row.wished_gender,
    dialect: row.dialect,
    fromDay: row.from_day,
    toDay: row.to_day,
    status: row.status,
    version: row.version,
    plannedThrough: row.planned_through,
    gaps: [...row.gaps],
  }
}

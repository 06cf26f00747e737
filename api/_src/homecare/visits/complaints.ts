import { complaintDays } from '../../../../shared/homecare/visits.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { dayOf, type Day } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { complaintDueAt, riseComplaint } from './decide-supervise.ts'
import type { By, VisitState } from './decide-visit.ts'
import { insertComplaint, listDueComplaints, writeComplaint } from './store-complaint.ts'

/** Opens a complaint about a visit; the same one sent again stays as it is. One statement. */
export async function openComplaint(
  db: Db,
  visit: VisitState,
  { id, words, by, fromRating }: { id: string; words: string; by: By; fromRating: boolean },
  now: Date,
): Promise<Result<{ complaintId: string; dueDay: Day }, 'complaint_open' | 'id_taken'>> {
  const dueDay = workingDayAfter(dayOf(now), complaintDays, publicKindOf)
  const written = await insertComplaint(db, {
    community_id: visit.community_id,
    id,
    visit_id: visit.id,
    open_of: visit.id,
    resident_id: visit.resident_id,
    resident_name: visit.resident_name,
    worker_name: visit.worker_name,
    day: visit.day,
    words,
    by_account_id: by.accountId,
    by_name: by.name,
    from_rating: fromRating ? 1 : 0,
    opened_at: now,
    due_day: dueDay,
    due_at: complaintDueAt(dueDay),
    answer: '',
    answered_by_name: null,
  })
  return written === 'open' ? refuse('complaint_open') : ok({ complaintId: id, dueDay })
}

const perPass = 100

/** Complaints that nobody answered in time go to the level above. One indexed query when none is due. */
export async function advanceComplaints(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listDueComplaints(db, communityIds, now, perPass)
    for (const complaint of due) {
      const rise = riseComplaint(complaint, now)
      if (!rise) continue
      const change = { step: rise.step, due_at: rise.dueAt }
      await writeComplaint(db, complaint, change, { at: now.toISOString(), kind: 'risen', byName: '', step: rise.step })
    }
    if (due.length < perPass) return
  }
}

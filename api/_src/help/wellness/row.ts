import type { WellnessPlan } from '../../../../shared/help/wellness-contract.ts'
import { expectedAfter, type Plan } from './decide.ts'
import { defaultWellness, type WellnessSettings } from '../../../../shared/help/wellness.ts'
import type { PlanRow } from './store.ts'

/** What the rules look at. */
export function planOf(row: PlanRow): Plan {
  return {
    status: row.status,
    rhythm: row.rhythm,
    times: row.times,
    pausedUntil: row.paused_until,
    countsFrom: row.counts_from,
    lastSignAt: row.last_sign_at,
    step: row.step,
    expectedAt: row.expected_at,
    nextDueAt: row.next_due_at,
  }
}

/** What elder, family and desk see. */
export function planView(row: PlanRow, settings: WellnessSettings = defaultWellness): WellnessPlan {
  return {
    communityId: row.community_id,
    residentId: row.resident_id,
    name: row.resident_name,
    address: row.address,
    status: row.status,
    rhythm: row.rhythm,
    times: [...row.times],
    setByName: row.set_by_name,
    setByRole: row.set_by_role,
    consent: row.consent,
    pausedUntil: row.paused_until,
    lastSign:
      row.last_sign_at === null || row.last_sign_kind === null
        ? null
        : { at: row.last_sign_at.toISOString(), kind: row.last_sign_kind },
    step: row.step,
    expectedAt: expectedOf(row, settings)?.toISOString() ?? null,
  }
}

/** A sign moves the expected moment; the row learns of it when the clock looks at it next. */
function expectedOf(row: PlanRow, settings: WellnessSettings): Date | null {
  if (row.status !== 'active') return null
  if (row.paused_until !== null) return row.next_due_at
  if (row.step !== 'waiting' || row.last_sign_at === null || row.last_sign_at <= row.counts_from) return row.expected_at
  return expectedAfter({ rhythm: row.rhythm, times: row.times }, row.last_sign_at, settings)
}

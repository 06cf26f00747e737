import type { Referral, ReferralLine } from '../../../../shared/health/referral-contract.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { ageOn, dayOf } from '../../../../shared/time.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import { isOverdue } from './decide.ts'
import type { OwnedReferral } from './store.ts'

/** Need to know: the doctor who wrote it and the family doctor, while the agreement holds. */
export function isOpenTo(actor: Actor, row: OwnedReferral): boolean {
  if (row.referral_agreed !== 1 || !holdsRoleOver(actor, ['doctor'], row.community_id)) return false
  return row.doctor_id === actor.accountId || row.family_doctor === actor.accountId
}

export function lineOf(row: OwnedReferral, now: Date): ReferralLine {
  const hides = row.referral_agreed !== 1
  return {
    referralId: row.id,
    residentId: row.resident_id,
    number: row.number,
    maskedName: maskName(row.resident_name),
    hospital: row.hospital,
    department: hides ? '' : row.department,
    doctorName: row.doctor_name,
    status: hides ? 'erased' : row.status,
    writtenAt: row.written_at.toISOString(),
    followUpOn: hides ? null : row.follow_up_on,
    overdue: !hides && isOverdue(row.status, row.follow_up_on, now),
  }
}

/** The whole letter. Only for who may see it, and while the agreement holds. */
export function referralView(row: OwnedReferral, communityName: string, now: Date): Referral {
  return {
    ...lineOf(row, now),
    communityId: row.community_id,
    name: row.resident_name,
    age: row.birth_date === null ? null : ageOn(row.birth_date, dayOf(now)),
    communityName,
    reason: row.reason,
    letter: row.letter,
    followUpDays: row.follow_up_days,
    answer: row.answer,
    result: row.result,
    steps: row.history.map(({ kind, at, byName }) => ({ kind, at, byName })).toReversed(),
  }
}

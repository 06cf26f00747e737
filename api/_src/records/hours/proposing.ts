import type { Input } from '../../../../shared/contract.ts'
import type { hoursContract } from '../../../../shared/records/hours-contract.ts'
import type { LineToCorrect, Proposal } from './store-additions.ts'
import type { NamedVolunteer } from './store-ledger.ts'

/** Who proposes, and when. */
export interface By {
  accountId: string
  name: string
  now: Date
}

type Adding = Input<(typeof hoursContract)['records.addHours']>
type Correcting = Input<(typeof hoursContract)['records.correctHours']>

/** A line of service for one volunteer of a batch. */
export function proposedLine(input: Adding, id: string, volunteer: NamedVolunteer, by: By): Proposal {
  return {
    community_id: input.communityId,
    id,
    batch_id: input.id,
    kind: 'service',
    basis: 'added',
    resident_id: volunteer.residentId,
    volunteer_number: volunteer.volunteerNumber,
    volunteer_name: volunteer.name,
    corrects_seq: null,
    objection_id: input.objectionId,
    service_day: input.day,
    title: input.title,
    content: input.content,
    place: input.place,
    organiser_name: input.organiserName,
    person_in_charge: input.personInCharge,
    minutes: input.minutes,
    reason: input.reason,
    proposed_by: by.accountId,
    proposed_by_name: by.name,
    proposed_at: by.now,
  }
}

/** The difference for a line, under the day and the words of that line. */
export function proposedCorrection(
  input: Correcting,
  { entry, volunteer }: LineToCorrect,
  difference: number,
  by: By,
): Proposal {
  return {
    community_id: entry.community_id,
    id: input.id,
    batch_id: input.id,
    kind: 'correction',
    basis: entry.basis,
    resident_id: entry.resident_id,
    volunteer_number: volunteer.volunteerNumber,
    volunteer_name: volunteer.name,
    corrects_seq: entry.seq,
    objection_id: input.objectionId,
    service_day: entry.service_day,
    title: entry.title,
    content: entry.content,
    place: entry.place,
    organiser_name: entry.organiser_name,
    person_in_charge: entry.person_in_charge,
    minutes: difference,
    reason: input.reason,
    proposed_by: by.accountId,
    proposed_by_name: by.name,
    proposed_at: by.now,
  }
}

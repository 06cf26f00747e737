import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { Complaint, SpotCheck, Visit, VisitRef } from './visit-schemas.ts'
import { visitManagers } from './visit-plans-contract.ts'
import { checkResults } from './visits.ts'

/** Looking after the work. */
export const supervisionContract = {
  'homecare.supervision': query({
    summary: 'Visits nobody came to, complaints, and whom to ring about last week',
    callers: visitManagers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      late: z.array(Visit),
      complaints: z.array(Complaint),
      checks: z.array(SpotCheck),
      now: Instant,
    }),
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
  'homecare.recordCheck': command({
    summary: 'What the resident said on the phone about a visit',
    callers: visitManagers,
    input: z.object({ ...VisitRef, version: Count, result: z.enum(checkResults), note: optionalText(200) }),
    output: Visit,
    errors: ['not_found', 'conflict', 'visit_not_done', 'result_needed'],
    roundTrips: 5,
  }),
  'homecare.answerComplaint': command({
    summary: 'Answer a complaint: the resident and whoever complained are told',
    callers: visitManagers,
    input: z.object({ communityId: CommunityId, complaintId: Id, version: Count, answer: typedText(300) }),
    output: Complaint,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, optionalText, typedText } from '../schemas.ts'
import { Rating, SixDigits, Strokes, Visit, VisitDetail, VisitRef, VisitTask } from './visit-schemas.ts'

/** Of what is done at a visit, everything comes back: the page shows it as it stands now. */
const after = Visit

/** A visit as the resident, the family and the worker have to do with it. */
export const visitsContract = {
  'homecare.visits': query({
    summary: 'Visits of mine and of everybody I may look after: coming ones first, then those of the last 30 days',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ coming: z.array(Visit), past: z.array(Visit), now: Instant }),
    errors: [],
    roundTrips: 2,
  }),
  'homecare.visit': query({
    summary: 'One visit, whole: for the resident, the family, its worker and the staff of the community',
    callers: ['account'],
    input: z.object(VisitRef),
    output: VisitDetail,
    errors: ['not_found'],
    roundTrips: 4,
  }),
  'homecare.myVisits': query({
    summary: 'The visits I go to on a day, in order',
    callers: ['account'],
    input: z.object({ communityId: z.optional(CommunityId), day: z.optional(Day) }),
    output: z.object({ day: Day, visits: z.array(Visit), now: Instant }),
    errors: [],
    roundTrips: 2,
  }),
  'homecare.setOut': command({
    summary: 'I am on my way: the resident and the family are told who comes',
    callers: ['account'],
    input: z.object(VisitRef),
    output: after,
    errors: ['not_found', 'conflict', 'visit_over', 'visit_not_today'],
    roundTrips: 5,
  }),
  'homecare.arrive': command({
    summary: 'At the door: by its picture, its number, or because the resident says so',
    callers: ['account'],
    input: z.object({
      ...VisitRef,
      /** What was scanned or typed. Left out where the resident or the family say it. */
      proof: z.optional(z.union([z.object({ door: typedText(80) }), z.object({ number: SixDigits })])),
    }),
    output: after,
    errors: ['not_found', 'conflict', 'visit_over', 'visit_not_today', 'door_wrong'],
    roundTrips: 5,
  }),
  'homecare.tickTasks': command({
    summary: 'What is done so far of the list',
    callers: ['account'],
    input: z.object({ ...VisitRef, tasks: z.array(VisitTask).check(z.maxLength(12)) }),
    output: after,
    errors: ['not_found', 'conflict', 'visit_over', 'not_arrived', 'tasks_differ'],
    roundTrips: 5,
  }),
  'homecare.finishVisit': command({
    summary: 'It is done: the whole list, and the resident signs with a finger or says the six digits',
    callers: ['account'],
    input: z.object({
      ...VisitRef,
      tasks: z.array(VisitTask).check(z.maxLength(12)),
      signed: z.union([z.object({ strokes: Strokes }), z.object({ number: SixDigits })]),
      note: optionalText(200),
    }),
    output: after,
    errors: ['not_found', 'conflict', 'visit_over', 'not_arrived', 'tasks_differ', 'task_open', 'number_wrong'],
    roundTrips: 5,
  }),
  'homecare.rateVisit': command({
    summary: 'How it was. One or two stars open a complaint by themselves',
    callers: ['resident'],
    input: z.object({ ...VisitRef, id: Id, rating: Rating }),
    output: after,
    errors: ['not_found', 'conflict', 'visit_not_done', 'visit_rated'],
    roundTrips: 5,
  }),
  'homecare.complain': command({
    summary: 'Something was not right: answered within five working days',
    callers: ['resident'],
    input: z.object({ ...VisitRef, id: Id, words: typedText(300) }),
    output: z.object({ complaintId: Id, dueDay: Day }),
    errors: ['not_found', 'id_taken', 'complaint_open'],
    roundTrips: 5,
  }),
  'homecare.skipVisit': command({
    summary: 'Not this time: take one date off, with the reason',
    callers: ['account'],
    input: z.object({ ...VisitRef, version: Count, reason: typedText(60) }),
    output: after,
    errors: ['not_found', 'conflict', 'visit_over'],
    roundTrips: 5,
  }),
  'homecare.addPhoto': command({
    summary: 'Ask to send a photo of what was done: a form for the bucket, good for five minutes',
    callers: ['account'],
    input: z.object({
      ...VisitRef,
      fileId: Id,
      contentType: z.string().check(z.maxLength(64)),
      bytes: z.int().check(z.minimum(1)),
      /** The resident was asked and does not mind. */
      agreed: z.literal(true),
    }),
    output: z.object({ fileId: Id, url: z.url(), fields: z.record(z.string(), z.string()), expiresAt: Instant }),
    errors: [
      'not_found',
      'not_arrived',
      'files_not_set_up',
      'file_type_wrong',
      'file_too_large',
      'file_limit',
      'id_taken',
    ],
    roundTrips: 4,
  }),
  'homecare.photoSent': command({
    summary: 'It is sent: check what it really is, clean it of place and time, keep it',
    callers: ['account'],
    input: z.object({ ...VisitRef, fileId: Id }),
    output: z.object({ photos: Count }),
    errors: [
      'not_found',
      'files_not_set_up',
      'files_unreachable',
      'file_missing',
      'file_type_wrong',
      'file_too_large',
      'file_limit',
    ],
    roundTrips: 5,
  }),
  'homecare.photoLink': command({
    summary: 'An address to see a photo of a visit, good for a minute; looks of staff are recorded',
    callers: ['account'],
    input: z.object({ ...VisitRef, fileId: Id }),
    output: z.object({ url: z.url(), seconds: Count }),
    errors: ['not_found', 'files_not_set_up'],
    roundTrips: 4,
  }),
  'homecare.doorCode': command({
    summary: 'The picture and the number at the door: makes them where there are none, or new ones in their place',
    callers: ['account'],
    input: z.object({ person: PersonRef, renew: z.boolean(), id: Id }),
    output: z.object({
      residentName: z.string(),
      address: z.string(),
      code: z.string(),
      number: SixDigits,
      madeAt: Instant,
    }),
    errors: ['not_found'],
    roundTrips: 5,
  }),
} satisfies Contract

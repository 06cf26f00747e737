import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { mostAddedMinutes } from './hours.ts'
import { additionStatuses, hoursBases, hoursKinds, hoursProblems, objectionStatuses } from './lifecycle.ts'

const Seq = z.int().check(z.minimum(1))
const Minutes = z.int()
const Page = {
  /** Lines to answer with; 0 for the sums alone. */
  limit: z.int().check(z.minimum(0), z.maximum(60)),
  after: z.optional(z.object({ shownOn: Day, seq: Seq })),
}

export const HoursEntry = z.object({
  seq: Seq,
  kind: z.enum(hoursKinds),
  basis: z.enum(hoursBases),
  /** Below zero only in a correction. */
  minutes: Minutes,
  serviceDay: Day,
  /** Under which day it stands: that of the service, or of the correction. */
  shownOn: Day,
  /** All lines of that month together, those of other pages too. */
  monthMinutes: Minutes,
  title: z.string(),
  content: z.string(),
  place: z.string(),
  organiserName: z.string(),
  personInCharge: z.string(),
  checkedInAt: z.nullable(Instant),
  checkedOutAt: z.nullable(Instant),
  /** Nobody checked out: the shift's end was taken. */
  checkOutWasForgotten: z.boolean(),
  correctsSeq: z.nullable(Seq),
  reason: z.string(),
  enteredByName: z.string(),
  confirmedByName: z.string(),
  enteredAt: Instant,
})
export type HoursEntry = z.infer<typeof HoursEntry>

export const HoursLedger = z.object({
  name: z.string(),
  /** Null for who is no volunteer (any more, or not yet). */
  volunteerNumber: z.nullable(z.string()),
  totalMinutes: Minutes,
  automaticMinutes: Minutes,
  addedMinutes: Minutes,
  /** Where the total stands (`starOf`), by the hours this community gives a star for. */
  star: z.object({
    star: Count,
    hours: Count,
    nextHours: z.nullable(Count),
    missingMinutes: Count,
    percent: z.number(),
  }),
  entries: z.array(HoursEntry),
  next: z.nullable(z.object({ shownOn: Day, seq: Seq })),
})
export type HoursLedger = z.infer<typeof HoursLedger>

export const Objection = z.object({
  id: Id,
  residentId: Id,
  residentName: z.string(),
  /** The line it is about; null when one is missing. */
  seq: z.nullable(Seq),
  serviceDay: Day,
  title: z.string(),
  minutes: z.nullable(Minutes),
  words: z.string(),
  status: z.enum(objectionStatuses),
  openedAt: Instant,
  /** Answered by the end of this day (10 working days). */
  dueOn: Day,
  isOverdue: z.boolean(),
  reply: z.string(),
  repliedByName: z.nullable(z.string()),
  version: Count,
})
export type Objection = z.infer<typeof Objection>

/** What one proposal asks for one volunteer. */
const AdditionPerson = z.object({ residentId: Id, volunteerNumber: z.string(), name: z.string(), minutes: Minutes })

/** Hours that staff propose, for one volunteer or several, and a second person confirms or refuses. */
export const Addition = z.object({
  batchId: Id,
  kind: z.enum(hoursKinds),
  status: z.enum(additionStatuses),
  people: z.array(AdditionPerson),
  correctsSeq: z.nullable(Seq),
  /** What a volunteer said, which this settles. */
  objectionId: z.nullable(Id),
  serviceDay: Day,
  title: z.string(),
  content: z.string(),
  place: z.string(),
  organiserName: z.string(),
  personInCharge: z.string(),
  reason: z.string(),
  proposedByName: z.string(),
  proposedAt: Instant,
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  decisionWords: z.string(),
  /** The caller may decide: another account than the one that proposed, and not about its own hours. */
  mayDecide: z.boolean(),
})
export type Addition = z.infer<typeof Addition>

const Finding = z.object({
  residentId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  problem: z.enum(hoursProblems),
  /** The first line that is not as it was written; null when it is the account. */
  seq: z.nullable(Seq),
})
const FoundFinding = z.extend(Finding, { foundAt: Instant })
export type HoursFinding = z.infer<typeof Finding>

/** Who prepares: enters and proposes, a grid's worker for the volunteers of the grid. */
const preparing = ['community_staff', 'grid_worker', 'admin'] as const
/** Who decides: never about one's own proposal, never about one's own hours. */
const deciding = ['community_staff', 'admin'] as const

export const hoursContract = {
  'records.mine': query({
    summary: 'My hours of service: sums, star, and the lines of the ledger, newest first',
    callers: ['resident'],
    input: z.object(Page),
    output: HoursLedger,
    errors: [],
    roundTrips: 2,
  }),
  'records.objections': query({
    summary: 'What I objected to, newest first, with the answers',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ objections: z.array(Objection) }),
    errors: [],
    roundTrips: 2,
  }),
  'records.object': command({
    summary: 'Say that a line of my hours is wrong, or that one is missing (民政部令67号 Art. 13)',
    callers: ['resident'],
    input: z.object({
      id: Id,
      about: z.union([z.object({ seq: Seq }), z.object({ day: Day, title: typedText(40) })]),
      words: typedText(200),
    }),
    output: Objection,
    errors: ['not_found', 'objection_open', 'id_taken', 'invalid_input'],
    roundTrips: 4,
  }),
  'records.volunteers': query({
    summary: 'At the desk: volunteers by name or number, with the sum of their hours; 20 at most',
    callers: preparing,
    input: z.object({ communityId: CommunityId, search: optionalText(20) }),
    output: z.object({
      volunteers: z.array(
        z.object({ residentId: Id, volunteerNumber: z.string(), name: z.string(), totalMinutes: Minutes }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.ledger': query({
    summary: 'At the desk: the hours of one volunteer; the reading is recorded',
    callers: preparing,
    input: z.object({ communityId: CommunityId, residentId: Id, ...Page }),
    output: HoursLedger,
    errors: ['not_allowed', 'not_found'],
    roundTrips: 3,
  }),
  'records.additions': query({
    summary:
      'At the desk: hours that wait for a second person, and those decided in two weeks; a grid worker sees its own',
    callers: preparing,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ additions: z.array(Addition) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.addHours': command({
    summary:
      'Propose hours that no check-in gave, for one volunteer or several, with the reason; a second person confirms',
    callers: preparing,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      people: z.array(z.object({ id: Id, residentId: Id })).check(z.minLength(1), z.maxLength(30)),
      day: Day,
      minutes: z.int().check(z.minimum(1), z.maximum(mostAddedMinutes)),
      title: typedText(40),
      content: typedText(80),
      place: typedText(80),
      organiserName: typedText(60),
      personInCharge: typedText(40),
      reason: typedText(200),
      /** The objection that this settles. */
      objectionId: z.nullable(Id),
    }),
    output: Addition,
    errors: ['not_allowed', 'not_found', 'own_hours', 'conflict', 'id_taken', 'invalid_input'],
    roundTrips: 4,
  }),
  'records.correctHours': command({
    summary: 'Propose what a line of the ledger should have been, with the reason; a second person confirms',
    callers: preparing,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      residentId: Id,
      seq: Seq,
      /** What the line should come to, with all its corrections: 0 takes it away whole. */
      minutes: z.int().check(z.minimum(0), z.maximum(mostAddedMinutes)),
      reason: typedText(200),
      objectionId: z.nullable(Id),
    }),
    output: Addition,
    errors: ['not_allowed', 'not_found', 'own_hours', 'nothing_differs', 'conflict', 'id_taken'],
    roundTrips: 5,
  }),
  'records.decideHours': command({
    summary:
      'As the second person: confirm what was proposed, which writes it into the ledger, or refuse it with words',
    callers: deciding,
    input: z.object({ communityId: CommunityId, batchId: Id, approved: z.boolean(), words: optionalText(200) }),
    output: Addition,
    errors: ['not_allowed', 'not_found', 'own_hours', 'second_needed', 'reason_needed', 'conflict'],
    roundTrips: 4,
  }),
  'records.deskObjections': query({
    summary: 'At the desk: objections to answer, the soonest due first, and those upheld that nothing has settled yet',
    callers: deciding,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ objections: z.array(Objection) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.replyToObjection': command({
    summary: 'Answer an objection: upheld (then a correction or an addition follows) or not, with words',
    callers: deciding,
    input: z.object({
      communityId: CommunityId,
      id: Id,
      version: Count,
      upheld: z.boolean(),
      words: typedText(200),
    }),
    output: Objection,
    errors: ['not_allowed', 'not_found', 'own_hours', 'conflict'],
    roundTrips: 4,
  }),
  'records.audit': query({
    summary: 'At the desk: what the last audit of the night looked at, and what stands wrong',
    callers: deciding,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      last: z.nullable(
        z.object({ day: Day, volunteers: Count, entries: Count, findings: Count, finishedAt: z.nullable(Instant) }),
      ),
      findings: z.array(FoundFinding),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.verify': query({
    summary:
      'Recompute the ledgers of one volunteer, or of the whole community in portions, and say which line was changed',
    callers: deciding,
    input: z.object({
      communityId: CommunityId,
      residentId: z.nullable(Id),
      /** The last volunteer of the portion before. */
      after: z.nullable(Id),
    }),
    output: z.object({
      volunteers: Count,
      entries: Count,
      findings: z.array(Finding),
      next: z.nullable(Id),
    }),
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
} satisfies Contract

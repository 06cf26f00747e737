import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, PersonRef, Phone, optionalText, typedText } from '../schemas.ts'
import { consentPurposes } from './consents.ts'
import { freeTimes, guardianRelations, serviceKinds, skills, volunteerMoves, volunteerStatuses } from './lifecycle.ts'

/** A volunteer in the lists of activities and sign-ups: nothing that could be misused. */
export const VolunteerProfile = z.object({
  /** Shown instead of any identity number, everywhere. */
  volunteerNumber: z.string(),
  status: z.enum(volunteerStatuses),
  skills: z.array(z.enum(skills)),
  freeTimes: z.array(z.enum(freeTimes)),
  introduction: z.string(),
  joinedAt: Instant,
  version: Count,
})
export type VolunteerProfile = z.infer<typeof VolunteerProfile>

const sex = z.enum(['female', 'male'])
const some = <Value extends string>(values: readonly Value[]) =>
  z.array(z.enum(values)).check(z.maxLength(values.length * 2))

const Guardian = z.object({ name: typedText(20), phone: Phone, relation: z.enum(guardianRelations) })

/** What the law asks for (民政部令67号 Art. 5), and what helps to find the right shift. */
const VolunteerDetails = z.object({
  name: typedText(40),
  sex,
  birthDate: Day,
  /** Left out by whom it is known of already and did not change. */
  idNumber: z.optional(z.string().check(z.regex(/^[1-9]\d{16}[\dX]$/))),
  livingArea: typedText(80),
  phone: Phone,
  skills: some(skills),
  serviceKinds: some(serviceKinds),
  freeTimes: some(freeTimes),
  introduction: optionalText(100),
  guardian: z.nullable(Guardian),
})
export type VolunteerDetails = z.infer<typeof VolunteerDetails>

const ConsentAnswer = z.object({ purpose: z.enum(consentPurposes), agreed: z.boolean() })

/** All that is on file about one volunteer, as the person and the desk see it. */
export const VolunteerFile = z.object({
  person: PersonRef,
  volunteerNumber: z.string(),
  status: z.enum(volunteerStatuses),
  /** False for registrations from before the law was followed in full, and for erased ones. */
  complete: z.boolean(),
  name: z.nullable(z.string()),
  sex: z.nullable(sex),
  birthDate: z.nullable(Day),
  /** `3****************2`: the number itself is never answered. */
  idNumberShown: z.nullable(z.string()),
  livingArea: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  skills: z.array(z.enum(skills)),
  serviceKinds: z.array(z.enum(serviceKinds)),
  freeTimes: z.array(z.enum(freeTimes)),
  introduction: z.string(),
  /** The last answer to each purpose that was ever asked. */
  consents: z.array(z.extend(ConsentAnswer, { version: z.string(), at: Instant })),
  guardian: z.nullable(
    z.extend(Guardian, {
      agreedAt: z.nullable(Instant),
      /** On paper that this member of the staff saw; null when agreed on the guardian's own phone. */
      paperSeenBy: z.nullable(z.string()),
    }),
  ),
  pausedUntil: z.nullable(Day),
  joinedAt: Instant,
  leftAt: z.nullable(Instant),
  version: Count,
  history: z.array(
    z.object({ at: Instant, what: z.enum(volunteerMoves), by: z.nullable(z.string()), fields: z.array(z.string()) }),
  ),
})
export type VolunteerFile = z.infer<typeof VolunteerFile>

/** Everything a form of registration begins with. */
export const VolunteerSheet = z.object({
  volunteer: z.nullable(VolunteerFile),
  /** What the community knows of the resident already. */
  prefill: z.object({
    name: z.string(),
    sex: z.nullable(sex),
    birthDate: z.nullable(Day),
    phone: z.nullable(z.string()),
    livingArea: z.string(),
  }),
  leastAge: Count,
  /** The guardian written down has a message about it in the own inbox, and has not answered yet. */
  guardianTold: z.boolean(),
  /** False where this deployment cannot seal identity numbers: nobody can be registered. */
  ready: z.boolean(),
})
export type VolunteerSheet = z.infer<typeof VolunteerSheet>

export const Ward = z.object({
  person: PersonRef,
  name: z.string(),
  age: Count,
  guardianName: z.string(),
  skills: z.array(z.enum(skills)),
  serviceKinds: z.array(z.enum(serviceKinds)),
  agreed: z.boolean(),
})
export type Ward = z.infer<typeof Ward>

export const ListedVolunteer = z.object({
  residentId: Id,
  volunteerNumber: z.string(),
  name: z.string(),
  maskedPhone: z.string(),
  address: z.string(),
  status: z.enum(volunteerStatuses),
  complete: z.boolean(),
  skills: z.array(z.enum(skills)),
  pausedUntil: z.nullable(Day),
  joinedAt: Instant,
})
export type ListedVolunteer = z.infer<typeof ListedVolunteer>

export const VolunteerCursor = z.object({ joinedAt: Instant, residentId: Id })

const staff = ['community_staff', 'admin'] as const
/** The person, or the desk for somebody who stands there. */
const ownOrStaff = ['resident', ...staff] as const

export const registrationContract = {
  'volunteers.me': query({
    summary: 'My registration as a volunteer, and what a form of it begins with',
    callers: ['resident'],
    input: z.object({}),
    output: VolunteerSheet,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  /** Two round trips more at the desk, which looks the resident up and notes that it wrote. */
  'volunteers.register': command({
    summary: 'Become a volunteer, complete, correct or take up a registration (民政部令67号 Art. 5, 6: with consent)',
    callers: ownOrStaff,
    input: z.object({
      person: PersonRef,
      details: VolunteerDetails,
      consents: z.array(ConsentAnswer).check(z.maxLength(consentPurposes.length)),
    }),
    output: VolunteerFile,
    errors: [
      'not_allowed',
      'not_found',
      'invalid_input',
      'consent_needed',
      'not_eligible',
      'id_number_taken',
      'registration_closed',
      'conflict',
    ],
    roundTrips: 5,
  }),
  'volunteers.consent': command({
    summary: 'Agree to one purpose, or take the agreement back (PIPL §15)',
    callers: ownOrStaff,
    input: z.object({ person: PersonRef, ...ConsentAnswer.shape }),
    output: VolunteerFile,
    errors: ['not_allowed', 'not_found', 'consent_needed', 'conflict'],
    roundTrips: 4,
  }),
  'volunteers.pause': command({
    summary: 'Rest until a day, that day included',
    callers: ownOrStaff,
    input: z.object({ person: PersonRef, until: Day }),
    output: VolunteerFile,
    errors: ['not_allowed', 'not_found', 'invalid_input', 'conflict'],
    roundTrips: 4,
  }),
  'volunteers.resume': command({
    summary: 'Be there again after a rest',
    callers: ownOrStaff,
    input: z.object({ person: PersonRef }),
    output: VolunteerFile,
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteers.leave': command({
    summary: 'Leave; with `erase` what is not part of the service record is deleted at once (PIPL §47)',
    callers: ownOrStaff,
    input: z.object({ person: PersonRef, erase: z.boolean() }),
    output: VolunteerFile,
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 4,
  }),
  'volunteers.wards': query({
    summary: 'Volunteers under 18 for whom this account may agree as guardian',
    callers: ['account'],
    input: z.object({ communityId: z.optional(CommunityId) }),
    output: z.object({ wards: z.array(Ward) }),
    errors: [],
    roundTrips: 2,
  }),
  'volunteers.guardianAnswer': command({
    summary: 'As guardian: agree that a child volunteers, or take it back',
    callers: ['account'],
    input: z.object({ person: PersonRef, agreed: z.boolean() }),
    output: Ward,
    errors: ['not_found', 'conflict'],
    roundTrips: 3,
  }),
  'volunteers.guardianPaper': command({
    summary: 'At the desk: note that the guardian signed on paper, and when',
    callers: staff,
    input: z.object({ person: PersonRef, signedOn: Day }),
    output: VolunteerFile,
    errors: ['not_allowed', 'not_found', 'invalid_input', 'conflict'],
    roundTrips: 4,
  }),
  'volunteers.deskList': query({
    summary: 'At the desk: volunteers of a community by name, number or end of telephone; 50 at a time, newest first',
    callers: staff,
    input: z.object({
      communityId: CommunityId,
      search: optionalText(20),
      status: z.nullable(z.enum(volunteerStatuses)),
      skill: z.nullable(z.enum(skills)),
      after: z.nullable(VolunteerCursor),
    }),
    output: z.object({
      volunteers: z.array(ListedVolunteer),
      /** How many fit what was asked for. */
      total: Count,
      counts: z.record(z.enum(volunteerStatuses), Count),
      next: z.nullable(VolunteerCursor),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'volunteers.deskVolunteer': query({
    summary:
      'At the desk: one volunteer in full, or what is known of a resident who is none yet; the reading is recorded',
    callers: staff,
    input: z.object({ person: PersonRef }),
    output: VolunteerSheet,
    errors: ['not_allowed', 'not_found'],
    roundTrips: 4,
  }),
} satisfies Contract

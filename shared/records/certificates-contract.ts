import * as z from 'zod/mini'
import { command, publicQuery, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, optionalText } from '../schemas.ts'
import { certificateMoves, certificateNumber, certificateStates, certificateStatuses } from './certificates.ts'

const Minutes = z.int()
const Period = { from: Day, to: Day }
const Sums = { services: Count, automaticMinutes: Minutes, addedMinutes: Minutes }

export const Certificate = z.object({
  communityId: CommunityId,
  certificateId: Id,
  residentId: Id,
  number: z.string(),
  name: z.string(),
  volunteerNumber: z.string(),
  ...Period,
  ...Sums,
  status: z.enum(certificateStatuses),
  /** Of an issued one whose ledger was looked at: false when it was put right since then. */
  isUnchanged: z.nullable(z.boolean()),
  /** 志愿服务证明, not 平台服务记录. Null before it is issued. */
  isProof: z.nullable(z.boolean()),
  showsName: z.boolean(),
  askedOn: Day,
  /** The last day on the publicity list. */
  publicUntil: Day,
  issuedOn: z.nullable(Day),
  endedOn: z.nullable(Day),
  /** Why it is held, was refused or revoked. */
  words: z.string(),
  replacesId: z.nullable(Id),
  version: Count,
})
export type Certificate = z.infer<typeof Certificate>

const One = { communityId: CommunityId, certificateId: Id }

export const certificatesContract = {
  'records.certificates': query({
    summary: 'My certificates, and the time I can ask for one',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({
      /** Null = no volunteer here, or not registered in full yet. */
      name: z.nullable(z.string()),
      unitName: z.string(),
      contactPhone: z.string(),
      givesProof: z.boolean(),
      publicityDays: Count,
      /** Years with service, the newest first. */
      years: z.array(z.object({ year: Count, minutes: Minutes })),
      certificates: z.array(Certificate),
    }),
    errors: [],
    roundTrips: 5,
  }),
  'records.askCertificate': command({
    summary: 'Ask for a certificate: of all time, or from one day to another. It goes on the publicity list first',
    callers: ['resident'],
    input: z.object({
      id: Id,
      from: z.nullable(Day),
      to: z.nullable(Day),
      /** May my name stand on the publicity list? Otherwise my volunteer number does. */
      showsName: z.boolean(),
      /** Issue this one again, for the same time. */
      replacesId: z.nullable(Id),
    }),
    output: Certificate,
    errors: [
      'not_a_volunteer',
      'registration_unfinished',
      'nothing_recorded',
      'certificate_running',
      'days_reversed',
      'not_found',
      'conflict',
      'id_taken',
    ],
    // Five; more only where one that is true is issued again at once.
    roundTrips: 10,
  }),
  'records.withdrawCertificate': command({
    summary: 'Take my request back while it stands on the publicity list',
    callers: ['resident'],
    input: z.object(One),
    output: Certificate,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'records.certificateFile': query({
    summary: 'An issued certificate as PDF, in base64. A staff member who opens it is written down',
    callers: ['resident', 'community_staff', 'admin'],
    input: z.object(One),
    output: z.object({ fileName: z.string(), base64: z.string() }),
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
  'records.checkCertificate': publicQuery({
    summary: 'Whether the certificate with this number is true today',
    input: z.object({ number: z.string().check(z.regex(certificateNumber)) }),
    output: z.object({
      state: z.enum(certificateStates),
      /** Null for one that was never issued. */
      shown: z.nullable(
        z.object({
          isProof: z.boolean(),
          /** Masked. */
          name: z.string(),
          volunteerNumber: z.string(),
          ...Period,
          ...Sums,
          unitName: z.string(),
          issuedOn: Day,
          endedOn: z.nullable(Day),
        }),
      ),
    }),
    errors: [],
    roundTrips: 2,
    cacheSeconds: 10,
  }),
  'records.publicity': query({
    summary: 'Whose certificates are about to be issued in a community, for everybody there to object to',
    callers: ['resident', 'grid_worker', 'community_staff', 'admin'],
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      lines: z.array(
        z.object({
          certificateId: Id,
          /** Null where the volunteer did not agree to stand here by name. */
          name: z.nullable(z.string()),
          volunteerNumber: z.string(),
          ...Period,
          ...Sums,
          askedOn: Day,
          publicUntil: Day,
        }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.deskCertificates': query({
    summary: 'Certificates of a community: those on their way, or those issued and ended, the newest first',
    callers: ['community_staff', 'admin'],
    input: z.object({
      communityId: CommunityId,
      scope: z.enum(['running', 'issued', 'ended']),
      before: z.optional(Instant),
    }),
    output: z.object({ certificates: z.array(Certificate), next: z.nullable(Instant) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.decideCertificate': command({
    summary: 'Hold a certificate back, let it go on, refuse, issue or revoke it. Words are needed but for issuing',
    callers: ['community_staff', 'admin'],
    input: z.object({ ...One, version: Count, move: z.enum(certificateMoves), words: optionalText(200) }),
    output: Certificate,
    errors: ['not_allowed', 'not_found', 'conflict', 'result_needed', 'publicity_running'],
    roundTrips: 7,
  }),
} satisfies Contract

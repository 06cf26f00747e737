import * as z from 'zod/mini'
import { priceKinds } from '../booking/lifecycle.ts'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Day, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { residentGroupCodes } from './groups.ts'
import { AgreementSummary, Categories, CareStep, Somebody, Version } from './schemas.ts'
import { careStaff } from './survey-contract.ts'

/** What both sides agree on: the text is made from it. */
export const Terms = z.object({
  providerId: Id,
  providerName: typedText(60),
  categories: Categories.check(z.minLength(1)),
  hoursPerMonth: z.int().check(z.minimum(1), z.maximum(200)),
  priceKind: z.enum(priceKinds),
  group: z.nullable(z.enum(residentGroupCodes)),
  subsidyCents: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  beginDay: Day,
  endDay: Day,
  /** A clause of their own. */
  extra: optionalText(300),
})
export type Terms = z.infer<typeof Terms>

export const Signature = z.object({ name: z.string(), at: Instant })

export const Agreement = z.extend(AgreementSummary, {
  applicationId: Id,
  person: Somebody,
  address: z.string(),
  terms: Terms,
  /** The text as both sides read it. */
  paragraphs: z.array(z.string()),
  /** Of the text: whoever confirms names what they have read. */
  textHash: z.string(),
  version: Version,
  resident: z.nullable(Signature),
  provider: z.nullable(Signature),
  stopReason: z.string(),
  steps: z.array(CareStep),
  /** What this account may do with it now. */
  may: z.object({ sign: z.array(z.enum(['resident', 'provider'])), stop: z.boolean(), change: z.boolean() }),
})
export type Agreement = z.infer<typeof Agreement>

const ref = { communityId: CommunityId, agreementId: Id }

export const agreementContract = {
  'homecare.agreement': query({
    summary: 'An agreement, whole: to read, to confirm and to print',
    callers: ['resident', ...careStaff],
    input: z.object(ref),
    output: Agreement,
    errors: ['not_found'],
    roundTrips: 3,
  }),
  'homecare.writeAgreement': command({
    summary: 'Write an agreement for an approved application, or change one that is not in force yet',
    callers: careStaff,
    input: z.object({ id: Id, communityId: CommunityId, applicationId: Id, version: Version, terms: Terms }),
    output: Agreement,
    errors: ['not_found', 'conflict', 'id_taken', 'not_approved', 'days_reversed', 'agreement_overlaps'],
    roundTrips: 4,
  }),
  'homecare.confirm': command({
    summary:
      'Confirm the text I have read: the resident or who applied for them, or staff for the provider or on paper',
    callers: ['resident', ...careStaff],
    input: z.object({
      ...ref,
      textHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      side: z.enum(['resident', 'provider']),
      /** Who signed the printed page, where staff notes that. */
      paperName: optionalText(40),
    }),
    output: Agreement,
    errors: ['not_found', 'conflict', 'text_changed', 'name_needed'],
    roundTrips: 4,
  }),
  'homecare.stopAgreement': command({
    summary: 'End an agreement on a day, with the reason',
    callers: ['resident', ...careStaff],
    input: z.object({ ...ref, version: Version, reason: typedText(300), lastDay: Day }),
    output: Agreement,
    errors: ['not_found', 'conflict'],
    roundTrips: 4,
  }),
} satisfies Contract

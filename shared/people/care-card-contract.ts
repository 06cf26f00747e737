import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Id, Instant, PersonRef, optionalText } from '../schemas.ts'
import { accessPurposes } from './access.ts'
import { bloodTypes } from './care-card.ts'
import { relations } from './relations.ts'

/** What is on the care card (急救卡), in the person's own words. Empty where there is nothing to say. */
const Lines = {
  conditions: optionalText(200),
  medicines: optionalText(300),
  allergies: optionalText(200),
  /** Language or dialect: `说南京话，普通话听得懂`. */
  speech: optionalText(60),
  /** Hearing and sight: `右耳背，站左边说`. */
  senses: optionalText(100),
  bloodType: z.nullable(z.enum(bloodTypes)),
  /** `402 周建国，电话 199…`. */
  keyHolder: optionalText(80),
  note: optionalText(200),
}
export const CareLines = z.object(Lines)
export type CareLines = z.infer<typeof CareLines>

/** How the agreement to keep health data was given: by the person, by family for them, or in person at the desk. */
export const agreementWays = ['self', 'family', 'desk'] as const

export const CareCard = z.object({
  ...Lines,
  agreedAt: Instant,
  agreedByName: z.string(),
  agreedHow: z.enum(agreementWays),
  /** When somebody last said that it is right. */
  checkedAt: Instant,
})
export type CareCard = z.infer<typeof CareCard>

export const careCardContract = {
  'people.careCard': query({
    summary:
      'The care card of a resident, for that person and for family that may press for help; null where there is none',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ card: z.nullable(CareCard) }),
    errors: ['not_delegated'],
    roundTrips: 3,
  }),
  'people.saveCareCard': command({
    summary: 'Write the care card. The first time, and after a withdrawal, only with a separate agreement (PIPL §29)',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef, card: CareLines, agreed: z.boolean() }),
    output: z.object({ card: CareCard }),
    errors: ['not_delegated', 'care_agreement_needed'],
    roundTrips: 6,
  }),
  'people.checkCareCard': command({
    summary: 'Everything on the care card is still right',
    callers: ['account'],
    input: z.object({ person: PersonRef }),
    output: z.object({ checkedAt: Instant }),
    errors: ['not_delegated', 'not_found'],
    roundTrips: 2,
  }),
  'people.withdrawCareCard': command({
    summary: 'Take the agreement back: the card is erased at once, whoever wrote it (PIPL §15, §47)',
    callers: ['account'],
    input: z.object({ id: Id, person: PersonRef }),
    output: z.object({}),
    errors: ['not_delegated'],
    roundTrips: 4,
  }),
  'people.fillCareCard': command({
    summary: 'At the desk, with the person there who agrees: adds to the care card. What is left empty stays as it is',
    callers: ['community_staff', 'grid_worker', 'doctor', 'admin'],
    input: z.object({ id: Id, communityId: CommunityId, residentId: Id, card: CareLines, agreed: z.literal(true) }),
    output: z.object({}),
    errors: ['not_found', 'care_agreement_needed'],
    roundTrips: 7,
  }),
  'people.accessLog': query({
    summary: 'Who saw what is on file about me or changed it, when and why: newest first, fifty at a time',
    callers: ['account'],
    input: z.object({ person: PersonRef, before: z.optional(Instant) }),
    output: z.object({
      openings: z.array(
        z.object({
          at: Instant,
          name: z.string(),
          /** The post of staff at that time; empty for others. */
          post: z.string(),
          /** What family or a volunteer is to the person. */
          relation: z.nullable(z.enum(relations)),
          purpose: z.enum(accessPurposes),
        }),
      ),
      /** True when there are older ones: ask again with `before` of the last. */
      more: z.boolean(),
    }),
    errors: ['not_delegated'],
    roundTrips: 2,
  }),
} satisfies Contract

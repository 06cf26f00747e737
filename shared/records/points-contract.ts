import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, optionalText, typedText } from '../schemas.ts'
import { giftIcons, rankingPeriods, redemptionStatuses, transferKinds } from './points.ts'

const giftStaff = ['community_staff', 'admin'] as const

export const PointsLine = z.object({
  at: Instant,
  kind: z.enum(transferKinds),
  /** The activity or the gift. */
  words: z.string(),
  points: z.int(),
})
export type PointsLine = z.infer<typeof PointsLine>

export const Gift = z.object({
  giftId: Id,
  name: z.string(),
  words: z.string(),
  icon: z.enum(giftIcons),
  points: Count,
  stock: Count,
})
export type Gift = z.infer<typeof Gift>

export const Redemption = z.object({
  redemptionId: Id,
  giftName: z.string(),
  points: Count,
  status: z.enum(redemptionStatuses),
  /** Six digits, told when the gift is fetched. */
  number: z.string(),
  askedAt: Instant,
})
export type Redemption = z.infer<typeof Redemption>

export const DeskGift = z.extend(Gift, { offered: z.boolean(), version: Count, waiting: Count })
export type DeskGift = z.infer<typeof DeskGift>

/** Without the number: whoever comes says it. */
export const WaitingRedemption = z.object({
  redemptionId: Id,
  giftName: z.string(),
  points: Count,
  volunteerName: z.string(),
  volunteerNumber: z.string(),
  askedAt: Instant,
})
export type WaitingRedemption = z.infer<typeof WaitingRedemption>

export const RankedVolunteer = z.object({
  place: z.int().check(z.minimum(1)),
  /** The given name alone. */
  name: z.string(),
  /** The last four digits of the volunteer number. */
  tail: z.string(),
  star: Count,
  minutes: Count,
  mine: z.boolean(),
})
export type RankedVolunteer = z.infer<typeof RankedVolunteer>

export const pointsContract = {
  'records.points': query({
    summary: 'My points, what I owe after a correction, and the last 50 movements',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({
      balance: Count,
      /** Taken back by a correction after it was spent: the next points pay it. */
      debt: Count,
      pointsPerHour: Count,
      lines: z.array(PointsLine),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'records.gifts': query({
    summary: 'What there is for points, and what I have put aside',
    callers: ['resident'],
    input: z.object({}),
    output: z.object({ balance: Count, gifts: z.array(Gift), redemptions: z.array(Redemption) }),
    errors: [],
    roundTrips: 2,
  }),
  'records.redeem': command({
    summary: 'Put a gift aside: its points and one piece of it, both or neither',
    callers: ['resident'],
    input: z.object({ id: Id, giftId: Id }),
    output: Redemption,
    errors: ['not_found', 'id_taken', 'gift_gone', 'points_short'],
    roundTrips: 5,
  }),
  'records.cancelRedemption': command({
    summary:
      'Give back what was put aside and not fetched: the points and the piece return; own, or staff for somebody',
    callers: ['resident', ...giftStaff],
    input: z.object({ communityId: CommunityId, redemptionId: Id }),
    output: z.object({ status: z.enum(redemptionStatuses) }),
    errors: ['not_allowed', 'not_found', 'conflict'],
    roundTrips: 3,
  }),
  'records.deskGifts': query({
    summary: 'All gifts of a community, and who will come for one',
    callers: giftStaff,
    input: z.object({ communityId: CommunityId }),
    output: z.object({ gifts: z.array(DeskGift), waiting: z.array(WaitingRedemption) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.saveGift': command({
    summary: 'Offer a gift, or change one; pieces are added or taken away, so that a redemption in between counts',
    callers: giftStaff,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      giftId: Id,
      /** 0 = new. */
      version: Count,
      name: typedText(20),
      words: optionalText(60),
      icon: z.enum(giftIcons),
      points: z.int().check(z.minimum(1), z.maximum(10_000)),
      stockChange: z.int().check(z.minimum(-10_000), z.maximum(10_000)),
      offered: z.boolean(),
    }),
    output: z.object({ giftId: Id, version: Count }),
    errors: ['not_allowed', 'not_found', 'conflict', 'gift_gone'],
    roundTrips: 3,
  }),
  'records.handOver': command({
    summary: 'Hand a gift to whoever says its number',
    callers: giftStaff,
    input: z.object({ id: Id, communityId: CommunityId, number: z.string().check(z.regex(/^\d{6}$/)) }),
    output: z.object({
      redemptionId: Id,
      giftName: z.string(),
      volunteerName: z.string(),
      volunteerNumber: z.string(),
    }),
    errors: ['not_allowed', 'number_wrong'],
    roundTrips: 3,
  }),
  'records.ranking': query({
    summary:
      'The first 50 by hours in this month, this year or ever, without who does not want to stand there; and my place',
    callers: ['resident'],
    input: z.object({ period: z.enum(rankingPeriods) }),
    output: z.object({
      /** False where the community has no ranking; then nothing stands in it. */
      on: z.boolean(),
      hidden: z.boolean(),
      volunteers: z.array(RankedVolunteer),
      mine: z.nullable(
        z.object({
          minutes: Count,
          /** Null for who is hidden or has no hours; `mostCountedPlaces` = there or behind. */
          place: z.nullable(Count),
        }),
      ),
    }),
    errors: [],
    roundTrips: 2,
  }),
  'records.hideFromRanking': command({
    summary: 'Stand in the ranking, or not',
    callers: ['resident'],
    input: z.object({ hidden: z.boolean() }),
    output: z.object({ hidden: z.boolean() }),
    errors: ['not_a_volunteer'],
    roundTrips: 2,
  }),
} satisfies Contract

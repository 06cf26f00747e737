import * as z from 'zod/mini'
import { priceKinds } from '../booking/lifecycle.ts'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant, typedText } from '../schemas.ts'
import { careCategoryCodes } from './categories.ts'
import { residentGroupCodes } from './groups.ts'
import { lineKinds } from './settlement.ts'

const settlers = ['community_staff', 'admin'] as const
const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
const Cents = z.int()

export const Money = z.object({
  visits: Count,
  minutes: z.int(),
  fullCents: Cents,
  paidCents: Cents,
  subsidyCents: Cents,
})
export type Money = z.infer<typeof Money>

export const SheetLine = z.object({
  visitId: Id,
  day: Day,
  residentName: z.string(),
  category: z.enum(careCategoryCodes),
  minutes: z.int(),
  priceKind: z.enum(priceKinds),
  group: z.nullable(z.enum(residentGroupCodes)),
  kind: z.enum(lineKinds),
  fullCents: Cents,
  paidCents: Cents,
  subsidyCents: Cents,
  /** The visit this line puts right; null for a visit. */
  counterOf: z.nullable(Id),
  words: z.string(),
  /** An objection was taken: its counter-line stands on a later sheet. */
  isObjected: z.boolean(),
})
export type SheetLine = z.infer<typeof SheetLine>

const Provider = { providerId: Id, providerName: z.string() }

export const Sheet = z.object({
  ...Provider,
  communityId: CommunityId,
  month: Month,
  status: z.enum(['open', 'closed']),
  sheetId: z.nullable(Id),
  lines: z.array(SheetLine),
  totals: z.array(z.extend(Money, { kind: z.enum(lineKinds) })),
  sum: Money,
  /** Of the frozen lines; null while open. */
  linesHash: z.nullable(z.string()),
  /** False when the lines are no longer those that were closed. */
  isIntact: z.boolean(),
  closedByName: z.nullable(z.string()),
  closedAt: z.nullable(Instant),
  /** The month is over, so that it can be closed. */
  mayClose: z.boolean(),
})
export type Sheet = z.infer<typeof Sheet>

export const settlementContract = {
  'homecare.months': query({
    summary: 'Months of each provider: what is open, and what was closed',
    callers: settlers,
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      months: z.array(
        z.object({ ...Provider, month: Month, status: z.enum(['open', 'closed']), visits: Count, subsidyCents: Cents }),
      ),
    }),
    errors: ['not_allowed'],
    roundTrips: 3,
  }),
  'homecare.sheet': query({
    summary: 'The sheet of a provider for a month: its lines and totals',
    callers: settlers,
    input: z.object({ communityId: CommunityId, providerId: Id, month: Month }),
    output: Sheet,
    errors: ['not_allowed', 'not_found'],
    roundTrips: 3,
  }),
  'homecare.closeSheet': command({
    summary: 'Close a month: its lines are frozen, whatever comes later stands on the next sheet',
    callers: settlers,
    input: z.object({ id: Id, communityId: CommunityId, providerId: Id, month: Month }),
    output: Sheet,
    errors: ['not_allowed', 'not_found', 'conflict', 'month_running', 'earlier_month_open'],
    roundTrips: 5,
  }),
  'homecare.objectToLine': command({
    summary: 'Put a line of a closed sheet right: the difference stands on the sheet of the next month',
    callers: settlers,
    input: z.object({
      id: Id,
      communityId: CommunityId,
      visitId: Id,
      /** What it should have been. */
      paidCents: z.int().check(z.minimum(0), z.maximum(1_000_000)),
      subsidyCents: z.int().check(z.minimum(0), z.maximum(1_000_000)),
      reason: typedText(200),
    }),
    output: SheetLine,
    errors: ['not_allowed', 'not_found', 'not_settled', 'objected_already', 'nothing_differs'],
    roundTrips: 4,
  }),
} satisfies Contract

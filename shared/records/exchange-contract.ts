import * as z from 'zod/mini'
import { query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id, Instant } from '../schemas.ts'
import { exportRows, mostRowsPerCall, rowProblems } from '../volunteers/exchange.ts'
import { hoursBases, hoursKinds } from './lifecycle.ts'

const deciding = ['community_staff', 'admin'] as const
const cell = z.string().check(z.trim(), z.maxLength(40))

/** Whom one row of a sheet of hours means, and how much: what the words beside it say is for people. */
const HoursRow = z.object({ line: Count, volunteerNumber: cell, name: cell, day: cell, minutes: z.int() })
export type HoursRow = z.infer<typeof HoursRow>

export const hoursColumns = ['volunteerNumber', 'name', 'day', 'minutes'] as const
export type HoursColumn = (typeof hoursColumns)[number]

const HoursCheck = z.object({
  line: Count,
  problems: z.array(z.object({ column: z.enum(hoursColumns), problem: z.enum(rowProblems) })),
  residentId: z.nullable(Id),
})
export type HoursCheck = z.infer<typeof HoursCheck>

/** The elements of 民政部令67号 Art. 7 and MZ/T 061-2015 (服务信息), with how each line came to stand. */
const HoursExport = z.object({
  volunteerNumber: z.string(),
  name: z.string(),
  seq: Count,
  kind: z.enum(hoursKinds),
  basis: z.enum(hoursBases),
  title: z.string(),
  serviceDay: Day,
  place: z.string(),
  content: z.string(),
  minutes: z.int(),
  organiserName: z.string(),
  personInCharge: z.string(),
  checkedInAt: z.nullable(Instant),
  checkedOutAt: z.nullable(Instant),
  reason: z.string(),
  enteredByName: z.string(),
  confirmedByName: z.string(),
  enteredAt: Instant,
})
export type HoursExport = z.infer<typeof HoursExport>

const Cursor = z.object({ day: Day, residentId: Id, seq: Count })

export const hoursExchangeContract = {
  /** What the check finds right is then proposed with `records.addHours`: a second person still confirms it. */
  'records.checkHours': query({
    summary: 'Look at rows of a spreadsheet of hours without writing anything: what is wrong, who is meant',
    callers: deciding,
    input: z.object({
      communityId: CommunityId,
      rows: z.array(HoursRow).check(z.minLength(1), z.maxLength(mostRowsPerCall)),
    }),
    output: z.object({ rows: z.array(HoursCheck) }),
    errors: ['not_allowed'],
    roundTrips: 2,
  }),
  'records.exportHours': query({
    summary: `Lines of the ledger for a spreadsheet, ${exportRows} a call in the order of days; who reads is noted`,
    callers: deciding,
    input: z.object({ communityId: CommunityId, fromDay: Day, toDay: Day, after: z.nullable(Cursor) }),
    output: z.object({ rows: z.array(HoursExport), next: z.nullable(Cursor) }),
    errors: ['not_allowed'],
    roundTrips: 4,
  }),
} satisfies Contract

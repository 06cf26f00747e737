import * as z from 'zod/mini'
import { query, type Contract } from '../contract.ts'
import { CommunityId, Count, Day, Id } from '../schemas.ts'
import { exportRows, mostRowsPerCall, rowProblems } from './exchange.ts'
import { freeTimes, serviceKinds, skills, volunteerStatuses } from './lifecycle.ts'

const staff = ['community_staff', 'admin'] as const
const cell = z.string().check(z.trim(), z.maxLength(200))

/** One row as it stands in the sheet: every cell a text, words of lists already understood. */
export const MemberRow = z.object({
  line: Count,
  name: cell,
  sex: cell,
  birthDate: cell,
  idNumber: cell,
  livingArea: cell,
  phone: cell,
  skills: z.array(z.enum(skills)),
  serviceKinds: z.array(z.enum(serviceKinds)),
  freeTimes: z.array(z.enum(freeTimes)),
})
export type MemberRow = z.infer<typeof MemberRow>

export const memberColumns = ['name', 'sex', 'birthDate', 'idNumber', 'livingArea', 'phone'] as const
export type MemberColumn = (typeof memberColumns)[number]

const MemberCheck = z.object({
  line: Count,
  /** `same`: registered already with this number; nothing to do. */
  outcome: z.enum(['new', 'change', 'same', 'wrong']),
  problems: z.array(z.object({ column: z.enum(memberColumns), problem: z.enum(rowProblems) })),
  /** The resident the row means; null where none or several are meant. */
  residentId: z.nullable(Id),
})
export type MemberCheck = z.infer<typeof MemberCheck>

/** The elements of 民政部令67号 Art. 5 and MZ/T 061-2015 (基本信息), the identity number masked. */
const MemberExport = z.object({
  volunteerNumber: z.string(),
  name: z.string(),
  sex: z.nullable(z.enum(['female', 'male'])),
  birthDate: z.nullable(Day),
  idNumberShown: z.nullable(z.string()),
  livingArea: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  skills: z.array(z.enum(skills)),
  serviceKinds: z.array(z.enum(serviceKinds)),
  freeTimes: z.array(z.enum(freeTimes)),
  status: z.enum(volunteerStatuses),
  joinedOn: Day,
})
export type MemberExport = z.infer<typeof MemberExport>

export const exchangeContract = {
  /** What the check finds right is then registered with `volunteers.register`, row by row: one way in, the same rules. */
  'volunteers.checkMembers': query({
    summary: 'Look at rows of a spreadsheet of volunteers without writing anything: what is wrong, who is meant',
    callers: staff,
    input: z.object({
      communityId: CommunityId,
      rows: z.array(MemberRow).check(z.minLength(1), z.maxLength(mostRowsPerCall)),
    }),
    output: z.object({ rows: z.array(MemberCheck) }),
    errors: ['not_allowed', 'registration_closed'],
    roundTrips: 4,
  }),
  'volunteers.exportMembers': query({
    summary: `Volunteers for a spreadsheet, ${exportRows} a call in the order of their numbers; who reads is noted`,
    callers: staff,
    input: z.object({ communityId: CommunityId, after: z.nullable(z.string().check(z.regex(/^\d{8}$/))) }),
    output: z.object({ rows: z.array(MemberExport), next: z.nullable(z.string()) }),
    errors: ['not_allowed'],
    roundTrips: 3,
  }),
} satisfies Contract

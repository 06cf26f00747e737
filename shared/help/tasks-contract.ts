import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { AreaCode, CommunityId, Count, Id, Instant, optionalText } from '../schemas.ts'
import { taskKinds, taskSteps } from './tasks.ts'

/** One thing the desk has to do. */
export const Task = z.object({
  communityId: CommunityId,
  taskId: Id,
  kind: z.enum(taskKinds),
  /** `给王秀英打个电话：早上没有动静`. */
  title: z.string(),
  /** The person it is about; null for things. */
  person: z.nullable(z.object({ residentId: Id, name: z.string(), address: z.string() })),
  /** Grid, or community for what concerns all of it. */
  areaCode: AreaCode,
  openedAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
  /** The desk that has been told so far. */
  step: z.enum(taskSteps),
  /** What the page that handles this kind needs: `{ callId }`, `{ deviceId }`, `{ needs }`. */
  details: z.record(z.string(), z.unknown()),
})
export type Task = z.infer<typeof Task>

const everyDesk = ['grid_worker', 'community_staff', 'dispatcher', 'admin'] as const

export const tasksContract = {
  'help.tasks': query({
    summary: 'What my areas have to do, by due time, and how many of each kind',
    callers: everyDesk,
    input: z.object({ kind: z.optional(z.enum(taskKinds)) }),
    output: z.object({
      /** At most 300. */
      tasks: z.array(Task),
      /** Of all open ones up to 1,000; only kinds that have some. */
      counts: z.array(z.object({ kind: z.enum(taskKinds), open: Count, overdue: Count })),
      now: Instant,
    }),
    errors: [],
    roundTrips: 2,
  }),
  'help.finishTask': command({
    summary: 'It is done, with a word on what came of it. The second is told who did it (details.doneByName)',
    callers: everyDesk,
    input: z.object({ communityId: CommunityId, taskId: Id, note: optionalText(200) }),
    output: z.object({ taskId: Id, doneByName: z.string(), doneAt: Instant, result: z.string() }),
    errors: ['not_found', 'conflict', 'record_needed', 'result_needed'],
    roundTrips: 4,
  }),
} satisfies Contract

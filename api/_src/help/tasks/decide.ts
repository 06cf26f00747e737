import {
  needsCareRecord,
  needsResult,
  taskSteps,
  type TaskKind,
  type TaskStatus,
} from '../../../../shared/help/tasks.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'

/** What of a task its rules look at. */
export interface TaskState {
  kind: TaskKind
  status: TaskStatus
  step: number
  version: number
  risesAt: Date | null
  doneBy: string | null
  doneByName: string | null
}

/** Seconds an overdue task may lie at the desk that was told before the next one is told. */
export const secondsToNextStep = 3600
/** Seconds between two reminders at the last step. */
export const secondsToReminder = 86_400

/** What the clock does to an open task whose time has come: the next desk is told; the last one again every day. */
export function riseTask(task: TaskState, now: Date): { step: number; risesAt: Date } | undefined {
  if (task.status !== 'open' || task.risesAt === null || task.risesAt > now) return undefined
  const last = taskSteps.length - 1
  const step = Math.min(task.step + 1, last)
  return { step, risesAt: addSeconds(now, step === last ? secondsToReminder : secondsToNextStep) }
}

/** The step a task of this area begins with: what concerns a whole community goes to the community's desk. */
export function firstStep(areaCode: string): number {
  return areaCode.length === 15 ? 0 : 1
}

/** Finishing by hand. `repeat` = the same person did it before. */
export function finishTask(
  task: TaskState,
  by: { accountId: string },
  note: string,
): Result<'finish' | 'repeat', 'conflict' | 'record_needed' | 'result_needed'> {
  if (task.status === 'done' && task.doneBy === by.accountId) return ok('repeat')
  if (task.status !== 'open') return refuse('conflict', { doneByName: task.doneByName })
  if (needsCareRecord(task.kind)) return refuse('record_needed')
  if (needsResult(task.kind) && note === '') return refuse('result_needed')
  return ok('finish')
}

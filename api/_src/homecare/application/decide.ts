import type { ApplicationStatus, SurveyStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { AgreementSummary } from '../../../../shared/homecare/schemas.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addDays, type Day } from '../../../../shared/time.ts'

/** What of an application its rules look at. */
export interface CaseState {
  status: ApplicationStatus
  version: number
  /** Who made the last step. */
  lastBy: string
}

/** Applying: only with a survey that was handed in. `repeat` = this very application was made before. */
export function apply(
  survey: { status: SurveyStatus },
  existing: { id: string; byAccountId: string } | undefined,
  command: { id: string; accountId: string },
): Result<'insert' | 'repeat', 'survey_incomplete' | 'care_applied'> {
  if (existing) {
    const isSame = existing.id === command.id && existing.byAccountId === command.accountId
    return isSame ? ok('repeat') : refuse('care_applied')
  }
  return survey.status === 'submitted' ? ok('insert') : refuse('survey_incomplete')
}

interface Command {
  version: number
  accountId: string
}

/** What a step leads to. `isRepeat` = the same account did it before, and the answer got lost. */
interface Step<Status extends ApplicationStatus> {
  status: Status
  isRepeat: boolean
}

/** Taking it back, or writing down what the visit found (again, too): only before the decision. */
export function moveOpen<Status extends 'withdrawn' | 'assessed'>(
  state: CaseState,
  status: Status,
  command: Command,
): Result<Step<Status>, 'conflict'> {
  if (isRepeat(state, status, command)) return ok({ status, isRepeat: true })
  if (!isOpen(state) || state.version !== command.version) return refuse('conflict', { status: state.status })
  return ok({ status, isRepeat: false })
}

/** The decision: only after somebody was there. */
export function decideCase(
  state: CaseState,
  approved: boolean,
  command: Command,
): Result<Step<'approved' | 'refused'>, 'conflict' | 'not_assessed'> {
  const status = approved ? 'approved' : 'refused'
  if (isRepeat(state, status, command)) return ok({ status, isRepeat: true })
  if (!isOpen(state) || state.version !== command.version) return refuse('conflict', { status: state.status })
  return state.status === 'assessed' ? ok({ status, isRepeat: false }) : refuse('not_assessed')
}

function isOpen({ status }: { status: ApplicationStatus }): boolean {
  return status === 'applied' || status === 'assessed'
}

function isRepeat(state: CaseState, status: ApplicationStatus, { version, accountId }: Command): boolean {
  return state.version === version + 1 && state.status === status && state.lastBy === accountId
}

/** Days before its end at which a running agreement stands among what wants doing. */
const endsSoonDays = 30

/** The order of the desk's list: what is overdue, what waits, what is to be signed or renewed, what runs. */
export function caseRank(
  line: { status: ApplicationStatus; dueDay: Day; agreements: readonly AgreementSummary[] },
  today: Day,
): number {
  if (isOpen(line)) return line.dueDay < today ? 0 : 1
  const has = (status: AgreementSummary['status']) => line.agreements.some((one) => one.status === status)
  if (line.agreements.length === 0) return 2
  if (has('proposed')) return 3
  const running = line.agreements.find(({ status }) => status === 'in_force')
  if (running === undefined) return 4
  return running.endDay <= addDays(today, endsSoonDays) ? 5 : 6
}

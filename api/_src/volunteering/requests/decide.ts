import { ok, refuse, type Result } from '../../../../shared/result.ts'
import type { RequestStatus } from '../../../../shared/volunteering/menu.ts'

/** What of a request its rules look at. */
export interface RequestState {
  status: RequestStatus
  version: number
  startsAt: Date
  /** Who made the last step. */
  lastBy: string
}

export interface RequestCommand {
  version: number
  accountId: string
}

/** Between asking and the time asked for: somebody must answer, and somebody must come. */
const leastHours = 2

export function isTooSoon(startsAt: Date, now: Date): boolean {
  return startsAt.getTime() < now.getTime() + leastHours * 3_600_000
}

/** Requests a person can have open at the same time: one list to keep in mind, and no line for others to pay. */
export const mostOpenRequests = 3

const leaving: Readonly<Record<'accepted' | 'refused' | 'withdrawn', readonly RequestStatus[]>> = {
  accepted: ['asked'],
  refused: ['asked'],
  withdrawn: ['asked', 'accepted'],
}

/** One move. `repeat` = the same account made it before and the answer got lost. Nothing moves once it has begun. */
export function moveRequest(
  state: RequestState,
  to: 'accepted' | 'refused' | 'withdrawn',
  { version, accountId }: RequestCommand,
  now: Date,
): Result<'move' | 'repeat', 'conflict' | 'too_soon'> {
  if (state.version === version + 1 && state.status === to && state.lastBy === accountId) return ok('repeat')
  if (state.version !== version || !leaving[to].includes(state.status))
    return refuse('conflict', { status: state.status })
  if (to !== 'refused' && now >= state.startsAt) return refuse('too_soon')
  return ok('move')
}

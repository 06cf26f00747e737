import type { BookingStatus } from '../../../../shared/booking/lifecycle.ts'
import {
  isAhead,
  lateAfterMinutes,
  ratingHours,
  replacementMinutes,
  type ArrivalWay,
  type CheckResult,
  type RatingTag,
  type SignWay,
  type VisitStepKind,
  type VisitTask,
} from '../../../../shared/homecare/visits.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { addSeconds, dayOf, instantOf } from '../../../../shared/time.ts'
import type { VisitEntry, VisitTable } from './tables.ts'

/** What the rules look at. */
export type VisitState = Omit<VisitTable, 'untold'>

/** Who does something; time has an empty account. */
export interface By {
  accountId: string
  name: string
}

export const time: By = { accountId: '', name: '' }

/** A move: what changes, and its line in the history. `repeat` = it was done before by the same command. */
export interface Move {
  change: Partial<VisitState>
  kind: VisitStepKind
  by: By
  more?: Partial<VisitEntry>
}
export type Decision<Code extends string> = Result<Move | 'repeat', Code>

const move = (kind: VisitStepKind, by: By, change: Move['change'], more: Partial<VisitEntry> = {}) =>
  ok<Move>({ kind, by, change, more })

/** A worker sets out from the evening before on, and never for a visit that is over. */
export function setOut(visit: VisitState, by: By, now: Date): Decision<'visit_over' | 'visit_not_today'> {
  if (visit.status === 'set_out' || visit.status === 'arrived' || visit.status === 'done') return ok('repeat')
  if (visit.status === 'cancelled') return refuse('visit_over')
  if (visit.day !== dayOf(now)) return refuse('visit_not_today')
  return move('set_out', by, { status: 'set_out', set_out_at: now })
}

/** Somebody is at the door. A visit that was late is put right by it. */
export function arrive(
  visit: VisitState,
  by: By,
  way: ArrivalWay,
  now: Date,
): Decision<'visit_over' | 'visit_not_today'> {
  if (visit.status === 'arrived' || visit.status === 'done') return ok('repeat')
  if (visit.status === 'cancelled') return refuse('visit_over')
  if (visit.day !== dayOf(now)) return refuse('visit_not_today')
  const isLate = visit.late_step > 0 && visit.late_outcome === null
  const change = {
    status: 'arrived',
    arrived_at: now,
    arrived_by: way,
    set_out_at: visit.set_out_at ?? now,
    due_at: null,
    ...(isLate ? { late_outcome: 'came_late' as const } : {}),
  } as const
  return move('arrived', by, change, way === 'resident' ? { words: `${by.name}说的` } : {})
}

/** The list that came back holds the same things, whatever was said of them. */
function isSameList(visit: VisitState, tasks: readonly VisitTask[]): boolean {
  return visit.tasks.length === tasks.length && visit.tasks.every(({ name }, at) => tasks[at]?.name === name)
}

export function tickTasks(
  visit: VisitState,
  by: By,
  tasks: readonly VisitTask[],
): Decision<'visit_over' | 'not_arrived' | 'tasks_differ'> {
  if (visit.status === 'done' || visit.status === 'cancelled') return refuse('visit_over')
  if (visit.status !== 'arrived') return refuse('not_arrived')
  if (!isSameList(visit, tasks)) return refuse('tasks_differ')
  const isSame = tasks.every((task, at) => {
    const kept = visit.tasks[at]
    return kept?.done === task.done && kept.reason === task.reason
  })
  return isSame ? ok('repeat') : move('ticked', by, { tasks })
}

/** How the resident says that it is done. */
export type Signed = { strokes: string } | { number: string }

/** Leaving: everything on the list is done or has its reason, and the resident has signed. */
export function finish(
  visit: VisitState,
  by: By,
  { tasks, signed, note }: { tasks: readonly VisitTask[]; signed: Signed; note: string },
  now: Date,
): Decision<'visit_over' | 'not_arrived' | 'tasks_differ' | 'task_open' | 'number_wrong'> {
  if (visit.status === 'done') return ok('repeat')
  if (visit.status === 'cancelled') return refuse('visit_over')
  if (visit.status !== 'arrived') return refuse('not_arrived')
  if (!isSameList(visit, tasks)) return refuse('tasks_differ')
  const open = tasks.find((task) => task.done !== true && task.reason === '')
  if (open) return refuse('task_open', { name: open.name })
  if ('number' in signed && signed.number !== visit.spoken_number) return refuse('number_wrong')
  const signedBy: SignWay = 'number' in signed ? 'number' : 'drawn'
  return move('done', by, {
    status: 'done',
    tasks: tasks.map((task) => ({ ...task, done: task.done === true })),
    left_at: now,
    signed_by: signedBy,
    signature: 'strokes' in signed ? signed.strokes : null,
    note,
    due_at: addSeconds(now, ratingHours * 3600),
  })
}

export function rate(
  visit: VisitState,
  by: By,
  rating: { id: string; stars: number; tags: readonly RatingTag[]; words: string },
  now: Date,
): Decision<'visit_not_done' | 'visit_rated'> {
  if (visit.rating) return visit.rating.id === rating.id ? ok('repeat') : refuse('visit_rated')
  if (visit.status !== 'done') return refuse('visit_not_done')
  return move('rated', by, {
    stars: rating.stars,
    rating: { ...rating, byAccountId: by.accountId, byName: by.name },
    // Whoever has waited for the rating need not wait longer.
    ...(visit.charged_at === null ? { due_at: now } : {}),
  })
}

/** One date is taken off. Nobody takes off what has begun. */
export function cancel(visit: VisitState, by: By, reason: string): Decision<'visit_over'> {
  if (visit.status === 'cancelled') return visit.cancel_reason === reason ? ok('repeat') : refuse('visit_over')
  if (!isAhead(visit.status)) return refuse('visit_over')
  const isLate = visit.late_step > 0 && visit.late_outcome === null
  return move(
    'cancelled',
    by,
    { status: 'cancelled', cancel_reason: reason, due_at: null, ...(isLate ? { late_outcome: 'cancelled' } : {}) },
    { words: reason },
  )
}

/** When a visit nobody has come to is late. */
export function lateFrom(startsAt: Date): Date {
  return addSeconds(startsAt, lateAfterMinutes[0] * 60)
}

/** When the clock looks at a visit that lies ahead: as its day begins, to see that it is still booked; then when late. */
export function nextLook(startsAt: Date, now: Date): Date {
  const morning = instantOf(dayOf(startsAt))
  return now < morning ? morning : lateFrom(startsAt)
}

/** Where the booking of a visit stands now. */
export interface Booked {
  status: BookingStatus
  startsAt: Date
  endsAt: Date
  cancelReason: string | null
}

/** The resident may have cancelled or moved the booking on its own page: the visit follows. */
export function followBooking(visit: VisitState, booked: Booked | undefined, now: Date): Move | undefined {
  if (!booked || !isAhead(visit.status)) return undefined
  if (booked.status === 'cancelled' || booked.status === 'expired' || booked.status === 'missed') {
    const decision = cancel(visit, time, booked.cancelReason ?? '预约取消了')
    return decision.ok && decision.data !== 'repeat' ? decision.data : undefined
  }
  const decision = reschedule(visit, time, booked, now)
  return decision.ok && decision.data !== 'repeat' ? decision.data : undefined
}

/** Who goes. */
export interface Sent {
  resourceId: string
  name: string
  /** Null for somebody who does not work in the mini-program. */
  accountId: string | null
}

function sentColumns({ resourceId, name, accountId }: Sent) {
  return { resource_id: resourceId, worker_name: name, worker_account_id: accountId }
}

/** Somebody is sent, instead of nobody or of somebody else. A late visit gets a replacement by it. */
export function assign(visit: VisitState, by: By, worker: Sent, now: Date): Decision<'visit_over'> {
  if (!isAhead(visit.status)) return refuse('visit_over')
  if (visit.resource_id === worker.resourceId) return ok('repeat')
  const isLate = visit.late_step > 0 && visit.late_outcome === null
  const change = {
    ...sentColumns(worker),
    assigned_by: by.accountId,
    status: 'planned' as const,
    set_out_at: null,
  }
  const more = { words: worker.name, before: visit.worker_account_id }
  if (!isLate) return move('assigned', by, change, more)
  const dueAt = addSeconds(now, replacementMinutes * 60)
  return move('replaced', by, { ...change, late_step: 0, late_outcome: 'replaced', due_at: dueAt }, more)
}

export function reschedule(
  visit: VisitState,
  by: By,
  to: { startsAt: Date; endsAt: Date; spokenNumber?: string; worker?: Sent | undefined },
  now: Date,
): Decision<'visit_over'> {
  if (!isAhead(visit.status)) return refuse('visit_over')
  if (visit.starts_at.getTime() === to.startsAt.getTime()) return ok('repeat')
  const from = visit.starts_at.toISOString()
  const times = { starts_at: to.startsAt, ends_at: to.endsAt, day: dayOf(to.startsAt) }
  const anew = { status: 'planned', set_out_at: null, late_step: 0, due_at: nextLook(to.startsAt, now) } as const
  const number = to.spokenNumber === undefined ? {} : { spoken_number: to.spokenNumber }
  return move('moved', by, { ...times, ...anew, ...number, ...(to.worker ? sentColumns(to.worker) : {}) }, { from })
}

/**
 * Nobody has come 15 minutes after the start: worker and whoever sent them are told, then the community's staff, then
 * the street. It stays late until somebody came, somebody else was sent, or it was taken off.
 */
export function riseLate(visit: VisitState, now: Date): Move | undefined {
  if (!isAhead(visit.status) || visit.due_at === null || visit.due_at > now) return undefined
  if (now < lateFrom(visit.starts_at)) return undefined
  const step = visit.late_step + 1
  const [told, next] = [lateAfterMinutes[visit.late_step] ?? 0, lateAfterMinutes[step]]
  return {
    kind: 'late',
    by: time,
    change: {
      late_step: step,
      late_outcome: null,
      // A visit that was found late by hours is told step by step all the same, but at once.
      due_at: next === undefined ? null : addSeconds(visit.due_at, (next - told) * 60),
    },
    more: { step },
  }
}

export function recordCheck(
  visit: VisitState,
  by: By,
  { result, note }: { result: CheckResult; note: string },
): Decision<'visit_not_done' | 'result_needed'> {
  if (visit.status !== 'done') return refuse('visit_not_done')
  if (result === 'differs' && note === '') return refuse('result_needed')
  if (visit.check_result === result && visit.check_note === note) return ok('repeat')
  return move('checked', by, { check_result: result, check_note: note, checked_by_name: by.name }, { words: note })
}

/** Whether `way` may be said by this side: the resident's side says it, the worker proves it. */
export function doorProof(
  door: { code: string; number: string } | undefined,
  proof: { door: string } | { number: string },
): Result<ArrivalWay, 'door_wrong'> {
  if (!door) return refuse('door_wrong')
  if ('door' in proof) return proof.door === door.code ? ok('door') : refuse('door_wrong')
  return proof.number === door.number ? ok('number') : refuse('door_wrong')
}

/** The row as it stands after a move. */
export function afterMove(visit: VisitState, { change, kind, by, more }: Move, now: Date): VisitState {
  return {
    ...visit,
    ...change,
    version: visit.version + 1,
    history: [...visit.history, entryOf(visit, { change, kind, by, ...(more ? { more } : {}) }, now)],
  }
}

export function entryOf(visit: Pick<VisitState, 'version'>, { kind, by, more }: Move, now: Date): VisitEntry {
  return { version: visit.version + 1, at: now.toISOString(), kind, by: by.accountId, byName: by.name, ...more }
}

import type { Result } from '../../../shared/result.ts'
import { ok } from '../../../shared/result.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db/tables.ts'
import { freed } from './taking/freed.ts'
import { reschedule } from './taking/reschedule.ts'

export type MoveVisitCode =
  | 'not_found'
  | 'slot_full'
  | 'slot_past'
  | 'slot_closed'
  | 'already_booked'
  | 'limit_reached'
  | 'too_late_to_cancel'
  | 'conflict'

/** A visit at its new time, with whoever goes then: the same as before where that one is free. */
export interface MovedVisit {
  startsAt: Date
  endsAt: Date
  resourceIds: readonly string[]
  spokenNumber: string
  /** To be run after the reply: the time it left is offered to whoever waits for it. */
  after: () => Promise<unknown>
}

/** Another time for the booking of a visit, by the same rules as anybody's. */
export async function moveVisit(
  db: Db,
  actor: Actor,
  wish: { communityId: string; bookingId: string; version: number; startsAt: Date },
  now: Date,
): Promise<Result<MovedVisit, MoveVisitCode>> {
  const moved = await reschedule(db, actor, wish, now)
  if (!moved.ok) return moved
  const { row, from } = moved.data
  return ok({
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    resourceIds: row.resource_ids,
    spokenNumber: row.spoken_number,
    after: async () => (from ? freed(db, from, now) : undefined),
  })
}

import { resourceAway } from '../../../../shared/booking/plan.ts'
import type { ScopedException } from '../piece-rows.ts'
import { cellMinutes, cellsOf, chooseResources, type Claim, type Occupied } from '../taking/decide-claims.ts'

export interface Stretch {
  startsAt: Date
  endsAt: Date
}

export interface Room {
  resourceId: string
  name: string
  units: number
}

/** A room with what departs from its week. */
export interface ClosableRoom extends Room {
  exceptions: readonly ScopedException[]
}

/** Times that overlap or touch as one, in order: two shifts beside each other need the room once. */
export function mergedStretches(times: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const time of times.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
    const last = merged.at(-1)
    // claims are made in whole cells: what begins in the cell in which the last one ends goes on with it
    const end = last && Math.ceil(last.endsAt.getTime() / cellMilliseconds) * cellMilliseconds
    if (last && end !== undefined && time.startsAt.getTime() <= end) {
      if (time.endsAt > last.endsAt) last.endsAt = time.endsAt
    } else merged.push({ startsAt: time.startsAt, endsAt: time.endsAt })
  }
  return merged
}

const cellMilliseconds = cellMinutes * 60_000

/** The claims of one room over all stretches, or the start of the first stretch in which it is not to be had. */
export function claimsOfRoom(
  room: ClosableRoom,
  stretches: readonly Stretch[],
  occupied: Occupied,
): Claim[] | { takenAt: Date } {
  const { resourceId } = room
  // whoever closes the house or stops the service closes the room with it
  const closures = room.exceptions
    .filter((one) => one.resourceId === null || one.resourceId === resourceId)
    .map((exception) => ({ ...exception, resourceId }))
  const claims: Claim[] = []
  for (const stretch of stretches) {
    const need = { position: 0, candidates: [room] }
    const isAway = resourceAway(closures, resourceId, stretch)
    const found = isAway ? undefined : chooseResources([need], cellsOf(stretch), occupied, '')
    if (!found) return { takenAt: stretch.startsAt }
    claims.push(...found)
  }
  return claims
}

/** The first of these rooms that is free all the time; else when the one that is free longest is taken first. */
export function chooseRoom<One extends ClosableRoom>(
  rooms: readonly One[],
  stretches: readonly Stretch[],
  occupied: Occupied,
): { room: One; claims: Claim[] } | { takenAt: Date } {
  let takenAt = new Date(0)
  for (const room of rooms) {
    const found = claimsOfRoom(room, stretches, occupied)
    if (Array.isArray(found)) return { room, claims: found }
    if (found.takenAt > takenAt) takenAt = found.takenAt
  }
  return { takenAt }
}

/** How many places a shift has, how many are held, and what of them is kept for who never served before. */
export interface PlaceCounts {
  capacity: number
  taken: number
  firstTimerPlaces: number
  /** Null: nothing is kept. */
  firstTimersUntil: Date | null
  /** Of `taken`. */
  firstTimersTaken: number
}

/** Free places that only a first-timer may take now. From `firstTimersUntil` on there are none. */
export function keptPlaces(shift: PlaceCounts, now: Date): number {
  const { capacity, taken, firstTimerPlaces, firstTimersUntil, firstTimersTaken } = shift
  if (firstTimersUntil === null || now.getTime() >= firstTimersUntil.getTime()) return 0
  return Math.max(0, Math.min(firstTimerPlaces - firstTimersTaken, capacity - taken))
}

/** Free places that this person may take, never below zero. */
export function placesFor(shift: PlaceCounts, isFirstTimer: boolean, now: Date): number {
  const free = Math.max(0, shift.capacity - shift.taken)
  return isFirstTimer ? free : free - keptPlaces(shift, now)
}

/** The counts after one place has been given back. */
export const withoutOne = (shift: PlaceCounts, wasFirstTimer: boolean): PlaceCounts => ({
  ...shift,
  taken: shift.taken - 1,
  firstTimersTaken: shift.firstTimersTaken - (wasFirstTimer ? 1 : 0),
})

/** The counts after one more place has been taken. */
export const withOne = (shift: PlaceCounts, isFirstTimer: boolean): PlaceCounts => ({
  ...shift,
  taken: shift.taken + 1,
  firstTimersTaken: shift.firstTimersTaken + (isFirstTimer ? 1 : 0),
})

/** The first of a class who waits. */
export interface Waiter {
  id: string
  residentId: string
  seq: string
  isFirstTimer: boolean
  signedUpAt: Date
}

/** Who gets a free place: of those who may take one the first in line; undefined when nobody waits who may. */
export function nextInLine(shift: PlaceCounts, heads: readonly Waiter[], now: Date): Waiter | undefined {
  let next: Waiter | undefined
  for (const waiter of heads) {
    if (placesFor(shift, waiter.isFirstTimer, now) > 0 && (!next || waiter.seq < next.seq)) next = waiter
  }
  return next
}

/**
 * The one who should have had a free place before somebody who comes now: stands before `seq`, and has waited since before
 * `since`, so that no command of theirs is still on its way. Happens when kept places become everybody's.
 */
export function lateInLine(
  shift: PlaceCounts,
  heads: readonly Waiter[],
  { seq, since, now }: { seq: string | undefined; since: Date; now: Date },
): boolean {
  const next = nextInLine(shift, heads, now)
  return next !== undefined && next.signedUpAt < since && (seq === undefined || next.seq < seq)
}

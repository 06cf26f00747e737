/** Resources are claimed in cells of this many minutes, so that services of different length can share one. */
export const cellMinutes = 10
const cellMilliseconds = cellMinutes * 60_000

/** The starts of all cells that a stretch of time touches, ascending (claims are inserted in this order: no deadlock). */
export function cellsOf(stretch: { startsAt: Date; endsAt: Date }): Date[] {
  const cells: Date[] = []
  const first = Math.floor(stretch.startsAt.getTime() / cellMilliseconds) * cellMilliseconds
  for (let at = first; at < stretch.endsAt.getTime(); at += cellMilliseconds) cells.push(new Date(at))
  return cells
}

/** How many members a set has that is written as the bits of a whole number. */
export function sizeOfSet(set: number): number {
  let size = 0
  for (let rest = set; rest > 0; rest = Math.floor(rest / 2)) size += rest % 2
  return size
}

export function isInSet(set: number, member: number): boolean {
  return Math.floor(set / 2 ** member) % 2 === 1
}

/** The free ones of units 1 … `units`, beginning at a place that the seed decides, so that a crowd spreads over them. */
export function freeUnits(busy: number, units: number, seed: string): number[] {
  const free: number[] = []
  const start = hashOf(seed) % units
  for (let step = 0; step < units; step += 1) {
    const unit = ((start + step) % units) + 1
    if (!isInSet(busy, unit)) free.push(unit)
  }
  return free
}

/**
 * Six digits to say at the counter, never beginning with zero. Made from the booking's id; `attempt` gives another one
 * when the day already has this number.
 */
export function spokenNumber(bookingId: string, attempt: number): string {
  return String(100_000 + (hashOf(`${bookingId}:${attempt}`) % 900_000))
}

/** FNV-1a over UTF-16 units, 32 bits, mixed at the end so that neighbouring texts land far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

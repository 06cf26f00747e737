import { createHash, randomFillSync } from 'node:crypto'

/** Crockford's base 32, as ULIDs use it: in the order of ASCII, so that text sorts as time. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const timeLength = 10
const randomLength = 16
/** Of the random letters: those that count within one millisecond. */
const counterLength = 4

// One call for random bytes costs more than all the rest of an id, so they are fetched for many ids at once.
const pool = new Uint8Array(randomLength * 256)
let used = pool.length

let lastTime = -1
let counter = 0

/**
 * A new 26-character ULID. Ids that one process makes sort in the order in which they were made, those of one
 * millisecond too: rows made together keep their order. Sortable by time, so it is guessable in time and never an
 * authorisation.
 */
export function newId(now: number = Date.now()): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const end = used + randomLength
  // Begins below half of its room: no millisecond is long enough to fill the rest.
  counter = now === lastTime ? counter + 1 : randomBelow(2 ** (5 * counterLength - 1))
  lastTime = now
  let id = inLettersOf(now, timeLength) + inLettersOf(counter, counterLength)
  for (used += counterLength; used < end; used += 1) id += letters.charAt((pool[used] ?? 0) % 32)
  return id
}

/** From the first bytes of the pool that are not used yet. */
function randomBelow(limit: number): number {
  let number = 0
  for (let i = 0; i < counterLength; i += 1) number = number * 256 + (pool[used + i] ?? 0)
  return number % limit
}

function inLettersOf(number: number, length: number): string {
  let text = ''
  for (let rest = number, i = 0; i < length; i += 1, rest = Math.floor(rest / 32))
    text = letters.charAt(rest % 32) + text
  return text
}

/**
 * The letters of a number of bytes, the last `length` of them: base 32 without I, L, O and U, so that nobody mistypes
 * what was read out.
 */
export function inLetters(bytes: Uint8Array, length: number): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < length; i += 1) {
    text = letters.charAt(Number(number & 31n)) + text
    number >>= 5n
  }
  return text
}

/** An id that is always the same for the same words: for rows that may be made only once, whoever makes them. */
export function idFrom(words: string): string {
  return inLetters(createHash('sha256').update(words).digest(), timeLength + randomLength)
}

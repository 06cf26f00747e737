import { createHash } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID that is always the same for the same words, so that made-up people keep their ids from load to load. */
export function idOf(words: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(words).digest('hex').slice(0, 30)}`).toString(32)
  const text = Array.from(digits, (digit) => alphabet[Number.parseInt(digit, 32)]).join('')
  return `01${text.padStart(24, '0')}`
}

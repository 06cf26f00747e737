import { randomBytes, randomInt } from 'node:crypto'
import { inLetters } from '../../platform/ids.ts'

const letters = 20

/** The secrets of a new picture at the door: nobody can guess the code, and the number is short enough to read out. */
export function newDoorSecrets(): { code: string; number: string } {
  return { code: inLetters(randomBytes(letters), letters), number: String(randomInt(1_000_000)).padStart(6, '0') }
}

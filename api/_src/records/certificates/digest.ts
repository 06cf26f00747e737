import { createHash, randomBytes } from 'node:crypto'
import { inLetters } from '../../platform/ids.ts'
import type { CertificateLine } from './decide.ts'

/** SHA-256 over what the lines of a certificate say: the same as long as the ledger says the same of them. */
export function digestOf(lines: readonly CertificateLine[]): string {
  const values = lines.map(({ seq, day, title, content, basis, minutes }) => [seq, day, title, content, basis, minutes])
  return createHash('sha256')
    .update(`linlitong-certificate-1\n${JSON.stringify(values)}`)
    .digest('hex')
}

/** 40 bits in eight letters: who does not hold the paper cannot come upon its number. */
export const secretPart = () => inLetters(randomBytes(5), 8)

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { codeIn, codeSeconds, codeText, codeToleranceSeconds } from '../../../../shared/volunteering/attendance.ts'
import type { Proof } from '../../../../shared/volunteering/attendance-contract.ts'
import { inLetters } from '../../platform/ids.ts'

const secretBytes = 32
const numberDigits = 6
const signatureLetters = 16
/** How many codes a leader's phone is given: it shows valid ones for so long without a network. */
const stepsAhead = 6

/** The secret of a shift, made once. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('hex')
}

/** A one-time password of RFC 4226 over HMAC-SHA-256, as RFC 6238 uses it with the number of a time step. */
export function oneTimePassword(secret: Uint8Array, step: number, digits: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha256', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / codeSeconds)
}

const endOf = (step: number) => new Date((step + 1) * codeSeconds * 1000)
const startOf = (step: number) => new Date(step * codeSeconds * 1000)

export interface CodeKey {
  communityId: string
  shiftId: string
  /** In hexadecimal; null while nobody has asked for a code of this shift. */
  secret: string | null
}

function signatureOf({ communityId, shiftId }: CodeKey, secret: Buffer, step: number): string {
  const text = `linlitong-here-1\n${communityId}\n${shiftId}\n${step}`
  return inLetters(createHmac('sha256', secret).update(text).digest(), signatureLetters)
}

/** The code shown now and those that follow, each for half a minute. */
export function codesFrom(key: CodeKey & { secret: string }, now: Date) {
  const secret = Buffer.from(key.secret, 'hex')
  return Array.from({ length: stepsAhead }, (_, index) => {
    const step = stepAt(now) + index
    const signature = signatureOf(key, secret, step)
    return {
      startsAt: startOf(step).toISOString(),
      text: codeText({ shiftId: key.shiftId, step, signature }),
      number: oneTimePassword(secret, step, numberDigits),
    }
  })
}

/** `right`: shown to somebody at `at`, which is now or, for a code that was kept without a network, a little before. */
export type Judgement =
  { kind: 'right'; way: 'code' | 'number'; at: Date } | { kind: 'old' | 'other' | 'wrong_code' | 'wrong_number' }

/** What a scanned code or a typed number is worth. A code of the future is as wrong as a forged one. */
export function judge(proof: Proof, key: CodeKey, now: Date): Judgement {
  const secret = key.secret === null ? undefined : Buffer.from(key.secret, 'hex')
  if ('number' in proof) return judgeNumber(proof.number, secret, now)
  const parts = codeIn(proof.code)
  if (!parts) return { kind: 'wrong_code' }
  if (parts.shiftId !== key.shiftId) return { kind: 'other' }
  if (!secret || !isSame(parts.signature, signatureOf(key, secret, parts.step))) return { kind: 'wrong_code' }
  if (parts.step > stepAt(now)) return { kind: 'wrong_code' }
  if (isOver(parts.step, now)) return { kind: 'old' }
  return right('code', parts.step, now)
}

function judgeNumber(number: string, secret: Buffer | undefined, now: Date): Judgement {
  if (!secret) return { kind: 'wrong_number' }
  // The newest first: a number that came twice within the minutes says the later moment.
  for (let step = stepAt(now); !isOver(step, now); step -= 1) {
    if (isSame(number, oneTimePassword(secret, step, numberDigits))) return right('number', step, now)
  }
  return { kind: 'wrong_number' }
}

function right(way: 'code' | 'number', step: number, now: Date): Judgement {
  const end = endOf(step)
  return { kind: 'right', way, at: end < now ? end : now }
}

function isOver(step: number, now: Date): boolean {
  return now.getTime() > endOf(step).getTime() + codeToleranceSeconds * 1000
}

function isSame(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
}

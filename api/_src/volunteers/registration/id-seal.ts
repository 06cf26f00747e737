import { createCipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { PersonRef } from '../../../../shared/schemas.ts'

const keyFor = (secret: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', `linlitong volunteer id number ${purpose}`, 32))

/**
 * Seals an identity number: AES-256-GCM under a key that follows from the deployment's secret, bound to the person, so
 * that it opens in no other row. `1.` and base64url of 12 bytes of chance, the sealed text and 16 bytes that prove it.
 */
export function sealIdNumber(secret: string, { communityId, residentId }: PersonRef, idNumber: string): string {
  const chance = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'seal'), chance)
  cipher.setAAD(Buffer.from(`${communityId}/${residentId}`))
  const sealed = Buffer.concat([cipher.update(idNumber, 'ascii'), cipher.final()])
  return `1.${Buffer.concat([chance, sealed, cipher.getAuthTag()]).toString('base64url')}`
}

/** The same number gives the same mark, and without the secret nobody can try all numbers until one fits. */
export function markIdNumber(secret: string, idNumber: string): string {
  return createHmac('sha256', keyFor(secret, 'mark')).update(idNumber).digest('hex')
}

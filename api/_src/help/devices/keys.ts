import { createHmac, timingSafeEqual } from 'node:crypto'
import { deviceText, type DeviceMessage } from '../../../../shared/help/devices.ts'
import { idFrom, inLetters } from '../../platform/ids.ts'

const keyLetters = 32

/**
 * The key of a device: 160 bits in 32 letters, derived from the server's secret. No table holds it, so a copy of the
 * database signs nothing; the next version is another key.
 */
export function deviceKey(
  secret: string,
  { communityId, deviceId, keyVersion }: Pick<DeviceMessage, 'communityId' | 'deviceId' | 'keyVersion'>,
): string {
  const words = ['linlitong-device-key-1', communityId, deviceId, keyVersion].join('\n')
  return inLetters(createHmac('sha256', secret).update(words).digest(), keyLetters)
}

/** What a device signs: HMAC-SHA256 over the canonical text, keyed with the letters of its key. */
export function signatureOf(key: string, message: DeviceMessage): string {
  return createHmac('sha256', key).update(deviceText(message)).digest('hex')
}

/** Compares in constant time. */
export function isSigned(key: string, message: DeviceMessage, signature: string): boolean {
  const expected = Buffer.from(signatureOf(key, message), 'hex')
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The id of a device's press: always the same for the same message, so that a press sent again is the same press. */
export function pressId(
  { communityId, deviceId, keyVersion }: Pick<DeviceMessage, 'communityId' | 'deviceId' | 'keyVersion'>,
  counter: number,
): string {
  return idFrom(['linlitong-device-press', communityId, deviceId, keyVersion, counter].join('\n'))
}

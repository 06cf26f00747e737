import { deviceKey, signatureOf } from '../help/devices/keys.ts'
import type { DeviceMessage } from '../../../shared/help/devices.ts'
import { testDeviceSecret } from './server.ts'

type Said = Partial<DeviceMessage> & Pick<DeviceMessage, 'communityId' | 'deviceId' | 'counter'>

/** What a device of the tests sends: a press without clock unless told otherwise, signed with its own key. */
export function signed(said: Said, key?: string): DeviceMessage & { signature: string } {
  const message: DeviceMessage = { keyVersion: 1, at: 0, event: 'press', battery: null, ...said }
  return { ...message, signature: signatureOf(key ?? deviceKey(testDeviceSecret, message), message) }
}

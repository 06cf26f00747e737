import { deviceKey, signatureOf } from '../../api/_src/help/devices/keys.ts'
import type { DeviceEvent, DeviceMessage } from '../../shared/help/devices.ts'

/** A help device of the demo: it signs with its own key and speaks to the same address as a real one. */
export interface SimulatedDevice {
  communityId: string
  deviceId: string
  keyVersion: number
}

/** Says one thing, as a device with a clock does: its milliseconds are its counter. Gives the server's answer. */
export async function deviceSays(
  device: SimulatedDevice,
  event: DeviceEvent,
  { secret, now, fetch }: { secret: string; now: Date; fetch: (request: Request) => Promise<Response> },
): Promise<Response> {
  const message: DeviceMessage = {
    ...device,
    at: Math.floor(now.getTime() / 1000),
    counter: now.getTime(),
    event,
    battery: 84,
  }
  const signature = signatureOf(deviceKey(secret, message), message)
  return fetch(
    new Request('http://device.simulator/api/help.fromDevice', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, signature }),
    }),
  )
}

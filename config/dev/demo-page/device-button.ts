import { deviceEvents } from '../../../shared/help/devices.ts'
import { deviceSays, type SimulatedDevice } from '../device-simulator.ts'

const prefix = '/demo/device/'

/**
 * `POST /demo/device/press` (or `fall`, `low_battery`, `heartbeat`): the button on the demo page. The help device of
 * the demo then speaks to the real endpoint, signed as a real one. Undefined for every other request.
 */
export async function deviceButton(
  request: Request,
  device: SimulatedDevice,
  server: Parameters<typeof deviceSays>[2],
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url)
  const event = deviceEvents.find((one) => pathname === `${prefix}${one}`)
  return request.method === 'POST' && event ? deviceSays(device, event, server) : undefined
}

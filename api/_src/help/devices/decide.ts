import {
  deviceClockSeconds,
  freshBatteryPercent,
  lowBatteryPercent,
  type DeviceMessage,
} from '../../../../shared/help/devices.ts'
import { secondsPressesAreRemembered } from '../../../../shared/help/lifecycle.ts'
import { refuse, type Refusal } from '../../../../shared/result.ts'
import { addSeconds } from '../../../../shared/time.ts'

/**
 * The rules of a help device, pure. Whoever can sign knows the key, so these refusals may say what is wrong; who cannot
 * sign never comes this far. A device counts its messages; one it has sent already is answered as the first time and
 * does nothing twice, one from before that is refused. A button that is stuck presses less and less often: the call is
 * open anyway, and its history stays readable.
 */

export interface Device {
  communityId: string
  id: string
  residentId: string
  label: string
  status: 'active' | 'retired'
  keyVersion: number
  lastCounter: number
  lastContent: string
  heardAt: Date | null
  battery: number | null
  lowBattery: boolean
  pressCounter: number
  pressedAt: Date | null
  pressStreak: number
  silentAfterHours: number
  checkAt: Date | null
  silentSince: Date | null
  lowSince: Date | null
  registeredAt: Date
  registeredBy: string
  registeredName: string
  rotatedBy: string | null
  retiredAt: Date | null
}

/** What taking one message changes. */
export type Heard = Pick<
  Device,
  | 'lastCounter'
  | 'lastContent'
  | 'heardAt'
  | 'battery'
  | 'lowBattery'
  | 'pressCounter'
  | 'pressedAt'
  | 'pressStreak'
  | 'checkAt'
>

export type Hearing =
  | { ok: true; isNew: true; heard: Heard; pressCounter: number }
  | { ok: true; isNew: false; pressCounter: number }
  | Refusal<'device_retired' | 'device_key_old' | 'device_clock_wrong' | 'device_replayed'>

/** What a signed message means. `at` may change between two tries of one message; the rest is its content. */
export function hear(device: Device, message: DeviceMessage, now: Date): Hearing {
  const seconds = Math.floor(now.getTime() / 1000)
  if (device.status === 'retired') return refuse('device_retired')
  if (message.keyVersion !== device.keyVersion) return refuse('device_key_old')
  if (message.at !== 0 && Math.abs(seconds - message.at) > deviceClockSeconds) {
    return refuse('device_clock_wrong', { now: seconds })
  }
  const content = `${message.event} ${message.battery ?? ''}`
  if (message.counter === device.lastCounter && content === device.lastContent && isRemembered(device, now)) {
    return { ok: true, isNew: false, pressCounter: device.pressCounter }
  }
  if (message.counter <= device.lastCounter) return refuse('device_replayed', { lastCounter: device.lastCounter })
  const press = pressOf(device, message, now)
  const battery = message.battery ?? device.battery
  const lowBattery = isLow(device, message)
  const next = { ...device, heardAt: now, lowBattery }
  const { open, close } = tasksOf(next, now)
  const checkAt = open.length + close.length > 0 ? now : silentAt(next)
  return {
    ok: true,
    isNew: true,
    pressCounter: press.pressCounter,
    heard: { lastCounter: message.counter, lastContent: content, heardAt: now, battery, lowBattery, checkAt, ...press },
  }
}

/** As long as the presses of a call are remembered: later the same message could open a second call. */
function isRemembered({ heardAt }: Device, now: Date): boolean {
  return heardAt !== null && now.getTime() - heardAt.getTime() < secondsPressesAreRemembered * 1000
}

const firstPauseSeconds = 10
const longestPauseSeconds = 600
/** After this long without a press nobody is leaning on the button any more. */
const calmSeconds = 900

/** Seconds within which the next press counts as the one before, after so many in a row. */
export function pauseAfter(streak: number): number {
  return Math.min(firstPauseSeconds * 2 ** Math.min(streak, 10), longestPauseSeconds)
}

function pressOf(
  { pressCounter, pressedAt, pressStreak }: Device,
  { counter, event }: DeviceMessage,
  now: Date,
): Pick<Device, 'pressCounter' | 'pressedAt' | 'pressStreak'> {
  if (event !== 'press' && event !== 'fall') return { pressCounter, pressedAt, pressStreak }
  const since = pressedAt === null ? Infinity : (now.getTime() - pressedAt.getTime()) / 1000
  if (since < pauseAfter(pressStreak)) return { pressCounter, pressedAt, pressStreak }
  return { pressCounter: counter, pressedAt: now, pressStreak: since > calmSeconds ? 0 : pressStreak + 1 }
}

function isLow({ lowBattery }: Device, { event, battery }: DeviceMessage): boolean {
  if (event === 'low_battery') return true
  if (battery === null) return lowBattery
  return battery <= lowBatteryPercent || (lowBattery && battery < freshBatteryPercent)
}

/** When a device that says nothing more will have been silent for too long. */
export function silentAt({ heardAt, registeredAt, silentAfterHours }: Device): Date {
  return addSeconds(heardAt ?? registeredAt, silentAfterHours * 3600)
}

export type DeviceTrouble = 'silent' | 'low_battery'

/** Which tasks there should be and are not, and which are there and need not be. */
export function tasksOf(device: Device, now: Date): { open: DeviceTrouble[]; close: DeviceTrouble[] } {
  const isActive = device.status === 'active'
  const troubles = [
    ['silent', isActive && silentAt(device) <= now, device.silentSince !== null],
    ['low_battery', isActive && device.lowBattery, device.lowSince !== null],
  ] as const
  return {
    open: troubles.flatMap(([trouble, should, is]) => (should && !is ? [trouble] : [])),
    close: troubles.flatMap(([trouble, should, is]) => (is && !should ? [trouble] : [])),
  }
}

/** When to look again, once its tasks are right: a silent or retired device speaks up by itself. */
export function nextCheck(device: Device, now: Date): Date | null {
  if (device.status === 'retired') return null
  const at = silentAt(device)
  return at > now ? at : null
}

export function stateOf(device: Device, now: Date): 'well' | 'never_heard' | 'silent' | 'low_battery' | 'retired' {
  if (device.status === 'retired') return 'retired'
  if (silentAt(device) <= now) return 'silent'
  if (device.lowBattery) return 'low_battery'
  return device.heardAt === null ? 'never_heard' : 'well'
}

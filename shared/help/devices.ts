/** What a help device (爱心呼叫器) says. */
export const deviceEvents = ['press', 'fall', 'low_battery', 'heartbeat'] as const
export type DeviceEvent = (typeof deviceEvents)[number]

/** Seconds by which a device's clock may be wrong. A device without a clock says 0 and leans on its counter alone. */
export const deviceClockSeconds = 300

/** Hours without a word after which somebody goes and looks; each device may have its own. */
export const silentAfterHoursDefault = 26
/** Percent at which a battery wants to be changed, and at which it counts as changed again. */
export const lowBatteryPercent = 20
export const freshBatteryPercent = 30

/** What is signed, one value a line. */
export interface DeviceMessage {
  communityId: string
  deviceId: string
  keyVersion: number
  /** Seconds since 1970, UTC; 0 from a device without a clock. */
  at: number
  /** Rises with every new message, never with a repeat. */
  counter: number
  event: DeviceEvent
  /** Percent; null when the device does not know. */
  battery: number | null
}

/**
 * The canonical text of a message: what both sides feed to HMAC-SHA256, with the device's key as it was shown (without
 * the dashes). Fixed order, one value a line, no line end after the last.
 */
export function deviceText(message: DeviceMessage): string {
  const { communityId, deviceId, keyVersion, at, counter, event, battery } = message
  return ['linlitong-device-1', communityId, deviceId, keyVersion, at, counter, event, battery ?? ''].join('\n')
}

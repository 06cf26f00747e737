import { describe, expect, it } from 'vitest'
import type { DeviceMessage } from '../../../../shared/help/devices.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { hear, nextCheck, pauseAfter, stateOf, tasksOf, type Device } from './decide.ts'

const now = new Date('2026-11-24T00:21:18.000Z')
const at = (seconds: number) => addSeconds(now, seconds)
const unix = Math.floor(now.getTime() / 1000)

const device: Device = {
  communityId: '320102001001',
  id: '01AAAAAAAAAAAAAAAAAAAAAAAA',
  residentId: '01BBBBBBBBBBBBBBBBBBBBBBBB',
  label: '床头呼叫器',
  status: 'active',
  keyVersion: 2,
  lastCounter: 7,
  lastContent: 'press 80',
  heardAt: at(-60),
  battery: 80,
  lowBattery: false,
  pressCounter: 7,
  pressedAt: at(-60),
  pressStreak: 0,
  silentAfterHours: 26,
  checkAt: at(26 * 3600 - 60),
  silentSince: null,
  lowSince: null,
  registeredAt: at(-86_400),
  registeredBy: '01CCCCCCCCCCCCCCCCCCCCCCCC',
  registeredName: '赵雨桐',
  rotatedBy: null,
  retiredAt: null,
}
const message: DeviceMessage = {
  communityId: device.communityId,
  deviceId: device.id,
  keyVersion: 2,
  at: unix,
  counter: 8,
  event: 'press',
  battery: 80,
}

describe('what a signed message means', () => {
  it.each<[string, Partial<Device>, Partial<DeviceMessage>, string]>([
    ['the next message is new', {}, {}, 'new'],
    ['a clock is right to five minutes', {}, { at: unix - 300 }, 'new'],
    ['a clock may be ahead as well', {}, { at: unix + 300 }, 'new'],
    ['an old message is refused', {}, { at: unix - 301 }, 'device_clock_wrong'],
    ['one from the future too', {}, { at: unix + 301 }, 'device_clock_wrong'],
    ['a device without a clock leans on its counter', {}, { at: 0 }, 'new'],
    ['the same message again is known', {}, { counter: 7 }, 'repeat'],
    ['also with the time of the new try', {}, { counter: 7, at: unix - 200 }, 'repeat'],
    ['the same counter with another event is refused', {}, { counter: 7, event: 'fall' }, 'device_replayed'],
    ['the same counter with another battery is refused', {}, { counter: 7, battery: 79 }, 'device_replayed'],
    ['a lower counter is refused', {}, { counter: 6 }, 'device_replayed'],
    ['a lower counter without a clock is refused', {}, { counter: 6, at: 0 }, 'device_replayed'],
    ['a day later the same message is a replay', { heardAt: at(-86_400) }, { counter: 7, at: 0 }, 'device_replayed'],
    ['the key before is refused', {}, { keyVersion: 1 }, 'device_key_old'],
    ['a key that is not made yet too', {}, { keyVersion: 3 }, 'device_key_old'],
    ['a retired device is refused', { status: 'retired' }, {}, 'device_retired'],
  ])('%s', (_what, has, says, expected) => {
    const heard = hear({ ...device, ...has }, { ...message, ...says }, now)
    expect(heard.ok ? (heard.isNew ? 'new' : 'repeat') : heard.code).toBe(expected)
  })

  it('tells a device that is wrong what would be right', () => {
    expect(hear(device, { ...message, at: 1 }, now)).toMatchObject({ details: { now: unix } })
    expect(hear(device, { ...message, counter: 3 }, now)).toMatchObject({ details: { lastCounter: 7 } })
  })
})

describe('a stuck button', () => {
  it('presses less and less often, and never stops', () => {
    let stuck: Device = { ...device, lastCounter: 0, pressedAt: null, pressCounter: 0 }
    const presses = new Set<number>()
    for (let second = 0; second < 3 * 3600; second += 2) {
      const heard = hear(stuck, { ...message, counter: second + 1, at: 0 }, at(second))
      if (!heard.ok || !heard.isNew) throw new Error('every message of it is new')
      presses.add(heard.pressCounter)
      stuck = { ...stuck, ...heard.heard }
    }
    expect(presses.size).toBeGreaterThan(15)
    expect(presses.size).toBeLessThan(30)
  })

  it('is calm again after a quarter of an hour', () => {
    const tired = { ...device, pressStreak: 9, pressedAt: at(-901) }
    expect(hear(tired, message, now)).toMatchObject({ heard: { pressStreak: 0, pressCounter: 8 } })
    expect([0, 1, 6, 50].map(pauseAfter)).toEqual([10, 20, 600, 600])
  })

  it('a heartbeat between two presses changes nothing of it', () => {
    const heard = hear(device, { ...message, event: 'heartbeat' }, now)
    expect(heard).toMatchObject({ heard: { pressCounter: 7, pressedAt: device.pressedAt, pressStreak: 0 } })
  })
})

describe('what must be done about it', () => {
  const silent = { ...device, heardAt: at(-26 * 3600) }
  it.each<[string, Device, { open: string[]; close: string[] }]>([
    ['nothing while it is well', device, { open: [], close: [] }],
    ['it was silent for its hours', silent, { open: ['silent'], close: [] }],
    ['it is known to be silent', { ...silent, silentSince: now }, { open: [], close: [] }],
    ['it speaks again', { ...device, silentSince: now }, { open: [], close: ['silent'] }],
    ['it never spoke', { ...device, heardAt: null, registeredAt: at(-27 * 3600) }, { open: ['silent'], close: [] }],
    ['its battery is low', { ...device, lowBattery: true }, { open: ['low_battery'], close: [] }],
    ['its battery was changed', { ...device, lowSince: now }, { open: [], close: ['low_battery'] }],
    [
      'it is out of use',
      { ...silent, status: 'retired', silentSince: now, lowSince: now, lowBattery: true },
      { open: [], close: ['silent', 'low_battery'] },
    ],
  ])('%s', (_what, has, tasks) => {
    expect(tasksOf(has, now)).toEqual(tasks)
  })

  it.each<[number | null, DeviceMessage['event'], boolean, boolean]>([
    [80, 'heartbeat', false, false],
    [20, 'heartbeat', false, true],
    [25, 'heartbeat', false, false],
    [25, 'heartbeat', true, true],
    [30, 'heartbeat', true, false],
    [null, 'heartbeat', true, true],
    [null, 'low_battery', false, true],
    [90, 'low_battery', false, true],
  ])('battery %s by %s, low before: %s, low now: %s', (battery, event, lowBefore, lowNow) => {
    const heard = hear({ ...device, lowBattery: lowBefore }, { ...message, battery, event }, now)
    expect(heard).toMatchObject({ heard: { lowBattery: lowNow } })
  })

  it('is looked at again when it will have been silent for too long, at once when there is something to do', () => {
    expect(hear(device, message, now)).toMatchObject({ heard: { checkAt: at(26 * 3600) } })
    expect(hear(device, { ...message, battery: 5 }, now)).toMatchObject({ heard: { checkAt: now } })
    expect(hear({ ...device, silentSince: now }, message, now)).toMatchObject({ heard: { checkAt: now } })
    expect(nextCheck(device, now)).toEqual(at(26 * 3600 - 60))
    expect(nextCheck(silent, now)).toBeNull()
    expect(nextCheck({ ...device, status: 'retired' }, now)).toBeNull()
  })

  it('says the worst of it', () => {
    expect(stateOf(device, now)).toBe('well')
    expect(stateOf({ ...device, heardAt: null }, now)).toBe('never_heard')
    expect(stateOf({ ...silent, lowBattery: true }, now)).toBe('silent')
    expect(stateOf({ ...device, lowBattery: true }, now)).toBe('low_battery')
    expect(stateOf({ ...silent, status: 'retired' }, now)).toBe('retired')
  })
})

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { deviceEvents, type DeviceMessage } from '../../../../shared/help/devices.ts'
import { addSeconds } from '../../../../shared/time.ts'
import { hear, type Device } from './decide.ts'

const start = new Date('2026-11-24T00:21:18.000Z')
const fresh: Device = {
  communityId: '320102001001',
  id: '01AAAAAAAAAAAAAAAAAAAAAAAA',
  residentId: '01BBBBBBBBBBBBBBBBBBBBBBBB',
  label: '床头呼叫器',
  status: 'active',
  keyVersion: 1,
  lastCounter: 0,
  lastContent: '',
  heardAt: null,
  battery: null,
  lowBattery: false,
  pressCounter: 0,
  pressedAt: null,
  pressStreak: 0,
  silentAfterHours: 26,
  checkAt: null,
  silentSince: null,
  lowSince: null,
  registeredAt: start,
  registeredBy: '01CCCCCCCCCCCCCCCCCCCCCCCC',
  registeredName: '赵雨桐',
  rotatedBy: null,
  retiredAt: null,
}

/** One thing that happens: time passes, the device says something new, the network repeats or replays something. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40_000 }) }),
  fc.record({
    kind: fc.constant('say' as const),
    event: fc.constantFrom(...deviceEvents),
    battery: fc.option(fc.integer({ min: 0, max: 100 })),
    hasClock: fc.boolean(),
    isLost: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('again' as const), which: fc.nat({ max: 30 }) }),
)

it('a device that sends in order is always heard, each press counts once, and nothing old does anything', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      let device = fresh
      let now = start
      let counter = 0
      const sent: DeviceMessage[] = []
      const taken = new Map<number, number>()
      const deliver = (message: DeviceMessage) => {
        const heard = hear(device, message, now)
        if (!heard.ok) return heard.code
        if (heard.isNew) {
          // Taken once, in rising order.
          expect(taken.has(message.counter)).toBe(false)
          expect(message.counter).toBeGreaterThan(device.lastCounter)
          device = { ...device, ...heard.heard }
        } else expect(taken.get(message.counter)).toBe(heard.pressCounter)
        taken.set(message.counter, heard.pressCounter)
        // A press counts as itself, or as one before it that was taken.
        if (message.event === 'press') expect(taken.has(heard.pressCounter)).toBe(true)
        // Somebody will look at it: when it will have been silent, or at once.
        expect(device.checkAt).not.toBeNull()
        return 'ok'
      }
      for (const one of happenings) {
        if (one.kind === 'pass') now = addSeconds(now, one.seconds)
        else if (one.kind === 'say') {
          counter += 1
          const at = one.hasClock ? Math.floor(now.getTime() / 1000) : 0
          const { event, battery } = one
          const message = {
            communityId: fresh.communityId,
            deviceId: fresh.id,
            keyVersion: 1,
            at,
            counter,
            event,
            battery,
          }
          sent.push(message)
          if (!one.isLost) expect(deliver(message)).toBe('ok')
        } else {
          const old = sent[one.which]
          if (old) {
            const before = device
            const answer = deliver(old)
            // What was taken, or is older than that, never changes anything.
            if (old.counter <= before.lastCounter) expect(device).toEqual(before)
            else expect(['ok', 'device_clock_wrong']).toContain(answer)
          }
        }
      }
    }),
    { numRuns: 500 },
  )
})

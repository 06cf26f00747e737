import * as z from 'zod/mini'
import { command, query, type Contract } from '../contract.ts'
import { CommunityId, Count, Id, Instant, PersonRef, typedText } from '../schemas.ts'
import { everyDesk } from './call.ts'
import { deviceEvents } from './devices.ts'
import { callStatuses } from './lifecycle.ts'

export const deviceStates = ['well', 'never_heard', 'silent', 'low_battery', 'retired'] as const

export const HelpDevice = z.object({
  communityId: CommunityId,
  deviceId: Id,
  label: z.string(),
  residentId: Id,
  residentName: z.string(),
  address: z.string(),
  gridName: z.string(),
  /** The worst that is true of it now. */
  state: z.enum(deviceStates),
  /** When it last said anything. */
  heardAt: z.nullable(Instant),
  /** Percent; null when it never said. */
  battery: z.nullable(Count),
  /** When it was pressed, or felt a fall, last. */
  pressedAt: z.nullable(Instant),
  silentAfterHours: Count,
  keyVersion: Count,
  registeredAt: Instant,
  registeredBy: z.string(),
  retiredAt: z.nullable(Instant),
})
export type HelpDevice = z.infer<typeof HelpDevice>

const DeviceRef = { communityId: CommunityId, deviceId: Id }
const keepers = ['community_staff', 'admin'] as const

/** A device and its key. The key follows from the server's secret: it is kept nowhere, and shown only now. */
const DeviceWithKey = z.object({ device: HelpDevice, key: z.string() })

export const devicesContract = {
  'help.fromDevice': command({
    summary: 'A help device speaks: signed with its own key, no token. Answered the same however often it is sent',
    callers: ['anyone'],
    input: z.object({
      ...DeviceRef,
      keyVersion: z.int().check(z.minimum(1), z.maximum(10_000)),
      at: z.int().check(z.minimum(0), z.maximum(9_999_999_999)),
      counter: z.int().check(z.minimum(1), z.maximum(999_999_999_999_999)),
      event: z.enum(deviceEvents),
      battery: z.nullable(z.int().check(z.minimum(0), z.maximum(100))),
      /** HMAC-SHA256 of the canonical text, 64 hexadecimal digits. */
      signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
    output: z.object({
      /** The counter this answers. */
      counter: Count,
      /** Of `press` and `fall`: the call it is in, and how it stands, for a lamp or a voice. */
      call: z.nullable(z.object({ callId: Id, status: z.enum(callStatuses), responderName: z.nullable(z.string()) })),
      /** Seconds since 1970: a device may set its clock by it. */
      now: Count,
    }),
    errors: ['device_refused', 'device_retired', 'device_key_old', 'device_clock_wrong', 'device_replayed'],
    roundTrips: 4,
  }),
  'help.devices': query({
    summary: 'The help devices of my areas, those in trouble first',
    callers: everyDesk,
    input: z.object({}),
    output: z.object({ devices: z.array(HelpDevice), now: Instant }),
    errors: [],
    roundTrips: 3,
  }),
  'help.registerDevice': command({
    summary: 'Give a resident a help device; the answer holds its key',
    callers: keepers,
    input: z.object({
      id: Id,
      person: PersonRef,
      label: typedText(20),
      silentAfterHours: z.int().check(z.minimum(1), z.maximum(168)),
    }),
    output: DeviceWithKey,
    errors: ['not_found', 'id_taken', 'devices_not_ready'],
    roundTrips: 4,
  }),
  'help.rotateDeviceKey': command({
    summary: 'A new key for a device; the old one opens nothing from now on',
    callers: keepers,
    /** `keyVersion` is the one that is replaced: the same question sent again changes nothing more. */
    input: z.object({ ...DeviceRef, keyVersion: Count }),
    output: DeviceWithKey,
    errors: ['not_found', 'conflict', 'device_retired', 'devices_not_ready'],
    roundTrips: 4,
  }),
  'help.retireDevice': command({
    summary: 'Take a device out of use: nothing it says counts any more',
    callers: keepers,
    input: z.object(DeviceRef),
    output: HelpDevice,
    errors: ['not_found'],
    roundTrips: 4,
  }),
} satisfies Contract

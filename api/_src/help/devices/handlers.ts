import type { HelpDevice } from '../../../../shared/help/devices-contract.ts'
import type { devicesContract } from '../../../../shared/help/devices-contract.ts'
import { isOpen } from '../../../../shared/help/lifecycle.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addressOf, residentById, staffedAreas } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import { isDuplicate } from '../../platform/db/errors.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import type { Call } from '../call.ts'
import { moveOn } from '../advance.ts'
import { deskGrants, isInArea } from '../duty.ts'
import { recordPress } from '../press.ts'
import { checkDevices } from './check.ts'
import { hear, silentAt, stateOf, type Device } from './decide.ts'
import { deviceKey, isSigned, pressId } from './keys.ts'
import { findDevice, insertDevice, listDevices, writeHeard, writeRetired, writeRotation } from './store.ts'
import type { OwnedDevice } from './store.ts'

const keepers = ['community_staff', 'admin'] as const
/** A device sends one message after the other; more writers at once than this are not one device. */
const mostAttempts = 4

export const deviceHandlers: Handlers<typeof devicesContract> = {
  async 'help.fromDevice'({ signature, ...message }, context) {
    const { db, now, newId, deviceSecret, announce, afterwards } = context
    const { communityId, deviceId } = message
    // Before any look-up: who cannot sign learns nothing and costs nothing.
    if (deviceSecret === undefined || !isSigned(deviceKey(deviceSecret, message), message, signature)) {
      return refuse('device_refused')
    }
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const owned = await findDevice(db, communityId, deviceId)
      if (!owned) return refuse('device_refused')
      const heard = hear(owned.device, message, now)
      if (!heard.ok) return heard
      if (heard.isNew && !(await writeHeard(db, owned.device, heard.heard))) continue
      const { event, counter } = message
      const call =
        event === 'press' || event === 'fall'
          ? await pressFrom(db, owned, { event, counter, as: heard.pressCounter }, now)
          : undefined
      if (call) announce(call, () => moveOn(context, call))
      if (heard.isNew && heard.heard.checkAt !== null && heard.heard.checkAt <= now) {
        afterwards(() => checkDevices(db, [communityId], now, newId))
      }
      return ok({
        counter,
        call: call ? { callId: call.id, status: call.status, responderName: call.responderName } : null,
        now: Math.floor(now.getTime() / 1000),
      })
    }
    return refuse('device_replayed')
  },

  async 'help.devices'(_, { actor, db, now }) {
    const grants = deskGrants(actor)
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    if (communityIds.length === 0) return ok({ devices: [], now: now.toISOString() })
    const prefixes = grants.map((grant) => grant.areaCode)
    const owned = await listDevices(db, communityIds, prefixes)
    const areas = await staffedAreas(db, [...new Set(owned.map(({ owner }) => owner.gridCode))])
    const nameOf = (code: string) => areas.find((area) => area.code === code)?.name ?? ''
    const devices = owned.map((one) => shown(one, nameOf(one.owner.gridCode), now)).toSorted(troubledFirst)
    return ok({ devices, now: now.toISOString() })
  },

  async 'help.registerDevice'({ id, person, label, silentAfterHours }, { actor, db, now, deviceSecret }) {
    if (deviceSecret === undefined) return refuse('devices_not_ready')
    const resident = await residentById(db, person)
    if (!resident || !holdsRoleOver(actor, keepers, resident.grid_code)) return refuse('not_found')
    const fresh = newDevice({ id, ...person, label, silentAfterHours, by: actor }, now)
    try {
      await insertDevice(db, fresh)
    } catch (error) {
      if (!isDuplicate(error, 'PRIMARY')) throw error
    }
    const owned = await findDevice(db, person.communityId, id)
    const isMine = owned?.device.registeredBy === actor.accountId && owned.device.residentId === person.residentId
    if (!owned || !isMine) return refuse('id_taken')
    return ok(withKey(deviceSecret, owned, now))
  },

  async 'help.rotateDeviceKey'({ communityId, deviceId, keyVersion }, { actor, db, now, deviceSecret }) {
    if (deviceSecret === undefined) return refuse('devices_not_ready')
    const owned = await findDevice(db, communityId, deviceId)
    if (!owned || !mayKeep(actor, owned)) return refuse('not_found')
    const { device, owner } = owned
    if (device.status === 'retired') return refuse('device_retired')
    const isRepeat = device.keyVersion === keyVersion + 1 && device.rotatedBy === actor.accountId
    if (isRepeat) return ok(withKey(deviceSecret, owned, now))
    if (device.keyVersion !== keyVersion) return refuse('conflict')
    if (!(await writeRotation(db, device, actor.accountId))) return refuse('conflict')
    return ok(withKey(deviceSecret, { owner, device: { ...device, keyVersion: keyVersion + 1 } }, now))
  },

  async 'help.retireDevice'({ communityId, deviceId }, { actor, db, now, newId, afterwards }) {
    const owned = await findDevice(db, communityId, deviceId)
    if (!owned || !mayKeep(actor, owned)) return refuse('not_found')
    if (owned.device.status === 'active') {
      await writeRetired(db, owned.device, now)
      afterwards(() => checkDevices(db, [communityId], now, newId))
    }
    const retiredAt = owned.device.retiredAt ?? now
    return ok(shown({ ...owned, device: { ...owned.device, status: 'retired', retiredAt } }, '', now))
  },
}

/**
 * The press of a device, in the call it belongs to. Presses of a stuck button count as the first of them, unless that
 * one's call is over: then this is a new cry for help.
 */
async function pressFrom(
  db: Db,
  { device, owner }: OwnedDevice,
  press: { event: 'press' | 'fall'; counter: number; as: number },
  now: Date,
): Promise<Call | undefined> {
  const ref = { communityId: device.communityId, deviceId: device.id, keyVersion: device.keyVersion }
  const record = (counter: number) =>
    recordPress(
      db,
      {
        id: pressId(ref, counter),
        person: personIn(device, owner),
        intent: 'emergency',
        source: press.event === 'fall' ? 'fall' : 'device',
        doer: { accountId: device.id, name: owner.name },
      },
      now,
    )
  const call = await record(press.as)
  if (call && !isOpen(call.status) && press.as !== press.counter) return record(press.counter)
  return call
}

function personIn(
  { communityId, residentId }: Device,
  { name, gridCode, home, birthDate, livingAlone }: OwnedDevice['owner'],
) {
  return { communityId, residentId, residentName: name, gridCode, address: addressOf(home), birthDate, livingAlone }
}

function newDevice(
  given: {
    id: string
    communityId: string
    residentId: string
    label: string
    silentAfterHours: number
    by: Actor
  },
  now: Date,
): Device {
  const { by, ...rest } = given
  const device: Device = {
    ...rest,
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
    checkAt: null,
    silentSince: null,
    lowSince: null,
    registeredAt: now,
    registeredBy: by.accountId,
    registeredName: by.displayName,
    rotatedBy: null,
    retiredAt: null,
  }
  return { ...device, checkAt: silentAt(device) }
}

function mayKeep(actor: Actor, { owner }: OwnedDevice): boolean {
  return isInArea(actor, owner) && holdsRoleOver(actor, keepers, owner.gridCode)
}

function withKey(secret: string, owned: OwnedDevice, now: Date) {
  const { communityId, id: deviceId, keyVersion } = owned.device
  return { device: shown(owned, '', now), key: deviceKey(secret, { communityId, deviceId, keyVersion }) }
}

function shown({ device, owner }: OwnedDevice, gridName: string, now: Date): HelpDevice {
  return {
    communityId: device.communityId,
    deviceId: device.id,
    label: device.label,
    residentId: device.residentId,
    residentName: owner.name,
    address: addressOf(owner.home),
    gridName,
    state: stateOf(device, now),
    heardAt: device.heardAt?.toISOString() ?? null,
    battery: device.battery,
    pressedAt: device.pressedAt?.toISOString() ?? null,
    silentAfterHours: device.silentAfterHours,
    keyVersion: device.keyVersion,
    registeredAt: device.registeredAt.toISOString(),
    registeredBy: device.registeredName,
    retiredAt: device.retiredAt?.toISOString() ?? null,
  }
}

const order = ['silent', 'low_battery', 'never_heard', 'well', 'retired'] as const

function troubledFirst(one: HelpDevice, other: HelpDevice): number {
  return order.indexOf(one.state) - order.indexOf(other.state) || one.registeredAt.localeCompare(other.registeredAt)
}

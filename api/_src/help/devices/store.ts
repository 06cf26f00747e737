import type { Selectable } from 'kysely'
import type { Db } from '../../platform/db/tables.ts'
import type { Device, Heard } from './decide.ts'
import type { DeviceTable } from './tables.ts'
import './tables.ts'

/** What a call needs to know of the person, and a list shows of the device's owner. */
export interface Owner {
  name: string
  gridCode: string
  home: { building: string; unit: string; room: string }
  birthDate: string | null
  livingAlone: boolean
}

export interface OwnedDevice {
  device: Device
  owner: Owner
}

function owned(db: Db) {
  return db
    .selectFrom('device')
    .innerJoin('resident', (join) =>
      join.onRef('resident.community_id', '=', 'device.community_id').onRef('resident.id', '=', 'device.resident_id'),
    )
    .selectAll('device')
    .select(['resident.name', 'resident.grid_code', 'resident.building', 'resident.unit', 'resident.room'])
    .select(['resident.birth_date', 'resident.living_alone'])
}

type Row = Awaited<ReturnType<ReturnType<typeof owned>['execute']>>[number]

/** The device with its owner as registered now, in one statement: the way of a press. */
export async function findDevice(db: Db, communityId: string, deviceId: string): Promise<OwnedDevice | undefined> {
  const row = await owned(db)
    .where('device.community_id', '=', communityId)
    .where('device.id', '=', deviceId)
    .executeTakeFirst()
  return row && ownedOf(row)
}

const mostListed = 500

/** The devices of these communities; `prefixes` cut them down to a desk's own areas. */
export async function listDevices(
  db: Db,
  communityIds: readonly string[],
  prefixes: readonly string[],
): Promise<OwnedDevice[]> {
  const rows = await owned(db)
    .where('device.community_id', 'in', communityIds)
    .where((where) => where.or(prefixes.map((prefix) => where('resident.grid_code', 'like', `${prefix}%`))))
    .orderBy('device.registered_at')
    .limit(mostListed)
    .execute()
  return rows.map(ownedOf)
}

/** Devices that somebody must look at again, longest due first. One range of one index. */
export async function listToCheck(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  limit: number,
): Promise<OwnedDevice[]> {
  const rows = await owned(db)
    .where('device.community_id', 'in', communityIds)
    .where('device.check_at', '<=', now)
    .orderBy('device.check_at')
    .limit(limit)
    .execute()
  return rows.map(ownedOf)
}

/** A new device; a duplicate key when the id is taken. */
export async function insertDevice(db: Db, device: Device): Promise<void> {
  await db.insertInto('device').values(rowOf(device)).execute()
}

/** Takes a message: holds only if no other was taken meanwhile. */
export async function writeHeard(db: Db, device: Device, heard: Heard): Promise<boolean> {
  const result = await db
    .updateTable('device')
    .set({
      last_counter: heard.lastCounter,
      last_content: heard.lastContent,
      heard_at: heard.heardAt,
      battery: heard.battery,
      low_battery: Number(heard.lowBattery),
      press_counter: heard.pressCounter,
      pressed_at: heard.pressedAt,
      press_streak: heard.pressStreak,
      check_at: heard.checkAt,
    })
    .where('community_id', '=', device.communityId)
    .where('id', '=', device.id)
    .where('last_counter', '=', device.lastCounter)
    .where('key_version', '=', device.keyVersion)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** Writes down which tasks there are, or when to look again; nothing when the device has spoken meanwhile. */
export async function writeCheck(
  db: Db,
  device: Device,
  change: { silentSince?: Date | null; lowSince?: Date | null; checkAt?: Date | null },
): Promise<boolean> {
  const result = await db
    .updateTable('device')
    .set({
      ...(change.silentSince === undefined ? {} : { silent_since: change.silentSince }),
      ...(change.lowSince === undefined ? {} : { low_since: change.lowSince }),
      ...(change.checkAt === undefined ? {} : { check_at: change.checkAt }),
    })
    .where('community_id', '=', device.communityId)
    .where('id', '=', device.id)
    .where('last_counter', '=', device.lastCounter)
    .where('key_version', '=', device.keyVersion)
    .where('status', '=', device.status)
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** The next key: its messages are counted from the beginning. False when somebody was faster. */
export async function writeRotation(db: Db, device: Device, by: string): Promise<boolean> {
  const result = await db
    .updateTable('device')
    .set({ key_version: device.keyVersion + 1, rotated_by: by, last_counter: 0, last_content: '', press_counter: 0 })
    .set({ pressed_at: null, press_streak: 0 })
    .where('community_id', '=', device.communityId)
    .where('id', '=', device.id)
    .where('key_version', '=', device.keyVersion)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return result.numUpdatedRows === 1n
}

/** Takes it out of use; its tasks are dropped by the check that is due at once. */
export async function writeRetired(db: Db, device: Device, now: Date): Promise<void> {
  await db
    .updateTable('device')
    .set({ status: 'retired', retired_at: now, check_at: now })
    .where('community_id', '=', device.communityId)
    .where('id', '=', device.id)
    .where('status', '=', 'active')
    .execute()
}

function ownedOf(row: Row): OwnedDevice {
  const { building, unit, room } = row
  return {
    device: deviceOf(row),
    owner: {
      name: row.name,
      gridCode: row.grid_code,
      home: { building, unit, room },
      birthDate: row.birth_date,
      livingAlone: row.living_alone === 1,
    },
  }
}

function deviceOf(row: Selectable<DeviceTable>): Device {
  return {
    communityId: row.community_id,
    id: row.id,
    residentId: row.resident_id,
    label: row.label,
    status: row.status,
    keyVersion: row.key_version,
    lastCounter: row.last_counter,
    lastContent: row.last_content,
    heardAt: row.heard_at,
    battery: row.battery,
    lowBattery: row.low_battery === 1,
    pressCounter: row.press_counter,
    pressedAt: row.pressed_at,
    pressStreak: row.press_streak,
    silentAfterHours: row.silent_after_hours,
    checkAt: row.check_at,
    silentSince: row.silent_since,
    lowSince: row.low_since,
    registeredAt: row.registered_at,
    registeredBy: row.registered_by,
    registeredName: row.registered_name,
    rotatedBy: row.rotated_by,
    retiredAt: row.retired_at,
  }
}

function rowOf(device: Device): DeviceTable {
  return {
    community_id: device.communityId,
    id: device.id,
    resident_id: device.residentId,
    label: device.label,
    status: device.status,
    key_version: device.keyVersion,
    last_counter: device.lastCounter,
    last_content: device.lastContent,
    heard_at: device.heardAt,
    battery: device.battery,
    low_battery: Number(device.lowBattery),
    press_counter: device.pressCounter,
    pressed_at: device.pressedAt,
    press_streak: device.pressStreak,
    silent_after_hours: device.silentAfterHours,
    check_at: device.checkAt,
    silent_since: device.silentSince,
    low_since: device.lowSince,
    registered_at: device.registeredAt,
    registered_by: device.registeredBy,
    registered_name: device.registeredName,
    rotated_by: device.rotatedBy,
    retired_at: device.retiredAt,
  }
}

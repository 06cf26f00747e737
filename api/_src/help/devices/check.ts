import { addSeconds } from '../../../../shared/time.ts'
import { addressOf } from '../../people/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import { dropTask, openTask } from '../tasks/open.ts'
import { nextCheck, silentAt, tasksOf, type Device, type DeviceTrouble } from './decide.ts'
import { listToCheck, writeCheck, type OwnedDevice } from './store.ts'

const perPass = 100
const hoursToAct = { silent: 4, low_battery: 72 } as const satisfies Record<DeviceTrouble, number>
const goneWords = { silent: '呼叫器又有声音了', low_battery: '换过电池了' } as const satisfies Record<
  DeviceTrouble,
  string
>

/**
 * Looks after devices whose time has come: a task for one that is silent or whose battery is low, and the end of the
 * task when that is over. Each step can be lost and done again: the row says which tasks there have to be before they
 * are opened, and that they are gone only after they were dropped. One indexed query when nothing is due.
 */
export async function checkDevices(
  db: Db,
  communityIds: readonly string[],
  now: Date,
  newId: () => string,
): Promise<void> {
  if (communityIds.length === 0) return
  for (;;) {
    const due = await listToCheck(db, communityIds, now, perPass)
    for (const owned of due) await checkDevice(db, owned, now, newId)
    if (due.length < perPass) return
  }
}

async function checkDevice(db: Db, { device, owner }: OwnedDevice, now: Date, newId: () => string): Promise<void> {
  const { communityId } = device
  const { open, close } = tasksOf(device, now)
  for (const trouble of close)
    await dropTask(db, { communityId, dedupeKey: keyOf(device, trouble) }, goneOf(device, trouble), now)
  const since = {
    silentSince: sinceOf(device.silentSince, 'silent', silentAt(device)),
    lowSince: sinceOf(device.lowSince, 'low_battery', device.heardAt ?? now),
  }
  // Spoken meanwhile: what it said has made it due again.
  if (!(await writeCheck(db, device, since))) return
  const known: Device = { ...device, ...since }
  for (const trouble of ['silent', 'low_battery'] as const) {
    if ((trouble === 'silent' ? known.silentSince : known.lowSince) === null) continue
    await openTask(
      db,
      {
        communityId,
        id: newId(),
        dedupeKey: keyOf(known, trouble),
        kind: trouble === 'silent' ? 'device_silent' : 'device_battery',
        person: { residentId: device.residentId, residentName: owner.name, address: addressOf(owner.home) },
        gridCode: owner.gridCode,
        title: titleOf(known, owner.name, trouble),
        dueAt: addSeconds(now, hoursToAct[trouble] * 3600),
        details: { deviceId: device.id },
      },
      now,
    )
  }
  await writeCheck(db, device, { checkAt: nextCheck(device, now) })

  function sinceOf(present: Date | null, trouble: DeviceTrouble, begins: Date): Date | null {
    if (close.includes(trouble)) return null
    return open.includes(trouble) ? begins : present
  }
}

/** A task of its own for each time the device falls silent. */
function keyOf({ id, silentSince, lowSince }: Device, trouble: DeviceTrouble): string {
  const since = trouble === 'silent' ? silentSince : lowSince
  return `device ${trouble} ${id} ${since?.getTime() ?? 0}`
}

function goneOf({ status }: Device, trouble: DeviceTrouble): string {
  return status === 'retired' ? '呼叫器停用了' : goneWords[trouble]
}

function titleOf({ label, battery, silentAfterHours, heardAt }: Device, name: string, trouble: DeviceTrouble): string {
  if (trouble === 'low_battery') {
    return `给${name}的${label}换电池${battery === null ? '' : `，只剩 ${battery}%`}`
  }
  if (heardAt === null) return `去看看${name}的${label}：登记以后一直没有声音`
  return `去看看${name}的${label}：${silentAfterHours} 小时没有声音`
}

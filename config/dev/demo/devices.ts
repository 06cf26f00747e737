import '../../../api/_src/help/devices/tables.ts'
import { silentAt, type Device } from '../../../api/_src/help/devices/decide.ts'
import { insertDevice } from '../../../api/_src/help/devices/store.ts'
import { isDuplicate } from '../../../api/_src/platform/db/errors.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { silentAfterHoursDefault } from '../../../shared/help/devices.ts'
import { addDays, addSeconds, instantOf } from '../../../shared/time.ts'
import { elderAloneFrom } from './households.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { DemoResident, World } from './world.ts'

interface State {
  label: string
  /** Minutes since it said something; null: never. */
  minutesAgo: number | null
  battery: number | null
}

/** Six devices: the button at 王秀英's bed works on /demo; one is silent, one needs a battery, one never spoke. */
const states: readonly State[] = [
  { label: '床头呼叫器', minutesAgo: 38, battery: 84 },
  { label: '随身挂件', minutesAgo: 31 * 60, battery: 47 },
  { label: '卫生间拉绳', minutesAgo: 125, battery: 14 },
  { label: '床头呼叫器', minutesAgo: 12, battery: 91 },
  { label: '门厅呼叫器', minutesAgo: 6 * 60, battery: null },
  { label: '随身挂件', minutesAgo: null, battery: null },
]

/** The device that the demo page presses. */
export function demoDevice(world: World): { communityId: string; deviceId: string; keyVersion: number } {
  const { communityId, residentId } = world.character('wangXiuying')
  return { communityId, deviceId: deviceIdOf(residentId), keyVersion: 1 }
}

const deviceIdOf = (residentId: string) => idOf(`demo device ${residentId}`)

export async function loadDevices(db: Db, world: World, now: Date): Promise<void> {
  const named = ['wangXiuying', 'zhangDefu', 'liuGuilan'].map(world.character)
  const others = world.residents.filter(
    (one) => one.communityId === meiyuan && one.livingAlone && one.age >= elderAloneFrom && !named.includes(one),
  )
  for (const [index, state] of states.entries()) {
    const owner = [...named, ...others][index]
    if (!owner) throw new Error('the demo has too few old people')
    try {
      await insertDevice(db, deviceOf(world, owner, state, now))
    } catch (error) {
      if (!isDuplicate(error, 'PRIMARY')) throw error
    }
  }
}

function deviceOf(world: World, owner: DemoResident, { label, minutesAgo, battery }: State, now: Date): Device {
  const keeper = world.member('赵雨桐')
  const heardAt = minutesAgo === null ? null : addSeconds(now, -60 * minutesAgo)
  const registeredAt = minutesAgo === null ? addSeconds(now, -5 * 3600) : instantOf(addDays(world.today, -64), '09:30')
  const device: Device = {
    communityId: owner.communityId,
    id: deviceIdOf(owner.residentId),
    residentId: owner.residentId,
    label,
    status: 'active',
    keyVersion: 1,
    lastCounter: heardAt === null ? 0 : 1,
    lastContent: '',
    heardAt,
    battery,
    lowBattery: battery !== null && battery <= 20,
    pressCounter: 0,
    pressedAt: null,
    pressStreak: 0,
    silentAfterHours: silentAfterHoursDefault,
    checkAt: null,
    silentSince: null,
    lowSince: null,
    registeredAt,
    registeredBy: keeper.accountId,
    registeredName: keeper.name,
    rotatedBy: null,
    retiredAt: null,
  }
  // The first tick finds what is wrong and puts it on the desk's list.
  return { ...device, checkAt: device.lowBattery ? now : silentAt(device) }
}

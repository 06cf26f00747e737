import type { HelpDevice } from '../../shared/help/devices-contract.ts'
import { dayOf, dayWord, timeOf } from '../../shared/time.ts'

export const stateWords: Readonly<Record<HelpDevice['state'], string>> = {
  well: '好好的',
  never_heard: '还没响过',
  silent: '没声音了',
  low_battery: '电快没了',
  retired: '停用了',
}

/** Where devices stand; the first is what most people have. */
export const deviceLabels = ['床头呼叫器', '随身挂件', '卫生间拉绳', '门厅呼叫器'] as const

/** `9 分钟前`, `3 小时前`, `11 月 20 日 08:15`: how long ago a device was heard. */
export function agoWords(at: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} 小时前`
  return `${dayWord(dayOf(new Date(at)))} ${timeOf(new Date(at))}`
}

/** The small line of a device: where it stands, and what it said last. */
export function deviceLine(device: HelpDevice, now: string): string {
  const { address, heardAt, battery, registeredAt, state } = device
  const heard = heardAt === null ? `${agoWords(registeredAt, now)}登记，还没响过` : `${agoWords(heardAt, now)}有声音`
  return [address, heard, state === 'low_battery' && battery !== null ? `电量 ${battery}%` : '']
    .filter((part) => part !== '')
    .join('，')
}

/** A key as it is read out and typed: four letters at a time. */
export function keyInGroups(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join('-')
}

/** Those somebody should look after come first; then the others; then what is out of use. */
export function partDevices(devices: readonly HelpDevice[]): {
  troubled: readonly HelpDevice[]
  well: readonly HelpDevice[]
  retired: readonly HelpDevice[]
} {
  return {
    troubled: devices.filter(({ state }) => state === 'silent' || state === 'low_battery' || state === 'never_heard'),
    well: devices.filter(({ state }) => state === 'well'),
    retired: devices.filter(({ state }) => state === 'retired'),
  }
}

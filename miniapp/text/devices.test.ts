import { expect, it } from 'vitest'
import type { ButtonTest, DrillLeg } from '../../shared/help/drills-contract.ts'
import type { HelpDevice } from '../../shared/help/devices-contract.ts'
import { agoWords, deviceLine, keyInGroups, partDevices } from './devices.ts'
import { drillRows, drillTitle, personLine, testLine, testTitle } from './drills.ts'

const now = '2026-11-24T00:21:18.000Z'

it.each([
  ['2026-11-24T00:20:40.000Z', '刚刚'],
  ['2026-11-24T00:11:18.000Z', '10 分钟前'],
  ['2026-11-23T23:21:18.000Z', '1 小时前'],
  ['2026-11-22T00:21:17.000Z', '11 月 22 日 08:21'],
])('%s is %s', (at, words) => {
  expect(agoWords(at, now)).toBe(words)
})

const device = { address: '3 栋 501', heardAt: now, battery: 14, registeredAt: now, state: 'well' } as HelpDevice

it('says of a device what there is to do about it', () => {
  expect(deviceLine(device, now)).toBe('3 栋 501，刚刚有声音')
  expect(deviceLine({ ...device, state: 'low_battery' }, now)).toBe('3 栋 501，刚刚有声音，电量 14%')
  expect(deviceLine({ ...device, heardAt: null }, now)).toBe('3 栋 501，刚刚登记，还没响过')
  const states = ['well', 'never_heard', 'silent', 'low_battery', 'retired'] as const
  const parted = partDevices(states.map((state) => ({ ...device, state })))
  expect([parted.troubled, parted.well, parted.retired].map(({ length }) => length)).toEqual([3, 1, 1])
})

it('groups a key as it is read out', () => {
  expect(keyInGroups('V9FVCEPFTC92QRVE')).toBe('V9FV-CEPF-TC92-QRVE')
})

const person = { name: '李敏', post: '三网格网格员', deskAlive: true, delivery: 'sent', confirmed: true } as const
const leg: DrillLeg = {
  level: 'grid',
  areaCode: '320102001001003',
  areaName: '三网格',
  result: 'passed',
  people: [person],
  confirmedBy: '李敏',
  seconds: 12,
}

it('says of a drill who heard it, and what to do where nobody did', () => {
  const failed: DrillLeg = { ...leg, areaName: '梅园街道', result: 'no_desk', confirmedBy: null, seconds: null }
  expect(drillRows({ legs: [leg, failed] }).map(({ title, note }) => [title, note])).toEqual([
    ['三网格', '李敏，12 秒点了收到'],
    ['梅园街道', '消息发出去了，值守台没开着。问问是不是忘了开。'],
  ])
  expect(drillTitle({ status: 'failed', legs: [leg, failed] })).toBe('1 处没通过')
  expect(drillTitle({ status: 'passed', legs: [leg] })).toBe('每一级都收到了')
  expect(personLine(person)).toBe('李敏，点了收到，值守台开着，微信发到了')
  expect(personLine({ ...person, confirmed: false, deskAlive: false, delivery: 'no_quota' })).toBe(
    '李敏，值守台没开，微信没有可发的条数',
  )
})

it('says of a test how long it took and who heard it', () => {
  const test = {
    pressedAt: '2026-11-22T01:05:00.000Z',
    seconds: 3,
    status: 'answered',
    answeredBy: '李敏',
  } as ButtonTest
  expect(testTitle(test)).toBe('11 月 22 日测过，3 秒送到')
  expect(testLine(test)).toBe('李敏：听到了，按钮是好的')
  expect(testLine({ ...test, status: 'lapsed' })).toBe('送到了，没有人回，社区会去查')
})

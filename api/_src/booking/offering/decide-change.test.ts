import { describe, expect, it } from 'vitest'
import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import { closed, clinic, ids, lunch, provider, worker } from '../../testing/offering-town.ts'
import { decideChange, type Offering } from './decide-change.ts'

const kept = { version: 3, isWithdrawn: false }
const offering: Offering = {
  providers: [{ ...provider, ...kept }],
  services: [{ ...clinic, ...kept }],
  resources: [
    { ...worker(ids.doctor, '林芳医生'), ...kept },
    { ...worker(ids.nurse, '周敏护士'), ...kept, isWithdrawn: true },
  ],
  exceptions: [closed('停电', {})],
  holidays: [{ day: '2026-12-12', kind: 'workday', name: '便民服务日' }],
}
const onlyDoctor = { ...clinic, needs: [[ids.doctor]] }

describe('a change of what is offered', () => {
  it.each<[what: string, change: OfferingChange, outcome: string]>([
    ['over the version that was seen', { kind: 'service', version: 3, service: onlyDoctor }, 'save 4'],
    ['over an older one', { kind: 'service', version: 2, service: onlyDoctor }, 'conflict'],
    ['over one that is not there yet', { kind: 'service', version: 4, service: onlyDoctor }, 'conflict'],
    ['that has happened already', { kind: 'service', version: 2, service: clinic }, 'repeat 3'],
    ['of a new thing', { kind: 'service', version: 0, service: lunch }, 'save 1'],
    ['of a new thing whose id is somebody else’s', { kind: 'service', version: 0, service: clinic }, 'id_taken'],
    ['of a thing that is nowhere', { kind: 'service', version: 2, service: lunch }, 'not_found'],
    ['that withdraws', { kind: 'withdraw', version: 3, what: 'service', id: ids.clinic }, 'save 4'],
    ['that withdraws once more', { kind: 'withdraw', version: 2, what: 'resource', id: ids.nurse }, 'repeat 3'],
    [
      'that withdraws over an older version',
      { kind: 'withdraw', version: 2, what: 'service', id: ids.clinic },
      'conflict',
    ],
    ['that withdraws nothing', { kind: 'withdraw', version: 1, what: 'provider', id: ids.clinic }, 'not_found'],
    ['that brings back', { kind: 'resource', version: 3, resource: worker(ids.nurse, '周敏护士') }, 'save 4'],
    ['of an exception that is there', { kind: 'exception', exception: closed('停电', {}) }, 'repeat 0'],
    [
      'of an exception that says otherwise',
      { kind: 'exception', exception: { ...closed('停电', {}), toDay: '2026-11-30' } },
      'id_taken',
    ],
    [
      'that takes an exception away',
      { kind: 'exception_removed', exceptionId: closed('停电', {}).exceptionId },
      'save 0',
    ],
    ['that takes none away', { kind: 'exception_removed', exceptionId: ids.clinic }, 'repeat 0'],
    [
      'of a day of its own',
      { kind: 'holiday', holiday: { day: '2026-12-12', kind: 'workday', name: '便民服务日' } },
      'repeat 0',
    ],
    [
      'of that day to a rest',
      { kind: 'holiday', holiday: { day: '2026-12-12', kind: 'holiday', name: '休息' } },
      'save 0',
    ],
    ['that follows the calendar again', { kind: 'holiday_removed', day: '2026-12-12' }, 'save 0'],
  ])('%s', (_what, change, outcome) => {
    const decided = decideChange(offering, change)
    expect(decided.ok ? `${decided.data.kind} ${decided.data.version}` : decided.code).toBe(outcome)
  })

  it.each<[words: string, change: OfferingChange]>([
    [
      '选的窗口、房间或人员里，有的已经停用了',
      { kind: 'service', version: 3, service: { ...clinic, needs: [[ids.nurse]] } },
    ],
    ['还没选要用的窗口、房间或人员', { kind: 'service', version: 3, service: { ...clinic, needs: [] } }],
    [
      '按名额约的服务，不用再选窗口和人员',
      { kind: 'service', version: 0, service: { ...lunch, needs: [[ids.doctor]] } },
    ],
    ['留给老人的名额不能比总名额多', { kind: 'service', version: 0, service: { ...lunch, reservedPlaces: 9 } }],
    ['还没选由谁来办', { kind: 'service', version: 0, service: { ...lunch, providerId: ids.lunch } }],
    ['每次要多久，按 5 分钟一格填', { kind: 'service', version: 3, service: { ...onlyDoctor, durationMinutes: 33 } }],
    [
      '第 1 段开门时间要早于关门时间',
      {
        kind: 'provider',
        version: 3,
        provider: {
          ...provider,
          openingHours: { weekly: [{ weekdays: [1], from: '17:00', to: '08:00' }], onHolidays: 'closed' },
        },
      },
    ],
    [
      '只能选一处',
      { kind: 'exception', exception: closed('两处', { providerId: ids.provider, serviceId: ids.clinic }) },
    ],
    ['选的这一处已经没有了', { kind: 'exception', exception: closed('没有', { serviceId: ids.lunch }) }],
    [
      '只有停用才能选某个人员或场地，加开请选整个服务',
      { kind: 'exception', exception: closed('加开', { kind: 'open', resourceId: ids.doctor }) },
    ],
  ])('says %s', (words, change) => {
    const decided = decideChange(offering, change)
    expect(decided.ok ? decided.data.mistakes : decided.code).toContain(words)
  })

  it('keeps everything else as it was', () => {
    const decided = decideChange(offering, { kind: 'service', version: 3, service: onlyDoctor })
    if (!decided.ok) throw new Error(decided.code)
    expect(decided.data.next).toEqual({ ...offering, services: [{ ...onlyDoctor, version: 4, isWithdrawn: false }] })
  })
})

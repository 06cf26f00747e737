import { describe, expect, it } from 'vitest'
import type { Task } from '../../shared/help/tasks-contract.ts'
import type { WellnessPlan } from '../../shared/help/wellness-contract.ts'
import { lastSignWords, momentWords, planStateWords, taskLine } from './care.ts'

/** 10:00 in the morning of 24 November in China. */
const now = '2026-11-24T02:00:00.000Z'
const today = '2026-11-24'

const plan: WellnessPlan = {
  communityId: '320102001001',
  residentId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  name: '王秀英',
  address: '3 栋 2 单元 501',
  status: 'active',
  rhythm: 'daily',
  times: ['10:00'],
  setByName: '李敏',
  setByRole: 'staff',
  consent: 'spoken',
  pausedUntil: null,
  lastSign: { at: '2026-11-23T12:10:00.000Z', kind: 'app_opened' },
  step: 'waiting',
  expectedAt: '2026-11-25T02:00:00.000Z',
}

const task: Task = {
  communityId: plan.communityId,
  taskId: plan.residentId,
  kind: 'need',
  title: '王秀英要：送餐',
  person: { residentId: plan.residentId, name: '王秀英', address: '3 栋 2 单元 501' },
  areaCode: '320102001001003',
  openedAt: now,
  dueAt: '2026-11-24T04:00:00.000Z',
  overdue: false,
  step: 'grid',
  details: {},
}

describe('looking after people, in words', () => {
  it('says when in a neighbour’s words', () => {
    expect(momentWords('2026-11-24T00:02:00.000Z', today)).toBe('今天 8:02')
    expect(momentWords('2026-11-23T12:10:00.000Z', today)).toBe('昨天 20:10')
    expect(lastSignWords(plan, today)).toBe('昨天 20:10 开过小程序')
    expect(lastSignWords({ lastSign: null }, today)).toBe('还没有过动静')
  })

  it.each([
    [{}, '明天 10:00 前'],
    [{ expectedAt: '2026-11-30T02:00:00.000Z' }, '6 天内'],
    [{ step: 'asked' }, '问了，没回'],
    [{ step: 'knock' }, '该上门'],
    [{ pausedUntil: '2026-11-30' }, '停几天'],
    [{ status: 'proposed' }, '等本人同意'],
  ] as const)('says how a plan stands: %j', (over, words) => {
    expect(planStateWords({ ...plan, ...over }, today).text).toBe(words)
  })

  it.each([
    [{}, '今天 12:00 前，3 栋 2 单元 501'],
    [{ person: null }, '今天 12:00 前'],
    [{ overdue: true, dueAt: '2026-11-24T01:35:00.000Z' }, '过了 25 分钟，3 栋 2 单元 501'],
    [{ overdue: true, dueAt: '2026-11-23T22:00:00.000Z' }, '过了 4 小时，3 栋 2 单元 501'],
    [{ overdue: true, dueAt: '2026-11-21T02:00:00.000Z' }, '过了 3 天，3 栋 2 单元 501'],
  ])('says when and where a task is: %j', (over, words) => {
    expect(taskLine({ ...task, ...over }, now)).toBe(words)
  })
})

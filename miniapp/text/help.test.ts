import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../shared/help/contract.ts'
import { levels } from '../../shared/help/lifecycle.ts'
import { eventWords, riseWords, waitOf } from './help.ts'

const event = (fields: Partial<CallEvent>): CallEvent => ({
  at: '2026-11-24T00:21:18.000Z',
  kind: 'raised',
  byName: null,
  byPost: null,
  byRelation: null,
  level: null,
  toLevel: null,
  reason: null,
  names: [],
  minutes: null,
  number: null,
  text: null,
  ...fields,
})
const answered = event({ kind: 'acknowledged', byName: '李敏', byPost: '三网格网格员' })

describe('the timeline', () => {
  it.each([
    [event({}), [], '您按了求助'],
    [event({ byName: '陈静', byRelation: 'daughter' }), [], '女儿陈静替您按了求助'],
    [event({ kind: 'risen', level: 'grid', toLevel: 'community' }), [], '没人接，转社区'],
    [event({ kind: 'risen', level: 'district', toLevel: 'grid' }), [], '没人接，从头再响一遍'],
    [event({ kind: 'risen', level: 'community', toLevel: 'street' }), [answered], '李敏没有动静，转街道'],
    [answered, [], '李敏接了'],
    [answered, [answered], '李敏说还在处理'],
    [event({ kind: 'acknowledged', byName: '赵雨桐' }), [answered], '赵雨桐接过来了'],
    [event({ kind: 'cancelled' }), [], '您说没事，按错了'],
  ] as const)('%#: %s', (one, before, words) => {
    expect(eventWords(one, '您', before)).toBe(words)
  })
})

it('says seconds while they count, minutes while they are many', () => {
  expect([waitOf(42.4), waitOf(99), waitOf(100), waitOf(-3)]).toEqual([
    { number: '42', unit: '秒' },
    { number: '99', unit: '秒' },
    { number: '2', unit: '分' },
    { number: '0', unit: '秒' },
  ])
})

it('always says where a call goes next', () => {
  expect(levels.map(riseWords)).toEqual(['从头再响一遍', '转社区', '转街道', '转区中心'])
})

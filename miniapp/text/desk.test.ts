import { describe, expect, it } from 'vitest'
import type { DeskCall } from '../../shared/help/contract.ts'
import { deskWords, dutyMark, lateWords, offerWords, shiftWords, stoppedWords } from './desk.ts'

const ladder = (['grid', 'community', 'street', 'district'] as const).map((level) => ({ level, seconds: 60 }))
const call = {
  status: 'en_route',
  level: 'grid',
  ladder,
  stalled: false,
  responderName: '吴浩',
  mine: false,
  offer: null,
} as unknown as DeskCall

describe('a line of the queue', () => {
  it.each([
    [{}, 700, '', '吴浩在路上，12 分钟内要到'],
    [{ stalled: true }, 30, '没有动静', '吴浩接的，30 秒后转社区'],
    [{ status: 'on_site' }, 600, '', '吴浩在老人家里，10 分钟内报平安'],
    [{ status: 'cancelled' }, 0, '', '说是按错了，回个电话听听声音'],
    [{ status: 'closed', callBackDueAt: null }, 0, '', '回个电话问问'],
  ])('%j', (over, seconds, urgent, line) => {
    expect(deskWords({ ...call, ...over } as DeskCall, seconds)).toEqual({ urgent, line })
  })
})

describe('a call that changes hands', () => {
  const offer = { kind: 'take_over', fromName: '李敏', toName: '赵雨桐', toMe: false, reason: '我离得近', endsAt: '' }
  it.each([
    [{ offer, mine: true }, '赵雨桐想接手：我离得近。您不说话，18 秒后就归赵雨桐。'],
    [{ offer: { ...offer, toMe: true } }, '18 秒后归您。李敏说接着办，就还是李敏。'],
    [{ offer }, '赵雨桐想接手：我离得近。18 秒后归赵雨桐。'],
    [{ offer: { ...offer, kind: 'hand_over', toMe: true } }, '李敏请您接手：我离得近。还有 18 秒，不接就还是李敏的。'],
    [{ offer: { ...offer, kind: 'hand_over' }, mine: true }, '在等赵雨桐答应，还有 18 秒。这会儿还是您的。'],
  ])('%#', (over, words) => {
    expect(offerWords({ ...call, ...over } as DeskCall, 18)).toBe(words)
  })
})

it('says who sits at a desk, who is busy, and until when', () => {
  const person = { state: 'free', here: false } as Parameters<typeof dutyMark>[0]
  expect(
    [person, { ...person, here: true }, { ...person, state: 'en_route' as const }].map((one) => dutyMark(one).text),
  ).toEqual(['等消息', '在台前', '在路上'])
  const shift = { part: 'A', startsAt: '2026-11-24T00:00:00.000Z', endsAt: '2026-11-24T08:00:00.000Z' } as const
  expect(shiftWords(shift)).toBe('A 岗 8:00–16:00')
})

it('says when nobody looks after the clock, and what it left behind', () => {
  expect(stoppedWords('2026-11-24T00:21:36.000Z')).toContain('停在 8:21:36')
  expect(stoppedWords(null)).toContain('还没巡查过')
  const late = { callId: '', residentName: '王秀英', since: '2026-11-24T00:21:00.000Z' }
  expect(lateWords(late, Date.parse('2026-11-24T00:24:10.000Z'))).toContain('晚了 3 分钟')
})

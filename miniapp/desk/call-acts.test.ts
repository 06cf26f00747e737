import { expect, it } from 'vitest'
import type { DeskCall } from '../../shared/help/contract.ts'
import { actWords, besideAct, leadAct } from './call-acts.ts'

const call = { status: 'ringing', mine: false, helping: false, stalled: false, offer: null } as unknown as DeskCall
const takeOver = { kind: 'take_over', toMe: false } as DeskCall['offer']
const handOver = { kind: 'hand_over', toMe: false } as DeskCall['offer']

it.each([
  ['ringing', {}, '接警', undefined],
  ['answered by me', { status: 'acknowledged', mine: true }, '出发', '结束'],
  ['I am on my way', { status: 'en_route', mine: true }, '到达', '结束'],
  ['I am there', { status: 'on_site', mine: true }, '结束', '人平安'],
  ['I help there', { status: 'on_site', helping: true }, '接手', '人平安'],
  ['somebody else has it', { status: 'en_route' }, '接手', undefined],
  ['somebody else has it and does not move', { status: 'en_route', stalled: true }, '我来接', undefined],
  ['mine, and late', { status: 'en_route', mine: true, stalled: true }, '还在处理', '结束'],
  ['somebody wants mine', { status: 'acknowledged', mine: true, offer: takeOver }, '我接着办', undefined],
  ['I hand it over', { status: 'acknowledged', mine: true, offer: handOver }, '不转了', undefined],
  ['it is handed to me', { status: 'acknowledged', offer: { ...handOver, toMe: true } }, '我来接', '接不了'],
  ['two others change it', { status: 'acknowledged', offer: takeOver }, undefined, undefined],
  ['a mistake, to ring back', { status: 'cancelled', callBackPromised: true }, '打过电话了', undefined],
])('%s', (_, over, lead, beside) => {
  const which = { ...call, ...over } as DeskCall
  const words = (act: ReturnType<typeof leadAct>) => (act === undefined ? undefined : actWords(act, which))
  expect([words(leadAct(which)), words(besideAct(which))]).toEqual([lead, beside])
})

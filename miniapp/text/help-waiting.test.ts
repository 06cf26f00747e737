import { describe, expect, it } from 'vitest'
import type { CallEvent, HelpCall } from '../../shared/help/contract.ts'
import { defaultSettings, planFor } from '../../shared/help/settings.ts'
import { byWhen, nextWords, ringing } from './help-waiting.ts'

const now = new Date('2026-11-24T00:21:18.000Z')
const ladder = [...planFor(defaultSettings, 'emergency', now).levels]
const event = (fields: Partial<CallEvent>) => ({ kind: 'raised', names: [], ...fields }) as CallEvent
const call = (fields: Partial<HelpCall>) =>
  ({
    status: 'ringing',
    level: 'grid',
    ladder,
    residentName: '王秀英',
    responder: null,
    arrivesInMinutes: null,
    events: [],
    ...fields,
  }) as HelpCall
const self = { viewer: 'self', first: undefined, isShort: false } as const
const limin = { name: '李敏', post: '三网格网格员', phone: null }

describe('who rings', () => {
  const rang = event({ kind: 'rang', names: ['李敏', '赵雨桐'] })
  it.each([
    [[], undefined],
    [[event({})], undefined],
    [[event({}), rang], '李敏、赵雨桐'],
    [[rang, event({ kind: 'risen', names: ['孙志强'] })], '李敏、赵雨桐等 3 人'],
    [[rang, event({ kind: 'risen', names: ['李敏'] })], '李敏、赵雨桐'],
    [[rang, event({ kind: 'rang', names: ['陈静'] })], '李敏、赵雨桐等 3 人'],
    [[rang, event({ kind: 'reopened' }), event({ kind: 'rang', names: ['吴浩'] })], '吴浩'],
  ])('%#: %s', (events, words) => {
    expect(ringing(events)).toBe(words)
  })
})

describe('what happens next', () => {
  it('names who rings, and what happens if nobody answers', () => {
    expect(nextWords(call({}), 42, { ...self, first: '李敏' })).toBe('李敏的手机在响。42 秒没人接，转给社区。')
    expect(nextWords(call({}), 42, { ...self, isShort: true })).toBe('网格员的手机在响。您坐着等。')
    expect(nextWords(call({ level: 'district' }), 42, { ...self, isShort: true })).toBe(
      '区中心值班的人在响铃。您坐着等。',
    )
    const risen = event({ kind: 'risen', names: ['刘倩'] })
    expect(nextWords(call({ level: 'district', events: [risen] }), 42, { ...self, isShort: true })).toBe(
      '刘倩的手机也在响。您坐着等。',
    )
    const events = [event({ kind: 'rang', names: ['吴浩'] })]
    expect(nextWords(call({ events }), 42, { ...self, first: '李敏' })).toBe('吴浩的手机在响。42 秒没人接，转给社区。')
  })

  it('tells the family where somebody goes, not to sit and wait', () => {
    const family = { ...self, viewer: 'family' } as const
    const coming = call({ status: 'en_route', responder: limin, arrivesInMinutes: 5 })
    expect(nextWords(coming, 42, self)).toBe('李敏说 5 分钟内到。敲门会报名字，您坐着等。')
    expect(nextWords(coming, 42, family)).toBe('李敏说 5 分钟内到王秀英家。')
    expect(nextWords(call({ status: 'acknowledged', responder: limin }), 42, family)).toBe('李敏马上联系王秀英。')
    expect(nextWords(call({}), 42, { ...family, isShort: true })).toBe('网格员的手机在响。')
  })

  it('says that others are called when nothing moves', () => {
    const acknowledged = event({ kind: 'acknowledged', byName: '李敏' })
    const risen = event({ kind: 'risen', reason: 'no_progress', names: ['孙志强'] })
    const stuck = call({ status: 'acknowledged', level: 'street', responder: limin, events: [acknowledged, risen] })
    expect(nextWords(stuck, 42, self)).toBe('李敏还没有动静，又叫了孙志强。您坐着等。')
    const nobodyNamed = { ...stuck, events: [acknowledged, { ...risen, names: [] }] }
    expect(nextWords(nobodyNamed, 42, self)).toBe('李敏还没有动静，又叫了街道值班的人。您坐着等。')
    const moved = { ...stuck, events: [acknowledged, risen, acknowledged] }
    expect(nextWords(moved, 42, { ...self, isShort: true })).toBe('李敏马上联系您。您坐着等。')
  })

  it('says by when somebody rings back', () => {
    expect(byWhen('2026-11-25T04:00:00.000Z', now)).toBe('明天 12:00 前')
    expect(byWhen('2026-11-24T01:00:00.000Z', now)).toBe('今天 9:00 前')
  })
})

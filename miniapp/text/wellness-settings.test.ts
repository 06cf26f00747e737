import { describe, expect, it } from 'vitest'
import { wellnessContract } from '../../shared/help/wellness-contract.ts'
import { defaultWellness } from '../../shared/help/wellness.ts'
import { choicesOf, minutesOf, silenceRows, silenceWords, spanWords, withMinutes } from './wellness-settings.ts'

it.each([
  [5, '5 分钟'],
  [60, '1 小时'],
  [90, '1 小时 30 分钟'],
  [24 * 60, '24 小时'],
  [6 * 24 * 60, '6 天'],
  [50 * 60, '50 小时'],
])('says %i minutes as %s', (minutes, words) => expect(spanWords(minutes)).toBe(words))

it('reads the usual way of silence as sentences', () => {
  expect(silenceWords(defaultWellness)).toEqual([
    '到点没报平安，先发消息问老人',
    '30 分钟没回音，打电话，告诉家里人',
    '再过 1 小时没联系上，上门看看',
    '再过 1 小时还没动静，转成求助',
  ])
})

describe.each(silenceRows)('$title', ({ field, choices }) => {
  it('offers what stands there', () => {
    expect(choices).toContain(minutesOf(defaultWellness, field))
    const odd = withMinutes(defaultWellness, field, 7 * 60)
    expect(choicesOf(odd, field)).toContain(7 * 60)
    expect(choicesOf(odd, field)).toEqual(choicesOf(odd, field).toSorted((one, other) => one - other))
  })

  it('changes nothing else, and the server takes every choice', () => {
    const { input } = wellnessContract['help.saveWellnessSettings']
    for (const minutes of choices) {
      const settings = withMinutes(defaultWellness, field, minutes)
      expect(minutesOf(settings, field)).toBe(minutes)
      expect(withMinutes(settings, field, minutesOf(defaultWellness, field))).toEqual(defaultWellness)
      expect(input.safeParse({ communityId: '310107005003', settings })).toMatchObject({ success: true })
    }
  })
})

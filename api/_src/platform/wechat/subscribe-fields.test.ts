import { assert, constant, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountField, dateField, fieldTypeOf, numberField, textFormatters, timeField } from './subscribe-fields.ts'

const family = '👨‍👩‍👧'
const points = (text: string) => Array.from(text).length

const examples: readonly [keyof typeof textFormatters, string, string][] = [
  ['thing', '周四上午九点到梅园社区居委会一楼大厅办事窗口', '周四上午九点到梅园社区居委会一楼大厅办…'],
  ['thing', '二十个字二十个字二十个字二十个字二十个字', '二十个字二十个字二十个字二十个字二十个字'],
  ['thing', ' 第一行\r\n第二行\t尾\u0000 ', '第一行 第二行 尾'],
  ['thing', '', '无'],
  ['thing', '\u202e\u200b', '无'],
  ['thing', `一二三四五六七八九十一二三四五六七${family}`, `一二三四五六七八九十一二三四五六七…`],
  ['thing', `${family}来了`, `${family}来了`],
  ['thing', '\ud83d坏', '坏'],
  ['phrase', '预约已经成功了', '预约已经成'],
  ['phrase', 'OK 好的👌', '好的'],
  ['phrase', 'OK', '无'],
  ['name', '欧阳王秀英赵钱孙李周吴', '欧阳王秀英赵钱孙李周'],
  ['name', 'Alexander Maximilian Bell', 'Alexander Maximilian'],
  ['name', '王秀英👵3号', '王秀英号'],
  ['name', '', '居民'],
  ['character_string', '编号 A-1024', 'A-1024'],
  ['character_string', 'x'.repeat(40), 'x'.repeat(32)],
  ['character_string', '编号', '-'],
  ['letter', 'A1b2', 'Ab'],
  ['symbol', 'a!?*#+-', '!?*#+'],
  ['phone_number', '+86 025-8899 1200 转 3', '+86025-889912003'],
  ['phone_number', '12345678901234567890', '12345678901234567'],
  ['car_number', '苏A·12345挂', '苏A12345挂'],
  ['car_number', '苏A中12345', '苏A12345'],
]

describe('text fields', () => {
  it.each(examples)('%s of %j is %j', (type, text, expected) => {
    expect(textFormatters[type](text)).toBe(expected)
  })

  const limits = {
    thing: [20, /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u],
    phrase: [5, /^\p{Script=Han}+$/u],
    name: [20, /^[^\p{Cc}\p{Nd}]+$/u],
    character_string: [32, /^[\x21-\x7e]+$/],
    letter: [32, /^[A-Za-z]+$/],
    symbol: [5, /^[\p{P}\p{S}]+$/u],
    phone_number: [17, /^[\d+\-()]+$/],
    car_number: [8, /^[\p{Script=Han}A-Za-z0-9-]+$/u],
  } as const

  it.each(Object.keys(limits) as (keyof typeof limits)[])('%s keeps its limit for any text', (type) => {
    const [longest, shape] = limits[type]
    assert(
      property(string({ unit: oneof(constant(family), string({ unit: 'binary' })) }), (text) => {
        const value = textFormatters[type](text)
        expect(points(value)).toBeLessThanOrEqual(longest)
        expect(value).toMatch(shape)
        expect(value).not.toMatch(/\p{Cs}/u)
      }),
    )
  })

  it('counts a name with Han in it to ten', () => {
    assert(
      property(string({ maxLength: 30 }), (text) => {
        expect(points(textFormatters.name(`王${text}`))).toBeLessThanOrEqual(10)
      }),
    )
  })
})

describe('time, date, number, amount', () => {
  const at = new Date('2026-11-23T16:05:00.000Z')

  it('writes the local day and time', () => {
    expect(timeField(at)).toBe('2026年11月24日 00:05')
    expect(dateField(at)).toBe('2026年11月24日')
  })

  it('writes numbers without exponent', () => {
    expect(numberField(3)).toBe('3')
    expect(numberField(1.5)).toBe('1.50')
    expect(numberField(1e21)).toBe('1000000000000000000000')
    expect(numberField(1e40)).toBe('0')
    expect(numberField(Number.NaN)).toBe('0')
  })

  it('writes amounts in yuan', () => {
    expect(amountField(1250)).toBe('￥12.50')
    expect(amountField(5)).toBe('￥0.05')
    expect(amountField(Number.NaN)).toBe('￥0.00')
    expect(amountField(1e14)).toBe('￥99999999.99')
  })
})

describe('fieldTypeOf', () => {
  it('reads the type out of the key', () => {
    expect(fieldTypeOf('thing1')).toBe('thing')
    expect(fieldTypeOf('character_string12')).toBe('character_string')
    expect(fieldTypeOf('time3')).toBe('time')
  })

  it('knows no other type', () => {
    for (const key of ['enum1', 'thing', 'constructor1', '1thing', 'thing1x']) expect(fieldTypeOf(key)).toBeUndefined()
  })
})

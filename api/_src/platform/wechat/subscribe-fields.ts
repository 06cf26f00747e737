import { dayOf, timeOf } from '../../../../shared/time.ts'

/**
 * The values of a subscribe message. WeChat refuses the whole message (47003) when one value is too long, empty, of
 * another alphabet or holds a line break, so every value goes through the formatter of its field type.
 * Limits: WeChat, 发送订阅消息, 订阅消息参数值内容限制说明. "Characters" are Unicode code points here; a cut never
 * falls inside an emoji or a combined letter.
 */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** One line, no control characters, no invisible ones and no half surrogates; the joiner stays because family emoji are made with it. */
function cleaned(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/(?!\u200d)[\p{Cf}\p{Cs}]/gu, '')
    .trim()
}

const lengthOf = (text: string) => Array.from(text).length

/** As many whole graphemes as fit into `longest` code points. */
function cut(text: string, longest: number): string {
  if (lengthOf(text) <= longest) return text
  let kept = ''
  let length = 0
  for (const { segment } of graphemes.segment(text)) {
    length += lengthOf(segment)
    if (length > longest) break
    kept += segment
  }
  return kept
}

/** The cut text with `…` in its last place, so that a reader sees that there is more. */
function shortened(text: string, longest: number): string {
  return lengthOf(text) <= longest ? text : `${cut(text, longest - 1).trimEnd()}…`
}

const only = (text: string, allowed: RegExp) => cleaned(text).replace(allowed, '')

/** `2026年11月24日`, local. */
function dayText(at: Date): string {
  const day = dayOf(at)
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** One formatter per field type that takes text. Each returns a value WeChat accepts, whatever it is given. */
export const textFormatters = {
  /** Anything, 20 characters. */
  thing: (text: string) => shortened(cleaned(text), 20) || '无',
  /** Han only, 5 characters. */
  phrase: (text: string) => cut(only(text, /[^\p{Script=Han}]/gu), 5) || '无',
  /** A name: 10 characters with Han in it, 20 letters or signs without; digits and pictures are no part of a name. */
  name: (text: string) => {
    const name = only(text, /\p{Nd}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{RI}|\u200d|\ufe0f/gu).trim()
    return cut(name, /\p{Script=Han}/u.test(name) ? 10 : 20).trim() || '居民'
  },
  /** ASCII letters, digits and signs, 32. */
  character_string: (text: string) => cut(only(text, /[^\x21-\x7e]/gu), 32) || '-',
  /** 32 ASCII letters. */
  letter: (text: string) => cut(only(text, /[^A-Za-z]/gu), 32) || 'A',
  /** 5 signs. */
  symbol: (text: string) => cut(only(text, /[^\p{P}\p{S}]|\p{Extended_Pictographic}/gu), 5) || '-',
  /** Telephone: 17 digits and signs. */
  phone_number: (text: string) => cut(only(text, /[^\d+\-()]/gu), 17) || '-',
  /** Plate: 8 characters, Han first or last only. */
  car_number: (text: string) => cut(only(text, /[^\p{Script=Han}A-Za-z0-9]|(?<!^)\p{Script=Han}(?!$)/gu), 8) || '-',
} as const

/** `HH:MM` with the local day in front: 24 hours. */
export function timeField(at: Date): string {
  return `${dayText(at)} ${timeOf(at)}`
}

/** The local day. */
export function dateField(at: Date): string {
  return dayText(at)
}

/** A number of at most 32 digits, decimals allowed, never in exponent form. */
export function numberField(value: number): string {
  if (!Number.isFinite(value)) return '0'
  const text = Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(2)
  return text.replace(/\D/gu, '').length <= 32 ? text : '0'
}

/** Yuan with the sign: `￥12.50`; at most ten digits. Amounts are whole fen. */
export function amountField(fen: number): string {
  const safe = Number.isSafeInteger(fen) ? Math.min(Math.max(fen, 0), 9_999_999_999) : 0
  return `￥${Math.trunc(safe / 100)}.${String(safe % 100).padStart(2, '0')}`
}

export type TextFieldType = keyof typeof textFormatters
export type FieldType = TextFieldType | 'time' | 'date'

/** The type in a template's field key: `character_string12` → `character_string`. Undefined when we cannot fill it. */
export function fieldTypeOf(key: string): FieldType | undefined {
  const type = /^([a-z_]+)\d+$/u.exec(key)?.[1]
  if (type === 'time' || type === 'date') return type
  return type !== undefined && Object.hasOwn(textFormatters, type) ? (type as TextFieldType) : undefined
}

/**
 * What WeChat accepts as the value of a field, by the type in its key (发送订阅消息, 订阅消息参数值内容限制说明).
 * Written from the document and not from our formatters, so that a mistake in one shows against the other.
 */
const lengthOf = (text: string) => Array.from(text).length
const hanOrName = (text: string) => (/\p{Script=Han}/u.test(text) ? lengthOf(text) <= 10 : lengthOf(text) <= 20)

const clock = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?`
const day = String.raw`(\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{4}([-/.])\d{1,2}(\3\d{1,2})?|\d{1,2}[-/.]\d{1,2})`
const moment = new RegExp(`^(${day} )?${clock}$`)
const date = new RegExp(`^${day}( ${clock})?$`)
const spans = (shape: RegExp) => (text: string) =>
  text.split('~').length <= 2 && text.split('~').every((t) => shape.test(t.trim()))

const rules: Readonly<Record<string, (text: string) => boolean>> = {
  thing: (text) => lengthOf(text) <= 20,
  number: (text) => /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 32,
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => /^[\p{P}\p{S}]{1,5}$/u.test(text),
  character_string: (text) => /^[\x21-\x7e]{1,32}$/.test(text),
  time: spans(moment),
  date: spans(date),
  amount: (text) => /^[￥¥$€]?\d{1,10}(\.\d+)?元?$/.test(text),
  phone_number: (text) => /^[\d+\-() ]{1,17}$/.test(text),
  car_number: (text) =>
    lengthOf(text) <= 8 && /^[\p{Script=Han}A-Za-z0-9][A-Za-z0-9]*[\p{Script=Han}A-Za-z0-9]?$/u.test(text),
  name: (text) => hanOrName(text) && !/\d/.test(text),
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
}

/** True when WeChat would take `value` for the field `key` (`thing1`, `time3` …). */
export function acceptsField(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return false
  const rule = rules[key.replace(/\d+$/, '')]
  return rule !== undefined && rule(value)
}

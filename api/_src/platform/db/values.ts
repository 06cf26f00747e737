import { sql, type RawBuilder } from 'kysely'

/** What may stand behind a `?`. Objects are not among them: a JSON column is written with `json()`. */
export type Parameter = string | number | bigint | boolean | null | Uint8Array

/** What a column's bytes become in JavaScript, the same on both drivers. */
export type Decoder = (bytes: Buffer) => unknown

/** `YYYY-MM-DD HH:MM:SS.mmm` in UTC, as a DATETIME(3) column takes it. */
export function databaseInstant(at: Date): string {
  return at.toISOString().slice(0, 23).replace('T', ' ')
}

/** The value of a JSON column. Read back, it is the parsed value again. */
export function json<Value>(value: Value): RawBuilder<Value> {
  return sql<Value>`${JSON.stringify(value)}`
}

/** Brings a value into the shape both drivers send alike; throws for what they would send differently. */
export function toParameter(value: unknown): Parameter {
  if (value instanceof Date) return databaseInstant(value)
  if (value === null || value instanceof Uint8Array) return value
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value
    default:
      throw new TypeError(
        `a statement was given ${value === undefined ? 'undefined' : 'an object or array'} as a value; write JSON columns with json()`,
      )
  }
}

/** How to read a column of this type (Vitess type names); `binary` when its character set is `binary`. */
export function decoderFor(type: string, binary: boolean): Decoder {
  switch (type) {
    case 'INT8':
    case 'INT16':
    case 'INT24':
    case 'INT32':
    case 'UINT8':
    case 'UINT16':
    case 'UINT24':
    case 'UINT32':
    case 'YEAR':
    case 'FLOAT32':
    case 'FLOAT64':
      return (bytes) => Number(bytes.toString('latin1'))
    case 'INT64':
    case 'UINT64':
      return (bytes) => wholeNumber(bytes.toString('latin1'))
    case 'DATETIME':
    case 'TIMESTAMP':
      return (bytes) => new Date(`${bytes.toString('latin1').replace(' ', 'T')}Z`)
    case 'DECIMAL':
    case 'DATE':
    case 'TIME':
      return (bytes) => bytes.toString('latin1')
    case 'JSON':
      return (bytes) => JSON.parse(bytes.toString('utf8')) as unknown
    default:
      return binary || type === 'BIT' ? (bytes) => Uint8Array.from(bytes) : (bytes) => bytes.toString('utf8')
  }
}

/** Number where it is exact, bigint beyond 2^53. */
function wholeNumber(digits: string): number | bigint {
  const value = Number(digits)
  return Number.isSafeInteger(value) ? value : BigInt(digits)
}

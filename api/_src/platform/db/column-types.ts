/** A column as MySQL's own protocol describes it. */
export interface ProtocolColumn {
  type: number
  flags: number
  characterSet: number
  /** MariaDB's JSON columns are LONGTEXT on the wire; this says `json`. */
  format: string | undefined
}

export const binaryCharacterSet = 63
const unsignedFlag = 32
const enumFlag = 256
const setFlag = 2048

const wholeNumberTypes: Readonly<Record<number, string>> = { 1: 'INT8', 2: 'INT16', 3: 'INT32', 8: 'INT64', 9: 'INT24' }
const plainTypes: Readonly<Record<number, string>> = {
  0: 'DECIMAL',
  4: 'FLOAT32',
  5: 'FLOAT64',
  6: 'NULL_TYPE',
  7: 'TIMESTAMP',
  10: 'DATE',
  11: 'TIME',
  12: 'DATETIME',
  13: 'YEAR',
  16: 'BIT',
  245: 'JSON',
  246: 'DECIMAL',
  247: 'ENUM',
  248: 'SET',
  255: 'GEOMETRY',
}
const fixedLengthString = 254
const variableLengthStrings: ReadonlySet<number> = new Set([15, 253])

/** The name Vitess gives a column of MySQL's protocol. */
export function vitessType({ type, flags, characterSet, format }: ProtocolColumn): string {
  if (format === 'json') return 'JSON'
  const whole = wholeNumberTypes[type]
  if (whole !== undefined) return flags & unsignedFlag ? `U${whole}` : whole
  if (flags & enumFlag) return 'ENUM'
  if (flags & setFlag) return 'SET'
  const plain = plainTypes[type]
  if (plain !== undefined) return plain
  const binary = characterSet === binaryCharacterSet
  if (type === fixedLengthString) return binary ? 'BINARY' : 'CHAR'
  if (variableLengthStrings.has(type)) return binary ? 'VARBINARY' : 'VARCHAR'
  return binary ? 'BLOB' : 'TEXT'
}

import type { FieldPacket } from 'mysql2'
import { vitessType } from '../../../api/_src/platform/db/column-types.ts'

/** What the driver sends back unread with its next call. PlanetScale's own holds more; the driver looks at none of it. */
export interface WireSession {
  signature: string
  vitessSession: {
    autocommit: boolean
    inTransaction?: boolean
    isolation?: string
    SessionUUID: string
  }
}

export interface WireResult {
  fields?: readonly object[]
  rows?: readonly { lengths: readonly string[]; values: string }[]
  /** A string, and absent when 0, as PlanetScale writes it. */
  rowsAffected?: string
}

export interface WireReply {
  session: WireSession
  result?: WireResult
  error?: { code: string; message: string }
  /** Seconds. */
  timing?: number
}

export function wireSession(id: string, inTransaction: boolean, isolation?: string): WireSession {
  return {
    signature: 'local',
    vitessSession: {
      autocommit: true,
      SessionUUID: id,
      ...(inTransaction ? { inTransaction } : {}),
      ...(isolation === undefined ? {} : { isolation }),
    },
  }
}

export function encodeChange(affectedRows: number): WireResult {
  return affectedRows > 0 ? { rowsAffected: String(affectedRows) } : {}
}

export function encodeRows(fields: readonly FieldPacket[], rows: readonly (readonly (Buffer | null)[])[]): WireResult {
  return { fields: fields.map(encodeField), rows: rows.map(encodeRow) }
}

function encodeRow(row: readonly (Buffer | null)[]) {
  const values = row.filter((value) => value !== null)
  return {
    lengths: row.map((value) => (value === null ? '-1' : String(value.length))),
    values: Buffer.concat(values).toString('base64'),
  }
}

function encodeField(field: FieldPacket) {
  const characterSet = field.characterSet ?? 0
  const flags = typeof field.flags === 'number' ? field.flags : 0
  return {
    name: field.name,
    type: vitessType({ type: field.type ?? 0, flags, characterSet, format: field.extendedFormat }),
    table: field.table,
    orgTable: field.orgTable,
    database: field.schema,
    orgName: field.orgName,
    columnLength: field.columnLength,
    charset: characterSet,
    flags,
    ...(field.decimals ? { decimals: field.decimals } : {}),
  }
}

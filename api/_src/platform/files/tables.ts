export type FileKind = 'voice' | 'photo'
export type FileStatus = 'requested' | 'stored' | 'removed'

/** One file, from the moment a phone asks to send it. Its bytes are in the bucket, never here. */
export interface FileTable {
  community_id: string
  id: string
  /** What it belongs to: a row of the slice that asked. */
  owner_kind: string
  owner_id: string
  kind: FileKind
  /** The type the phone declared; once stored, what the bytes are. */
  content_type: string
  /** The size declared; once stored, that of the cleaned file. */
  bytes: number
  /** Of the cleaned file, in hexadecimal digits. */
  sha256: string | null
  /** Length of a voice note, as the phone says. */
  seconds: number | null
  status: FileStatus
  /** Why it was removed: `file_type_wrong`, `not_finished`, `owner_gone`. */
  reason: string | null
  /** `photo:0`: one of the places its owner has for this kind, while it is stored. Unique. */
  place: string | null
  account_id: string
  account_name: string
  requested_at: Date
  stored_at: Date | null
  removed_at: Date | null
  /** When the sweep looks at it: to drop what the phone sent once more, or what was never finished. */
  due_at: Date | null
}

declare module '../db/tables.ts' {
  interface Tables {
    file: FileTable
  }
}

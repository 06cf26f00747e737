import type { NoticeKind } from '../../../shared/affairs/contract.ts'

export interface NoticeTable {
  community_id: string
  id: string
  kind: NoticeKind
  title: string
  publisher: string
  paragraphs: string[]
  published_at: Date
  ends_at: Date | null
  version: number
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    notice: NoticeTable
  }
}

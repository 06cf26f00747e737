import type { MaterialState } from '../../../../shared/booking/materials.ts'

/** The last photo of one thing to bring to one booking. */
export interface MaterialCheckTable {
  community_id: string
  booking_id: string
  material_id: string
  file_id: string
  state: Exclude<MaterialState, 'none'>
  words: string
  sent_at: Date
  judged_by: string | null
  judged_at: Date | null
  /** When it is thrown away with its photos: nobody needs an identity card on file after the visit. */
  due_at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    material_check: MaterialCheckTable
  }
}

import type { Generated } from 'kysely'
import type { CertificateStatus } from '../../../../shared/records/certificates.ts'
import type { Day } from '../../../../shared/time.ts'

export type CertificateStepKind =
  'asked' | 'withdrawn' | 'held' | 'released' | 'refused' | 'issued' | 'revoked' | 'replaced'

export interface CertificateStep {
  version: number
  kind: CertificateStepKind
  at: string
  /** The account; empty for the clock. */
  by: string
  byName: string
  words: string
}

/** What an issued certificate says beside its lines, fixed on the day it was issued. */
export interface CertificateFacts {
  isProof: boolean
  idNumberShown: string
  unitName: string
  personInCharge: string
  handler: string
  contactPhone: string
}

/** One certificate, from the request on. Its own outbox. */
export interface CertificateTable {
  community_id: string
  id: string
  resident_id: string
  number: string
  from_day: Day
  to_day: Day
  volunteer_number: string
  name: string
  shows_name: number
  replaces_id: string | null
  status: CertificateStatus
  /** The resident while it is published or held: one at a time. */
  live_of: string | null
  asked_at: Date
  /** The last line of the ledger that was there when it was asked for: later services do not belong to it. */
  asked_seq: number
  services: number
  automatic_minutes: number
  added_minutes: number
  public_until: Day
  due_at: Date | null
  words: string
  facts: CertificateFacts | null
  /** The last line when it was issued: what was put right until then is in it. */
  issued_seq: number | null
  /** Over what its lines say. */
  digest: string | null
  issued_at: Date | null
  ended_at: Date | null
  version: number
  notified_version: number
  untold: Generated<number | null>
  history: CertificateStep[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    certificate: CertificateTable
  }
}

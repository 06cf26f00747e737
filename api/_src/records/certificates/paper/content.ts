import type { HoursBasis } from '../../../../../shared/records/lifecycle.ts'
import type { Day } from '../../../../../shared/time.ts'

/** One service with the corrections made to it: what a line of the paper says. */
export interface PaperLine {
  day: Day
  title: string
  content: string
  basis: HoursBasis
  minutes: number
  isCorrected: boolean
}

/** Everything a certificate says, fixed on the day it was issued. */
export interface PaperContent {
  number: string
  /** 志愿服务证明 of a recording unit; else 平台服务记录. */
  isProof: boolean
  name: string
  volunteerNumber: string
  idNumberShown: string
  from: Day
  to: Day
  automaticMinutes: number
  addedMinutes: number
  lines: readonly PaperLine[]
  unitName: string
  personInCharge: string
  handler: string
  contactPhone: string
  issuedOn: Day
  /** Where whoever holds the paper asks whether it is true; undefined where the site's address is not known. */
  checkAddress: string | undefined
}

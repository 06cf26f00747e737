import type { SignInStatus } from './decide.ts'

/** One browser's request to be signed in. Of its three secrets only hashes are here. */
export interface BrowserSignInTable {
  id: string
  /** Of what the picture holds. */
  picture_hash: string
  /** Of the eight digits under it. */
  code_hash: string
  /** Of what stays in the browser. */
  browser_hash: string
  matching: string
  browser: string
  status: SignInStatus
  /** Whose phone has seen it: from then on nobody else's counts. */
  account_id: string | null
  asked_at: Date
  expires_at: Date
  decided_at: Date | null
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    browser_sign_in: BrowserSignInTable
  }
}

import type { CallSource, CallStatus, Intent, Level, Outcome, Rating } from '../../../shared/help/lifecycle.ts'
import type { HelpSettings, Plan } from '../../../shared/help/settings.ts'
import type { Call, HistoryEntry, Named, Offer } from './call.ts'

/** One help call: its state, its deadline, its presses, its history, its outbox. One row per call, for ever. */
export interface HelpCallTable {
  community_id: string
  id: string
  /**
   * The resident's id while the call is open, and after its end until its presses may be forgotten or the next call
   * takes the key over; then NULL. Unique: a resident has at most one open call, and a press that comes late finds
   * where it belongs.
   */
  current_key: string | null
  resident_id: string
  resident_name: string
  grid_code: string
  address: string
  birth_date: string | null
  living_alone: number
  intent: Intent
  source: CallSource
  status: CallStatus
  version: number
  notified_version: number
  /** 1 while `notified_version < version`: what the sweep looks for, in an index. */
  untold: number
  level: Level
  rises: number
  /** While open the moment the clock must look next; afterwards when the presses may be forgotten; then NULL. */
  due_at: Date | null
  /** The deadline of the present step: `due_at` without a first ring that is still to come and without offers. */
  step_due_at: Date | null
  /** Frozen when the first bell rings, in the moment after the press. */
  plan: Plan | null
  stalled_at: Date | null
  /** 1 while somebody of the desk has something to do: the call is open, or a call-back is promised. */
  on_desk: number
  presses: number
  press_ids: string[]
  /** Presses of the calls before this one that a phone may still send: they belong there and never count here. */
  earlier_press_ids: string[]
  /** How often a phone was told that the press is here. Makes every repeat a change, so that it can be told apart. */
  receipts: number
  raised_at: Date
  acknowledged_at: Date | null
  en_route_at: Date | null
  on_site_at: Date | null
  closed_at: Date | null
  responder_account_id: string | null
  responder_name: string | null
  responder_post: string | null
  responder_phone: string | null
  arrives_in_minutes: number | null
  offer: Offer | null
  helpers: Named[]
  neighbour: Call['neighbour']
  outcome: Outcome | null
  note: string
  rating: Rating | null
  call_back: number
  call_back_due_at: Date | null
  history: HistoryEntry[]
}

/** What a community has set; the defaults hold for what is not there. */
export interface HelpSettingTable {
  community_id: string
  settings: Partial<HelpSettings>
  version: number
  changed_by: string
  changed_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    help_call: HelpCallTable
    help_setting: HelpSettingTable
  }
}

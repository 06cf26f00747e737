import type { CareCategory } from '../../../../shared/homecare/categories.ts'
import type {
  ArrivalWay,
  CheckResult,
  ComplaintStatus,
  GapReason,
  LateOutcome,
  RatingTag,
  SignWay,
  VisitStatus,
  VisitStepKind,
  VisitTask,
} from '../../../../shared/homecare/visits.ts'
import type { Priced } from '../../../../shared/homecare/groups.ts'
import type { Day, TimeOfDay } from '../../../../shared/time.ts'

/** A date of a plan without a visit. */
export interface Gap {
  day: Day
  reason: GapReason
  words: string
  /** The nearest time that was free when it was looked for, ISO. */
  nearest: string | null
}

/** The standing visits of an agreement. Its dates are visits of their own. */
export interface VisitPlanTable {
  community_id: string
  id: string
  agreement_id: string
  resident_id: string
  resident_name: string
  address: string
  grid_code: string
  building: string
  provider_id: string
  provider_name: string
  service_id: string
  service_name: string
  minutes: number
  category: CareCategory
  weekdays: readonly number[]
  time: TimeOfDay
  weeks_ahead: number
  tasks: readonly string[]
  wished_worker_id: string | null
  wished_gender: 'female' | 'male' | null
  dialect: string
  from_day: Day
  to_day: Day
  /** The last day that was looked at; every earlier one has a visit, or a line in `gaps`. */
  planned_through: Day | null
  gaps: readonly Gap[]
  status: 'running' | 'ended'
  made_by: string
  version: number
  due_at: Date | null
}

/** What happened to a visit; `version` is the one the row had after it. */
export interface VisitEntry {
  version: number
  at: string
  kind: VisitStepKind
  /** The account that did it; empty when time did. */
  by: string
  byName: string
  words?: string
  /** Of `assigned`: the account of the worker who went before. */
  before?: string | null
  /** Of `late`: how often it was told. */
  step?: number
  /** Of `moved`: the start before. */
  from?: string
}

export interface RatingKept {
  id: string
  stars: number
  tags: readonly RatingTag[]
  words: string
  byAccountId: string
  byName: string
}

export interface VisitTable {
  community_id: string
  /** That of the booking which holds the worker's time. */
  id: string
  plan_id: string
  /** Of the plan that wanted it: a changed plan takes the visits of the one before off. */
  plan_version: number
  agreement_id: string
  provider_id: string
  provider_name: string
  service_id: string
  service_name: string
  category: CareCategory
  resident_id: string
  resident_name: string
  address: string
  grid_code: string
  building: string
  day: Day
  starts_at: Date
  ends_at: Date
  /** Said by the resident when all is done; the worker never sees it. */
  spoken_number: string
  /** Of the service when the visit was planned. */
  price: Priced
  resource_id: string | null
  worker_name: string
  worker_account_id: string | null
  /** Who sent the worker: the first to hear that nobody came. */
  assigned_by: string
  status: VisitStatus
  tasks: readonly VisitTask[]
  set_out_at: Date | null
  arrived_at: Date | null
  arrived_by: ArrivalWay | null
  left_at: Date | null
  signed_by: SignWay | null
  signature: string | null
  note: string
  stars: number | null
  rating: RatingKept | null
  late_step: number
  late_outcome: LateOutcome | null
  cancel_reason: string
  check_result: CheckResult | null
  check_note: string
  checked_by_name: string | null
  charged_at: Date | null
  /** What the public purse adds to this visit; 0 until it is charged. */
  subsidy_cents: number
  /** When time does something with it: late, or to be charged. */
  due_at: Date | null
  version: number
  notified_version: number
  untold: number
  history: readonly VisitEntry[]
}

export interface ComplaintEntry {
  version: number
  at: string
  kind: 'opened' | 'risen' | 'answered'
  byName: string
  step?: number
}

export interface VisitComplaintTable {
  community_id: string
  id: string
  visit_id: string
  /** The visit while the complaint is open: at most one of each. */
  open_of: string | null
  resident_id: string
  resident_name: string
  worker_name: string
  day: Day
  words: string
  by_account_id: string
  by_name: string
  from_rating: number
  status: ComplaintStatus
  /** 0 the community, 1 the street, 2 the district. */
  step: number
  opened_at: Date
  due_day: Day
  due_at: Date | null
  answer: string
  answered_by_name: string | null
  version: number
  notified_version: number
  untold: number
  history: readonly ComplaintEntry[]
}

export interface WorkerAwayTable {
  community_id: string
  resource_id: string
  day: Day
  reason: string
  noted_by: string
  noted_at: Date
}

export interface DoorCodeTable {
  community_id: string
  resident_id: string
  code: string
  number: string
  made_by: string
  made_at: Date
  command_id: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    visit_plan: VisitPlanTable
    visit: VisitTable
    visit_complaint: VisitComplaintTable
    worker_away: WorkerAwayTable
    door_code: DoorCodeTable
  }
}

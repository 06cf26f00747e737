import type { LimitPeriod, PriceKind, ServiceCategory, ServiceChannel } from '../../../shared/booking/lifecycle.ts'
import type { Plan, PlanRule } from '../../../shared/booking/plan.ts'
import type { ResidentGroup } from '../../../shared/homecare/groups.ts'
import type { TimeOfDay } from '../../../shared/time.ts'
import type { DemoProvider, DemoResource } from './booking-providers.ts'

export interface DemoService {
  key: string
  provider: DemoProvider['key']
  category: ServiceCategory
  name: string
  line: string
  description: string
  icon: string
  channel: ServiceChannel
  /** Empty: at the resident's home. */
  place: string
  priceKind: PriceKind
  yuan: number
  /** What a group pays instead, in yuan. */
  subsidies: readonly (readonly [group: ResidentGroup, yuan: number])[]
  /** With `photo` a picture of it can be looked at before the visit. */
  materials: readonly { name: string; note?: string; photo?: true }[]
  minutes: number
  minimumAge: number | null
  livingAloneOnly: boolean
  words: string
  plan: Plan
  /** Pooled: places of one slot, and how many of them are kept. Null: the needs decide. */
  pool: { places: number; kept: number } | null
  /** One unit of one of each row. */
  needs: readonly (readonly DemoResource[])[]
  daysAhead: number
  /** Booking ends so many minutes before the start. */
  closesBefore: number
  cancelCutoff: number
  openLimit: number
  limits: readonly { per: 'person' | 'household'; period: LimitPeriod; most: number }[]
  series: boolean
  /** How much of it is booked, from 0 to 1. */
  liked: number
}

export const anybody = { minimumAge: null, livingAloneOnly: false, words: '' }
export const from60 = { minimumAge: 60, livingAloneOnly: false, words: '60 岁以上' }
export const atHome = { channel: 'home', place: '' } as const
export const noCharge = { priceKind: 'free', yuan: 0, subsidies: [] } as const
export const usual = { limits: [], series: false, daysAhead: 14 } as const

export function weekly(
  weekdays: readonly number[],
  times: readonly (readonly [from: TimeOfDay, to: TimeOfDay])[],
  gapMinutes = 0,
  onHolidays: Plan['onHolidays'] = 'closed',
): Plan {
  const rules = times.map(([from, to]): PlanRule => ({ weekdays, from, to, capacity: null }))
  return { rules, gapMinutes, onHolidays, onMakeUpDays: 'works' }
}

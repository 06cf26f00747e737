import type { OfferedService, ServiceDraft } from '../../../../shared/booking/offering-schemas.ts'
import { checkPlan } from '../../../../shared/booking/plan-check.ts'
import type { ServiceCategory } from '../../../../shared/booking/lifecycle.ts'
import type { ResidentGroup } from '../../../../shared/homecare/groups.ts'
import { spokenTime } from '../../../text/offering.ts'
import { readStretches, usualStretch, type TypedStretch } from '../week-editor.tsx'

const numbers = [
  'yuan',
  'minimumAge',
  'minutes',
  'gap',
  'capacity',
  'reserved',
  'daysAhead',
  'closeMinutes',
  'cancelMinutes',
  'openLimit',
] as const
type NumberName = (typeof numbers)[number]

/** A service as it is typed: numbers and times may be unfinished. */
export interface TypedService extends Record<NumberName, string> {
  draft: ServiceDraft
  week: readonly TypedStretch[]
  subsidies: Readonly<Partial<Record<ResidentGroup, string>>>
}

const icons: Readonly<Record<ServiceCategory, string>> = {
  home_care: 'house-heart',
  meals: 'soup',
  day_care: 'armchair',
  health: 'stethoscope',
  window: 'stamp',
  venues: 'door-open',
}

export function newService(serviceId: string, providerId: string, position: number): ServiceDraft {
  return {
    serviceId,
    providerId,
    category: 'window',
    position,
    name: '',
    line: '',
    description: '',
    icon: icons.window,
    channel: 'hall',
    place: '',
    priceKind: 'free',
    priceCents: 0,
    subsidies: [],
    minimumAge: null,
    livingAloneOnly: false,
    eligibleGroups: [],
    eligibilityWords: '',
    materials: [],
    durationMinutes: 30,
    plan: {
      rules: [{ ...usualStretch, weekdays: [...usualStretch.weekdays], capacity: null }],
      gapMinutes: 0,
      onHolidays: 'closed',
      onMakeUpDays: 'works',
    },
    capacityKind: 'exclusive',
    capacity: 1,
    reservedPlaces: 0,
    needs: [],
    daysAhead: 14,
    closeMinutes: 60,
    cancelCutoffMinutes: 120,
    openLimit: 2,
    limits: [],
    seriesAllowed: false,
  }
}

export function draftOf({ version: _version, isWithdrawn: _isWithdrawn, ...draft }: OfferedService): ServiceDraft {
  return draft
}

export function typedOf(draft: ServiceDraft): TypedService {
  const subsidies: Partial<Record<ResidentGroup, string>> = {}
  draft.subsidies.forEach(({ group, priceCents }) => {
    subsidies[group] = String(priceCents / 100)
  })
  return {
    draft,
    subsidies,
    week: draft.plan.rules.map(({ weekdays, from, to, capacity }) => ({
      weekdays,
      from: spokenTime(from),
      to: spokenTime(to),
      capacity: capacity === null ? '' : String(capacity),
    })),
    yuan: String(draft.priceCents / 100),
    minimumAge: draft.minimumAge === null ? '' : String(draft.minimumAge),
    minutes: String(draft.durationMinutes),
    gap: String(draft.plan.gapMinutes),
    capacity: String(draft.capacity),
    reserved: String(draft.reservedPlaces),
    daysAhead: String(draft.daysAhead),
    closeMinutes: String(draft.closeMinutes),
    cancelMinutes: String(draft.cancelCutoffMinutes),
    openLimit: String(draft.openLimit),
  }
}

/** The icon of a category, for a service that is new. */
export function iconOf(category: ServiceCategory): string {
  return icons[category]
}

function whole(typed: string, least: number, most: number): number | undefined {
  if (!/^\d{1,6}$/.test(typed.trim())) return undefined
  const value = Number(typed)
  return value >= least && value <= most ? value : undefined
}

function cents(typed: string): number | undefined {
  return /^\d{1,5}(\.\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed) * 100) : undefined
}

/** What was typed as a service, or in words what is still to be filled in. */
export function readService(typed: TypedService): { service: ServiceDraft; missing: string[] } {
  const { draft } = typed
  const missing: string[] = []
  const need = <Value>(value: Value | undefined, words: string, otherwise: Value): Value => {
    if (value !== undefined) return value
    missing.push(words)
    return otherwise
  }
  if (draft.name.trim() === '') missing.push('叫什么')
  const rules = need(readStretches(typed.week), '几点到几点', [])
  const isPooled = draft.capacityKind === 'pooled'
  const durationMinutes = need(whole(typed.minutes, 5, 1440), '一次多久', draft.durationMinutes)
  const plan = {
    ...draft.plan,
    rules: rules.map((rule) => ({ ...rule, capacity: isPooled ? rule.capacity : null })),
    gapMinutes: need(whole(typed.gap, 0, 240), '中间歇多久', draft.plan.gapMinutes),
  }
  const isFree = draft.priceKind === 'free'
  const subsidies: ServiceDraft['subsidies'] = []
  if (!isFree) {
    ;(Object.keys(typed.subsidies) as ResidentGroup[]).forEach((group) => {
      const text = typed.subsidies[group] ?? ''
      if (text.trim() !== '') subsidies.push({ group, priceCents: need(cents(text), '补贴价', 0) })
    })
  }
  if (draft.materials.some(({ name }) => name.trim() === '')) missing.push('要带的叫什么')
  const service: ServiceDraft = {
    ...draft,
    plan,
    durationMinutes,
    subsidies,
    priceCents: isFree ? 0 : need(cents(typed.yuan), '多少钱', 0),
    minimumAge: typed.minimumAge.trim() === '' ? null : need(whole(typed.minimumAge, 0, 120), '几岁以上', 0),
    capacity: isPooled ? need(whole(typed.capacity, 1, 240), '一场几位', 1) : 1,
    reservedPlaces: isPooled ? need(whole(typed.reserved, 0, 240), '给老人留几位', 0) : 0,
    needs: isPooled ? [] : draft.needs.filter((one) => one.length > 0),
    daysAhead: need(whole(typed.daysAhead, 1, 90), '提前几天能约', 14),
    closeMinutes: need(whole(typed.closeMinutes, 0, 20_160), '提前多久停约', 0),
    cancelCutoffMinutes: need(whole(typed.cancelMinutes, 0, 20_160), '提前多久能取消', 0),
    openLimit: need(whole(typed.openLimit, 1, 60), '一个人最多约几次', 1),
  }
  // the rules of the server, so that a mistake is seen before it is sent
  if (missing.length === 0) missing.push(...checkPlan(plan, durationMinutes))
  return { service, missing }
}

/** What every part of the form is given: what was typed, and how to change it. */
export interface PartProps {
  typed: TypedService
  put: (change: Partial<TypedService>) => void
}

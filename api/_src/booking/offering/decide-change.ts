import type {
  OfferedException,
  OfferingChange,
  OwnHoliday,
  ProviderDraft,
  ResourceDraft,
  ServiceDraft,
} from '../../../../shared/booking/offering-schemas.ts'
import { checkException, checkPlan } from '../../../../shared/booking/plan-check.ts'
import { ok, refuse } from '../../../../shared/result.ts'

interface Kept {
  version: number
  isWithdrawn: boolean
}
export type ProviderState = ProviderDraft & Kept
export type ServiceState = ServiceDraft & Kept
export type ResourceState = ResourceDraft & Kept

/** Everything a community offers, withdrawn things included. */
export interface Offering {
  providers: readonly ProviderState[]
  services: readonly ServiceState[]
  resources: readonly ResourceState[]
  exceptions: readonly OfferedException[]
  holidays: readonly OwnHoliday[]
}

export interface Decided {
  /** `repeat`: it is so already, by an earlier arrival of the same change. */
  kind: 'save' | 'repeat'
  next: Offering
  /** What is wrong with it, in words for who writes it. */
  mistakes: string[]
  /** The version of the thing after the change; 0 for what has none. */
  version: number
}

/** What the offering would be after a change; refused when somebody else was faster or the thing is not there. */
export function decideChange(offering: Offering, change: OfferingChange) {
  switch (change.kind) {
    case 'provider': {
      const { provider, version } = change
      const rows = replaced(offering.providers, (row) => row.providerId === provider.providerId, provider, version)
      if (!rows.ok) return rows
      return decided(rows.data, { ...offering, providers: rows.data.rows }, mistakesOfProvider(provider))
    }
    case 'service': {
      const { service, version } = change
      const rows = replaced(offering.services, (row) => row.serviceId === service.serviceId, service, version)
      if (!rows.ok) return rows
      const next = { ...offering, services: rows.data.rows }
      return decided(rows.data, next, mistakesOfService(service, offering))
    }
    case 'resource': {
      const { resource, version } = change
      const rows = replaced(offering.resources, (row) => row.resourceId === resource.resourceId, resource, version)
      return rows.ok ? decided(rows.data, { ...offering, resources: rows.data.rows }, []) : rows
    }
    case 'withdraw':
      return decideWithdrawal(offering, change)
    case 'exception': {
      const { exception } = change
      const there = offering.exceptions.find((one) => one.exceptionId === exception.exceptionId)
      if (there && !alike(there, exception)) return refuse('id_taken')
      const exceptions = there ? offering.exceptions : [...offering.exceptions, exception]
      const mistakes = [...checkException(exception), ...mistakesOfScope(exception, offering)]
      return decided({ isRepeat: there !== undefined, version: 0 }, { ...offering, exceptions }, mistakes)
    }
    case 'exception_removed': {
      const exceptions = offering.exceptions.filter((one) => one.exceptionId !== change.exceptionId)
      const isRepeat = exceptions.length === offering.exceptions.length
      return decided({ isRepeat, version: 0 }, { ...offering, exceptions }, [])
    }
    case 'holiday': {
      const others = offering.holidays.filter(({ day }) => day !== change.holiday.day)
      const isRepeat = offering.holidays.some((one) => alike(one, change.holiday))
      return decided({ isRepeat, version: 0 }, { ...offering, holidays: [...others, change.holiday] }, [])
    }
    case 'holiday_removed': {
      const holidays = offering.holidays.filter(({ day }) => day !== change.day)
      const isRepeat = holidays.length === offering.holidays.length
      return decided({ isRepeat, version: 0 }, { ...offering, holidays }, [])
    }
  }
}

function decided({ isRepeat, version }: { isRepeat: boolean; version: number }, next: Offering, mistakes: string[]) {
  return ok<Decided>({ kind: isRepeat ? 'repeat' : 'save', next, mistakes, version })
}

function decideWithdrawal(offering: Offering, change: Extract<OfferingChange, { kind: 'withdraw' }>) {
  const { what, id, version } = change
  const without = <Row extends Kept>(rows: readonly Row[], isIt: (row: Row) => boolean) => {
    const row = rows.find(isIt)
    if (!row) return refuse('not_found')
    const isRepeat = row.isWithdrawn && row.version === version + 1
    if (!isRepeat && row.version !== version) return refuse('conflict')
    const after = { ...row, isWithdrawn: true, version: version + 1 }
    return ok({ isRepeat, version: version + 1, rows: rows.map((one) => (isIt(one) ? after : one)) })
  }
  if (what === 'provider') {
    const rows = without(offering.providers, ({ providerId }) => providerId === id)
    return rows.ok ? decided(rows.data, { ...offering, providers: rows.data.rows }, []) : rows
  }
  if (what === 'service') {
    const rows = without(offering.services, ({ serviceId }) => serviceId === id)
    return rows.ok ? decided(rows.data, { ...offering, services: rows.data.rows }, []) : rows
  }
  const rows = without(offering.resources, ({ resourceId }) => resourceId === id)
  return rows.ok ? decided(rows.data, { ...offering, resources: rows.data.rows }, []) : rows
}

/** The rows with one written anew. Version 0 makes a new one; an id that is there with other words is somebody else's. */
function replaced<Row extends Kept>(
  rows: readonly Row[],
  isIt: (row: Row) => boolean,
  draft: Omit<Row, keyof Kept>,
  version: number,
) {
  const there = rows.find(isIt)
  const after = { ...draft, version: version + 1, isWithdrawn: false } as Row
  if (there === undefined) {
    return version === 0 ? ok({ isRepeat: false, version: 1, rows: [...rows, after] }) : refuse('not_found')
  }
  const isRepeat = there.version === version + 1 && alike(there, after)
  if (!isRepeat && there.version !== version) return refuse(version === 0 ? 'id_taken' : 'conflict')
  return ok({ isRepeat, version: version + 1, rows: rows.map((row) => (row === there ? after : row)) })
}

function mistakesOfProvider({ openingHours }: ProviderDraft): string[] {
  return openingHours.weekly.flatMap(({ from, to }, index) =>
    from < to ? [] : [`第 ${index + 1} 段开门时间要早于关门时间`],
  )
}

function mistakesOfService(service: ServiceDraft, { providers, resources }: Offering): string[] {
  const mistakes = checkPlan(service.plan, service.durationMinutes)
  if (service.durationMinutes % 5 !== 0) mistakes.push('每次要多久，按 5 分钟一格填')
  if (service.plan.gapMinutes % 5 !== 0) mistakes.push('两次之间的间隔，按 5 分钟一格填')
  const provider = providers.find(({ providerId }) => providerId === service.providerId)
  if (!provider || provider.isWithdrawn) mistakes.push('还没选由谁来办')
  if (service.reservedPlaces > service.capacity) mistakes.push('留给老人的名额不能比总名额多')
  if (service.capacityKind === 'exclusive' && service.needs.length === 0) mistakes.push('还没选要用的窗口、房间或人员')
  if (service.capacityKind === 'pooled' && service.needs.length > 0) mistakes.push('按名额约的服务，不用再选窗口和人员')
  const known = new Set(resources.filter(({ isWithdrawn }) => !isWithdrawn).map(({ resourceId }) => resourceId))
  if (service.needs.some((need) => need.some((id) => !known.has(id))))
    mistakes.push('选的窗口、房间或人员里，有的已经停用了')
  if (service.needs.some((need) => new Set(need).size < need.length)) mistakes.push('同一个窗口、房间或人员选了两次')
  return mistakes
}

function mistakesOfScope({ providerId, serviceId, resourceId }: OfferedException, offering: Offering): string[] {
  const mistakes: string[] = []
  if ([providerId, serviceId, resourceId].filter((id) => id !== null).length > 1) mistakes.push('只能选一处')
  const isThere =
    (providerId === null || offering.providers.some((one) => one.providerId === providerId)) &&
    (serviceId === null || offering.services.some((one) => one.serviceId === serviceId)) &&
    (resourceId === null || offering.resources.some((one) => one.resourceId === resourceId))
  if (!isThere) mistakes.push('选的这一处已经没有了')
  return mistakes
}

/** Whether two things say the same, in whatever order a database keeps their fields. */
function alike(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, inside]) => [name, inOrder(inside)])
}

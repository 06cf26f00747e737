import { isOpenAt, openWords, type DayKind } from '../../../../shared/booking/plan.ts'
import type { Provider, ServiceDetail, ServiceSummary } from '../../../../shared/booking/contract.ts'
import { dayOf, type Day } from '../../../../shared/time.ts'
import type { ScopedException } from '../piece-rows.ts'
import type { OfferedRow, ProviderRow } from './store-catalogue.ts'

export function toSummary(service: OfferedRow, firstFree: Date | undefined): ServiceSummary {
  return {
    serviceId: service.id,
    category: service.category,
    name: service.name,
    line: service.line,
    priceKind: service.price_kind,
    priceCents: service.price_cents,
    subsidies: [...service.subsidies],
    icon: service.icon,
    eligibility: {
      minimumAge: service.minimum_age,
      livingAloneOnly: service.living_alone_only === 1,
      groups: [...service.eligible_groups],
      words: service.eligibility_words,
    },
    channel: service.channel,
    providerId: service.provider_id,
    providerName: service.providerName,
    nextFreeDay: firstFree ? dayOf(firstFree) : null,
    nextFreeAt: firstFree ? firstFree.toISOString() : null,
  }
}

export function toDetail(service: OfferedRow, firstFree: Date | undefined, provider: Provider): ServiceDetail {
  return {
    ...toSummary(service, firstFree),
    description: service.description,
    bring: service.materials.map(({ name }) => name),
    materials: [...service.materials],
    place: service.place,
    atHome: service.channel === 'home',
    provider,
    providerPhone: service.providerPhone,
    durationMinutes: service.duration_minutes,
    capacityKind: service.capacity_kind,
    cancelCutoffMinutes: service.cancel_cutoff_minutes,
    openLimit: service.open_limit,
    limits: [...service.limits],
    reservedPlaces: service.reserved_places,
    seriesAllowed: service.series_allowed === 1,
  }
}

type ProviderColumns = Pick<
  ProviderRow,
  'id' | 'kind' | 'name' | 'phone' | 'address' | 'introduction' | 'access' | 'opening_hours'
>

/** A provider and whether its door is open now. `exceptions` may be those of the whole community. */
export function toProvider(
  provider: ProviderColumns,
  exceptions: readonly ScopedException[],
  kindOf: (day: Day) => DayKind,
  now: Date,
): Provider {
  const own = exceptions.filter(
    ({ providerId, serviceId }) => serviceId === null && (providerId === null || providerId === provider.id),
  )
  const state = isOpenAt(provider.opening_hours, own, kindOf, now)
  const { weekly, onHolidays } = provider.opening_hours
  return {
    providerId: provider.id,
    kind: provider.kind,
    name: provider.name,
    phone: provider.phone,
    address: provider.address,
    introduction: provider.introduction,
    access: [...provider.access],
    openingHours: {
      weekly: weekly.map(({ weekdays, from, to }) => ({ weekdays: [...weekdays], from, to })),
      onHolidays,
    },
    openWords: openWords(state, now),
    isOpen: state.open,
  }
}

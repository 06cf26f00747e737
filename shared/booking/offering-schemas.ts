import * as z from 'zod/mini'
import { residentGroupCodes } from '../homecare/groups.ts'
import { Count, Day, Id, Phone, optionalText, typedText } from '../schemas.ts'
import {
  accessFacts,
  priceKinds,
  providerKinds,
  resourceKinds,
  serviceCategories,
  serviceChannels,
} from './lifecycle.ts'
import { DayOverride, OpeningHours, Plan, PlanException } from './plan-schemas.ts'
import { Limit, Subsidy } from './schemas.ts'

/** What of a provider the staff writes. */
export const ProviderDraft = z.object({
  providerId: Id,
  kind: z.enum(providerKinds),
  /** Its place in the list, from 0. */
  position: Count.check(z.maximum(999)),
  name: typedText(40),
  phone: Phone,
  address: optionalText(80),
  introduction: optionalText(300),
  access: z.array(z.enum(accessFacts)).check(z.maxLength(accessFacts.length)),
  openingHours: OpeningHours,
})
export type ProviderDraft = z.infer<typeof ProviderDraft>

/** What of a service the staff writes. */
export const ServiceDraft = z.object({
  serviceId: Id,
  providerId: Id,
  category: z.enum(serviceCategories),
  position: Count.check(z.maximum(999)),
  name: typedText(40),
  line: optionalText(80),
  description: optionalText(500),
  icon: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  channel: z.enum(serviceChannels),
  place: optionalText(80),
  priceKind: z.enum(priceKinds),
  /** Yuan cents. */
  priceCents: Count.check(z.maximum(10_000_000)),
  subsidies: z.array(Subsidy).check(z.maxLength(residentGroupCodes.length)),
  minimumAge: z.nullable(Count.check(z.maximum(120))),
  livingAloneOnly: z.boolean(),
  eligibleGroups: z.array(z.enum(residentGroupCodes)).check(z.maxLength(residentGroupCodes.length)),
  eligibilityWords: optionalText(80),
  materials: z
    .array(z.object({ materialId: Id, name: typedText(40), note: optionalText(80), precheck: z.boolean() }))
    .check(z.maxLength(12)),
  durationMinutes: Count.check(z.minimum(5), z.maximum(1440)),
  plan: Plan,
  capacityKind: z.enum(['pooled', 'exclusive']),
  capacity: Count.check(z.minimum(1), z.maximum(240)),
  reservedPlaces: Count.check(z.maximum(240)),
  /** Each need: one unit of one of these resources. Empty for pooled services. */
  needs: z.array(z.array(Id).check(z.minLength(1), z.maxLength(40))).check(z.maxLength(6)),
  daysAhead: Count.check(z.minimum(1), z.maximum(90)),
  closeMinutes: Count.check(z.maximum(20_160)),
  cancelCutoffMinutes: Count.check(z.maximum(20_160)),
  openLimit: Count.check(z.minimum(1), z.maximum(60)),
  limits: z.array(Limit).check(z.maxLength(4)),
  seriesAllowed: z.boolean(),
})
export type ServiceDraft = z.infer<typeof ServiceDraft>

/** What of a window, a room, a car or a worker the staff writes. */
export const ResourceDraft = z.object({
  resourceId: Id,
  kind: z.enum(resourceKinds),
  name: typedText(40),
  units: Count.check(z.minimum(1), z.maximum(30)),
  /** Of a worker: the account that works in the mini-program. */
  accountId: z.nullable(Id),
  skills: z.array(typedText(20)).check(z.maxLength(12)),
  dialects: z.array(typedText(20)).check(z.maxLength(8)),
  gender: z.nullable(z.enum(['female', 'male'])),
  /** A worker's usual building, so that a visit near by can be recommended. */
  building: optionalText(10),
})
export type ResourceDraft = z.infer<typeof ResourceDraft>

const kept = { version: Count, isWithdrawn: z.boolean() }
export const OfferedProvider = z.extend(ProviderDraft, { ...kept, isOpen: z.boolean(), openWords: z.string() })
export type OfferedProvider = z.infer<typeof OfferedProvider>
export const OfferedService = z.extend(ServiceDraft, kept)
export type OfferedService = z.infer<typeof OfferedService>
export const OfferedResource = z.extend(ResourceDraft, kept)
export type OfferedResource = z.infer<typeof OfferedResource>

/** A departure from the week for the whole community, a provider, a service, or (only closed) one resource. */
export const OfferedException = z.extend(PlanException, {
  providerId: z.nullable(Id),
  serviceId: z.nullable(Id),
})
export type OfferedException = z.infer<typeof OfferedException>

/** A day the community keeps against the calendar of public holidays. */
export const OwnHoliday = z.object({ day: Day, kind: DayOverride, name: typedText(20) })
export type OwnHoliday = z.infer<typeof OwnHoliday>

export const withdrawable = ['provider', 'service', 'resource'] as const

/**
 * One change of what a community offers. `version` is the one the editor saw, 0 for a new thing; to save what was
 * withdrawn brings it back.
 */
export const OfferingChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('provider'), version: Count, provider: ProviderDraft }),
  z.object({ kind: z.literal('service'), version: Count, service: ServiceDraft }),
  z.object({ kind: z.literal('resource'), version: Count, resource: ResourceDraft }),
  z.object({ kind: z.literal('withdraw'), version: Count, what: z.enum(withdrawable), id: Id }),
  z.object({ kind: z.literal('exception'), exception: OfferedException }),
  z.object({ kind: z.literal('exception_removed'), exceptionId: Id }),
  z.object({ kind: z.literal('holiday'), holiday: OwnHoliday }),
  z.object({ kind: z.literal('holiday_removed'), day: Day }),
])
export type OfferingChange = z.infer<typeof OfferingChange>

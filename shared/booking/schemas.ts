import * as z from 'zod/mini'
import { residentGroupCodes } from '../homecare/groups.ts'
import { CommunityId, Count, Day, Id, Instant, Phone } from '../schemas.ts'
import {
  accessFacts,
  bookingChannels,
  bookingStatuses,
  limitPeriods,
  priceKinds,
  providerKinds,
  resourceKinds,
  serviceCategories,
  serviceChannels,
} from './lifecycle.ts'
import { OpeningHours } from './plan-schemas.ts'

/** Who may use a service. Every field narrows; null, false or empty does not. */
export const Eligibility = z.object({
  minimumAge: z.nullable(Count),
  livingAloneOnly: z.boolean(),
  /** One of these groups is enough. */
  groups: z._default(z.array(z.enum(residentGroupCodes)), []),
  /** Said to people as it is: `60 岁以上`. Empty when everybody may. */
  words: z.string(),
})
export type Eligibility = z.infer<typeof Eligibility>

/** A price for one resident group instead of the price for everybody. */
export const Subsidy = z.object({ group: z.enum(residentGroupCodes), priceCents: Count })
export type Subsidy = z.infer<typeof Subsidy>

/** Something to bring. With `precheck` a photo of it can be looked at before the visit. */
export const Material = z.object({ materialId: Id, name: z.string(), note: z.string(), precheck: z.boolean() })
export type Material = z.infer<typeof Material>

export const Limit = z.object({
  per: z.enum(['person', 'household']),
  period: z.enum(limitPeriods),
  most: z.int().check(z.minimum(1), z.maximum(60)),
})
export type Limit = z.infer<typeof Limit>

export const Provider = z.object({
  providerId: Id,
  kind: z.enum(providerKinds),
  name: z.string(),
  phone: Phone,
  address: z.string(),
  introduction: z.string(),
  access: z.array(z.enum(accessFacts)),
  openingHours: OpeningHours,
  /** `营业中，到 17:00`, `休息中，明天 8:30 开`. */
  openWords: z.string(),
  isOpen: z.boolean(),
})
export type Provider = z.infer<typeof Provider>

export const ServiceSummary = z.object({
  serviceId: Id,
  category: z.enum(serviceCategories),
  name: z.string(),
  /** One line: `护士上门，20 分钟`. */
  line: z.string(),
  priceKind: z.enum(priceKinds),
  /** Yuan cents; 0 = free of charge. */
  priceCents: Count,
  subsidies: z.array(Subsidy),
  /** A Lucide icon name. */
  icon: z.string(),
  eligibility: Eligibility,
  channel: z.enum(serviceChannels),
  providerId: Id,
  providerName: z.string(),
  /** The first day with a free place, null when none within the fortnight. */
  nextFreeDay: z.nullable(Day),
  /** The start of that first free slot. */
  nextFreeAt: z.nullable(Instant),
})
export type ServiceSummary = z.infer<typeof ServiceSummary>

export const ServiceDetail = z.extend(ServiceSummary, {
  description: z.string(),
  /** The names of `materials`. */
  bring: z.array(z.string()),
  materials: z.array(Material),
  place: z.string(),
  /** The provider comes to the resident's home. */
  atHome: z.boolean(),
  provider: Provider,
  providerPhone: Phone,
  durationMinutes: Count,
  /** `pooled`: many places in one slot. `exclusive`: a window, a room or a person serves one at a time. */
  capacityKind: z.enum(['pooled', 'exclusive']),
  cancelCutoffMinutes: Count,
  /** Most open bookings of one person for this service. */
  openLimit: Count,
  limits: z.array(Limit),
  /** Places kept for people of 70 and more, disabled people and the telephone until a day before. */
  reservedPlaces: Count,
  /** May be booked as a series (every Monday to Friday, every week). */
  seriesAllowed: z.boolean(),
})
export type ServiceDetail = z.infer<typeof ServiceDetail>

/** One offered time of a service; `startsAt` names it within the service. */
export const Slot = z.object({
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  /** Places this person could take now. */
  placesLeft: Count,
  capacity: Count,
  state: z.enum(['open', 'full', 'closed', 'mine']),
  /** Who serves, where only one could: `林芳医生`. */
  resourceName: z.nullable(z.string()),
  /** How many people wait for a place in it. */
  waiting: Count,
})
export type Slot = z.infer<typeof Slot>

export const Booking = z.object({
  bookingId: Id,
  communityId: CommunityId,
  residentId: Id,
  residentName: z.string(),
  /** True when somebody else booked for this person. */
  byDelegate: z.boolean(),
  /** Who that was; null when the person booked. `女儿陈静`. */
  delegateName: z.nullable(z.string()),
  serviceId: Id,
  serviceName: z.string(),
  category: z.enum(serviceCategories),
  icon: z.string(),
  place: z.string(),
  atHome: z.boolean(),
  providerName: z.string(),
  providerPhone: Phone,
  resourceName: z.nullable(z.string()),
  bring: z.array(z.string()),
  materials: z.array(Material),
  /** What this person pays, subsidy taken off. */
  priceCents: Count,
  startsAt: Instant,
  endsAt: Instant,
  status: z.enum(bookingStatuses),
  version: Count,
  channel: z.enum(bookingChannels),
  /** Six digits that can be said at the counter. */
  spokenNumber: z.string(),
  note: z.string(),
  cancelUntil: Instant,
  cancelReason: z.nullable(z.string()),
  bookedAt: Instant,
  /** Until when a held place is kept, or an offered one may be taken up. */
  keptUntil: z.nullable(Instant),
  /** Place in the queue, 1 = next; null unless waiting. */
  queuePlace: z.nullable(Count),
  basketId: z.nullable(Id),
  seriesId: z.nullable(Id),
  /** The answer to `还来吗？`. */
  reply: z.nullable(z.enum(['coming', 'call_wanted'])),
  /** The reminder of the day before was sent and not answered yet. */
  asksWhetherComing: z.boolean(),
  /** The plan has changed: another time is offered (null: to be chosen), and this one stands until the person answers. */
  timeAsked: z.optional(z.nullable(z.object({ startsAt: z.nullable(Instant), reason: z.string() }))),
})
export type Booking = z.infer<typeof Booking>

export const Resource = z.object({
  resourceId: Id,
  kind: z.enum(resourceKinds),
  name: z.string(),
  units: z.int().check(z.minimum(1), z.maximum(30)),
  /** Of a worker: the account that works in the mini-program. */
  accountId: z.nullable(Id),
  skills: z.array(z.string()),
  dialects: z.array(z.string()),
  gender: z.nullable(z.enum(['female', 'male'])),
})
export type Resource = z.infer<typeof Resource>

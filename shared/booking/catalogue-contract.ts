import * as z from 'zod/mini'
import { publicQuery, type Contract } from '../contract.ts'
import { CommunityId, Id } from '../schemas.ts'
import { serviceCategories } from './lifecycle.ts'
import { Provider, ServiceDetail, ServiceSummary } from './schemas.ts'

/** What a community offers: the same for everybody, so it may be cached. */
export const catalogueContract = {
  'booking.services': publicQuery({
    summary: 'The catalogue of a community',
    input: z.object({ communityId: CommunityId, category: z.optional(z.enum(serviceCategories)) }),
    output: z.object({ services: z.array(ServiceSummary) }),
    errors: [],
    roundTrips: 2,
    cacheSeconds: 15,
  }),
  'booking.service': publicQuery({
    summary: 'One service: what it is, what to bring, who may use it, what it costs whom',
    input: z.object({ communityId: CommunityId, serviceId: Id }),
    output: ServiceDetail,
    errors: ['not_found'],
    roundTrips: 2,
    cacheSeconds: 60,
  }),
  'booking.providers': publicQuery({
    summary: 'Who gives services here: where, when open, how to get in without steps, and what they offer',
    input: z.object({ communityId: CommunityId }),
    output: z.object({
      providers: z.array(z.extend(Provider, { services: z.array(z.object({ serviceId: Id, name: z.string() })) })),
    }),
    errors: [],
    roundTrips: 2,
    cacheSeconds: 60,
  }),
} satisfies Contract

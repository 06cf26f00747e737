import type { Output } from '../../../shared/contract.ts'
import type { offeringContract } from '../../../shared/booking/offering-contract.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery, type Query } from '../../client/use-query.ts'

export type OfferingData = Output<(typeof offeringContract)['booking.offering']>
export type UnplannedPerson = Output<(typeof offeringContract)['booking.toArrange']>['people'][number]

const digitsOfCommunity = 12

/** The communities in whose area this account has a post. */
export function useCommunities(): Query<{ communityId: string; name: string }[]> {
  const all = useQuery('people.communities', {}, { keep: true })
  const me = useFreshMe()
  const areas = (me.data?.staff ?? []).map(({ areaCode }) => areaCode)
  const isKnown = all.data !== undefined && me.data !== undefined
  const mine = (all.data?.communities ?? []).filter(({ communityId }) =>
    areas.some((code) => communityId.indexOf(code) === 0 || code.slice(0, digitsOfCommunity) === communityId),
  )
  return { ...all, error: all.error ?? me.error, data: isKnown ? mine : undefined }
}

export function useOffering(communityId: string | undefined): Query<OfferingData> {
  return useQuery('booking.offering', communityId === undefined || communityId === '' ? undefined : { communityId })
}

/** Whose exception it is, by name. */
export function whoseWords(
  data: Pick<OfferingData, 'providers' | 'services' | 'resources'>,
  {
    providerId,
    serviceId,
    resourceId,
  }: { providerId: string | null; serviceId: string | null; resourceId: string | null },
): string {
  const [one] = [
    ...data.resources.filter((resource) => resource.resourceId === resourceId),
    ...data.services.filter((service) => service.serviceId === serviceId),
    ...data.providers.filter((provider) => provider.providerId === providerId),
  ]
  return one?.name ?? '整个社区'
}

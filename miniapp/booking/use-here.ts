import { useQuery, type Query } from '../client/use-query.ts'
import type { Me } from '../../shared/people/contract.ts'

/** Who I am, asked anew: whose places these pages may show and take. */
export function useWho(): Query<Me> {
  return useQuery('people.me', {}, { keep: true })
}

/** The community whose services are shown: that of the identity in use, else of somebody I act for. */
export function communityOf(me: Me | undefined): string | undefined {
  return (me?.identity ?? me?.identities[0])?.communityId
}

import { useEffect } from 'react'
import type { Me } from '../../shared/people/contract.ts'
import { session, useMe } from './session.ts'
import { useQuery, type Query } from './use-query.ts'

/** Who I am: what the phone knows at once, replaced by what the server says each time the page is shown. */
export function useFreshMe(): Query<Me> {
  const known = useMe()
  const query = useQuery('people.me', {})
  const { data } = query
  useEffect(() => {
    if (data !== undefined) session.update(data)
  }, [data])
  return { ...query, data: known }
}

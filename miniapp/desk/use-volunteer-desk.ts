import { useParameter } from '../client/query-parameters.ts'
import { useMe } from '../client/session.ts'

/** The community whose volunteers this desk looks after: the one in the address, else the one of my post. */
export function useVolunteerDesk(): string {
  const me = useMe()
  const named = useParameter('community')
  if (named !== '') return named
  const post = (me?.staff ?? []).find(
    ({ role, areaCode }) => (role === 'community_staff' || role === 'admin') && areaCode.length === 12,
  )
  return post?.areaCode ?? ''
}

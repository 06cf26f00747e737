import type { ReactNode } from 'react'
import { useParameter } from '../client/query-parameters.ts'
import { useFreshMe } from '../client/use-fresh-me.ts'
import { Empty, QueryView } from '../ui/states.tsx'

/** What is for those who look after a community's volunteers: the one in the address, else the one of my post. */
export function VolunteerDesk({ children }: { children: (communityId: string) => ReactNode }) {
  const me = useFreshMe()
  const named = useParameter('community')
  return (
    <QueryView query={me} rows={6}>
      {({ staff }) => {
        const posts = staff.filter(({ role }) => role === 'community_staff' || role === 'admin')
        const post = posts.find(({ areaCode }) => areaCode.length === 12)
        const communityId = named === '' ? post?.areaCode : named
        return communityId === undefined || posts.length === 0 ? (
          <Empty title="没有您管的社区" line="志愿者名册和规矩，只给社区工作人员和管理员看。" />
        ) : (
          children(communityId)
        )
      }}
    </QueryView>
  )
}

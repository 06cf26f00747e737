import { useState } from 'react'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { Commendations } from './commendations.tsx'
import { Complaints } from './complaints.tsx'
import { Ratings } from './ratings.tsx'

type Tab = 'complaints' | 'commendations' | 'ratings'

/** What people say about volunteering: complaints by their day, commendations to confirm, and what was rated low. */
export default function DeskEvaluationsPage() {
  const isWide = useWide()
  const me = useFreshMe()
  const named = useParameter('community')
  return (
    <Page title="评价和投诉" help={false} wide={isWide}>
      <QueryView
        query={me}
        rows={4}
        empty={{
          when: ({ staff }) => !staff.some(({ role }) => answering.some((one) => one === role)),
          show: <Empty title="没有您管的社区" line="评价和意见，只给社区工作人员和上面的人看。" />,
        }}
      >
        {({ staff }) => {
          const posts = staff.filter(({ role }) => role === 'community_staff' || role === 'admin')
          const own = posts.find(({ areaCode }) => areaCode.length === 12)?.areaCode ?? ''
          const isOver = posts.some(({ areaCode }) => named.slice(0, areaCode.length) === areaCode)
          return <Tabs communityId={isOver ? named : own} isWide={isWide} />
        }}
      </QueryView>
    </Page>
  )
}

const answering = ['community_staff', 'dispatcher', 'admin'] as const

/** A street or a district has no volunteers of its own: there only complaints are shown. */
function Tabs({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const [tab, setTab] = useState<Tab>('complaints')
  if (communityId === '') return <Complaints isWide={isWide} />
  return (
    <>
      <Segmented<Tab>
        label="看什么"
        options={[
          { value: 'complaints', text: '意见' },
          { value: 'commendations', text: '表彰' },
          { value: 'ratings', text: '评价' },
        ]}
        value={tab}
        onChange={setTab}
      />
      {tab === 'complaints' ? <Complaints isWide={isWide} /> : null}
      {tab === 'commendations' ? <Commendations communityId={communityId} isWide={isWide} /> : null}
      {tab === 'ratings' ? <Ratings communityId={communityId} isWide={isWide} /> : null}
    </>
  )
}

import { useState } from 'react'
import type { ActivitySummary } from '../../../shared/volunteering/places-contract.ts'
import type { ActivityKind } from '../../../shared/volunteering/lifecycle.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { activityKindWords } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { ActivityGroups } from './activity-rows.tsx'
import { Groups } from './groups.tsx'
import { Mine } from './mine.tsx'
import { Top } from './top.tsx'

export default function VolunteeringActivitiesPage() {
  return (
    <Page title="志愿" back={false} bottom={<TabBar current="volunteering" />}>
      <WhenBound rows={5}>{() => <Activities />}</WhenBound>
    </Page>
  )
}

type Tab = 'near' | 'mine' | 'groups'

function Activities() {
  const query = useQuery('volunteering.activities', {}, { keep: true })
  const [tab, setTab] = useState<Tab>('near')
  return (
    <QueryView query={query} rows={5}>
      {({ activities, volunteer }) => (
        <>
          <Top isVolunteer={volunteer !== null} hasShifts={activities.some(({ mine }) => mine)} />
          <Segmented<Tab>
            label="志愿"
            options={[
              { value: 'near', text: '近期活动' },
              { value: 'mine', text: '我报的' },
              { value: 'groups', text: '队伍' },
            ]}
            value={tab}
            onChange={setTab}
          />
          {tab === 'near' ? <Near activities={activities} /> : null}
          {tab === 'mine' ? <Mine volunteer={volunteer} onLook={() => setTab('near')} /> : null}
          {tab === 'groups' ? <Groups /> : null}
        </>
      )}
    </QueryView>
  )
}

type Filter = ActivityKind | 'all'

/** What takes place soon, by weeks and months; by kind where there are several. */
function Near({ activities }: { activities: readonly ActivitySummary[] }) {
  const [filter, setFilter] = useState<Filter>('all')
  if (activities.length === 0) return <NoneYet />
  const kinds = activities.map(({ kind }) => kind).filter((kind, index, all) => all.indexOf(kind) === index)
  const chosen = kinds.some((kind) => kind === filter) ? filter : 'all'
  return (
    <>
      {kinds.length < 2 ? null : (
        <Chips<Filter>
          label="哪一种"
          options={[
            { value: 'all', text: '全部' },
            ...kinds.map((kind) => ({ value: kind, text: activityKindWords[kind] })),
          ]}
          value={chosen}
          onChange={setFilter}
        />
      )}
      <ActivityGroups activities={activities.filter(({ kind }) => chosen === 'all' || kind === chosen)} />
    </>
  )
}

function NoneYet() {
  const phone = useMe()?.hotline?.phone
  return (
    <Empty
      title="最近没有活动"
      line="想帮忙，或者想办一个，打电话跟社区说。"
      act={
        phone === undefined ? (
          <Btn text="请志愿者帮忙" kind="text" onPress={() => openPage('volunteering/ask/index')} />
        ) : (
          <Btn text="打电话问社区" kind="text" onPress={() => dial(phone)} />
        )
      }
    />
  )
}

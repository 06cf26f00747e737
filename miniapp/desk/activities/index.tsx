import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ActivityLine } from '../../../shared/volunteering/activities-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { activityKindWords, activityStatusWords, filledWords, newestFirst, whenWords } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { Review } from './review.tsx'

/** All activities of the community: what waits for a second person first. */
export default function DeskActivitiesPage() {
  const isWide = useWide()
  const { data: me } = useFreshMe()
  const named = useParameter('community')
  const post = (me?.staff ?? []).filter(
    ({ role, areaCode }) => (role === 'community_staff' || role === 'admin') && areaCode.length <= 12,
  )[0]
  const communityId = named !== '' ? named : (post?.areaCode ?? '')
  const query = useQuery('volunteering.deskActivities', communityId.length === 12 ? { communityId } : undefined, {
    pollMilliseconds: 60_000,
  })
  const [openId, open] = useState('')
  const write = (
    <Btn
      text="替队伍写一个"
      kind="tint"
      icon="plus"
      wide
      onPress={() => openPage('volunteering/plan/index', { community: communityId })}
    />
  )
  return (
    <Page title="审活动" help={false} wide={isWide}>
      <QueryView
        query={query}
        rows={6}
        empty={{
          when: ({ activities }) => activities.length === 0,
          show: <Empty title="还没有活动" line="队伍写好活动送来，会出现在这里。" act={write} />,
        }}
      >
        {({ activities }) => {
          const of = (...statuses: ActivityLine['status'][]) =>
            activities.filter(({ status }) => statuses.indexOf(status) >= 0)
          const first = of('in_review')[0]
          const chosen = activities.filter(({ activityId }) => activityId === openId)[0] ?? (isWide ? first : undefined)
          const lists = (
            <View className="col g3">
              <List title="等您审" activities={of('in_review')} chosen={chosen} onOpen={open} />
              <List title="在报名、正在办" activities={of('published', 'running')} chosen={chosen} onOpen={open} />
              <List title="还在写" activities={of('draft')} chosen={chosen} onOpen={open} />
              <List title="办完的" activities={newestFirst(of('closed', 'cancelled'))} chosen={chosen} onOpen={open} />
              {write}
            </View>
          )
          const detail =
            chosen === undefined ? null : (
              <Review
                key={chosen.activityId}
                communityId={communityId}
                activityId={chosen.activityId}
                onBack={isWide ? undefined : () => open('')}
                onDone={() => {
                  open('')
                  query.refresh()
                }}
              />
            )
          if (!isWide) return detail ?? lists
          return (
            <View className="columns">
              <View className="columns__one">{lists}</View>
              <View className="columns__one">
                {detail ?? <Empty title="没有等您审的" line="点左边一个，看它办得怎么样。" />}
              </View>
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

function List({
  title,
  activities,
  chosen,
  onOpen,
}: {
  title: string
  activities: readonly ActivityLine[]
  chosen: ActivityLine | undefined
  onOpen: (activityId: string) => void
}) {
  if (activities.length === 0) return null
  return (
    <Section title={title} note={`${activities.length} 个`}>
      <Rows>
        {activities.map((activity) => {
          const { activityId, icon, kind, groupName, madeByName, status } = activity
          const isOpen = status === 'published' || status === 'running'
          return (
            <Row
              key={activityId}
              className={activityId === chosen?.activityId ? 'is-chosen' : ''}
              lead={
                <View className="lead lead--icon">
                  <Icon name={icon} />
                </View>
              }
              title={activity.title === '' ? '还没起名字' : activity.title}
              note={`${whenWords(activity)}，${isOpen ? filledWords(activity) : `${groupName}，${madeByName === '' ? activityKindWords[kind] : `${madeByName}写的`}`}`}
              {...(status === 'running' || status === 'cancelled'
                ? { end: <SaidPill said={activityStatusWords[status]} /> }
                : {})}
              onPress={() => onOpen(activityId)}
            />
          )
        })}
      </Rows>
    </Section>
  )
}

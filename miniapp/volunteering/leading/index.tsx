import { View } from '@tarojs/components'
import type { ActivityLine } from '../../../shared/volunteering/activities-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { activityStatusWords, filledWords, newestFirst, whenWords } from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

const plan = () => openPage('volunteering/plan/index')

/** What I lead or wrote: what still wants writing first, then what comes, then what was. */
export default function LeadingPage() {
  const query = useQuery('volunteering.leading', {})
  return (
    <Page title="我带的活动">
      <QueryView
        query={query}
        rows={5}
        empty={{
          when: ({ activities }) => activities.length === 0,
          show: (
            <Empty
              title="还没有带活动"
              line="带了队伍的人，能写一个活动，请同事审过就发布。"
              act={<Btn id="plan" text="写一个活动" kind="primary" size="l" onPress={plan} />}
            />
          ),
        }}
      >
        {({ activities }) => {
          const of = (...statuses: ActivityLine['status'][]) =>
            activities.filter(({ status }) => statuses.indexOf(status) >= 0)
          return (
            <>
              <Btn id="plan" text="写一个活动" kind="primary" size="l" icon="plus" wide onPress={plan} />
              <Group title="要写完的" activities={of('draft')} />
              <Group title="等人审" activities={of('in_review')} />
              <Group title="要办的" activities={of('published', 'running')} />
              <Group title="办过的" activities={newestFirst(of('closed', 'cancelled'))} />
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Group({ title, activities }: { title: string; activities: readonly ActivityLine[] }) {
  if (activities.length === 0) return null
  return (
    <Section title={title} note={`${activities.length} 个`}>
      <Rows>
        {activities.map((activity) => {
          const { activityId, communityId, icon, groupName, status, startsAt } = activity
          const isOpen = status === 'published' || status === 'running'
          const note = startsAt === null ? groupName : whenWords(activity)
          return (
            <Row
              key={activityId}
              lead={
                <View className="lead lead--icon">
                  <Icon name={icon} />
                </View>
              }
              title={activity.title === '' ? '还没起名字' : activity.title}
              note={isOpen ? `${note}，${filledWords(activity)}` : note}
              {...(status === 'running' || status === 'cancelled'
                ? { end: <SaidPill said={activityStatusWords[status]} /> }
                : {})}
              onPress={() => openPage('volunteering/plan/index', { community: communityId, id: activityId })}
            />
          )
        })}
      </Rows>
    </Section>
  )
}

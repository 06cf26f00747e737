import { View } from '@tarojs/components'
import type { OpenList } from '../../../shared/volunteering/attendance-contract.ts'
import type { Day } from '../../../shared/time.ts'
import { openPage, openTab } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { dueWords, whenWords } from '../../text/attendance.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

/** What I lead today, and what is over and not settled; of one activity, where one is asked for. */
export function OpenLists({ activityId }: { activityId: string }) {
  const query = useQuery('volunteering.unrecorded', {}, { keep: true })
  const ofActivity = (list: OpenList) => activityId === '' || list.activityId === activityId
  return (
    <QueryView
      query={query}
      rows={3}
      empty={{
        when: ({ lists }) => !lists.some(ofActivity),
        show: (
          <Empty
            title="没有要点名的班次"
            line="您带的班次，当天会在这里。"
            act={
              <Btn text="看看活动" kind="primary" size="l" onPress={() => openTab('volunteering/activities/index')} />
            }
          />
        ),
      }}
    >
      {({ lists, today }) => {
        const over = lists.filter((list) => ofActivity(list) && list.dueDay !== null)
        const ahead = lists.filter((list) => ofActivity(list) && list.dueDay === null)
        return (
          <View className="col g4">
            <Lists title="今天的" lists={ahead} today={today} />
            <Lists title="还没点完的" lists={over} today={today} />
          </View>
        )
      }}
    </QueryView>
  )
}

function Lists({ title, lists, today }: { title: string; lists: readonly OpenList[]; today: Day }) {
  if (lists.length === 0) return null
  return (
    <Section title={title} first>
      <Rows>
        {lists.map((list) => (
          <Row
            key={list.shiftId}
            title={list.title}
            note={[whenWords(list, today), list.task, dueWords(list, today)].filter(Boolean).join('，')}
            end={
              list.isOverdue ? (
                <Pill text="过期了" kind="warn" icon="triangle-alert" />
              ) : (
                <Pill text={list.dueDay === null ? `${list.present} 人在` : `${list.open} 人没点`} />
              )
            }
            onPress={() =>
              openPage('volunteering/attendance/index', { community: list.communityId, shift: list.shiftId })
            }
          />
        ))}
      </Rows>
    </Section>
  )
}

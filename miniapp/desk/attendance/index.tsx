import { View } from '@tarojs/components'
import type { OpenList } from '../../../shared/volunteering/attendance-contract.ts'
import type { Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { dueWords, whenWords } from '../../text/attendance.ts'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'

const pollMilliseconds = 60_000

/** Shifts that are over and not settled, the most urgent first: within ten working days their hours must be on record. */
export default function DeskAttendancePage() {
  const query = useQuery('volunteering.unrecorded', {}, { pollMilliseconds })
  return (
    <Page title="还没点完的班次" help={false}>
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: ({ lists }) => lists.length === 0,
          show: <Empty title="都点完了" line="今天的班次开始前半小时，会排在这里。" />,
        }}
      >
        {({ lists, today }) => <Lists lists={lists} today={today} />}
      </QueryView>
    </Page>
  )
}

function Lists({ lists, today }: { lists: readonly OpenList[]; today: Day }) {
  const overdue = lists.filter(({ isOverdue }) => isOverdue)
  const due = lists.filter(({ isOverdue, dueDay }) => !isOverdue && dueDay !== null)
  const ahead = lists.filter(({ dueDay }) => dueDay === null)
  return (
    <View className="col g4">
      {overdue.length === 0 ? null : (
        <Notice
          kind="warn"
          text={`有 ${overdue.length} 班过了十个工作日，志愿者的时长还没记全。先打电话问带队人，再点完。`}
        />
      )}
      <Part title="过期了" lists={overdue} today={today} />
      <Part title="等带队人点完" lists={due} today={today} />
      <Part title="今天的" lists={ahead} today={today} />
    </View>
  )
}

function Part({ title, lists, today }: { title: string; lists: readonly OpenList[]; today: Day }) {
  if (lists.length === 0) return null
  return (
    <Section title={title} note={`${lists.length} 班`} first>
      <Rows>
        {lists.map((list) => (
          <Row
            key={list.shiftId}
            title={`${list.title}，${list.task}`}
            note={noteOf(list, today)}
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

function noteOf(list: OpenList, today: Day): string {
  const when = `${whenWords(list, today)}，带队${list.leaderName}`
  if (list.dueDay === null) return when
  return `${when}，${list.open} 人没点，${dueWords(list, today)}`
}

import { Text, View } from '@tarojs/components'
import type { TaskKind } from '../../shared/help/tasks.ts'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { taskWords } from '../text/care.ts'
import { Icon } from '../ui/icon.tsx'
import { Row, Rows, Section } from '../ui/layout.tsx'
import { Pill } from '../ui/marks.tsx'

const pollMilliseconds = 60_000
const kindsShown = 4

/** How much there is to do today, by kind: the most overdue first. */
export function useToday() {
  const query = useQuery('help.tasks', {}, { pollMilliseconds })
  const counts = [...(query.data?.counts ?? [])]
  counts.sort((one, other) => other.overdue - one.overdue || other.open - one.open)
  return {
    counts,
    open: counts.reduce((sum, count) => sum + count.open, 0),
    overdue: counts.reduce((sum, count) => sum + count.overdue, 0),
  }
}
export type Today = ReturnType<typeof useToday>

const openTasks = (kind?: TaskKind) => openPage('desk/care/index', kind === undefined ? {} : { kind })

export function TodayRows({ today, closedToday }: { today: Today; closedToday: number }) {
  return (
    <Rows>
      {today.counts.slice(0, kindsShown).map(({ kind, open, overdue }) => (
        <Row
          key={kind}
          title={taskWords[kind].text}
          regular
          end={
            <View className="flex g2">
              {overdue > 0 ? <Pill text={`过了 ${overdue} 个`} kind="warn" icon="triangle-alert" /> : null}
              <Text className="row__value num">{`还有 ${open} 个`}</Text>
              <Icon name="chevron-right" className="icon--chev" />
            </View>
          }
          onPress={() => openTasks(kind)}
        />
      ))}
      {today.open > 0 ? null : <Row title="今天要办的都办完了" regular onPress={() => openTasks()} />}
      <Row title="办结的求助" regular end={<Text className="row__value num">{`${closedToday} 个`}</Text>} />
    </Rows>
  )
}

export function TodaySection({ today, closedToday }: { today: Today; closedToday: number }) {
  return (
    <Section title="今天要办" more={{ text: '都看看', onPress: () => openTasks() }}>
      <TodayRows today={today} closedToday={closedToday} />
    </Section>
  )
}

import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayText, evaluationKindWords, scoreWords } from '../../text/evaluations.ts'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

/** What was rated low, and what activities come to. */
export function Ratings({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const low = useQuery('evaluations.lowEvaluations', { communityId })
  const averages = useQuery('evaluations.averages', { communityId })
  return (
    <View className={isWide ? 'columns' : ''}>
      <View className="columns__one">
        <QueryView query={low} rows={3}>
          {(data) => (
            <Section title="评得低的" note="一颗星和两颗星" first={isWide}>
              {data.low.length === 0 ? (
                <Card pad>
                  <Say>最近没有评得低的。</Say>
                </Card>
              ) : (
                <View className="col g3">
                  {data.low.map(({ kind, title, aboutName, score, words, at }) => (
                    <Card key={`${at}${kind}${aboutName}`} pad className="col g2">
                      <View className="flex g2 between">
                        <View className="strong">
                          <Text>{kind === 'activity' ? title : `${aboutName}，${title}`}</Text>
                        </View>
                        <Pill text={scoreWords[score] ?? ''} kind="warn" icon="frown" />
                      </View>
                      {words === '' ? null : <Say>{words}</Say>}
                      <View className="t-small quiet">
                        <Text>{`${evaluationKindWords[kind]}，${dayText(dayOf(new Date(at)))}`}</Text>
                      </View>
                    </Card>
                  ))}
                </View>
              )}
            </Section>
          )}
        </QueryView>
      </View>
      <View className="columns__one">
        <QueryView
          query={averages}
          rows={3}
          empty={{
            when: ({ activities }) => activities.length === 0,
            show: <Empty title="还没有人评过" line="活动办完，去过的人十个工作日里能评。" />,
          }}
        >
          {({ activities }) => (
            <Section title="各个活动" note="最近半年" first={isWide}>
              <Rows>
                {activities.map(({ activityId, title, leaderName, activity, leader }) => (
                  <Row
                    key={activityId}
                    title={title}
                    note={`${leaderName} ${leader.average === null ? '还没人评' : `${leader.average} 分`}，${activity.count} 人评过`}
                    end={
                      <View className="ledger__sum">
                        <Text>{activity.average === null ? '—' : `${activity.average} 分`}</Text>
                      </View>
                    }
                  />
                ))}
              </Rows>
            </Section>
          )}
        </QueryView>
      </View>
    </View>
  )
}

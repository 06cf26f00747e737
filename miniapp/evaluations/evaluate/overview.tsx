import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import type { Commendation, Said } from '../../../shared/evaluations/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayText, qualityWords } from '../../text/evaluations.ts'
import { dayHeading } from '../../text/days.ts'
import { Icon } from '../../ui/icon.tsx'
import { Card, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

/** What is still to say, what was said of me, and what I was commended for. */
export function Overview({ communityId }: { communityId: string }) {
  const open = useQuery('evaluations.toEvaluate', {}, { keep: true })
  const said = useQuery('evaluations.said', {}, { keep: true })
  const commendations = useQuery('evaluations.commendations', {}, { keep: true })
  const led = useQuery('evaluations.averages', communityId === '' ? undefined : { communityId })
  return (
    <>
      <QueryView query={open} rows={2}>
        {({ shifts }) =>
          shifts.length === 0 ? null : (
            <Section title="等您说说的" note="十个工作日里都能改" first>
              <Rows>
                {shifts.map(({ shiftId, activityTitle, task, startsAt }) => (
                  <Row
                    key={shiftId}
                    title={activityTitle}
                    note={`${dayHeading(dayOf(new Date(startsAt)), dayOf(new Date()))}，${task}`}
                    onPress={() => openPage('evaluations/evaluate/index', { shift: shiftId, community: communityId })}
                  />
                ))}
              </Rows>
            </Section>
          )
        }
      </QueryView>
      <QueryView query={commendations} rows={1}>
        {(data) => <Commendations commendations={data.commendations} />}
      </QueryView>
      <QueryView
        query={said}
        rows={3}
        empty={{
          when: (data) => data.said.length === 0,
          show: <Empty title="还没有人说起" line="服务过以后，负责人和居民说的话，都在这里。" />,
        }}
      >
        {(data) => (
          <Section title="大家怎么说我">
            <View className="col g3">
              {data.said.map((one) => (
                <SaidCard key={`${one.at}${one.kind}${one.byName}`} said={one} />
              ))}
            </View>
          </Section>
        )}
      </QueryView>
      {(led.data?.activities.length ?? 0) === 0 ? null : (
        <Section title="我带的活动">
          <Rows>
            {(led.data?.activities ?? []).map(({ activityId, title, activity, leader }) => (
              <Row
                key={activityId}
                title={title}
                note={`${activity.count} 人评过，负责人 ${leader.average ?? '还没人评'}${leader.average === null ? '' : ' 分'}`}
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
      <Rows>
        <IconRow
          icon="message-circle"
          title="有意见要提"
          note="活动、负责人、队伍，社区来答复"
          onPress={() => openPage('evaluations/complaint/index')}
        />
      </Rows>
    </>
  )
}

function SaidCard({ said }: { said: Said }) {
  const { kind, title, quality, score, words, byName, at } = said
  const pill = quality === null ? (kind === 'thanks' ? '谢谢您' : `${score ?? '—'} 分`) : qualityWords[quality]
  const isGood = kind === 'thanks' || quality === 'excellent' || quality === 'good' || (score ?? 0) >= 4
  const by = byName === '' ? '一位志愿者' : byName
  return (
    <Card pad className="col g2">
      <View className="flex g2 between">
        <View className="strong">
          <Text>{title}</Text>
        </View>
        <Pill text={pill} {...(isGood ? { kind: 'ok' as const, icon: 'thumbs-up' } : {})} />
      </View>
      {words === '' ? null : <Say>{words}</Say>}
      <View className="t-small quiet">
        <Text>{`${by}，${dayText(dayOf(new Date(at)))}`}</Text>
      </View>
    </Card>
  )
}

function Commendations({ commendations }: { commendations: readonly Commendation[] }) {
  if (commendations.length === 0) return null
  return (
    <Section title="我得的表彰">
      <Rows>
        {commendations.map(({ commendationId, name, granter, grantedOn, reason }) => (
          <Row
            key={commendationId}
            lead={
              <View className="lead lead--icon">
                <Icon name="star" />
              </View>
            }
            title={name}
            note={`${granter}，${dayText(grantedOn)}${reason === '' ? '' : `，${reason}`}`}
          />
        ))}
      </Rows>
    </Section>
  )
}

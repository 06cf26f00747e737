import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Commendation } from '../../../shared/evaluations/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayText } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { CommendForm } from './commend-form.tsx'

/** What leaders put forward, and what was decided. */
export function Commendations({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const query = useQuery('evaluations.deskCommendations', { communityId })
  const [isWriting, setWriting] = useState(false)
  return (
    <QueryView query={query} rows={3}>
      {({ proposed, decided }) => (
        <View className={isWide ? 'columns' : ''}>
          <View className="columns__one col g3">
            <Section title="等您定的" note={`${proposed.length} 条`} first={isWide}>
              {proposed.length === 0 ? (
                <Card pad>
                  <Say>负责人推荐了谁，会排在这里。</Say>
                </Card>
              ) : (
                <View className="col g3">
                  {proposed.map((commendation) => (
                    <Proposed
                      key={commendation.commendationId}
                      communityId={communityId}
                      commendation={commendation}
                      onDone={query.refresh}
                    />
                  ))}
                </View>
              )}
            </Section>
            {isWriting ? (
              <CommendForm
                communityId={communityId}
                onClose={() => setWriting(false)}
                onDone={() => {
                  setWriting(false)
                  query.refresh()
                }}
              />
            ) : (
              <Btn text="表彰一位志愿者" kind="secondary" size="l" wide icon="star" onPress={() => setWriting(true)} />
            )}
          </View>
          <View className="columns__one">
            {decided.length === 0 ? (
              isWide ? (
                <Empty title="还没有表彰过谁" line="志愿者做了什么好事，记在这里。" />
              ) : null
            ) : (
              <Section title="表彰过的" note={`最近 ${decided.length} 条`} first={isWide}>
                <Rows>
                  {decided.map(({ commendationId, volunteerName, name, granter, grantedOn, status }) => (
                    <Row
                      key={commendationId}
                      title={`${volunteerName}，${name}`}
                      note={`${granter}，${dayText(grantedOn)}`}
                      end={
                        status === 'confirmed' ? (
                          <Pill text="表彰了" kind="ok" icon="check" />
                        ) : (
                          <Text className="quiet">没通过</Text>
                        )
                      }
                    />
                  ))}
                </Rows>
              </Section>
            )}
          </View>
        </View>
      )}
    </QueryView>
  )
}

function Proposed({
  communityId,
  commendation,
  onDone,
}: {
  communityId: string
  commendation: Commendation
  onDone: () => void
}) {
  const decide = useCommand('evaluations.decideCommendation')
  const { commendationId, version, volunteerName, volunteerNumber, name, granter, reason, proposedByName } =
    commendation

  async function send(confirmed: boolean) {
    const answer = await decide.run({ communityId, commendationId, version, confirmed })
    if (answer?.ok === true) {
      say(confirmed ? `表彰了，告诉${volunteerName}了` : '没通过，记下了')
      onDone()
    }
  }

  return (
    <Card pad className="col g2">
      <View className="strong">
        <Text>{`${volunteerName}，${name}`}</Text>
      </View>
      {reason === '' ? null : <Say>{reason}</Say>}
      <View className="t-small quiet">
        <Say>{`编号 ${volunteerNumber}，${proposedByName}推荐，以${granter}的名义`}</Say>
      </View>
      {decide.error === undefined ? null : <Notice kind="warn" text={decide.error.message} />}
      <View className="flex g2">
        <Btn
          text="就表彰他"
          label={`就表彰他，${volunteerName}`}
          kind="primary"
          className="grow"
          isBusy={decide.isBusy}
          busyText="正在记"
          onPress={() => void send(true)}
        />
        <Btn text="先不" label={`先不，${volunteerName}`} kind="secondary" onPress={() => void send(false)} />
      </View>
    </Card>
  )
}

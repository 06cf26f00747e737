import { Text, View } from '@tarojs/components'
import type { CareRound } from '../../../shared/help/care-contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { momentWords, reasonWords } from '../../text/care.ts'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { RoundList } from './round-list.tsx'
import { StartRound } from './start-round.tsx'

/** Asking after everybody on a list: the rounds that are on, a new one, and one of them person by person. */
export default function RoundPage() {
  const id = useParameter('id')
  const communityId = useParameter('community')
  const isWide = useWide()
  return (
    <Page title="挨家问" help={false} wide={isWide}>
      {id === '' ? <Rounds isWide={isWide} /> : <RoundList communityId={communityId} roundId={id} isWide={isWide} />}
    </Page>
  )
}

function Rounds({ isWide }: { isWide: boolean }) {
  const rounds = useQuery('help.rounds', {})
  return (
    <View className={isWide ? 'columns' : 'col g4'}>
      <View className="columns__one">
        <QueryView
          query={rounds}
          empty={{
            when: (data) => data.rounds.length === 0,
            show: <Empty title="这个月还没有挨家问过" line="天热天冷、过节、停水，开一轮，一户一户问。" />,
          }}
        >
          {(data) => (
            <Section title="这个月的" first>
              <Rows>
                {data.rounds.map((round) => (
                  <RoundRow key={round.roundId} round={round} now={data.now} />
                ))}
              </Rows>
            </Section>
          )}
        </QueryView>
      </View>
      <View className="columns__one">
        <StartRound isFirst={isWide} />
      </View>
    </View>
  )
}

function RoundRow({ round, now }: { round: CareRound; now: string }) {
  const today = dayOf(new Date(now))
  const { reason, total, reached, endedAt, startedByName, startedAt, dueAt } = round
  const isLate = endedAt === null && dueAt < now && reached < total
  return (
    <Row
      lead={
        <View className="when">
          <Text>{`${reached}/${total}`}</Text>
        </View>
      }
      title={`${reasonWords[reason].text}，问 ${total} 个人`}
      note={`${momentWords(startedAt, today)} ${startedByName}开的`}
      end={
        endedAt !== null ? (
          <Pill text="结束了" />
        ) : isLate ? (
          <Pill text="过时间了" kind="warn" icon="triangle-alert" />
        ) : (
          <Pill text={`${momentWords(dueAt, today)} 前`} kind="info" />
        )
      }
      onPress={() => openPage('desk/round/index', { community: round.communityId, id: round.roundId })}
    />
  )
}

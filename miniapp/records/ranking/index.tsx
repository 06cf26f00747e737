import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { hoursText } from '../../../shared/records/hours.ts'
import { starWord } from '../../../shared/records/stars.ts'
import { mostCountedPlaces, rankingPeriods, type RankingPeriod } from '../../../shared/records/points.ts'
import type { RankedVolunteer } from '../../../shared/records/points-contract.ts'
import { openTab } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayText } from '../../text/evaluations.ts'
import { periodWords } from '../../text/points.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented, Switch } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'

/** Who served how long, for those who like to stand there, and who was commended. */
export default function RankingPage() {
  return (
    <Page title="大家服务了多久">
      <WhenBound rows={5}>
        {() => (
          <>
            <Ranking />
            <Honours />
          </>
        )}
      </WhenBound>
    </Page>
  )
}

function Ranking() {
  const [period, setPeriod] = useState<RankingPeriod>('month')
  const query = useQuery('records.ranking', { period }, { keep: true })
  return (
    <>
      <Segmented<RankingPeriod>
        label="哪一段时间"
        options={rankingPeriods.map((value) => ({ value, text: periodWords[value] }))}
        value={period}
        onChange={setPeriod}
      />
      <QueryView query={query} rows={5}>
        {({ on, hidden, volunteers, mine }) => (
          <>
            {mine === null ? null : <Mine on={on} hidden={hidden} mine={mine} onChanged={query.refresh} />}
            {on ? <Places volunteers={volunteers} /> : <Notice text="咱们社区不排名。每个人的时长，自己都能看到。" />}
          </>
        )}
      </QueryView>
    </>
  )
}

function Mine({
  on,
  hidden,
  mine,
  onChanged,
}: {
  on: boolean
  hidden: boolean
  mine: { minutes: number; place: number | null }
  onChanged: () => void
}) {
  const hide = useCommand('records.hideFromRanking')

  async function change(shown: boolean) {
    const answer = await hide.run({ hidden: !shown })
    if (answer?.ok === true) {
      say(shown ? '排上了' : '不排了，别人看不到您')
      onChanged()
    }
  }

  const place = hidden
    ? '没有上榜'
    : mine.place === null
      ? '服务一次就上榜'
      : mine.place >= mostCountedPlaces
        ? `第 ${mostCountedPlaces} 名以后`
        : `第 ${mine.place} 名`
  return (
    <Rows>
      <Row title={`我服务了 ${hoursText(mine.minutes)} 小时`} note={on ? place : ''} />
      {on ? (
        <Row
          title="排上我"
          note="只写名字不写姓，加编号后四位"
          regular
          end={<Switch label="排上我" isOn={!hidden} onChange={(shown) => void change(shown)} />}
        />
      ) : null}
      {hide.error === undefined ? null : <Notice kind="warn" text={hide.error.message} />}
    </Rows>
  )
}

function Places({ volunteers }: { volunteers: readonly RankedVolunteer[] }) {
  if (volunteers.length === 0) {
    return (
      <Empty
        title="这段时间还没有人"
        line="去服务一次，您就是第一个。"
        act={<Btn text="看看有什么活动" kind="secondary" onPress={() => openTab('volunteering/activities/index')} />}
      />
    )
  }
  return (
    <Section title="前五十位" note="小时">
      <Rows>
        {volunteers.map(({ place, name, tail, star, minutes, mine }) => (
          <Row
            key={`${place}${tail}${name}`}
            lead={
              <View className="when">
                <Text>{place}</Text>
              </View>
            }
            title={mine ? `${name}（我）` : name}
            note={star === 0 ? `尾号 ${tail}` : `${starWord(star)}，尾号 ${tail}`}
            end={
              <View className="ledger__sum">
                <Text>{hoursText(minutes)}</Text>
              </View>
            }
          />
        ))}
      </Rows>
      <View className="t-small quiet center">
        <Say>来一次也是情分，不比多少。</Say>
      </View>
    </Section>
  )
}

function Honours() {
  const query = useQuery('evaluations.honours', {}, { keep: true })
  return (
    <QueryView query={query} rows={2}>
      {({ honours }) =>
        honours.length === 0 ? null : (
          <Section title="受过表彰的">
            <Rows>
              {honours.map(({ commendationId, name, grantedOn, granter, whose }) => (
                <Row
                  key={commendationId}
                  lead={
                    <View className="lead lead--icon">
                      <Icon name="star" />
                    </View>
                  }
                  title={whose}
                  note={`${name}，${granter}，${dayText(grantedOn)}`}
                />
              ))}
            </Rows>
          </Section>
        )
      }
    </QueryView>
  )
}

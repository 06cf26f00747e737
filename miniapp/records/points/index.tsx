import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Gift, PointsLine, Redemption } from '../../../shared/records/points-contract.ts'
import { openPage, openTab } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { monthDay, signedPoints, transferWords } from '../../text/points.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { Aside, GiftSheet } from './gift-sheet.tsx'

/** What was thanked for with points, and what there is for them. */
export default function PointsPage() {
  return <Page title="我的积分">{<WhenBound rows={4}>{() => <MyPoints />}</WhenBound>}</Page>
}

function MyPoints() {
  const points = useQuery('records.points', {}, { keep: true })
  const gifts = useQuery('records.gifts', {}, { keep: true })
  const [asked, ask] = useState<Gift | undefined>(undefined)
  const changed = () => {
    ask(undefined)
    points.refresh()
    gifts.refresh()
  }
  return (
    <QueryView query={points} rows={4}>
      {({ balance, debt, pointsPerHour, lines }) => (
        <>
          <Head balance={balance} debt={debt} pointsPerHour={pointsPerHour} />
          <Rows>
            <IconRow icon="trophy" title="大家服务了多久" note="按时长排，不想上榜可以不排" onPress={openRanking} />
          </Rows>
          <QueryView query={gifts} rows={3}>
            {(data) => (
              <>
                <Waiting redemptions={data.redemptions} onChanged={changed} />
                <Gifts gifts={data.gifts} balance={data.balance} onAsk={ask} />
              </>
            )}
          </QueryView>
          <Lines lines={lines} />
          {asked === undefined ? null : (
            <GiftSheet gift={asked} balance={balance} onClose={() => ask(undefined)} onDone={changed} />
          )}
        </>
      )}
    </QueryView>
  )
}

const openRanking = () => openPage('records/ranking/index')

function Head({ balance, debt, pointsPerHour }: { balance: number; debt: number; pointsPerHour: number }) {
  const name = useMe()?.identity?.name ?? ''
  return (
    <Card pad className="col g3">
      <View>
        <View className="quiet">
          <Text>{name === '' ? '现在有' : `${name}，现在有`}</Text>
        </View>
        <View className="spoken">
          <Text>{balance}</Text>
          <Text className="t-small quiet"> 分</Text>
        </View>
      </View>
      {debt === 0 ? null : (
        <Notice kind="warn" text={`有一笔时长更正过，还差 ${debt} 分。往后服务得的分，先补上它。`} />
      )}
      <View className="t-small quiet">
        <Say>{`每服务一小时记 ${pointsPerHour} 分，是大家的一点谢意，不是报酬。积分不能换钱，也不能转给别人。`}</Say>
      </View>
    </Card>
  )
}

function Waiting({ redemptions, onChanged }: { redemptions: readonly Redemption[]; onChanged: () => void }) {
  if (redemptions.length === 0) return null
  return (
    <Section title="给您留着的" note={`${redemptions.length} 样`}>
      <View className="col g3">
        {redemptions.map((redemption) => (
          <Aside key={redemption.redemptionId} redemption={redemption} onChanged={onChanged} />
        ))}
      </View>
    </Section>
  )
}

function Gifts({ gifts, balance, onAsk }: { gifts: readonly Gift[]; balance: number; onAsk: (gift: Gift) => void }) {
  return (
    <Section title="换一份小礼物">
      {gifts.length === 0 ? (
        <Card pad>
          <Say>礼物还没摆出来。积分都留着，不会过期。</Say>
        </Card>
      ) : (
        <Rows>
          {gifts.map((gift) => {
            const { giftId, name, words, icon, points, stock } = gift
            const state = stock === 0 ? '换完了' : points > balance ? `还差 ${points - balance} 分` : `还有 ${stock} 份`
            return (
              <Row
                key={giftId}
                lead={
                  <View className="lead lead--icon">
                    <Icon name={icon} />
                  </View>
                }
                title={name}
                note={words === '' ? state : `${words}，${state}`}
                end={
                  <View className="ledger__sum">
                    <Text>{`${points} 分`}</Text>
                  </View>
                }
                onPress={stock === 0 || points > balance ? undefined : () => onAsk(gift)}
              />
            )
          })}
        </Rows>
      )}
    </Section>
  )
}

function Lines({ lines }: { lines: readonly PointsLine[] }) {
  if (lines.length === 0) {
    return (
      <Empty
        title="还没有积分"
        line="去服务一次，记好时长，就有了。"
        act={<Btn text="看看有什么活动" kind="secondary" onPress={() => openTab('volunteering/activities/index')} />}
      />
    )
  }
  return (
    <Section title="每一笔" note={lines.length === 50 ? '最近 50 笔' : `${lines.length} 笔`}>
      <Rows>
        {lines.map(({ at, kind, words, points }, index) => (
          <Row
            key={`${lines.length - index}${at}`}
            title={words}
            note={`${monthDay(at)}，${transferWords[kind]}`}
            end={
              <View className="ledger__sum">
                <Text>{signedPoints(points)}</Text>
              </View>
            }
          />
        ))}
      </Rows>
      <View className="t-small quiet center">
        <Say>每一笔都留底，不能改，只能更正。</Say>
      </View>
    </Section>
  )
}

import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { Me } from '../../shared/people/contract.ts'
import { Empty } from '../ui/states.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar, Badge } from '../ui/marks.tsx'
import { ActRow, KeyCap, type Acts } from './acts.tsx'
import { PersonCard, PhoneButtons, Story, Tags } from './person.tsx'
import { CallRing, isWaiting, QueueItem } from './queue.tsx'
import { QuietTests } from './quiet-tests.tsx'
import { BellSwitch, Ladder, Link, OnDuty, SilentAlarm } from './side.tsx'
import type { Desk, DeskData } from './use-desk.ts'

type Bell = Parameters<typeof BellSwitch>[0]['bell']

/** The desk on a wide screen: queue, call, people. */
export function WideDesk({
  desk,
  data,
  acts,
  bell,
  me,
}: {
  desk: Desk
  data: DeskData
  acts: Acts
  bell: Bell
  me: Me | undefined
}) {
  const { selected } = desk
  const post = me?.staff[0]
  return (
    <>
      <View className="desk__top" {...landmark('banner', '值守台')}>
        <Icon name="house" className="green" />
        <View className="t-title" {...heading(1)}>
          <Text>{`${post?.areaName ?? ''}值守台`}</Text>
        </View>
        <View className="desk__nav">
          <View className="desk__tab is-on">
            <Text>求助</Text>
            <Badge count={data.calls.length} help={data.calls.some(isWaiting)} />
          </View>
        </View>
        <View className="grow" />
        <View className="desk__me">
          <Avatar name={me?.displayName ?? ''} size="s" />
          <View>
            <View className="strong">
              <Text>{me?.displayName ?? ''}</Text>
            </View>
            <Text className="t-small quiet">{post?.postName ?? ''}</Text>
          </View>
        </View>
      </View>
      <View className="desk__cols">
        <View className="desk__col" {...landmark('complementary', '求助队列')}>
          <View className="desk__head">
            <View className="section__title">
              <Text>等着处理</Text>
            </View>
            <BellSwitch bell={bell} />
          </View>
          <SilentAlarm call={data.calls.find(({ ringsForMe }) => ringsForMe)} bell={bell} />
          {data.calls.map((call) => (
            <QueueItem
              key={call.callId}
              call={call}
              secondsLeft={desk.secondsLeft(call)}
              isSelected={call.callId === selected?.callId}
              onPress={() => desk.choose(call.callId)}
            />
          ))}
          <View className="desk__head mt2">
            <View className="section__title">
              <Text>今天</Text>
            </View>
          </View>
          <Rows>
            <Row title="办结的求助" regular end={<Text className="row__value num">{`${data.closedToday} 个`}</Text>} />
          </Rows>
          <QuietTests />
          <View className="desk__keys t-small quiet">
            <KeyCap text="↑" />
            <KeyCap text="↓" />
            <Text>换一个</Text>
            <KeyCap text="回车" />
            <Text>打开</Text>
            <KeyCap text="A" />
            <Text>接警</Text>
          </View>
        </View>
        <View className="desk__col desk__call" {...landmark('main', '当前求助')}>
          {selected ? <WideCall desk={desk} acts={acts} /> : <Quiet />}
        </View>
        <View className="desk__col" {...landmark('complementary', '值班的人')}>
          <OnDuty people={concernedBy(selected, data.onDuty)} />
          {selected ? <Ladder call={selected} people={data.onDuty} secondsLeft={desk.secondsLeft(selected)} /> : null}
          <Link desk={desk} isFoot />
        </View>
      </View>
    </>
  )
}

function WideCall({ desk, acts }: { desk: Desk; acts: Acts }) {
  const call = desk.selected
  if (!call) return null
  const person = desk.card.answer?.ok ? desk.card.answer.data.person : undefined
  return (
    <>
      <Card pad>
        <View className="flex g4 top-align">
          <Avatar name={call.residentName} size="l" />
          <View className="grow">
            <View className="flex g2 wrap">
              <Text className="t-heading">{call.residentName}</Text>
              {call.age === null ? null : <Text className="quiet">{`${call.age} 岁`}</Text>}
              <Tags call={call} person={person} />
            </View>
            <View className="t-display num">
              <Text>{call.address}</Text>
            </View>
            <View className="quiet">
              <Text>{person?.accessNote ?? ''}</Text>
            </View>
            <Text className="quiet t-small">
              {`${call.communityName}${call.gridName}${call.presses > 1 ? `，按了 ${call.presses} 次` : ''}`}
            </Text>
          </View>
          <CallRing call={call} secondsLeft={desk.secondsLeft(call)} size="l" />
        </View>
        <ActRow call={call} acts={acts} isBusy={desk.moves.isBusy} />
        <PhoneButtons card={desk.card} name={call.residentName} />
      </Card>
      <View className="desk__two">
        <View className="grow col">
          <PersonCard card={desk.card} className="grow" />
        </View>
        <Story call={call} className="desk__line col" />
      </View>
    </>
  )
}

/** With a call in view: who can be rung for it, and who is busy elsewhere. */
function concernedBy(call: DeskCall | undefined, people: DeskData['onDuty']): DeskData['onDuty'] {
  if (!call) return people
  return people.filter(({ areaCode, state, me }) => me || state !== 'free' || call.gridCode.startsWith(areaCode))
}

export function Quiet() {
  return <Empty title="现在没有人求助" line="有人按了，铃会响，这里会亮。" />
}

function heading(level: number) {
  return process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': level } : {}
}

/** Parts of the page that a screen reader can jump to; only the browser knows them. */
function landmark(role: 'banner' | 'complementary' | 'main', label: string) {
  return process.env.TARO_ENV === 'h5' ? { role, 'aria-label': label } : {}
}

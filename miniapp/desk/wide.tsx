import { Text, View } from '@tarojs/components'
import type { Me } from '../../shared/people/contract.ts'
import type { DeskCall } from '../../shared/help/contract.ts'
import { openPage } from '../client/navigate.ts'
import { shiftWords } from '../text/desk.ts'
import { Empty } from '../ui/states.tsx'
import { Chevron, Icon } from '../ui/icon.tsx'
import { Card, Rows } from '../ui/layout.tsx'
import { Avatar, Badge } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { ActRow, KeyCap, ToolRow, type Acts } from './acts.tsx'
import { Attachments } from './attachments.tsx'
import { Alarms, BellSwitch, Link, OfferCard, SilentAlarm } from './alarms.tsx'
import { Company, PersonCard, Tags, wayIn } from './person.tsx'
import { CallRing, isWaiting, QueueItem, QueueRow } from './queue.tsx'
import { QuietTests } from './quiet-tests.tsx'
import { Ladder, OnDuty } from './side.tsx'
import { Story } from './story.tsx'
import { TodayRows, type Today } from './today.tsx'
import type { Desk, DeskData } from './use-desk.ts'

type Bell = Parameters<typeof BellSwitch>[0]['bell']

export interface DeskProps {
  desk: Desk
  data: DeskData
  acts: Acts
  bell: Bell
  today: Today
  onMore: () => void
}

/** The desk on a wide screen: queue, call, people. */
export function WideDesk({ desk, data, acts, bell, today, onMore, me }: DeskProps & { me: Me | undefined }) {
  const { selected } = desk
  return (
    <>
      <Top desk={desk} data={data} today={today} onMore={onMore} me={me} />
      <View className="desk__cols">
        <View className="desk__col" {...landmark('complementary', '求助队列')}>
          <View className="desk__head">
            <View className="section__title">
              <Text>等着处理</Text>
            </View>
            <BellSwitch bell={bell} />
          </View>
          <SilentAlarm call={desk.calls.find(({ ringsForMe }) => ringsForMe)} bell={bell} />
          {desk.calls.map((call) => (
            <QueueItem
              key={call.callId}
              call={call}
              secondsLeft={desk.secondsLeft(call)}
              isSelected={call.callId === selected?.callId}
              onPress={() => desk.choose(call.callId)}
            />
          ))}
          <CallBacks desk={desk} />
          <View className="desk__head mt2">
            <View className="section__title">
              <Text>今天要办</Text>
            </View>
          </View>
          <TodayRows today={today} closedToday={data.closedToday} />
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
          <Alarms desk={desk} data={data} />
          {selected ? <WideCall call={selected} desk={desk} acts={acts} /> : <Quiet />}
        </View>
        <View className="desk__col" {...landmark('complementary', '值班的人')}>
          <OnDuty people={concernedBy(selected, data.onDuty)} />
          {selected && selected.dueAt !== null ? (
            <Ladder call={selected} people={data.onDuty} secondsLeft={desk.secondsLeft(selected)} />
          ) : null}
          <Link desk={desk} isFoot />
        </View>
      </View>
    </>
  )
}

function Top({
  desk,
  data,
  today,
  onMore,
  me,
}: Pick<DeskProps, 'desk' | 'data' | 'today' | 'onMore'> & { me: Me | undefined }) {
  const post = me?.staff[0]
  const shift = data.onDuty.find((person) => person.me)?.shift
  return (
    <View className="desk__top" {...landmark('banner', '值守台')}>
      <Icon name="house" className="green" />
      <View className="t-title" {...heading(1)}>
        <Text>{`${post?.areaName ?? ''}值守台`}</Text>
      </View>
      <View className="desk__nav">
        <View className="desk__tab is-on">
          <Text>求助</Text>
          <Badge count={desk.calls.length} help={desk.calls.some(isWaiting)} />
        </View>
        <Tab text="今天要办" count={today.open} page="desk/care/index" />
        <Tab text="值班" page="desk/roster/index" />
        <Tab text="报表" page="desk/report/index" />
        <Press className="desk__tab" label="更多" contentSpeaks onPress={onMore}>
          <Text>更多</Text>
        </Press>
      </View>
      <View className="grow" />
      <View className="desk__me">
        <Avatar name={me?.displayName ?? ''} size="s" />
        <View>
          <View className="strong">
            <Text>{me?.displayName ?? ''}</Text>
          </View>
          <Text className="t-small quiet">{shift ? shiftWords(shift) : (post?.postName ?? '')}</Text>
        </View>
      </View>
    </View>
  )
}

function Tab({ text, page, count = 0 }: { text: string; page: string; count?: number }) {
  return (
    <Press
      className="desk__tab"
      role="link"
      label={count === 0 ? text : `${text}，${count} 个`}
      contentSpeaks
      onPress={() => openPage(page)}
    >
      <Text>{text}</Text>
      <Badge count={count} />
    </Press>
  )
}

const callBacksShown = 3

/** Apart from what rings: calls that are over and wait for somebody to ask how it went. */
function CallBacks({ desk }: { desk: Desk }) {
  const [first, ...rest] = desk.callBacks
  if (first === undefined) return null
  const isChosen = ({ callId }: DeskCall) => callId === desk.selected?.callId
  const shown = [first, ...rest].filter((call, index) => index < callBacksShown || isChosen(call))
  const next = desk.callBacks[shown.length]
  return (
    <>
      <View className="desk__head mt2">
        <View className="section__title">
          <Text>要回电话</Text>
        </View>
        {next === undefined ? (
          <Text className="t-small quiet num">{`${desk.callBacks.length} 个`}</Text>
        ) : (
          <Press
            className="section__more"
            label={`${desk.callBacks.length} 个，看下一个`}
            onPress={() => desk.choose(next.callId)}
          >
            <Text className="num">{`${desk.callBacks.length} 个`}</Text>
            <Chevron />
          </Press>
        )}
      </View>
      <Rows>
        {shown.map((call) => (
          <QueueRow
            key={call.callId}
            call={call}
            secondsLeft={0}
            isChosen={isChosen(call)}
            onPress={() => desk.choose(call.callId)}
          />
        ))}
      </Rows>
    </>
  )
}

function WideCall({ call, desk, acts }: { call: DeskCall; desk: Desk; acts: Acts }) {
  const person = desk.card.answer?.ok ? desk.card.answer.data.person : undefined
  return (
    <>
      <OfferCard call={call} secondsLeft={desk.secondsLeft(call)} />
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
              <Text>{wayIn(person)}</Text>
            </View>
            <Text className="quiet t-small">
              {`${call.communityName}${call.gridName}${call.presses > 1 ? `，按了 ${call.presses} 次` : ''}`}
            </Text>
          </View>
          <CallRing call={call} secondsLeft={desk.secondsLeft(call)} size="l" />
        </View>
        <Company call={call} />
        <ActRow call={call} acts={acts} isBusy={desk.moves.isBusy} />
        <ToolRow call={call} acts={acts} phone={person?.phone ?? null} />
      </Card>
      <View className="desk__two">
        <View className="grow col g3">
          <Attachments call={call} />
          <PersonCard card={desk.card} className="grow" />
        </View>
        <Story call={call} acts={acts} className="desk__line col" />
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

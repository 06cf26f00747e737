import { Text, View } from '@tarojs/components'
import { dial } from '../client/navigate.ts'
import { deskWords } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, Rows, Section } from '../ui/layout.tsx'
import { Press } from '../ui/press.tsx'
import { EarlyEnd, MainAct, type Acts } from './acts.tsx'
import { PersonCard, Story, Tags } from './person.tsx'
import { CallRing, isWaiting, nameAndAge, QueueRow } from './queue.tsx'
import { QuietTests } from './quiet-tests.tsx'
import { BellSwitch, Link, SilentAlarm } from './side.tsx'
import type { Desk, DeskData } from './use-desk.ts'
import { Quiet } from './wide.tsx'

type Bell = Parameters<typeof BellSwitch>[0]['bell']

/** The desk in one hand: the call in view on top, its next step under the thumb. */
export function NarrowDesk({ desk, data, bell }: { desk: Desk; data: DeskData; bell: Bell }) {
  const { selected } = desk
  const others = data.calls.filter(({ callId }) => callId !== selected?.callId)
  return (
    <>
      <View className="flex between">
        <Link desk={desk} />
        <BellSwitch bell={bell} />
      </View>
      <SilentAlarm call={data.calls.find(({ ringsForMe }) => ringsForMe)} bell={bell} />
      {selected ? <NarrowCall desk={desk} /> : <Quiet />}
      {others.length === 0 ? null : (
        <Section title={selected ? '还有' : '在处理'} note={`${others.length} 个`} first>
          <Rows>
            {others.map((call) => (
              <QueueRow
                key={call.callId}
                call={call}
                secondsLeft={desk.secondsLeft(call)}
                onPress={() => desk.choose(call.callId)}
              />
            ))}
          </Rows>
        </Section>
      )}
      <QuietTests />
      {selected ? <PersonCard card={desk.card} /> : null}
      {selected ? <Story call={selected} /> : null}
    </>
  )
}

function NarrowCall({ desk }: { desk: Desk }) {
  const call = desk.selected
  if (!call) return null
  const { urgent, line } = deskWords(call, desk.secondsLeft(call))
  const person = desk.card.answer?.ok ? desk.card.answer.data.person : undefined
  const inside = (
    <View className="card--pad">
      <View className="flex g3">
        <View className="grow">
          <View className="t-heading">
            <Text>{call.residentName}</Text>
          </View>
          <Text className="quiet">
            {[call.age === null ? '' : `${call.age} 岁`, call.livingAlone ? '独居' : ''].filter(Boolean).join('，')}
          </Text>
        </View>
        <CallRing call={call} secondsLeft={desk.secondsLeft(call)} size="l" />
      </View>
      <View className="t-display num mt2">
        <Text>{call.address}</Text>
      </View>
      {person === undefined || person.accessNote === '' ? null : <Text className="quiet">{person.accessNote}</Text>}
      <View className="flex g2 mt3 wrap">
        <Tags call={{ ...call, livingAlone: false }} person={person} />
      </View>
      {isWaiting(call) ? null : (
        <View className="quiet mt3">
          <Text>{line}</Text>
        </View>
      )}
    </View>
  )
  if (!isWaiting(call)) return <Card>{inside}</Card>
  return (
    <Card className="ringing">
      <View className="ringing__head">
        <Icon name="bell-ring" size="s" />
        <Text className="grow strong">{`${urgent}，${line}`}</Text>
      </View>
      {inside}
    </Card>
  )
}

/** Telephone and next step, where the thumb is. */
export function NarrowBar({ desk, acts }: { desk: Desk; acts: Acts }) {
  const call = desk.selected
  if (!call) return null
  const phone = desk.card.answer?.ok ? desk.card.answer.data.person.phone : null
  return (
    <View className="deskbar">
      {phone === null ? null : (
        <Press className="dial dial--icon dial--l" label={`打给${nameAndAge(call)}`} onPress={() => dial(phone)}>
          <Icon name="phone" />
        </Press>
      )}
      <EarlyEnd call={call} acts={acts} isBusy={desk.moves.isBusy} />
      <MainAct call={call} acts={acts} isBusy={desk.moves.isBusy} />
    </View>
  )
}

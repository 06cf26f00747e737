import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskCall } from '../../shared/help/contract.ts'
import { dial } from '../client/navigate.ts'
import { deskWords } from '../text/desk.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Rows, Section } from '../ui/layout.tsx'
import { Press } from '../ui/press.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ActBtn, EmergencyBtn, type Acts } from './acts.tsx'
import { Attachments } from './attachments.tsx'
import { Alarms, BellSwitch, Link, OfferCard, RingsToo, SilentAlarm } from './alarms.tsx'
import { besideAct, leadAct, mayAct, type Act } from './call-acts.ts'
import { Company, PersonCard, Tags, wayIn } from './person.tsx'
import { CallRing, isWaiting, nameAndAge, QueueRow } from './queue.tsx'
import { QuietTests } from './quiet-tests.tsx'
import { OnDuty } from './side.tsx'
import { Story } from './story.tsx'
import { TodaySection } from './today.tsx'
import type { Desk } from './use-desk.ts'
import { Quiet, type DeskProps } from './wide.tsx'

/** The desk in one hand: the call in view on top, its next step under the thumb. */
export function NarrowDesk({ desk, data, acts, bell, today, onMore }: DeskProps) {
  const { selected } = desk
  const others = desk.calls.filter(({ callId }) => callId !== selected?.callId)
  return (
    <>
      <View className="flex between">
        <Link desk={desk} />
        <BellSwitch bell={bell} />
      </View>
      <Alarms desk={desk} data={data} />
      <RingsToo desk={desk} />
      <SilentAlarm call={desk.calls.find(({ ringsForMe }) => ringsForMe)} bell={bell} />
      {selected ? <OfferCard call={selected} secondsLeft={desk.secondsLeft(selected)} /> : null}
      {selected ? <NarrowCall call={selected} desk={desk} /> : <Quiet />}
      <Lines desk={desk} title={selected ? '还有' : '在处理'} calls={others} />
      {selected ? <Attachments call={selected} /> : null}
      {selected ? <PersonCard card={desk.card} /> : null}
      {selected ? <Story call={selected} acts={acts} /> : null}
      <Lines desk={desk} title="要回电话" calls={desk.callBacks.filter(({ callId }) => callId !== selected?.callId)} />
      <TodaySection today={today} closedToday={data.closedToday} />
      <QuietTests />
      <View>
        <OnDuty people={data.onDuty} />
      </View>
      <Btn text="更多：值班、呼叫器、演练、报表" kind="secondary" wide icon="ellipsis" onPress={onMore} />
    </>
  )
}

function Lines({ desk, title, calls }: { desk: Desk; title: string; calls: readonly DeskCall[] }) {
  if (calls.length === 0) return null
  return (
    <Section title={title} note={`${calls.length} 个`} first>
      <Rows>
        {calls.map((call) => (
          <QueueRow
            key={call.callId}
            call={call}
            secondsLeft={desk.secondsLeft(call)}
            onPress={() => desk.choose(call.callId)}
          />
        ))}
      </Rows>
    </Section>
  )
}

function NarrowCall({ call, desk }: { call: DeskCall; desk: Desk }) {
  const { urgent, line } = deskWords(call, desk.secondsLeft(call))
  const person = desk.card.answer?.ok ? desk.card.answer.data.person : undefined
  const way = wayIn(person)
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
      {way === '' ? null : <Text className="quiet">{way}</Text>}
      <View className="flex g2 mt3 wrap">
        <Tags call={{ ...call, livingAlone: false }} person={person} />
      </View>
      <Company call={call} />
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

/** Telephone, the way out, the next step and everything else, where the thumb is. */
export function NarrowBar({ desk, acts }: { desk: Desk; acts: Acts }) {
  const [isOpen, setOpen] = useState(false)
  const call = desk.selected
  if (!call) return null
  const phone = desk.card.answer?.ok ? desk.card.answer.data.person.phone : null
  const lead = leadAct(call)
  const beside = besideAct(call)
  const { isBusy } = desk.moves
  return (
    <View className="deskbar">
      {phone === null ? null : (
        <Press className="dial dial--icon dial--l" label={`打给${nameAndAge(call)}`} onPress={() => dial(phone)}>
          <Icon name="phone" />
        </Press>
      )}
      {beside === undefined ? null : <ActBtn act={beside} call={call} acts={acts} isBusy={isBusy} size="xl" />}
      {lead === undefined ? (
        <View className="grow" />
      ) : (
        <ActBtn act={lead} call={call} acts={acts} isBusy={isBusy} isLead size="xl" className="grow" />
      )}
      <Press className="dial dial--icon dial--l deskbar__more" label="别的办法" onPress={() => setOpen(true)}>
        <Icon name="ellipsis" />
      </Press>
      {isOpen ? <OtherActs call={call} acts={acts} onClose={() => setOpen(false)} /> : null}
    </View>
  )
}

const otherActs: readonly Act[] = ['handOver', 'takeOver', 'addHelper', 'note', 'close']

function OtherActs({ call, acts, onClose }: { call: DeskCall; acts: Acts; onClose: () => void }) {
  const near: Acts = {
    ...acts,
    run(act, which) {
      onClose()
      acts.run(act, which)
    },
    async callEmergency(number, which) {
      onClose()
      await acts.callEmergency(number, which)
    },
  }
  const shown = otherActs.filter((act) => mayAct(call, act) && act !== leadAct(call) && act !== besideAct(call))
  return (
    <Sheet title={`${call.residentName}这边`} onClose={onClose}>
      <View className="others">
        <EmergencyBtn number="120" call={call} acts={near} />
        <EmergencyBtn number="119" call={call} acts={near} />
        {shown.map((act) => (
          <ActBtn key={act} act={act} call={call} acts={near} isBusy={false} size="m" />
        ))}
      </View>
      <Btn text="先不用" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

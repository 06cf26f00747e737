import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { clockOf } from '../../shared/time.ts'
import { lateWords, offerWords, stoppedWords } from '../text/desk.ts'
import { Icon } from '../ui/icon.tsx'
import { Press } from '../ui/press.tsx'
import { Say } from '../ui/say.tsx'
import { Notice } from '../ui/states.tsx'
import type { Desk, DeskData } from './use-desk.ts'

/** What is wrong with the machine itself: calls that nothing moves, and nobody who looks after the clock. */
export function Alarms({ desk, data }: { desk: Desk; data: DeskData }) {
  const { late, stopped, checkedAt } = data.audit
  return (
    <>
      {late.map((one) => (
        <Press
          key={one.callId}
          className="card ringing ringing__head"
          label={lateWords(one, desk.serverNow)}
          contentSpeaks
          onPress={() => desk.choose(one.callId)}
        >
          <Icon name="triangle-alert" />
          <View className="grow" {...alert}>
            <Say>{lateWords(one, desk.serverNow)}</Say>
          </View>
        </Press>
      ))}
      {stopped && desk.isLinked ? <Notice kind="warn" text={stoppedWords(checkedAt)} /> : null}
    </>
  )
}

const alert = process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {}

/** The desk proves that it is alive: the auditor's last success, or that nobody looks, or that nothing comes through. */
export function Link({ desk, isFoot = false }: { desk: Desk; isFoot?: boolean }) {
  const { checkedAt, stopped } = desk.query.data?.audit ?? { checkedAt: null, stopped: false }
  const isWell = desk.isLinked && !stopped
  const words = !desk.isLinked ? '连不上了，守着电话' : stopped ? '巡查停了' : '链路正常'
  const names = `desk__link ${isFoot ? 'desk__link--foot' : ''} ${isWell ? '' : 'is-cut'}`
  return (
    <View className={names} {...(isWell ? {} : alert)}>
      <Icon
        name={!desk.isLinked ? 'wifi-off' : stopped ? 'triangle-alert' : 'circle-check'}
        size={isFoot ? 'm' : 's'}
      />
      <Text className={isFoot ? 'grow strong' : ''}>{words}</Text>
      <Text className="num">{checkedAt === null ? '' : clockOf(new Date(checkedAt))}</Text>
    </View>
  )
}

interface Bell {
  isOn: boolean
  isBlocked: boolean
  toggle: () => void
}

/** Where no sound comes, the alarm is a red line across the desk. It needs no permission. */
export function SilentAlarm({ call, bell }: { call: DeskCall | undefined; bell: Bell }) {
  if (!call || (bell.isOn && !bell.isBlocked)) return null
  const words = bell.isBlocked
    ? `${call.residentName}在求助。浏览器还不让出声，点一下就响。`
    : `${call.residentName}在求助。铃声关着，点一下打开。`
  return (
    <Press className="card ringing ringing__head" label={words} contentSpeaks onPress={bell.toggle}>
      <Icon name="bell-ring" />
      <View className="grow">
        <Say>{words}</Say>
      </View>
    </Press>
  )
}

/** Another call rings while one is in view: it never hides below the edge of a phone. */
export function RingsToo({ desk }: { desk: Desk }) {
  const other = desk.calls.find(({ ringsForMe, callId }) => ringsForMe && callId !== desk.selected?.callId)
  if (!other) return null
  const words = `${other.residentName}在求助，点这里看`
  return (
    <Press className="card ringing ringing__head" label={words} contentSpeaks onPress={() => desk.choose(other.callId)}>
      <Icon name="bell-ring" />
      <Text className="grow strong">{words}</Text>
    </Press>
  )
}

export function BellSwitch({ bell }: { bell: Bell }) {
  const text = bell.isBlocked ? '点一下开铃声' : bell.isOn ? '铃声开着' : '铃声关着'
  return (
    <Press
      className={`chip ${bell.isOn && !bell.isBlocked ? 'chip--tint' : ''}`}
      role="switch"
      label={text}
      isOn={bell.isOn && !bell.isBlocked}
      onPress={bell.toggle}
    >
      <Icon name={bell.isOn && !bell.isBlocked ? 'volume-2' : 'volume-x'} size="s" />
      <Text>{text}</Text>
    </Press>
  )
}

/** A call that is about to change hands: who wants it, why, how long there is to say something. */
export function OfferCard({ call, secondsLeft }: { call: DeskCall; secondsLeft: number }) {
  if (call.offer === null) return null
  return (
    <View className="notice notice--warn" {...alert}>
      <Icon name="arrow-left-right" />
      <View className="grow">
        <Say>{offerWords(call, secondsLeft)}</Say>
      </View>
    </View>
  )
}

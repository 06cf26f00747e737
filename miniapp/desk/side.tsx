import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { areaOfLevel, levels } from '../../shared/help/lifecycle.ts'
import { clockOf } from '../../shared/time.ts'
import { dutyWords, ladderWords, waitOf } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Card, Row, Rows } from '../ui/layout.tsx'
import { Avatar, Pill } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Say } from '../ui/say.tsx'
import { isWaiting } from './queue.tsx'
import type { Desk, DeskData } from './use-desk.ts'

type Duty = DeskData['onDuty']

export function OnDuty({ people }: { people: Duty }) {
  return (
    <>
      <View className="desk__head">
        <View className="section__title">
          <Text>谁在班上</Text>
        </View>
        <Text className="t-small quiet num">{`${people.length} 人`}</Text>
      </View>
      <Rows>
        {people.map(({ name, post, state, me }) => (
          <Row
            key={`${name}${post}`}
            title={name}
            note={me ? `${post}，您` : post}
            lead={<Avatar name={name} />}
            end={<Pill text={me && state === 'free' ? '在台前' : dutyWords[state].text} kind={dutyWords[state].kind} />}
          />
        ))}
      </Rows>
    </>
  )
}

/** Who is rung when, if nobody answers: it never ends. */
export function Ladder({ call, people, secondsLeft }: { call: DeskCall; people: Duty; secondsLeft: number }) {
  const at = levels.indexOf(call.level)
  const namesAt = (index: number) => {
    const level = levels[index] ?? 'grid'
    const area = areaOfLevel(call.gridCode, level)
    const names = people.filter(({ areaCode }) => areaCode === area).map(({ name }) => name)
    return [ladderWords[level], ...names.slice(0, 2)].join('，')
  }
  const { number, unit } = waitOf(secondsLeft)
  return (
    <>
      <View className="desk__head mt2">
        <View className="section__title">
          <Text>没人接怎么办</Text>
        </View>
      </View>
      <Card pad>
        <View className="ladder">
          {levels.map((level, index) => {
            const state = !isWaiting(call) || index > at ? '' : index === at ? 'is-now' : 'is-done'
            const wait = !isWaiting(call) || index < at ? '' : index === at ? `还有 ${number} ${unit}` : '再等 60 秒'
            return (
              <View key={level} className={`ladder__step ${state}`}>
                <Text className={`grow ${state === 'is-now' ? 'strong' : ''}`}>{namesAt(index)}</Text>
                <Text className="t-small quiet num">{wait}</Text>
              </View>
            )
          })}
          <View className="ladder__step">
            <Text className="grow">从头再响一遍</Text>
            <Text className="quiet t-small">不会停</Text>
          </View>
        </View>
      </Card>
    </>
  )
}

/** The desk proves that it is alive: the server's time of the last answer, or that there is none. */
export function Link({ desk, isFoot = false }: { desk: Desk; isFoot?: boolean }) {
  const said = desk.query.data?.now
  const time = said === undefined ? '' : clockOf(new Date(said))
  const names = `desk__link ${isFoot ? 'desk__link--foot' : ''} ${desk.isLinked ? '' : 'is-cut'}`
  return (
    <View className={names} {...(process.env.TARO_ENV === 'h5' && !desk.isLinked ? { role: 'alert' } : {})}>
      <Icon name={desk.isLinked ? 'circle-check' : 'wifi-off'} size={isFoot ? 'm' : 's'} />
      <Text className={isFoot ? 'grow strong' : ''}>{desk.isLinked ? '链路正常' : '连不上了，守着电话'}</Text>
      <Text className="num">{time}</Text>
    </View>
  )
}

/** Where the browser forbids sound until a tap, the alarm is a red line across the desk. */
export function SilentAlarm({
  call,
  bell,
}: {
  call: DeskCall | undefined
  bell: { isBlocked: boolean; toggle: () => void }
}) {
  if (!call || !bell.isBlocked) return null
  const words = `${call.residentName}在求助。浏览器还不让出声，点一下就响。`
  return (
    <Press className="card ringing ringing__head" label={words} onPress={bell.toggle}>
      <Icon name="bell-ring" />
      <View className="grow">
        <Say>{words}</Say>
      </View>
    </Press>
  )
}

export function BellSwitch({ bell }: { bell: { isOn: boolean; isBlocked: boolean; toggle: () => void } }) {
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

import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { defaultSettings, secondsOf } from '../../shared/help/settings.ts'
import { deskWords, waitOf } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Row } from '../ui/layout.tsx'
import { Ring } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'

/** Nobody has it, or whoever has it does not move: red, first, loud. */
export function isWaiting(call: DeskCall): boolean {
  return call.status === 'ringing' || call.stalled
}

export function nameAndAge({ residentName, age }: DeskCall): string {
  return age === null ? residentName : `${residentName}，${age} 岁`
}

/** What is left until the next deadline. A promised call-back has none: it shows a telephone. */
export function CallRing({ call, secondsLeft, size }: { call: DeskCall; secondsLeft: number; size?: 's' | 'm' | 'l' }) {
  if (call.dueAt === null) return <Icon name="phone-call" size="l" className="green" />
  const { number, unit } = waitOf(secondsLeft)
  const { status } = call
  const whole =
    isWaiting(call) || status === 'closed' || status === 'cancelled' || status === 'ringing'
      ? secondsOf(call.ladder, call.level)
      : defaultSettings.secondsToProgress[status]
  return <Ring part={secondsLeft / whole} number={number} unit={unit} calm={!isWaiting(call)} {...(size && { size })} />
}

/** What the ring shows, as words: a label says all that is seen. */
function ringWords(call: DeskCall, secondsLeft: number): string[] {
  const { number, unit } = waitOf(secondsLeft)
  return call.dueAt === null ? [] : [`${number}${unit}`]
}

/** One call in the queue of a wide desk. */
export function QueueItem({
  call,
  secondsLeft,
  isSelected,
  onPress,
}: {
  call: DeskCall
  secondsLeft: number
  isSelected: boolean
  onPress: () => void
}) {
  const { urgent, line } = deskWords(call, secondsLeft)
  return (
    <Press
      className={`call ${isWaiting(call) ? 'is-ringing' : ''} ${isSelected ? (isWaiting(call) ? 'is-selected' : 'is-chosen') : ''}`}
      label={[...ringWords(call, secondsLeft), nameAndAge(call), call.address, urgent, line].filter(Boolean).join('，')}
      onPress={onPress}
    >
      <CallRing call={call} secondsLeft={secondsLeft} />
      <View className="row__main">
        <View className="row__title">
          <Text>{nameAndAge(call)}</Text>
        </View>
        <Text className="call__where">{call.address}</Text>
        <View className="call__what">
          {urgent === '' ? null : (
            <View className="call__ringing">
              <Icon name="bell-ring" size="s" />
              <Text>{urgent}</Text>
            </View>
          )}
          <Text>{line}</Text>
        </View>
      </View>
    </Press>
  )
}

/** The same as one row of a phone's list. */
export function QueueRow({ call, secondsLeft, onPress }: { call: DeskCall; secondsLeft: number; onPress: () => void }) {
  const { urgent, line } = deskWords(call, secondsLeft)
  return (
    <Row
      title={`${call.residentName}，${call.address}`}
      note={urgent === '' ? line : `${urgent}，${line}`}
      lead={<CallRing call={call} secondsLeft={secondsLeft} size="s" />}
      label={[...ringWords(call, secondsLeft), call.residentName, call.address, urgent, line]
        .filter(Boolean)
        .join('，')}
      onPress={onPress}
    />
  )
}

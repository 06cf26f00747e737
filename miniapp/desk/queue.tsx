import { Text, View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import { secondsOf } from '../../shared/help/settings.ts'
import { deskWords, intentMarks, sourceMarks } from '../text/desk.ts'
import { waitOf } from '../text/help.ts'
import { Icon } from '../ui/icon.tsx'
import { Row } from '../ui/layout.tsx'
import { Pill, Ring } from '../ui/marks.tsx'
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
  const { status, offer } = call
  if (offer) {
    const all = offer.kind === 'take_over' ? call.planSeconds.takeOverGrace : call.planSeconds.handOver
    return <Ring part={secondsLeft / all} number={number} unit={unit} calm {...(size && { size })} />
  }
  const whole =
    isWaiting(call) || status === 'closed' || status === 'cancelled' || status === 'ringing'
      ? secondsOf(call.ladder, call.level)
      : call.planSeconds[status]
  return <Ring part={secondsLeft / whole} number={number} unit={unit} calm={!isWaiting(call)} {...(size && { size })} />
}

/** What it is about, where a word is needed: the button on a phone that cries for help speaks for itself. */
export function aboutWords({ intent, source }: DeskCall): string {
  const from = sourceMarks[source]
  if (from) return from.text
  return intent === 'emergency' ? '' : intentMarks[intent].text
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
      label={[...ringWords(call, secondsLeft), nameAndAge(call), aboutWords(call), call.address, urgent, line]
        .filter(Boolean)
        .join('，')}
      onPress={onPress}
    >
      <CallRing call={call} secondsLeft={secondsLeft} />
      <View className="row__main">
        <View className="row__title flex g2">
          <Text>{nameAndAge(call)}</Text>
          <About call={call} />
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

function About({ call }: { call: DeskCall }) {
  const words = aboutWords(call)
  if (words === '') return null
  return <Pill text={words} icon={(sourceMarks[call.source] ?? intentMarks[call.intent]).icon} kind="info" />
}

/** The same as one row of a phone's list. */
export function QueueRow({
  call,
  secondsLeft,
  onPress,
  isChosen = false,
}: {
  call: DeskCall
  secondsLeft: number
  onPress: () => void
  isChosen?: boolean
}) {
  const { urgent, line } = deskWords(call, secondsLeft)
  return (
    <Row
      title={`${call.residentName}，${call.address}`}
      note={[aboutWords(call), urgent, line].filter(Boolean).join('，')}
      lead={<CallRing call={call} secondsLeft={secondsLeft} size="s" />}
      className={isChosen ? 'is-chosen' : ''}
      onPress={onPress}
    />
  )
}

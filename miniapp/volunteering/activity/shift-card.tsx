import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import type { Shift } from '../../../shared/volunteering/places-contract.ts'
import { pastWords, skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill, Places } from '../../ui/marks.tsx'
import { lengthOf, shiftPlaces, shortWhen, waitingWords } from '../words.ts'

interface ShiftCardProps {
  shift: Shift
  isChosen: boolean
  /** I am somewhere else at that time. */
  isClashing: boolean
  onChoose: () => void
  onLeave: () => void
}

/** One shift: what and when, what one must be able to do, how many are wanted, and where I stand in it. */
export function ShiftCard({ shift, isChosen, isClashing, onChoose, onLeave }: ShiftCardProps) {
  const { task, neededSkill, capacity, placesLeft } = shift
  const when = `${shortWhen(shift, dayOf(new Date()))}，${lengthOf(shift)}`
  return (
    <Card pad className={`shift ${isChosen ? 'is-on' : ''}`}>
      <View className="flex between g3 top-align stack">
        <View className="grow">
          <View className="t-title">
            <Text>{task}</Text>
          </View>
          <View className="quiet">
            <Text>{when}</Text>
          </View>
        </View>
        <Choosing shift={shift} isChosen={isChosen} isClashing={isClashing} onChoose={onChoose} />
      </View>
      <View className="flex between g3 mt3 wrap">
        {neededSkill === null ? (
          <Text className="t-small quiet">不要求会什么</Text>
        ) : (
          <Pill text={skillWords[neededSkill].text} icon={skillWords[neededSkill].icon} />
        )}
        <View className="flex g2 t-small">
          {capacity <= 12 ? <Places taken={capacity - placesLeft} capacity={capacity} /> : null}
          <Text>{shiftPlaces(shift)}</Text>
        </View>
      </View>
      <Leave shift={shift} onLeave={onLeave} />
    </Card>
  )
}

function Choosing({ shift, isChosen, isClashing, onChoose }: Omit<ShiftCardProps, 'onLeave'>) {
  const { mine, open, placesLeft, task } = shift
  const isOver = !open && mine === null
  if (isOver) return null
  if (mine === null && isClashing) return <Pill text="和您报的重了" />
  if (mine === null) {
    const text = placesLeft === 0 ? '候补这班' : '选这班'
    return (
      <Btn
        text={isChosen ? '选中了' : text}
        label={isChosen ? `选中了${task}` : `${text}，${task}`}
        kind={isChosen ? 'tint' : 'secondary'}
        className={isChosen ? 'is-chosen' : ''}
        {...(isChosen ? { icon: 'check' } : {})}
        onPress={onChoose}
      />
    )
  }
  if (mine.status === 'waiting') return <Pill text={waitingWords(mine.waitingPosition)} kind="warn" icon="hourglass" />
  if (mine.status === 'confirmed') return <Pill text="报上了" kind="ok" icon="check" />
  return <Pill text={pastWords[mine.status]} />
}

/** The way out, until the shift starts. */
function Leave({ shift, onLeave }: { shift: Shift; onLeave: () => void }) {
  const waits = shift.mine?.status === 'waiting'
  const isMine = waits || shift.mine?.status === 'confirmed'
  if (!isMine || new Date(shift.startsAt) <= new Date()) return null
  return (
    <View className="mt3">
      <Btn
        text={waits ? '不候补了' : '来不了，退掉'}
        label={waits ? `不候补了，${shift.task}` : `来不了，退掉${shift.task}`}
        kind="secondary"
        wide
        onPress={onLeave}
      />
    </View>
  )
}

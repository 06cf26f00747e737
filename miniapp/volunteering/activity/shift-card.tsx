import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import type { ActivityDetail, Shift } from '../../../shared/volunteering/places-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { pastWords, skillWords } from '../../text/volunteering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill, Places } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { hindranceWords, keptWords, signUpWords } from '../place-words.ts'
import { lengthOf, shiftPlaces, shortWhen, waitingWords } from '../words.ts'

interface ShiftCardProps {
  shift: Shift
  activity: ActivityDetail
  isChosen: boolean
  onChoose: () => void
  onLeave: () => void
}

/** One shift: what and when, what one must be able to do, how many are wanted, and where I stand in it. */
export function ShiftCard({ shift, activity, isChosen, onChoose, onLeave }: ShiftCardProps) {
  const { task, capacity, placesLeft, kept, open, mine } = shift
  const when = `${shortWhen(shift, dayOf(new Date()))}，${lengthOf(shift)}`
  const taken = capacity - placesLeft - (kept === null || kept.forMe ? 0 : kept.places)
  const why = open && mine === null ? hindranceWords(shift, activity) : null
  const note = why === null ? keptWords(shift, new Date()) : why.line
  return (
    <Card pad className={`shift ${isChosen ? 'is-on' : ''}`}>
      <View className="flex between g3 top-align stack">
        <View className="grow">
          <View className="t-title">
            <Text>{task}</Text>
          </View>
          <View className="quiet">
            <Say>{when}</Say>
          </View>
        </View>
        {why === null ? (
          <Choosing shift={shift} isChosen={isChosen} onChoose={onChoose} />
        ) : (
          <Pill text={why.pill} kind="info" />
        )}
      </View>
      <View className="flex between g3 mt3 wrap">
        <Asked shift={shift} />
        <View className="flex g2 t-small">
          {capacity <= 12 ? <Places taken={taken} capacity={capacity} /> : null}
          <Text>{shiftPlaces(shift)}</Text>
        </View>
      </View>
      {note === null ? null : (
        <View className="t-small quiet mt2">
          <Say>{note}</Say>
        </View>
      )}
      <Mine shift={shift} onLeave={onLeave} />
    </Card>
  )
}

/** What one must be able to do; who only takes part needs nothing at all. */
function Asked({ shift: { neededSkill, role } }: { shift: Shift }) {
  if (neededSkill !== null) return <Pill text={skillWords[neededSkill].text} icon={skillWords[neededSkill].icon} />
  return <Text className="t-small quiet">{role === 'participant' ? '来玩就行，不用登记' : '不要求会什么'}</Text>
}

function Choosing({ shift, isChosen, onChoose }: Pick<ShiftCardProps, 'shift' | 'isChosen' | 'onChoose'>) {
  const { mine, open, task, endsAt } = shift
  if (!open && mine === null) return null
  if (mine === null) {
    const text = signUpWords(shift).choose
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
  if (new Date(endsAt) <= new Date()) return <Pill text={pastWords[mine.status]} />
  if (mine.status === 'waiting') return <Pill text={waitingWords(mine.waitingPosition)} kind="warn" icon="hourglass" />
  if (mine.status === 'confirmed') return <Pill text="报上了" kind="ok" icon="check" />
  if (mine.status === 'checked_in') return <Pill text="签到了" kind="ok" icon="check" />
  return <Pill text={pastWords[mine.status]} />
}

/** What I can do about a place of mine: on its day check in and out, and leave until it starts. */
function Mine({ shift, onLeave }: { shift: Shift; onLeave: () => void }) {
  const { mine, shiftId, task, startsAt } = shift
  const status = mine?.status
  const waits = status === 'waiting'
  const hasBegun = new Date(startsAt) <= new Date()
  const isToday = dayOf(new Date(startsAt)) === dayOf(new Date())
  const mayCheck = isToday && (status === 'confirmed' || status === 'checked_in')
  const mayLeave = !hasBegun && (waits || status === 'confirmed')
  if (!mayCheck && !mayLeave) return null
  return (
    <View className="mt3 col g2">
      {mayCheck ? (
        <Btn
          text={status === 'checked_in' ? '走的时候签退' : '到了，去签到'}
          label={`${status === 'checked_in' ? '签退' : '签到'}，${task}`}
          kind={hasBegun ? 'primary' : 'tint'}
          icon="check"
          wide
          onPress={() => openPage('volunteering/check-in/index', { shift: shiftId })}
        />
      ) : null}
      {mayLeave ? (
        <Btn
          text={waits ? '不候补了' : '来不了，退掉'}
          label={waits ? `不候补了，${task}` : `来不了，退掉${task}`}
          kind="secondary"
          wide
          onPress={onLeave}
        />
      ) : null}
    </View>
  )
}

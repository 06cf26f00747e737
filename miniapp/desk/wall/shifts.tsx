import { Text, View } from '@tarojs/components'
import type { WallShift } from '../../../shared/volunteering/attendance-contract.ts'
import type { Day } from '../../../shared/time.ts'
import { hoursBetween, whenWords } from '../../text/attendance.ts'
import { Icon } from '../../ui/icon.tsx'

const mostNames = 10

/** A shift of today: when, where, who; who is there has a green mark and a word beside it. */
export function TodayCard({ shift, now }: { shift: WallShift; now: number }) {
  const isOn = Date.parse(shift.startsAt) <= now
  const here = shift.people.filter(({ isHere }) => isHere)
  const others = shift.people.filter(({ isHere }) => !isHere)
  const names = [...here, ...others].slice(0, mostNames)
  const more = shift.people.length - names.length
  return (
    <View className={`wall__card ${isOn ? 'is-on' : ''}`}>
      <View className="wall__icon">
        <Icon name={shift.icon} />
      </View>
      <View className="grow">
        <View className="wall__line">
          <Text className="wall__title">{shift.title}</Text>
          <Text className="wall__when">{hoursBetween(shift)}</Text>
          {isOn ? <Text className="wall__tag">正在进行</Text> : null}
        </View>
        <View className="wall__where">
          <Text>{`${shift.task}，${shift.place}，带队${shift.leaderName}`}</Text>
        </View>
        <View className="wall__people">
          {names.map(({ name, isHere }, index) => (
            <View key={`${name}${index}`} className={`wall__who ${isHere ? 'is-here' : ''}`}>
              {isHere ? <Icon name="check" /> : null}
              <Text>{isHere ? `${name} 在` : name}</Text>
            </View>
          ))}
          {more > 0 ? <Text className="quiet">{`还有 ${more} 位`}</Text> : null}
        </View>
      </View>
      <View className="wall__left">
        <Text>{shift.placesLeft === 0 ? '人' : '还缺'}</Text>
        <Text className="wall__number">{shift.placesLeft === 0 ? '齐' : String(shift.placesLeft)}</Text>
        <Text>{shift.placesLeft === 0 ? '了' : '人'}</Text>
      </View>
    </View>
  )
}

/** What comes: enough to want to come. */
export function ComingRow({ shift, today }: { shift: WallShift; today: Day }) {
  return (
    <View className="wall__row">
      <View className="wall__row-when">
        <Text>{whenWords(shift, today)}</Text>
      </View>
      <View className="wall__row-what">
        <Text className="grow wall__row-title">{shift.title}</Text>
        <Text className={shift.placesLeft === 0 ? 'quiet' : 'green strong'}>
          {shift.placesLeft === 0 ? '人齐了' : `还缺 ${shift.placesLeft} 人`}
        </Text>
      </View>
    </View>
  )
}

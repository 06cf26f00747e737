import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import type { ShiftCall } from '../../../shared/volunteering/calling-contract.ts'
import { skillWords } from '../../text/volunteering.ts'
import { Card, Fact } from '../../ui/layout.tsx'
import { Places } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { shortWhen } from '../words.ts'

/** Which shift it is, when and where, and how many it lacks. */
export function Head({ call }: { call: ShiftCall }) {
  const { title, task, place, neededSkill, capacity, placesLeft } = call
  return (
    <Card pad>
      <View className="t-heading">
        <Text>{title}</Text>
      </View>
      <View className="t-title mt1">
        <Text>{shortWhen(call, dayOf(new Date()))}</Text>
      </View>
      <View className="facts mt4">
        <Fact name="做什么">
          <Say>{neededSkill === null ? task : `${task}，要${skillWords[neededSkill].text}`}</Say>
        </Fact>
        <Fact name="在哪儿">
          <Say>{place}</Say>
        </Fact>
        <Fact name="人手">
          <View className="flex g2 wrap">
            {capacity <= 12 ? <Places taken={capacity - placesLeft} capacity={capacity} /> : null}
            <Text>{placesLeft === 0 ? '人齐了' : `还缺 ${placesLeft} 人`}</Text>
          </View>
        </Fact>
      </View>
    </Card>
  )
}

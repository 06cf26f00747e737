import { Text, View } from '@tarojs/components'
import type { Series } from '../../../shared/booking/series-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { weekday } from '../words.ts'

/** Days that could not be booked, each with its reason. */
export function SkippedDays({ skipped }: { skipped: Series['skipped'] }) {
  if (skipped.length === 0) return null
  return (
    <Card pad>
      <View className="strong">
        <Text>{`这 ${skipped.length} 次没约上`}</Text>
      </View>
      {skipped.map(({ day, reason }) => (
        <View key={day} className="quiet mt1">
          <Say>{`${dayWord(day)} ${weekday(day)}，${reason}`}</Say>
        </View>
      ))}
    </Card>
  )
}

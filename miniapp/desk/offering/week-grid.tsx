import { Text, View } from '@tarojs/components'
import { slotsOn, type Plan } from '../../../shared/booking/plan.ts'
import type { OpeningHours } from '../../../shared/booking/plan.ts'
import { addDays, timeOf } from '../../../shared/time.ts'
import { weekdayShort, weekOrder } from '../../text/offering.ts'

/** Any Monday: the grid shows a week without holidays. */
const someMonday = '2026-11-02'

/** An ordinary week as its times: what of the plan lies within the opening hours. */
export function WeekGrid({
  plan,
  durationMinutes,
  openingHours,
}: {
  plan: Plan
  durationMinutes: number
  openingHours: OpeningHours | null
}) {
  return (
    <View className="offering-week">
      {weekOrder.map((weekday, index) => {
        const day = addDays(someMonday, index)
        const kind = weekday === 0 || weekday === 6 ? 'weekend' : 'workday'
        const slots = slotsOn(day, { plan, durationMinutes }, [], kind, openingHours)
        const times = slots.map(({ startsAt }) => timeOf(startsAt).replace(/^0/, ''))
        return (
          <View key={weekday} ariaLabel={`${weekdayShort(weekday)}，${times.join('、') || '没有'}`}>
            <View className="offering-week__head">
              <Text>{weekdayShort(weekday)}</Text>
            </View>
            {times.map((time) => (
              <View key={time} className="offering-week__time">
                <Text>{time}</Text>
              </View>
            ))}
          </View>
        )
      })}
    </View>
  )
}

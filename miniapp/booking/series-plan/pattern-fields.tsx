import { Text, View } from '@tarojs/components'
import { dayOf } from '../../../shared/time.ts'
import { Chips } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { lengthChoices, weekdaysInOrder, type Length } from './choice.ts'
import type { SeriesPlan } from './use-series-plan.ts'

const names = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** 周几, 几点, 约多久: the three questions of a series. */
export function PatternFields({ plan }: { plan: SeriesPlan }) {
  const { weekdays, times, time, length } = plan
  return (
    <>
      <Section title="周几">
        <View
          className="flex g2 wrap"
          {...(process.env.TARO_ENV === 'h5' ? { role: 'group', 'aria-label': '周几' } : {})}
        >
          {weekdaysInOrder.map((weekday) => {
            const isOn = weekdays.indexOf(weekday) !== -1
            return (
              <Press
                key={weekday}
                className={`chip ${isOn ? 'is-on' : ''}`}
                role="checkbox"
                label={names[weekday] ?? ''}
                contentSpeaks
                isOn={isOn}
                onPress={() =>
                  plan.chooseWeekdays(isOn ? weekdays.filter((one) => one !== weekday) : [...weekdays, weekday])
                }
              >
                <Text>{names[weekday]}</Text>
              </Press>
            )
          })}
        </View>
      </Section>
      {times.length < 2 ? null : (
        <Section title="几点">
          <View className="chips-wrap">
            <Chips
              label="几点"
              options={times.map((one) => ({ value: one, text: one.replace(/^0/, '') }))}
              value={time}
              onChange={plan.chooseTime}
            />
          </View>
        </Section>
      )}
      <Section
        title="约多久"
        note={`从 ${Number(dayOf(plan.now).slice(5, 7))} 月 ${Number(dayOf(plan.now).slice(8))} 日起`}
      >
        <View className="chips-wrap">
          <Chips<Length> label="约多久" options={lengthChoices} value={length} onChange={plan.chooseLength} />
        </View>
      </Section>
    </>
  )
}

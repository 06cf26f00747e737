import { Text, View } from '@tarojs/components'
import type { Slot } from '../../../shared/booking/contract.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { dayState, hourOf, nearDay, slotWords, weekday } from '../words.ts'
import { useNow } from '../use-now.ts'

export interface BookingDay {
  day: Day
  slots: readonly Slot[]
}

/** 哪一天: fourteen days side by side; what cannot be chosen stays visible with its reason. */
export function DayPicker({
  days,
  chosen,
  onChoose,
}: {
  days: readonly BookingDay[]
  chosen: Day | undefined
  onChoose: (day: Day) => void
}) {
  const today = dayOf(useNow())
  const months = new Set(days.map(({ day }) => Number(day.slice(5, 7))))
  return (
    <Section title="哪一天" note={`${[...months].join('、')} 月`}>
      <View className="days" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '哪一天' } : {})}>
        {days.map(({ day, slots }) => {
          const { text, isOpen } = dayState(slots)
          const name = day === today ? '今天' : weekday(day)
          const names = ['day', isOpen ? '' : 'is-full', day === chosen ? 'is-on' : '']
          return (
            <Press
              key={day}
              className={names.filter(Boolean).join(' ')}
              role="radio"
              label={`${name} ${Number(day.slice(8))} 日，${text}`}
              isOn={day === chosen}
              disabled={!isOpen}
              onPress={() => onChoose(day)}
            >
              <Text>{name}</Text>
              <Text className="day__num">{Number(day.slice(8))}</Text>
              <Text className="day__left">{text}</Text>
            </Press>
          )
        })}
      </View>
    </Section>
  )
}

/** 几点: the slots of one day. */
export function TimePicker({
  day,
  chosen,
  onChoose,
}: {
  day: BookingDay
  chosen: string | undefined
  onChoose: (slot: Slot) => void
}) {
  const today = dayOf(useNow())
  const left = day.slots.reduce((sum, slot) => sum + (slot.state === 'open' ? slot.placesLeft : 0), 0)
  return (
    <Section title="几点" note={`${nearDay(day.day, today)}，还有 ${left} 个名额`}>
      <View className="times" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '几点' } : {})}>
        {day.slots.map((slot) => {
          const isOpen = slot.state === 'open'
          const isOn = slot.slotId === chosen
          const names = ['time', isOpen ? '' : 'is-full', isOn ? 'is-on' : '']
          const who = slot.resourceName === null ? '' : `，${slot.resourceName}`
          return (
            <Press
              key={slot.slotId}
              id={`slot-${slot.slotId}`}
              className={names.filter(Boolean).join(' ')}
              role="radio"
              label={`${hourOf(slot.startsAt)}，${slotWords(slot)}${who}`}
              isOn={isOn}
              disabled={!isOpen}
              onPress={() => onChoose(slot)}
            >
              <Text className="time__at">{hourOf(slot.startsAt)}</Text>
              <Text className="time__left">{slotWords(slot)}</Text>
              {isOn ? <Icon name="check" size="s" className="time__tick" /> : null}
            </Press>
          )
        })}
      </View>
    </Section>
  )
}

import { Text, View } from '@tarojs/components'
import type { Slot } from '../../../shared/booking/contract.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { dayState, hourOf, nearDay, placesLeft, slotSaid, slotWords, weekday } from '../words.ts'
import { useNow } from '../use-now.ts'

export interface BookingDay {
  day: Day
  /** `国庆节`, `调休上班`; empty on ordinary days. */
  dayWords: string
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
        {days.map((one) => {
          const { day, dayWords } = one
          const { text, canChoose, hasPlace } = dayState(one)
          const name = day === today ? '今天' : weekday(day)
          const names = ['day', hasPlace || text === '约了' ? '' : 'is-full', day === chosen ? 'is-on' : '']
          const holiday = dayWords === '' || dayWords === text ? '' : `${dayWords}，`
          return (
            <Press
              key={day}
              className={names.filter(Boolean).join(' ')}
              role="radio"
              label={`${name} ${Number(day.slice(8))} 日，${holiday}${text}`}
              isOn={day === chosen}
              disabled={!canChoose}
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

/** 几点: the slots of one day. A full one can be chosen where one may queue for it. */
export function TimePicker({
  day,
  chosen,
  canQueue,
  onChoose,
}: {
  day: BookingDay
  chosen: Slot | undefined
  canQueue: boolean
  onChoose: (slot: Slot) => void
}) {
  const today = dayOf(useNow())
  const left = placesLeft(day.slots)
  const places = left === 0 ? '约满了' : `还有 ${left} 个位子`
  const note = [nearDay(day.day, today), day.dayWords, places].filter(Boolean).join('，')
  return (
    <Section title="几点" note={note}>
      <View className="times" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '几点' } : {})}>
        {day.slots.map((slot) => {
          const canChoose = slot.state === 'open' || (canQueue && slot.state === 'full')
          const isOn = slot.startsAt === chosen?.startsAt
          const names = ['time', slot.state === 'open' ? '' : 'is-full', isOn ? 'is-on' : '']
          const who = slot.resourceName === null ? '' : `，${slot.resourceName}`
          return (
            <Press
              key={slot.startsAt}
              id={`slot-${Date.parse(slot.startsAt)}`}
              className={names.filter(Boolean).join(' ')}
              role="radio"
              label={`${hourOf(slot.startsAt)}，${slotSaid(slot)}${who}`}
              isOn={isOn}
              disabled={!canChoose}
              onPress={() => onChoose(slot)}
            >
              <Text className="time__at">{hourOf(slot.startsAt)}</Text>
              <Text className="time__left">{!canQueue && slot.state === 'full' ? '约满' : slotWords(slot)}</Text>
              {isOn ? <Icon name="check" size="s" className="time__tick" /> : null}
            </Press>
          )
        })}
      </View>
    </Section>
  )
}

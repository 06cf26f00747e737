import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayWord, weekdayWord, type Day, type TimeOfDay } from '../../../shared/time.ts'
import { Field } from '../../ui/forms.tsx'
import { dayShown, dayTyped, localToday, timeTyped } from './typed.ts'

interface ShiftWords {
  day: Day
  from: TimeOfDay
  to: TimeOfDay
  place: string
  task: string
  capacity: number
}

/** A shift that stands, or soon will, as it is typed. `leastCapacity`: so many have signed up. */
export function useShiftTyped(start: ShiftWords, leastCapacity = 0) {
  const today = localToday()
  const [day, setDay] = useState(dayShown(start.day, today))
  const [from, setFrom] = useState(start.from)
  const [to, setTo] = useState(start.to)
  const [place, setPlace] = useState(start.place)
  const [task, setTask] = useState(start.task)
  const [capacity, setCapacity] = useState(String(start.capacity))
  const [theDay, begin, end] = [dayTyped(day, today), timeTyped(from), timeTyped(to)]
  const count = /^\d{1,4}$/.test(capacity) ? Number(capacity) : 0
  const tooFew = count < leastCapacity
  const isWhole = count >= 1 && !tooFew && place.trim() !== '' && task.trim() !== ''
  const words: ShiftWords | undefined =
    theDay !== undefined && begin !== undefined && end !== undefined && begin < end && isWhole
      ? { day: theDay, from: begin, to: end, place, task, capacity: count }
      : undefined
  return {
    typed: { day, from, to, place, task, capacity },
    change: { setDay, setFrom, setTo, setPlace, setTask, setCapacity },
    theDay,
    begin,
    end,
    tooFew: tooFew ? leastCapacity : undefined,
    /** As it can be sent; undefined while something is missing or cannot be read. */
    words,
  }
}

/** Its fields. What cannot be read stays in its field and says so. */
export function ShiftFields({ id, shift }: { id: string; shift: ReturnType<typeof useShiftTyped> }) {
  const { typed, change, theDay, begin, end, tooFew } = shift
  const wrongEnd =
    end === undefined ? '像 11:30 这样填' : begin !== undefined && end <= begin ? '结束要晚于开始' : undefined
  return (
    <>
      <Field
        id={`${id}-day`}
        label={theDay === undefined ? '哪一天' : `哪一天，${dayWord(theDay)} ${weekdayWord(theDay)}`}
        value={typed.day}
        maxLength={12}
        wrong={theDay === undefined ? '像 12-5 这样填' : undefined}
        onInput={change.setDay}
      />
      <View className="flex g3 top-align">
        <View className="grow">
          <Field
            id={`${id}-from`}
            label="几点"
            value={typed.from}
            maxLength={6}
            wrong={begin === undefined ? '像 9:30 这样填' : undefined}
            onInput={change.setFrom}
          />
        </View>
        <View className="grow">
          <Field
            id={`${id}-to`}
            label="到几点"
            value={typed.to}
            maxLength={6}
            wrong={wrongEnd}
            onInput={change.setTo}
          />
        </View>
      </View>
      <Field id={`${id}-place`} label="在哪儿" value={typed.place} maxLength={80} onInput={change.setPlace} />
      <Field id={`${id}-task`} label="做什么" value={typed.task} maxLength={40} onInput={change.setTask} />
      <Field
        id={`${id}-capacity`}
        label="几个人"
        type="number"
        value={typed.capacity}
        maxLength={4}
        wrong={tooFew === undefined ? undefined : `已经报了 ${tooFew} 人`}
        onInput={change.setCapacity}
      />
    </>
  )
}

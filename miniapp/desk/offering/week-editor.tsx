import { Text, View } from '@tarojs/components'
import { timeTyped, weekdayShort, weekdaysWords, weekOrder } from '../../text/offering.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'

/** A stretch as it is typed: times may be unfinished. */
export interface TypedStretch {
  weekdays: readonly number[]
  from: string
  to: string
  /** Places of each slot where they are other than the service's; empty for the usual ones. */
  capacity: string
}

export const usualStretch: TypedStretch = { weekdays: [1, 2, 3, 4, 5], from: '8:30', to: '11:30', capacity: '' }

/** The stretches with their times read; undefined while one of them cannot be. */
export function readStretches(typed: readonly TypedStretch[]) {
  const read = typed.map(({ weekdays, from, to, capacity }) => ({
    weekdays: weekOrder.filter((weekday) => weekdays.indexOf(weekday) !== -1),
    from: timeTyped(from),
    to: timeTyped(to),
    capacity: /^\d+$/.test(capacity) ? Number(capacity) : null,
  }))
  const whole = read.filter(({ weekdays, from, to }) => weekdays.length > 0 && from !== undefined && to !== undefined)
  if (whole.length < read.length) return undefined
  return whole.map((one) => ({ ...one, from: one.from ?? '', to: one.to ?? '' }))
}

/** Stretches of a week, each with its days and hours. */
export function WeekEditor({
  stretches,
  onChange,
  withCapacity = false,
  addText,
}: {
  stretches: readonly TypedStretch[]
  onChange: (stretches: readonly TypedStretch[]) => void
  withCapacity?: boolean
  addText: string
}) {
  const put = (place: number, change: Partial<TypedStretch>) =>
    onChange(stretches.map((one, index) => (index === place ? { ...one, ...change } : one)))
  return (
    <View className="col g3">
      {stretches.map((stretch, place) => (
        <Card key={place} pad className="col g3">
          <Weekdays place={place} weekdays={stretch.weekdays} onChange={(weekdays) => put(place, { weekdays })} />
          <View className="offering-pair">
            <Field
              label={`第 ${place + 1} 段，从几点`}
              value={stretch.from}
              onInput={(from) => put(place, { from })}
              maxLength={5}
              wrong={wrongTime(stretch.from)}
              id={`from-${place}`}
            />
            <Field
              label="到几点"
              value={stretch.to}
              onInput={(to) => put(place, { to })}
              maxLength={5}
              wrong={wrongTime(stretch.to)}
              id={`to-${place}`}
            />
          </View>
          {withCapacity ? (
            <Field
              label="这一段的名额，和平时一样就空着"
              type="number"
              value={stretch.capacity}
              onInput={(capacity) => put(place, { capacity })}
              maxLength={3}
            />
          ) : null}
          <Btn
            text="不要这一段"
            kind="plain"
            label={`不要这一段，第 ${place + 1} 段 ${weekdaysWords(stretch.weekdays)}`}
            onPress={() => onChange(stretches.filter((_, index) => index !== place))}
          />
        </Card>
      ))}
      <Btn
        text={addText}
        kind="tint"
        wide
        icon="plus"
        onPress={() => onChange([...stretches, { ...(stretches[stretches.length - 1] ?? usualStretch) }])}
      />
    </View>
  )
}

function wrongTime(typed: string): string | undefined {
  return timeTyped(typed) === undefined ? '像 8:30 这样填，5 分钟一格' : undefined
}

function Weekdays({
  place,
  weekdays,
  onChange,
}: {
  place: number
  weekdays: readonly number[]
  onChange: (weekdays: readonly number[]) => void
}) {
  return (
    <View className="offering-days">
      {weekOrder.map((weekday) => {
        const isOn = weekdays.indexOf(weekday) !== -1
        return (
          <Press
            key={weekday}
            className={`offering-day ${isOn ? 'is-on' : ''}`}
            role="checkbox"
            label={`第 ${place + 1} 段，${weekdayShort(weekday)}`}
            isOn={isOn}
            onPress={() => onChange(isOn ? weekdays.filter((one) => one !== weekday) : [...weekdays, weekday])}
          >
            <Text>{weekdayShort(weekday)}</Text>
          </Press>
        )
      })}
    </View>
  )
}

import type { SeriesDay } from '../../../shared/booking/series-contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { Btn } from '../../ui/btn.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useNow } from '../use-now.ts'
import { dayHeading, hourOf } from '../words.ts'

/** One day of the pattern: at its own time, at another one, or not at all. */
export function DaySheet({
  day,
  change,
  onChange,
  onClose,
}: {
  day: SeriesDay
  /** Another time, or `out`; undefined = as the pattern has it. */
  change: string | undefined
  onChange: (change: string | undefined) => void
  onClose: () => void
}) {
  const today = dayOf(useNow())
  const isFree = day.state === 'free'
  const line = isFree ? '' : day.words === '' ? '这个时间约不到' : day.words
  return (
    <Sheet
      title={`${dayHeading(day.day, today)}，怎么约`}
      {...(line === '' ? {} : { line: `${line}。` })}
      onClose={onClose}
    >
      {isFree && change !== undefined ? (
        <Btn text={`还是 ${hourOf(day.startsAt)}`} size="l" wide onPress={() => onChange(undefined)} />
      ) : null}
      {day.instead
        .filter((startsAt) => startsAt !== change)
        .map((startsAt) => (
          <Btn
            key={startsAt}
            text={`改到${dayOf(new Date(startsAt)) === day.day ? '' : dayHeading(dayOf(new Date(startsAt)), today)} ${hourOf(startsAt)}`}
            size="l"
            wide
            onPress={() => onChange(startsAt)}
          />
        ))}
      {change === 'out' || (!isFree && change === undefined) ? null : (
        <Btn text="这天不约" kind="danger" size="l" wide onPress={() => onChange(isFree ? 'out' : undefined)} />
      )}
      <Btn text="不改了" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

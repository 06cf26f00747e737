import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { ServiceDetail } from '../../../shared/booking/contract.ts'
import type { Series } from '../../../shared/booking/series-contract.ts'
import { dayOf, timeOf, type Day } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { useNow } from '../use-now.ts'
import { bookable, whoWords } from '../words.ts'
import { daysToBook, lastDay, weekdaysInOrder, withChange, type DayChanges, type Length } from './choice.ts'

export interface SeriesPlan {
  service: Query<ServiceDetail>
  preview: Query<Output<Endpoints['booking.seriesPreview']>>
  now: Date
  who: string
  weekdays: readonly number[]
  chooseWeekdays: (weekdays: readonly number[]) => void
  times: readonly string[]
  time: string
  chooseTime: (time: string) => void
  length: Length
  chooseLength: (length: Length) => void
  changes: DayChanges
  changeDay: (day: Day, change: string | undefined) => void
  error: string | undefined
  isBusy: boolean
  done: Series | undefined
  book: () => Promise<void>
}

/** Everything chosen for a series, its days one by one, and the act. */
export function useSeriesPlan(asked: { communityId: string; serviceId: string; residentId: string }): SeriesPlan {
  const { communityId, serviceId, residentId } = asked
  const now = useNow()
  const me = useMe()
  const service = useQuery('booking.service', { communityId, serviceId })
  const [weekdays, setWeekdays] = useState<readonly number[]>([])
  const [chosenTime, setTime] = useState<string | undefined>(undefined)
  const [length, setLength] = useState<Length>('month')
  const [changes, setChanges] = useState<DayChanges>({})
  const [done, setDone] = useState<Series | undefined>(undefined)
  const command = useCommand('booking.bookSeries')
  const [times, setTimes] = useState<readonly string[]>([])

  const first = service.data?.nextFreeAt ?? null
  const usual = first === null ? '09:00' : timeOf(new Date(first))
  const time = chosenTime ?? usual
  const today = dayOf(now)
  const pattern = {
    person: { communityId, residentId },
    serviceId,
    weekdays: weekdaysInOrder.filter((weekday) => weekdays.indexOf(weekday) !== -1),
    time,
    fromDay: today,
    toDay: lastDay(length, today),
  }
  const isReady = service.data !== undefined && weekdays.length > 0
  const preview = useQuery('booking.seriesPreview', isReady ? pattern : undefined)
  // while the next answer is awaited the hours stay where they are
  const known = preview.data?.times
  if (known !== undefined && known.join() !== times.join()) setTimes(known)
  if (known !== undefined && known[0] !== undefined && known.indexOf(time) === -1) setTime(known[0])

  function forget() {
    setChanges({})
    command.renew()
    command.clearError()
  }

  const person = bookable(me, communityId).filter((one) => one.residentId === residentId)[0]
  return {
    service,
    preview,
    now,
    who: person === undefined ? '' : whoWords(person),
    weekdays,
    chooseWeekdays(next) {
      setWeekdays(next)
      forget()
    },
    times,
    time,
    chooseTime(next) {
      setTime(next)
      forget()
    },
    length,
    chooseLength(next) {
      setLength(next)
      forget()
    },
    changes,
    changeDay(day, change) {
      setChanges(withChange(changes, day, change))
      command.renew()
    },
    error: command.error?.message,
    isBusy: command.isBusy,
    done,
    async book() {
      const days = daysToBook(preview.data?.days ?? [], changes)
      const answer = await command.run({ id: command.id(), ...pattern, note: '', days })
      if (answer?.ok) setDone(answer.data)
      else if (answer !== undefined) preview.refresh()
    },
  }
}

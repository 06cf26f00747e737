import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking, Slot } from '../../../shared/booking/contract.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { dayOf, dayPhrase, weekdayWord, type Day } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { hourWords } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The service somebody is booked for. */
export type Chosen = { serviceId: string; name: string; providerName: string }

type Channel = 'phone' | 'counter'

const closedWords = { open: '', mine: '约过了', full: '满了', closed: '停约' } as const

const freeIn = (slots: readonly Slot[]) =>
  slots.reduce((sum, slot) => sum + (slot.state === 'open' ? slot.placesLeft : 0), 0)

/** Which day, what time, and how the person asked. */
export function When({
  person,
  name,
  service,
  onBooked,
}: {
  person: PersonRef
  name: string
  service: Chosen
  onBooked: (booking: Booking) => void
}) {
  const query = useQuery('booking.slots', { person, serviceId: service.serviceId })
  const book = useCommand('booking.book')
  const [channel, setChannel] = useState<Channel>('phone')
  const [chosenDay, setDay] = useState<Day | undefined>(undefined)
  const [chosen, setSlot] = useState<string | undefined>(undefined)
  const today = dayOf(new Date())

  async function take(startsAt: string) {
    const { serviceId } = service
    const answer = await book.run({ id: book.id(), person, serviceId, startsAt, note: '', channel })
    if (answer?.ok === true) {
      say('约好了')
      onBooked(answer.data)
    } else query.refresh()
  }

  return (
    <>
      <Pause person={person} name={name} />
      <QueryView query={query} rows={3}>
        {({ days, refusedBecause, priceCents, priceWords }) => {
          const open = days.filter(({ slots }) => freeIn(slots) > 0)
          const day = open.filter((one) => one.day === chosenDay)[0] ?? open[0]
          const slot = day?.slots.filter(({ startsAt, state }) => startsAt === chosen && state === 'open')[0]
          if (refusedBecause !== null) return <Notice kind="warn" text={`${name}现在约不了：${refusedBecause}。`} />
          if (day === undefined) return <Notice text="这两周都约满了。换一项，或者过几天再约。" />
          return (
            <>
              <Section title="哪一天" first>
                <View
                  className="days"
                  {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '哪一天' } : {})}
                >
                  {days.map((one) => {
                    const free = freeIn(one.slots)
                    const isOn = one.day === day.day
                    const word = one.day === today ? '今天' : weekdayWord(one.day).replace('星期', '周')
                    const state = free > 0 ? `余 ${free}` : one.slots.length === 0 ? '休息' : '满了'
                    return (
                      <Press
                        key={one.day}
                        className={`day ${free > 0 ? '' : 'is-full'} ${isOn ? 'is-on' : ''}`}
                        role="radio"
                        label={`${word} ${Number(one.day.slice(8))} 日，${state}`}
                        isOn={isOn}
                        disabled={free === 0}
                        onPress={() => setDay(one.day)}
                      >
                        <Text>{word}</Text>
                        <Text className="day__num">{Number(one.day.slice(8))}</Text>
                        <Text className="day__left">{state}</Text>
                      </Press>
                    )
                  })}
                </View>
              </Section>
              <Section title="几点" note={dayPhrase(day.day, today)}>
                <View
                  className="times"
                  {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '几点' } : {})}
                >
                  {day.slots.map(({ startsAt, state, placesLeft }) => {
                    const isOpen = state === 'open'
                    const words = isOpen ? `余 ${placesLeft}` : closedWords[state]
                    const isOn = startsAt === slot?.startsAt
                    return (
                      <Press
                        key={startsAt}
                        className={`time ${isOpen ? '' : 'is-full'} ${isOn ? 'is-on' : ''}`}
                        role="radio"
                        label={`${hourWords(startsAt)}，${words}`}
                        isOn={isOn}
                        disabled={!isOpen}
                        onPress={() => setSlot(startsAt)}
                      >
                        <Text className="time__at">{hourWords(startsAt)}</Text>
                        <Text className="time__left">{words}</Text>
                      </Press>
                    )
                  })}
                </View>
              </Section>
              <Segmented<Channel>
                label="怎么来约的"
                options={[
                  { value: 'phone', text: '打电话来的' },
                  { value: 'counter', text: '到窗口来的' },
                ]}
                value={channel}
                onChange={setChannel}
              />
              {book.error === undefined ? null : <Notice kind="warn" text={book.error.message} />}
              <Btn
                id="book-for"
                text={
                  slot === undefined
                    ? '先选一个时间'
                    : `约${dayPhrase(day.day, today)} ${hourWords(slot.startsAt)}，${priceCents === 0 ? '不收费' : `${priceCents / 100} 元`}`
                }
                kind="primary"
                size="xl"
                wide
                isBusy={book.isBusy}
                busyText="正在约"
                disabled={slot === undefined}
                onPress={() => slot !== undefined && void take(slot.startsAt)}
              />
              {priceWords === '' ? null : (
                <View className="quiet center">
                  <Text>{priceWords}</Text>
                </View>
              )}
            </>
          )
        }}
      </QueryView>
    </>
  )
}

/** Three times without a word: asked to pause. Whoever hears the reason may end it. */
function Pause({ person, name }: { person: PersonRef; name: string }) {
  const query = useQuery('booking.pause', { person })
  const lift = useCommand('booking.liftPause')
  const until = query.data?.until ?? null
  if (until === null) return null
  const day = dayPhrase(dayOf(new Date(until)), dayOf(new Date()))
  return (
    <>
      <Notice kind="warn" text={`${name}三次约了没来，手机上先歇到 ${day}。问问是不是有难处，您可以解开。`} />
      {lift.error === undefined ? null : <Notice kind="warn" text={lift.error.message} />}
      <Btn
        text="问过了，解开"
        wide
        isBusy={lift.isBusy}
        busyText="正在解开"
        onPress={() =>
          void lift.run({ person }).then((answer) => {
            if (answer?.ok === true) say('解开了，又能约了')
            query.refresh()
          })
        }
      />
    </>
  )
}

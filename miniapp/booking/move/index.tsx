import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking, Slot } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { dial, goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { DayPicker, TimePicker, type BookingDay } from '../service/slot-picker.tsx'
import { useNow } from '../use-now.ts'
import { dayState, forWhom, longMoment, nearestFree, shortMoment, slotWords } from '../words.ts'

/** How many times near the old one are offered at once. */
const nearTimes = 4

/** Another time of the same service: the nearest free ones first, every other one behind a press. */
export default function BookingMovePage() {
  const communityId = useParameter('community')
  const bookingId = useParameter('id')
  const query = useQuery('booking.detail', { communityId, bookingId })
  const [slot, setSlot] = useState<Slot | undefined>(undefined)
  const command = useCommand('booking.reschedule')
  const booking = query.data
  const slots = useQuery(
    'booking.slots',
    booking && { person: { communityId, residentId: booking.residentId }, serviceId: booking.serviceId },
  )

  async function move() {
    if (booking === undefined || slot === undefined) return
    const { version } = booking
    const answer = await command.run({ communityId, bookingId, version, startsAt: slot.startsAt })
    if (answer === undefined) return
    if (answer.ok || (await isThereAlready(booking, slot))) {
      say('时间改好了')
      goBack()
      return
    }
    slots.refresh()
    query.refresh()
    setSlot(undefined)
  }

  return (
    <Page
      title="改时间"
      bottom={
        booking === undefined ? undefined : (
          <>
            {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
            <View className="actionbar">
              <View className="grow">
                <View className="strong num">
                  <Text>{slot === undefined ? '点一个新时间' : `改到${shortMoment(slot.startsAt)}`}</Text>
                </View>
                <View className="t-small quiet">
                  <Text>没改好以前，原来的位子还在</Text>
                </View>
              </View>
              <Btn
                id="move"
                text="改到这个时间"
                kind="primary"
                size="l"
                isBusy={command.isBusy}
                busyText="正在改"
                disabled={slot === undefined}
                onPress={() => void move()}
              />
            </View>
          </>
        )
      }
    >
      <QueryView query={query} rows={2}>
        {(one) => (
          <>
            <Now booking={one} />
            <QueryView query={slots} rows={3}>
              {({ days }) => (
                <Times
                  booking={one}
                  days={days}
                  chosen={slot}
                  onChoose={(next) => {
                    command.clearError()
                    setSlot(next)
                  }}
                />
              )}
            </QueryView>
          </>
        )}
      </QueryView>
    </Page>
  )
}

/** After an answer that was lost or came twice: whether the booking stands at the new time. */
async function isThereAlready({ communityId, bookingId }: Booking, slot: Slot): Promise<boolean> {
  const answer = await call('booking.detail', { communityId, bookingId })
  return answer.ok && Date.parse(answer.data.startsAt) === Date.parse(slot.startsAt)
}

function Now({ booking }: { booking: Booking }) {
  const who = forWhom(booking, useMe())
  const today = dayOf(useNow())
  return (
    <Card pad>
      <View className="flex g3">
        <Glyph name={booking.icon} />
        <View className="grow">
          <View className="t-title">
            <Say>{booking.serviceName}</Say>
          </View>
          <View className="quiet">
            <Say>{`现在约的是${longMoment(booking.startsAt, today)}${who === '自己' ? '' : `，给${who}约的`}`}</Say>
          </View>
        </View>
      </View>
    </Card>
  )
}

function Times({
  booking,
  days,
  chosen,
  onChoose,
}: {
  booking: Booking
  days: readonly BookingDay[]
  chosen: Slot | undefined
  onChoose: (slot: Slot) => void
}) {
  const [isWide, setWide] = useState(false)
  const [day, setDay] = useState<string | undefined>(undefined)
  const today = dayOf(useNow())
  const all = days.reduce<Slot[]>((slots, one) => slots.concat(one.slots), [])
  const near = nearestFree(all, booking.startsAt, nearTimes)
  if (near.length === 0) {
    return (
      <Empty
        title="这两周没有别的空位了"
        line="原来的时间还给您留着。打电话问问，也许能想办法。"
        act={<Btn text={`打给${booking.providerName}`} icon="phone" onPress={() => dial(booking.providerPhone)} />}
      />
    )
  }
  if (!isWide) {
    return (
      <Section title="离得近的空位">
        <View
          className="col g2"
          {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '离得近的空位' } : {})}
        >
          {near.map((slot) => (
            <Choice
              key={slot.startsAt}
              title={longMoment(slot.startsAt, today)}
              note={[slotWords(slot), slot.resourceName ?? ''].filter(Boolean).join('，')}
              isOn={slot.startsAt === chosen?.startsAt}
              onPress={() => onChoose(slot)}
            />
          ))}
        </View>
        <Btn text="看别的日子和钟点" kind="text" wide onPress={() => setWide(true)} />
      </Section>
    )
  }
  const shown =
    days.filter((one) => one.day === (day ?? chosen?.day))[0] ?? days.filter((one) => dayState(one).hasPlace)[0]
  return (
    <>
      <DayPicker days={days} chosen={shown?.day} onChoose={setDay} />
      {shown === undefined ? null : <TimePicker day={shown} chosen={chosen} canQueue={false} onChoose={onChoose} />}
    </>
  )
}

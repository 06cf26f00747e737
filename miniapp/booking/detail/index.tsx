import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import { canCancel } from '../../../shared/booking/lifecycle.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { bookingStatusWords } from '../../text/booking.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Row, Rows } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { dayHeading, forWhom, hourOf, isOver, momentOf, spokenHint, yuan } from '../words.ts'
import { CancelSheet } from './cancel-sheet.tsx'
import { useNow } from '../use-now.ts'

export default function BookingDetailPage() {
  const communityId = useParameter('community')
  const bookingId = useParameter('id')
  const query = useQuery('booking.detail', { communityId, bookingId }, { keep: true })
  return (
    <Page title="预约详情">
      <QueryView query={query} rows={4}>
        {(booking) => <Detail booking={booking} onChanged={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Detail({ booking, onChanged }: { booking: Booking; onChanged: () => void }) {
  const now = useNow()
  const isLive = booking.status === 'confirmed' && !isOver(booking, now)
  return (
    <>
      <Ticket booking={booking} isLive={isLive} today={dayOf(now)} />
      <Provider booking={booking} />
      {isLive ? <Acts booking={booking} now={now} onChanged={onChanged} /> : <BookAgain booking={booking} />}
    </>
  )
}

function Ticket({ booking, isLive, today }: { booking: Booking; isLive: boolean; today: Day }) {
  const me = useMe()
  const who = forWhom(booking, me)
  const spoken = booking.spokenNumber
  return (
    <Card className="ticket">
      <View className="card--pad">
        <View className="flex between">
          <StatusPill booking={booking} isLive={isLive} />
          {booking.delegateName === null ? null : (
            <Text className="t-small quiet">{`${booking.delegateName}代办`}</Text>
          )}
        </View>
        <View className="t-heading mt3">
          <Text>{booking.serviceName}</Text>
        </View>
        <View className="t-title num mt1">
          <Text>{`${dayHeading(dayOf(new Date(booking.startsAt)), today)} ${hourOf(booking.startsAt)}`}</Text>
        </View>
        <View className="facts mt4">
          <Fact name="给谁">
            <Say>{who === '自己' ? `自己，${booking.residentName}` : who}</Say>
          </Fact>
          <Fact name="在哪儿">
            <Say>{booking.place}</Say>
          </Fact>
          <Fact name="要准备">
            <Say>{booking.bring.length === 0 ? '什么都不用带' : booking.bring.join('，')}</Say>
          </Fact>
          <Fact name="多少钱">
            <Text>{booking.priceCents === 0 ? '不收费' : `${yuan(booking.priceCents)} 元`}</Text>
          </Fact>
          {booking.cancelReason === null ? null : (
            <Fact name="原因">
              <Say>{booking.cancelReason}</Say>
            </Fact>
          )}
        </View>
      </View>
      {isLive ? (
        <>
          <View className="ticket__tear" />
          <View className="card--pad">
            <View className="t-small quiet">
              <Text>{spokenHint(booking)}</Text>
            </View>
            <View className="spoken" ariaLabel={`报号 ${spoken.split('').join(' ')}`}>
              <Text>{spoken.slice(0, 3)}</Text>
              <Text className="spoken__gap" />
              <Text>{spoken.slice(3)}</Text>
            </View>
          </View>
        </>
      ) : null}
    </Card>
  )
}

function StatusPill({ booking, isLive }: { booking: Booking; isLive: boolean }) {
  if (isLive) return <Pill text={bookingStatusWords.confirmed} kind="ok" icon="circle-check" />
  return <Pill text={booking.status === 'confirmed' ? '时间过了' : bookingStatusWords[booking.status]} />
}

function Provider({ booking }: { booking: Booking }) {
  const name = booking.resourceName ?? booking.providerName
  return (
    <Rows>
      <Row
        title={name}
        {...(booking.resourceName === null ? {} : { note: booking.providerName })}
        lead={<Avatar name={name} />}
        end={
          <Press
            className="dial dial--icon"
            label={`打给${booking.providerName}`}
            onPress={() => dial(booking.providerPhone)}
          >
            <Icon name="phone" />
          </Press>
        }
      />
    </Rows>
  )
}

function Acts({ booking, now, onChanged }: { booking: Booking; now: Date; onChanged: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const until = new Date(booking.cancelUntil)
  if (!canCancel({ status: booking.status, cancelUntil: until }, now)) {
    return <Notice text="快到时间了，这里改不了也取消不了。有事请打上面的电话。" />
  }
  const changeTime = () =>
    openPage('booking/service/index', {
      community: booking.communityId,
      id: booking.serviceId,
      person: booking.residentId,
      instead: booking.bookingId,
    })
  return (
    <>
      <View className="flex g3 mt2">
        <Btn text="改时间" size="l" className="grow" onPress={changeTime} />
        <Btn id="cancel" text="取消预约" kind="danger" size="l" className="grow" onPress={() => setAsking(true)} />
      </View>
      <View className="t-small quiet center">
        <Say>{`${momentOf(booking.cancelUntil, dayOf(now))} 前都可以改，也可以取消`}</Say>
      </View>
      {isAsking ? (
        <CancelSheet
          booking={booking}
          onChangeTime={changeTime}
          onClose={() => setAsking(false)}
          onCancelled={() => {
            setAsking(false)
            onChanged()
          }}
        />
      ) : null}
    </>
  )
}

function BookAgain({ booking }: { booking: Booking }) {
  return (
    <Btn
      text="再约一次"
      size="l"
      wide
      onPress={() =>
        openPage('booking/service/index', {
          community: booking.communityId,
          id: booking.serviceId,
          person: booking.residentId,
        })
      }
    />
  )
}

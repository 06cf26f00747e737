import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import type { Me } from '../../../shared/people/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { dial, openPage, openTab } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { bookingStatusWords } from '../../text/booking.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { byDay, dayHeading, forWhom, hourOf } from '../words.ts'
import { useNow } from '../use-now.ts'

type Tab = 'coming' | 'past'

export default function BookingMinePage() {
  const me = useMe()
  const query = useQuery('booking.mine', {}, { keep: true })
  const [tab, setTab] = useState<Tab>('coming')
  return (
    <Page title="我的预约">
      <Segmented<Tab>
        label="预约"
        options={[
          { value: 'coming', text: '要去的' },
          { value: 'past', text: '办完的' },
        ]}
        value={tab}
        onChange={setTab}
      />
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: (data) => data[tab].length === 0,
          show: tab === 'coming' ? <NoneComing me={me} /> : <NonePast />,
        }}
      >
        {(data) => <Days bookings={data[tab]} me={me} />}
      </QueryView>
    </Page>
  )
}

function Days({ bookings, me }: { bookings: readonly Booking[]; me: Me | undefined }) {
  const today = dayOf(useNow())
  return (
    <>
      {byDay(bookings).map(({ day, items }, index) => (
        <Section key={day} title={dayHeading(day, today)} first={index === 0}>
          <Rows>
            {items.map((booking) => (
              <BookingRow key={booking.bookingId} booking={booking} me={me} />
            ))}
          </Rows>
        </Section>
      ))}
    </>
  )
}

function BookingRow({ booking, me }: { booking: Booking; me: Me | undefined }) {
  const { bookingId, communityId, serviceName, startsAt, status } = booking
  const who = forWhom(booking, me)
  const note = `${who === '自己' ? '自己' : `给${who}`}，${booking.resourceName ?? (booking.atHome ? '家里' : booking.place)}`
  const hour = hourOf(startsAt)
  return (
    <Row
      title={serviceName}
      note={note}
      label={`${hour} ${serviceName}，${note}，${bookingStatusWords[status]}`}
      lead={
        <View className="when">
          <Text>{hour}</Text>
        </View>
      }
      onPress={() => openPage('booking/detail/index', { community: communityId, id: bookingId })}
      {...(status === 'confirmed' ? {} : { end: <Pill text={bookingStatusWords[status]} /> })}
    />
  )
}

function NoneComing({ me }: { me: Me | undefined }) {
  const phone = me?.hotline?.phone
  return (
    <Empty
      title="还没有预约"
      line="量血压、理发、订餐，都能在这里约，不用跑一趟。"
      act={
        <>
          <Btn text="看看能约什么" kind="primary" size="l" onPress={() => openTab('booking/services/index')} />
          {phone === undefined ? null : <Btn text="打电话请社区帮忙约" kind="text" onPress={() => dial(phone)} />}
        </>
      }
    />
  )
}

function NonePast() {
  return <Empty title="还没有办完的" line="去过的、取消的，以后都在这里。" />
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import type { Me } from '../../../shared/people/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { dial, openPage, openTab } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { OfferCard } from '../detail/state-card.tsx'
import { queueWords, statusSaid } from '../status-words.ts'
import { useNow } from '../use-now.ts'
import { dayHeading, forWhom, hourOf, longMoment } from '../words.ts'
import { comingParts, daysOf, type Visit } from './groups.ts'

type Tab = 'coming' | 'past'

const pollMilliseconds = 30_000

export default function BookingMinePage() {
  const me = useMe()
  const query = useQuery('booking.mine', {}, { keep: true, pollMilliseconds })
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
        {(data) =>
          tab === 'coming' ? (
            <Coming bookings={data.coming} me={me} onChanged={query.refresh} />
          ) : (
            <Days days={daysOf(data.past)} me={me} isFirst />
          )
        }
      </QueryView>
      {tab === 'coming' ? <Elsewhere /> : null}
    </Page>
  )
}

function Coming({
  bookings,
  me,
  onChanged,
}: {
  bookings: readonly Booking[]
  me: Me | undefined
  onChanged: () => void
}) {
  const today = dayOf(useNow())
  const { offers, waiting, days } = comingParts(bookings)
  return (
    <>
      {offers.map((booking) => (
        <OfferCard
          key={booking.bookingId}
          booking={booking}
          title={`有位子了：${booking.serviceName}，${longMoment(booking.startsAt, today)}${whomOf(booking, me)}`}
          onTaken={onChanged}
        />
      ))}
      <Days days={days} me={me} isFirst={offers.length === 0} />
      {waiting.length === 0 ? null : (
        <Section title="在排队的" first={offers.length === 0 && days.length === 0}>
          <Rows>
            {waiting.map((booking) => (
              <Row
                key={booking.bookingId}
                title={`${booking.serviceName}${whomOf(booking, me)}`}
                note={`${longMoment(booking.startsAt, today)}，${queueWords(booking.queuePlace) ?? '在排队'}`}
                onPress={() => openDetail(booking)}
              />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function Days({
  days,
  me,
  isFirst,
}: {
  days: readonly { day: string; visits: readonly Visit[] }[]
  me: Me | undefined
  isFirst: boolean
}) {
  const today = dayOf(useNow())
  return (
    <>
      {days.map(({ day, visits }, index) => (
        <Section key={day} title={dayHeading(day, today)} first={isFirst && index === 0}>
          {visits.map(({ key, bookings }) => (
            <Rows key={key}>
              {bookings.map((booking) => (
                <BookingRow key={booking.bookingId} booking={booking} me={me} />
              ))}
              {bookings.length < 2 ? null : (
                <Row
                  regular
                  title={`一趟办 ${bookings.length} 件，号都在一页上`}
                  className="row--tint"
                  onPress={() => openPage('booking/visit/index', { basket: key })}
                />
              )}
            </Rows>
          ))}
        </Section>
      ))}
    </>
  )
}

function BookingRow({ booking, me }: { booking: Booking; me: Me | undefined }) {
  const now = useNow()
  const { serviceName, startsAt, status } = booking
  const who = forWhom(booking, me)
  const where = booking.resourceName ?? (booking.atHome ? '家里' : booking.place)
  const note = who === '自己' ? where : `给${who}约的，${where}`
  const hour = hourOf(startsAt)
  const said = statusSaid(booking, now)
  return (
    <Row
      title={serviceName}
      note={note}
      label={`${hour}，${serviceName}，${note}，${said.text}`}
      lead={
        <View className="when">
          <Text>{hour}</Text>
        </View>
      }
      onPress={() => openDetail(booking)}
      {...(status === 'confirmed' && said.kind === 'ok' ? {} : { end: <SaidPill said={said} /> })}
    />
  )
}

/** `，给王秀英约的`; nothing where it is for oneself. */
function whomOf(booking: Booking, me: Me | undefined): string {
  const who = forWhom(booking, me)
  return who === '自己' ? '' : `，给${who}约的`
}

function openDetail({ communityId, bookingId }: Booking) {
  openPage('booking/detail/index', { community: communityId, id: bookingId })
}

function Elsewhere() {
  return (
    <Rows>
      <IconRow
        icon="refresh-cw"
        title="每周固定约的"
        note="看后面几次，或者不再约了"
        onPress={() => openPage('booking/series/index')}
      />
      <IconRow
        icon="calendar-days"
        title="放进手机日历"
        note="约好的自己会出现在日历里"
        onPress={() => openPage('booking/calendar/index')}
      />
    </Rows>
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

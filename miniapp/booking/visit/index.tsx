import { Text, View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, IconRow, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { FreshWords } from '../detail/state-card.tsx'
import { SpokenNumber } from '../detail/ticket.tsx'
import { bringWords } from '../price-words.ts'
import { statusSaid } from '../status-words.ts'
import { useNow } from '../use-now.ts'
import { forWhom, longMoment } from '../words.ts'

/** All that was booked in one go, with every number on one page. */
export default function BookingVisitPage() {
  const basketId = useParameter('basket')
  const isFresh = useParameter('fresh') === '1'
  const query = useQuery('booking.mine', {}, { keep: true })
  const of = (data: Mine) => visitOf(data, basketId)
  return (
    <Page title="一起约的">
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: (data) => of(data).length === 0,
          show: (
            <Empty
              title="没找到这一趟"
              line="也许是很久以前的。约过的都在“我的预约”里。"
              act={<Btn text="看我的预约" onPress={() => openPage('booking/mine/index')} />}
            />
          ),
        }}
      >
        {(data) => <Visit bookings={of(data)} isFresh={isFresh} />}
      </QueryView>
    </Page>
  )
}

interface Mine {
  coming: readonly Booking[]
  past: readonly Booking[]
}

/** The bookings of one basket, in the order of time. */
function visitOf({ coming, past }: Mine, basketId: string): Booking[] {
  const bookings = [...coming, ...past].filter((booking) => basketId !== '' && booking.basketId === basketId)
  bookings.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))
  return bookings
}

function Visit({ bookings, isFresh }: { bookings: readonly Booking[]; isFresh: boolean }) {
  const me = useMe()
  const now = useNow()
  return (
    <>
      {isFresh ? (
        <FreshWords
          count={bookings.length}
          isSoon={bookings.some(({ startsAt }) => dayOf(new Date(startsAt)) === dayOf(now))}
        />
      ) : null}
      {bookings.map((booking) => {
        const isToCome = booking.status === 'confirmed' || booking.status === 'checked_in'
        return (
          <Card key={booking.bookingId} pad>
            <View className="flex between g2 wrap">
              <SaidPill said={statusSaid(booking, now)} />
              {booking.delegateName === null ? null : (
                <Text className="t-small quiet">{`${booking.delegateName}代办`}</Text>
              )}
            </View>
            <View className="t-title mt2">
              <Say>{booking.serviceName}</Say>
            </View>
            <View className="strong num">
              <Text>{longMoment(booking.startsAt, dayOf(now))}</Text>
            </View>
            <View className="facts mt3">
              <Fact name="给谁">
                <Say>{forWhom(booking, me)}</Say>
              </Fact>
              <Fact name="在哪儿">
                <Say>{booking.place}</Say>
              </Fact>
              {isToCome ? (
                <>
                  <Fact name={booking.atHome ? '要准备' : '要带'}>
                    <Say>{bringWords(booking)}</Say>
                  </Fact>
                  <Fact name="报号">
                    <SpokenNumber number={booking.spokenNumber} small />
                  </Fact>
                </>
              ) : null}
            </View>
            <Btn
              text={isToCome ? '改时间、取消、看大号' : '看详情'}
              kind="text"
              wide
              label={`${booking.serviceName}，${isToCome ? '改时间、取消、看大号' : '看详情'}`}
              onPress={() =>
                openPage('booking/detail/index', { community: booking.communityId, id: booking.bookingId })
              }
            />
          </Card>
        )
      })}
      <Rows>
        <IconRow
          icon="calendar-days"
          title="放进手机日历"
          note="手机自己会提醒"
          onPress={() => openPage('booking/calendar/index')}
        />
      </Rows>
    </>
  )
}

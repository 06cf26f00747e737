import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { bookingText, doorText } from '../../../shared/booking/counter.ts'
import type { Booking } from '../../../shared/booking/contract.ts'
import type { Ticket } from '../../../shared/booking/counter-contract.ts'
import { dayOf, dayWord, weekdayWord } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { hourWords, laneWords, nameOr } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Qr } from '../../ui/qr.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { useLine } from '../counter/use-counter.ts'
import './index.css'

type Paper = 'a5' | 'roll'

/** For whoever has no phone, or no glasses: a booking, a number or the picture at the door, on paper. */
export default function SlipPage() {
  const communityId = useParameter('community')
  const bookingId = useParameter('id')
  const ticketId = useParameter('ticket')
  const doorCode = useParameter('door')
  const [paper, setPaper] = useState<Paper>('a5')
  const isBrowser = process.env.TARO_ENV === 'h5'
  return (
    <Page title="大字条" help={false}>
      {isBrowser && doorCode === '' ? (
        <View className="slip__tools">
          <Segmented<Paper>
            label="什么纸"
            options={[
              { value: 'a5', text: 'A5 纸' },
              { value: 'roll', text: '80 毫米小票' },
            ]}
            value={paper}
            onChange={setPaper}
          />
        </View>
      ) : null}
      <View className={`slip slip--${paper}`}>
        {doorCode !== '' ? (
          <Door communityId={communityId} doorCode={doorCode} />
        ) : ticketId !== '' ? (
          <OneNumber communityId={communityId} ticketId={ticketId} />
        ) : (
          <OneBooking communityId={communityId} bookingId={bookingId} />
        )}
      </View>
      <View className="slip__tools">
        {isBrowser ? (
          <Btn text="打印" kind="primary" size="l" wide icon="printer" onPress={() => window.print()} />
        ) : (
          <Notice text="手机上只能看。要打印，请在电脑上打开值守台。" />
        )}
      </View>
    </Page>
  )
}

function OneBooking({ communityId, bookingId }: { communityId: string; bookingId: string }) {
  const query = useQuery('booking.detail', bookingId === '' ? undefined : { communityId, bookingId })
  if (bookingId === '') return <Empty title="没有说是哪个预约" line="请从“帮人约”约好以后点“打一张大字条”。" />
  return (
    <QueryView query={query} rows={4}>
      {(booking) => <BookingSlip booking={booking} />}
    </QueryView>
  )
}

function BookingSlip({ booking }: { booking: Booking }) {
  const day = dayOf(new Date(booking.startsAt))
  const { spokenNumber: spoken } = booking
  return (
    <>
      <View className="slip__name">
        <Text>{booking.residentName}</Text>
      </View>
      <View className="slip__what">
        <Text>{booking.serviceName}</Text>
      </View>
      <View className="slip__when">
        <Text>{`${dayWord(day)} ${weekdayWord(day)}`}</Text>
      </View>
      <View className="slip__when">
        <Text>{hourWords(booking.startsAt)}</Text>
      </View>
      <Line
        name="在哪儿"
        text={`${booking.place}${booking.resourceName === null ? '' : `，${booking.resourceName}`}`}
      />
      <Line name="要带" text={booking.bring.length === 0 ? '什么都不用带' : booking.bring.join('、')} />
      <View className="slip__tear" />
      <Line name={booking.atHome ? '师傅到了，报这个号' : '到了那儿，报这个号'} text="" />
      <View className="slip__number" ariaLabel={`报号 ${spoken.split('').join(' ')}`}>
        <Text>{`${spoken.slice(0, 3)} ${spoken.slice(3)}`}</Text>
      </View>
      <View className="slip__qr">
        <Qr large text={bookingText(booking.communityId, booking.bookingId)} label="预约码，给工作人员扫" />
      </View>
      <Line name="去不了请打电话" text={booking.providerPhone} />
      <Line name="" text={booking.providerName} />
    </>
  )
}

function OneNumber({ communityId, ticketId }: { communityId: string; ticketId: string }) {
  const query = useLine({ communityId, providerId: useParameter('provider') })
  const [shown, setShown] = useState<Ticket | undefined>(undefined)
  const found = query.data?.atWindows.concat(query.data.waiting).filter((ticket) => ticket.ticketId === ticketId)[0]
  // A number that is over while the printer runs stays on the paper.
  if (found !== undefined && found.version !== shown?.version) setShown(found)
  return (
    <QueryView query={query} rows={4}>
      {({ counter }) =>
        shown === undefined ? (
          <Empty title="这个号已经办完了" line="再来请重新取号。" />
        ) : (
          <>
            <View className="slip__what">
              <Text>{counter.name}</Text>
            </View>
            <View className="slip__number">
              <Text>{shown.number}</Text>
            </View>
            <Line name="办什么" text={shown.serviceName} />
            <Line name="谁" text={nameOr(shown.maskedName)} />
            <Line name="几点到的" text={`${hourWords(shown.arrivedAt)}，${laneWords(shown)}`} />
            <Line name="" text="请看大屏，叫到号再过来。叫两遍没来，往后排一次。" />
          </>
        )
      }
    </QueryView>
  )
}

function Door({ communityId, doorCode }: { communityId: string; doorCode: string }) {
  return (
    <>
      <View className="slip__name">
        <Text>{useParameter('name')}</Text>
      </View>
      <View className="slip__what">
        <Text>到了，扫一扫签到</Text>
      </View>
      <View className="slip__qr">
        <Qr large text={doorText(communityId, doorCode)} label="签到码" />
      </View>
      <Line name="打开邻里通" text="点“服务”，再点“到了签到”" />
      <Line name="扫不了，输这 8 个数" text="" />
      <View className="slip__number">
        <Text>{`${doorCode.slice(0, 4)} ${doorCode.slice(4)}`}</Text>
      </View>
      <Line name="" text="没有手机，请到窗口说一声，我们帮您取号。" />
    </>
  )
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <View className="slip__line">
      {name === '' ? null : (
        <View className="slip__label">
          <Text>{name}</Text>
        </View>
      )}
      {text === '' ? null : <Say>{text}</Say>}
    </View>
  )
}

import { Text, View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { bookingText } from '../../../shared/booking/counter.ts'
import { dayOf } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { Card, Fact } from '../../ui/layout.tsx'
import { Qr } from '../../ui/qr.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { bringWords, priceWords } from '../price-words.ts'
import { statusSaid } from '../status-words.ts'
import { forWhom, longMoment, spokenHint } from '../words.ts'

/** The paper in the hand: what, when, for whom, where, what to bring; the number to say where there is one to say. */
export function Ticket({ booking, hasNumber, now }: { booking: Booking; hasNumber: boolean; now: Date }) {
  const who = forWhom(booking, useMe())
  return (
    <Card className="ticket">
      <View className="card--pad">
        <View className="flex between g2 wrap">
          <SaidPill said={statusSaid(booking, now)} />
          {booking.delegateName === null ? null : (
            <Text className="t-small quiet">{`${booking.delegateName}代办`}</Text>
          )}
        </View>
        <View className="t-heading mt3">
          <Say>{booking.serviceName}</Say>
        </View>
        <View className="t-title num mt1">
          <Text>{longMoment(booking.startsAt, dayOf(now))}</Text>
        </View>
        <View className="facts mt4">
          <Fact name="给谁">
            <Say>{who === '自己' ? `自己，${booking.residentName}` : who}</Say>
          </Fact>
          <Fact name="在哪儿">
            <Say>{booking.place}</Say>
          </Fact>
          {hasNumber ? (
            <Fact name={booking.atHome ? '要准备' : '要带'}>
              <Say>{bringWords(booking)}</Say>
            </Fact>
          ) : null}
          <Fact name="多少钱">
            <Text>{priceWords(booking.priceCents)}</Text>
          </Fact>
          {booking.note === '' ? null : (
            <Fact name="您说的">
              <Say>{booking.note}</Say>
            </Fact>
          )}
          {booking.cancelReason === null ? null : (
            <Fact name="为什么">
              <Say>{booking.cancelReason}</Say>
            </Fact>
          )}
        </View>
      </View>
      {hasNumber ? (
        <>
          <View className="ticket__tear" />
          <View className="card--pad flex g3 between stack">
            <View>
              <View className="t-small quiet">
                <Text>{spokenHint(booking)}</Text>
              </View>
              <SpokenNumber number={booking.spokenNumber} />
              {booking.atHome ? null : (
                <View className="t-small quiet">
                  <Text>说不清，就给人扫这个图</Text>
                </View>
              )}
            </View>
            {booking.atHome ? null : (
              <Qr text={bookingText(booking.communityId, booking.bookingId)} label="给柜台扫的图" />
            )}
          </View>
        </>
      ) : null}
    </Card>
  )
}

/** Six digits, as large as the page allows, in two groups of three. */
export function SpokenNumber({ number, small = false }: { number: string; small?: boolean }) {
  return (
    <View
      className={small ? 't-heading num' : 'spoken'}
      ariaLabel={`报号 ${number.split('').join(' ')}`}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'img' } : {})}
    >
      <Text>{number.slice(0, 3)}</Text>
      <Text className="spoken__gap" />
      <Text>{number.slice(3)}</Text>
    </View>
  )
}

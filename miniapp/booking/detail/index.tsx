import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import { checkInWay } from '../../../shared/booking/counter.ts'
import { dayOf } from '../../../shared/time.ts'
import { dial } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { QueryView } from '../../ui/states.tsx'
import { useNow } from '../use-now.ts'
import { MyTurn } from '../turn.tsx'
import { isOver } from '../words.ts'
import { Acts, BookAgain, BeforeGoing, KeepInMind, changeTime, openMove } from './acts.tsx'
import { CancelSheet } from './cancel-sheet.tsx'
import { ReplyCard } from './reply-card.tsx'
import { AfterWords, FreshWords, OfferCard, WaitingCard } from './state-card.tsx'
import { Ticket } from './ticket.tsx'
import { TimeAsked } from './time-asked.tsx'

const pollMilliseconds = 20_000

export default function BookingDetailPage() {
  const communityId = useParameter('community')
  const bookingId = useParameter('id')
  const isFresh = useParameter('fresh') === '1'
  const query = useQuery('booking.detail', { communityId, bookingId }, { keep: true, pollMilliseconds })
  return (
    <Page title="预约详情">
      <QueryView query={query} rows={4}>
        {(booking) => <Detail booking={booking} isFresh={isFresh} onChanged={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Detail({ booking, isFresh, onChanged }: { booking: Booking; isFresh: boolean; onChanged: () => void }) {
  const now = useNow()
  const [isCancelling, setCancelling] = useState(false)
  const { status } = booking
  const isToCome = (status === 'confirmed' || status === 'checked_in') && !isOver(booking, now)
  const isQueue = status === 'waiting' || status === 'offered'
  return (
    <>
      {isFresh && status === 'confirmed' ? (
        <FreshWords count={1} isSoon={dayOf(new Date(booking.startsAt)) === dayOf(now)} />
      ) : null}
      {status === 'confirmed' && booking.timeAsked ? (
        <TimeAsked
          booking={booking}
          asked={booking.timeAsked}
          today={dayOf(now)}
          onChanged={onChanged}
          onOther={() => openMove(booking)}
          onCancel={() => setCancelling(true)}
        />
      ) : null}
      {status === 'offered' ? <OfferCard booking={booking} onTaken={onChanged} /> : null}
      {status === 'waiting' ? <WaitingCard booking={booking} /> : null}
      {status === 'checked_in' && hasLine(booking) ? (
        <MyTurn communityId={booking.communityId} ticketId={booking.bookingId} />
      ) : null}
      {status === 'confirmed' && isToCome && !booking.timeAsked ? (
        <ReplyCard booking={booking} onChanged={onChanged} onCancel={() => setCancelling(true)} />
      ) : null}
      <AfterWords booking={booking} />
      <Ticket booking={booking} hasNumber={isToCome} now={now} />
      {isToCome ? <BeforeGoing booking={booking} today={dayOf(now)} /> : null}
      <Provider booking={booking} />
      {isToCome ? <KeepInMind booking={booking} /> : null}
      {(isToCome && status === 'confirmed') || isQueue ? (
        <Acts booking={booking} now={now} onCancel={() => setCancelling(true)} />
      ) : null}
      {isToCome || isQueue ? null : <BookAgain booking={booking} />}
      {isCancelling ? (
        <CancelSheet
          booking={booking}
          onChangeTime={() => changeTime(booking)}
          onClose={() => setCancelling(false)}
          onCancelled={() => {
            setCancelling(false)
            onChanged()
          }}
        />
      ) : null}
    </>
  )
}

/** Who serves, and the telephone of the place. */
function Provider({ booking }: { booking: Booking }) {
  const name = booking.resourceName ?? booking.providerName
  return (
    <Rows>
      <Row
        title={name}
        note={booking.resourceName === null ? '有不清楚的，打电话问' : booking.providerName}
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

/** Whether checking in gives a number of the line. */
function hasLine({ category, atHome }: Booking): boolean {
  return checkInWay(category, atHome ? 'home' : 'hall') === 'line'
}

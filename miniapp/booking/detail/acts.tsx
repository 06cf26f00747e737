import { View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { canCancel } from '../../../shared/booking/lifecycle.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { IconRow, Rows } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { momentOf } from '../words.ts'

/** Another time, or not at all, as long as that is possible. */
export function Acts({ booking, now, onCancel }: { booking: Booking; now: Date; onCancel: () => void }) {
  const until = new Date(booking.cancelUntil)
  if (!canCancel({ status: booking.status, cancelUntil: until }, now)) {
    return <Notice text="快到时间了，这里改不了，也取消不了。有事请打上面的电话。" />
  }
  const isPlaced = booking.status === 'confirmed'
  const cancelText = isPlaced ? '取消预约' : booking.status === 'waiting' ? '不排了' : '不要了'
  return (
    <>
      <View className="flex g3 mt2 no-print">
        <Btn
          id="change-time"
          text={isPlaced ? '改时间' : '换个时间'}
          size="l"
          className="grow"
          onPress={() => changeTime(booking)}
        />
        <Btn id="cancel" text={cancelText} kind="danger" size="l" className="grow" onPress={onCancel} />
      </View>
      {isPlaced ? (
        <View className="t-small quiet center">
          <Say>{`${momentOf(booking.cancelUntil, dayOf(now))} 前都可以改，也可以取消`}</Say>
        </View>
      ) : null}
    </>
  )
}

/** Who has a place moves it; who waits for one looks for another time. */
export function changeTime(booking: Booking) {
  if (booking.status === 'confirmed') openMove(booking)
  else openService(booking)
}

/** The page that moves a booking. */
export function openMove({ communityId, bookingId }: Booking) {
  openPage('booking/move/index', { community: communityId, id: bookingId })
}

function openService({ communityId, serviceId, residentId }: Booking) {
  openPage('booking/service/index', { community: communityId, id: serviceId, person: residentId })
}

/** What can be done ahead: photos of papers, and on the day the sign at the door. */
export function BeforeGoing({ booking, today }: { booking: Booking; today: Day }) {
  const { communityId, bookingId, materials, status, category, atHome } = booking
  const hasPhotos = materials.some(({ precheck }) => precheck)
  const isToday = dayOf(new Date(booking.startsAt)) === today
  const canArrive = isToday && status === 'confirmed' && !atHome && category !== 'home_care'
  if (!hasPhotos && !canArrive) return null
  return (
    <Rows className="no-print">
      {hasPhotos ? (
        <IconRow
          icon="camera"
          title="材料先拍照，看看行不行"
          note="行就不白跑一趟"
          onPress={() => openPage('booking/materials/index', { community: communityId, id: bookingId })}
        />
      ) : null}
      {canArrive ? (
        <IconRow
          icon="scan-line"
          title="到了，扫一扫签到"
          note="扫门口那张图，拿号等叫"
          onPress={() => openPage('booking/arrive/index')}
        />
      ) : null}
    </Rows>
  )
}

/** The same once more, for the same person. */
export function BookAgain({ booking }: { booking: Booking }) {
  return <Btn text="再约一次" size="l" wide onPress={() => openService(booking)} />
}

/** Keeping it in mind elsewhere: the phone's calendar, a sheet of paper, all that was booked along with it. */
export function KeepInMind({ booking }: { booking: Booking }) {
  const { basketId, seriesId } = booking
  const mine = useQuery('booking.mine', basketId === null ? undefined : {}, { keep: true })
  const { coming, past } = mine.data ?? { coming: [], past: [] }
  // a basket of one is nothing to speak of
  const isOneOfSeveral = [...coming, ...past].filter((one) => one.basketId === basketId).length > 1
  return (
    <Rows className="no-print">
      {basketId === null || !isOneOfSeveral ? null : (
        <IconRow
          icon="ticket"
          title="一起约的"
          note="一趟办几件，号都在一页上"
          onPress={() => openPage('booking/visit/index', { basket: basketId })}
        />
      )}
      {seriesId === null ? null : (
        <IconRow
          icon="refresh-cw"
          title="每周固定约的"
          note="看后面几次，或者不再约了"
          onPress={() => openPage('booking/series/index')}
        />
      )}
      <IconRow
        icon="calendar-days"
        title="放进手机日历"
        note="手机自己会提醒"
        onPress={() => openPage('booking/calendar/index')}
      />
      <IconRow icon="pencil-line" title="打一张大字条" note={printNote} onPress={print} />
    </Rows>
  )
}

const printNote = process.env.TARO_ENV === 'h5' ? '贴在门上，家里人都看得见' : '用电脑打开邻里通，这一页能打印'

function print() {
  if (process.env.TARO_ENV === 'h5') window.print()
  else say('请用电脑打开邻里通来打印')
}

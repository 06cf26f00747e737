import { Text, View } from '@tarojs/components'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage, openTab, replacePage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { mostWishes, withTime, type Basket, type Wish } from '../basket.ts'
import { basketActs, useBasket } from '../basket-store.ts'
import { priceWords } from '../price-words.ts'
import { FullSheet } from '../service/full-sheet.tsx'
import { useNow } from '../use-now.ts'
import { forWhom, hourOf, longMoment } from '../words.ts'

/** What is kept for five minutes: looked at once more, a word added, one more thing added, and booked. */
export default function BookingBasketPage() {
  const basket = useBasket()
  const isProxy = useParameter('proxy') === '1'
  const untilHere = basket.held?.untilHere
  const [isShown, setShown] = useState(true)
  const isHere = useRef(true)
  useEffect(
    () => () => {
      isHere.current = false
      // going away gives the places back
      basketActs.leave()
    },
    [],
  )
  useEffect(() => {
    if (untilHere === undefined) return undefined
    const timer = setTimeout(basketActs.lookAtClock, Math.max(0, untilHere - Date.now()) + 50)
    return () => clearTimeout(timer)
  }, [untilHere])
  useDidShow(() => {
    setShown(true)
    basketActs.lookAtClock()
  })
  useDidHide(() => setShown(false))

  async function confirm() {
    const bookings = await basketActs.confirm()
    if (bookings === undefined) return
    if (isHere.current) arrive(bookings)
    else say('约好了')
  }

  return (
    <Page
      title="看一看，约下来"
      bottom={basket.phase === 'empty' ? undefined : <Acts basket={basket} onConfirm={() => void confirm()} />}
    >
      {basket.phase === 'empty' ? (
        <Nothing />
      ) : (
        <>
          <Kept basket={basket} />
          {basket.wishes.map((wish, index) => (
            <Line
              key={`${wish.residentId}${wish.serviceId}${wish.startsAt}`}
              wish={wish}
              index={index}
              basket={basket}
              isProxy={isProxy}
            />
          ))}
          {isProxy || basket.wishes.length >= mostWishes || basket.phase !== 'held' ? null : (
            <Btn
              text="再加一项，一起约"
              icon="plus"
              size="l"
              wide
              onPress={() => openPage('booking/services/index', { add: '1' })}
            />
          )}
          <Field
            id="note"
            label="有话要说（不写也行）"
            placeholder="比如：请带血压仪"
            value={basket.note}
            maxLength={100}
            onInput={basketActs.write}
          />
        </>
      )}
      {isShown ? <Full basket={basket} /> : null}
    </Page>
  )
}

function arrive(bookings: readonly Booking[]) {
  const [first] = bookings
  if (first === undefined) return
  if (bookings.length === 1) {
    replacePage('booking/detail/index', { community: first.communityId, id: first.bookingId, fresh: '1' })
  } else {
    replacePage('booking/visit/index', { basket: first.basketId ?? '', fresh: '1' })
  }
}

/** Until when the places are kept, in words; or that they are not any more. */
function Kept({ basket: { phase, held, lost, wishes } }: { basket: Basket }) {
  if (phase === 'unsure') {
    return <Notice kind="warn" text="刚才没连上，不知道约上没有。再按一次“约下来”就清楚了，不会约重。" />
  }
  if (phase === 'run_out') {
    return <Notice kind="warn" text={`留的五分钟过了，位子先放回去了。您填的都还在，点“再留一次”接着约。`} />
  }
  return (
    <>
      {held === undefined ? null : (
        <Notice kind="ok" text={`${wishes.length > 1 ? '都' : '位子'}给您留到 ${hourOf(held.keptUntil)}，慢慢看。`} />
      )}
      {lost === undefined ? null : <Notice kind="warn" text={lost} />}
    </>
  )
}

/** One thing with its time, for whom it is, and what can be changed. */
function Line({ wish, index, basket, isProxy }: { wish: Wish; index: number; basket: Basket; isProxy: boolean }) {
  const me = useMe()
  const today = dayOf(useNow())
  const booking = basket.held?.bookings.filter((one) => isOf(one, wish))[0]
  const isTrouble = basket.trouble?.index === index
  const who = booking === undefined ? wish.who : forWhom(booking, me)
  const isMine = who === '自己'
  const isBusy = basket.busy !== undefined
  const place = booking === undefined ? '' : `，${whereWords(booking)}`
  return (
    <Card pad>
      <View className="flex g3 top-align">
        <Glyph name={booking?.icon ?? 'calendar-check'} />
        <View className="grow">
          <View className="t-title">
            <Say>{wish.serviceName}</Say>
          </View>
          <View className="strong num">
            <Text>{longMoment(wish.startsAt, today)}</Text>
          </View>
          <View className="quiet">
            <Say>{`给${who}约${place}`}</Say>
          </View>
          <View className="flex wrap g2 mt1">
            {isMine ? null : <Pill text="您代办" icon="user-round" />}
            {booking === undefined ? null : <Pill text={priceWords(booking.priceCents)} kind="ok" />}
          </View>
        </View>
      </View>
      {isTrouble && basket.trouble !== undefined && basket.trouble.code !== 'slot_full' ? (
        <View className="mt3">
          <Notice kind="warn" text={basket.trouble.message} />
        </View>
      ) : null}
      {basket.phase === 'unsure' ? null : (
        <View className="flex g2 mt2">
          <Btn
            text="换个时间"
            kind="text"
            disabled={isBusy}
            label={`${wish.serviceName}，换个时间`}
            onPress={() =>
              openPage('booking/service/index', {
                community: wish.communityId,
                id: wish.serviceId,
                person: wish.residentId,
                add: '1',
                swap: String(index),
                ...(isProxy ? { proxy: '1' } : {}),
              })
            }
          />
          {basket.wishes.length < 2 ? null : (
            <Btn
              text="不约这项"
              kind="plain"
              disabled={isBusy}
              label={`${wish.serviceName}，不约这项`}
              onPress={() => void basketActs.keep(basket.wishes.filter((_, at) => at !== index))}
            />
          )}
        </View>
      )}
    </Card>
  )
}

/** `小何上门`, `1 号窗口`, `社区食堂，活动中心一楼`. */
function whereWords({ resourceName, atHome, place, providerName }: Booking): string {
  if (atHome) return `${resourceName ?? providerName}上门`
  return resourceName ?? place
}

function isOf(booking: Booking, wish: Wish): boolean {
  return (
    booking.serviceId === wish.serviceId &&
    booking.residentId === wish.residentId &&
    Date.parse(booking.startsAt) === Date.parse(wish.startsAt)
  )
}

/** Keeping again found a place gone: what is free instead. */
function Full({ basket }: { basket: Basket }) {
  const { trouble, wishes, busy } = basket
  const index = trouble?.index
  const wish = index === undefined ? undefined : wishes[index]
  if (trouble?.code !== 'slot_full' || index === undefined || wish === undefined) return null
  return (
    <FullSheet
      title={`${wish.serviceName}的这个时间没有了`}
      free={trouble.nextFree}
      waiting={undefined}
      canWait={false}
      isBusy={busy !== undefined}
      error={undefined}
      onChoose={(slot) => void basketActs.keep(withTime(wishes, index, slot.startsAt))}
      onWait={() => undefined}
      onClose={basketActs.closeTrouble}
    />
  )
}

function Acts({ basket, onConfirm }: { basket: Basket; onConfirm: () => void }) {
  const { phase, wishes, held, busy, trouble } = basket
  const cents = held?.bookings.reduce((sum, { priceCents }) => sum + priceCents, 0)
  const count = wishes.length === 1 ? '一件事' : `${wishes.length} 件事，一起约`
  return (
    <>
      {trouble === undefined || trouble.index !== undefined ? null : <Notice kind="warn" text={trouble.message} />}
      <View className="actionbar">
        <View className="grow">
          <View className="strong num">
            <Text>{cents === undefined ? count : priceWords(cents)}</Text>
          </View>
          <View className="t-small quiet">
            <Text>{cents === undefined ? '位子还没留' : count}</Text>
          </View>
        </View>
        {phase === 'run_out' ? (
          <Btn
            id="keep-again"
            text="再留一次"
            kind="primary"
            size="l"
            isBusy={busy !== undefined}
            busyText="正在留位子"
            onPress={() => void basketActs.keep(wishes)}
          />
        ) : (
          <Btn
            id="confirm"
            text="约下来"
            kind="primary"
            size="l"
            isBusy={busy !== undefined}
            busyText={busy === 'keeping' ? '正在留位子' : '正在约'}
            onPress={onConfirm}
          />
        )}
      </View>
    </>
  )
}

/** Opened again later, or after everything was booked. */
function Nothing() {
  return (
    <Empty
      title="这里没有留着的位子"
      line="挑一项服务，点一个时间，位子就先给您留着。"
      act={<Btn text="看看能约什么" kind="primary" size="l" onPress={() => openTab('booking/services/index')} />}
    />
  )
}

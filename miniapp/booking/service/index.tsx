import { Text, View } from '@tarojs/components'
import { useParameter } from '../../client/query-parameters.ts'
import { Btn } from '../../ui/btn.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { basketActs } from '../basket-store.ts'
import { priceWords } from '../price-words.ts'
import { Unbound } from '../unbound.tsx'
import { shortMoment, whoWords } from '../words.ts'
import { About, GoodToKnow } from './about.tsx'
import { FullSheet } from './full-sheet.tsx'
import { DayPicker, TimePicker } from './slot-picker.tsx'
import { useChoice, type BookingChoice } from './use-choice.ts'
import { WhoPicker, WorkerPicker } from './who.tsx'

export default function BookingServicePage() {
  const swaps = useParameter('swap')
  const asked = {
    communityId: useParameter('community'),
    serviceId: useParameter('id'),
    residentId: useParameter('person'),
    isProxy: useParameter('proxy') === '1',
    isAdded: useParameter('add') === '1',
    swaps: swaps === '' ? undefined : Number(swaps),
  }
  const isSwap = asked.swaps !== undefined
  const choice = useChoice(asked)
  return (
    <Page
      title={isSwap ? '换个时间' : asked.isAdded ? '再加一项' : '约服务'}
      bottom={choice.person === undefined ? undefined : <ActionBar choice={choice} />}
    >
      <QueryView query={choice.service} rows={4}>
        {(service) => (
          <>
            {isSwap ? null : <About service={service} own={choice.slots.data} />}
            <QueryView query={choice.me} rows={1} empty={{ when: () => choice.people.length === 0, show: <Unbound /> }}>
              {() => (
                <>
                  {asked.isProxy || isSwap ? null : <WhoPicker service={service} choice={choice} />}
                  <When choice={choice} />
                  <WorkerPicker service={service} choice={choice} />
                </>
              )}
            </QueryView>
            <GoodToKnow
              service={service}
              communityId={asked.communityId}
              residentId={asked.isAdded ? undefined : choice.person?.residentId}
            />
          </>
        )}
      </QueryView>
      {choice.full === undefined ? null : (
        <FullSheet
          title="这个时间刚刚约满了"
          free={choice.full.nextFree}
          waiting={undefined}
          canWait={choice.full.canWait && !asked.isAdded && choice.slot !== undefined}
          isBusy={choice.isBusy}
          error={choice.error}
          onChoose={(slot) => void choice.keep(slot)}
          onWait={() => void choice.wait(choice.slot?.startsAt ?? '')}
          onClose={basketActs.closeTrouble}
        />
      )}
    </Page>
  )
}

function When({ choice }: { choice: BookingChoice }) {
  const { person, day, slot, refusedBecause } = choice
  if (person === undefined) return null
  return (
    <QueryView query={choice.slots} rows={2}>
      {({ days }) => (
        <>
          {refusedBecause === null ? null : (
            <Notice kind="warn" text={`${whoWords(person)}现在约不了：${refusedBecause}。`} />
          )}
          <DayPicker days={days} chosen={day?.day} onChoose={choice.chooseDay} />
          {day === undefined ? (
            <Notice text="这两周没有能约的时间。过几天再来看看，或者打电话问。" />
          ) : (
            <TimePicker day={day} chosen={slot} canQueue onChoose={choice.chooseSlot} />
          )}
        </>
      )}
    </QueryView>
  )
}

/** What was chosen, and the one act: keep the place, or queue for it. */
function ActionBar({ choice }: { choice: BookingChoice }) {
  const { person, slot } = choice
  const isFull = slot?.state === 'full'
  const price = priceWords(choice.slots.data?.priceCents ?? choice.service.data?.priceCents ?? 0)
  const whom = `给${person === undefined ? '' : whoWords(person)}约`
  return (
    <>
      {choice.error === undefined || choice.full !== undefined ? null : <Notice kind="warn" text={choice.error} />}
      <View className="actionbar">
        <View className="grow">
          <View className="strong num">
            <Text>{slot === undefined ? '点一个时间' : shortMoment(slot.startsAt)}</Text>
          </View>
          <View className="t-small quiet">
            <Say>{isFull ? queueLine(slot.waiting) : `${whom}，${price}`}</Say>
          </View>
        </View>
        <Btn
          id="book"
          text={isFull ? '排队等位子' : '约这个时间'}
          kind="primary"
          size="l"
          isBusy={choice.isBusy}
          busyText={isFull ? '正在排' : '正在留位子'}
          disabled={slot === undefined || choice.refusedBecause !== null}
          onPress={() => void (isFull ? choice.wait(slot.startsAt) : choice.keep())}
        />
      </View>
    </>
  )
}

function queueLine(waiting: number): string {
  return waiting === 0 ? '有人退出，先留给您' : `前面有 ${waiting} 位，有位子就告诉您`
}

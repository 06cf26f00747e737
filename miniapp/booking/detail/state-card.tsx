import { Text, View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { queueWords } from '../status-words.ts'
import { hourOf } from '../words.ts'

/** In the queue: how many are before, and what happens when a place comes free. */
export function WaitingCard({ booking }: { booking: Booking }) {
  return (
    <Card pad>
      <View className="flex g3 top-align">
        <Icon name="hourglass" size="l" className="green" />
        <View className="grow">
          <View className="t-title">
            <Say>{queueWords(booking.queuePlace) ?? '您在排队'}</Say>
          </View>
          <View className="mt1">
            <Say>有人退出，位子先给您留半个小时，会发消息告诉您。不用一直看着。</Say>
          </View>
        </View>
      </View>
    </Card>
  )
}

/** A place came free: one large button, and until when. */
export function OfferCard({
  booking,
  title,
  onTaken,
}: {
  booking: Booking
  /** What it is for, where the card stands alone. */
  title?: string
  onTaken: () => void
}) {
  const command = useCommand('booking.takeOffer')
  const { communityId, bookingId, keptUntil } = booking
  async function take() {
    const answer = await command.run({ communityId, bookingId })
    if (answer === undefined) return
    if (answer.ok) say('约好了，位子是您的')
    // refused or not: how it stands now is shown
    onTaken()
  }
  return (
    <Card pad className="shift is-on">
      <View className="flex g3 top-align">
        <Icon name="bell-ring" size="l" className="green" />
        <View className="grow">
          <View className="t-title">
            <Say>{title ?? '有位子了，要吗'}</Say>
          </View>
          <View>
            <Say>{keptUntil === null ? '给您留着' : `有人退出，给您留到 ${hourOf(keptUntil)}`}</Say>
          </View>
        </View>
      </View>
      {command.error === undefined ? null : (
        <View className="mt3">
          <Notice kind="warn" text={command.error.message} />
        </View>
      )}
      <View className="mt3">
        <Btn
          text="要这个位子"
          kind="primary"
          size="xl"
          wide
          isBusy={command.isBusy}
          busyText="正在约"
          onPress={() => void take()}
        />
      </View>
    </Card>
  )
}

/** What became of it, in kind words; nothing where the ticket says it all. */
export function AfterWords({ booking }: { booking: Pick<Booking, 'status' | 'atHome'> }) {
  const text = afterWords(booking)
  return text === undefined ? null : <Notice text={text} />
}

function afterWords({ status, atHome }: Pick<Booking, 'status' | 'atHome'>): string | undefined {
  if (status === 'missed') {
    return atHome
      ? '这次没碰上，没关系。要紧的话再约一次，或者打电话说一声。'
      : '这次没去成，没关系。还要办的话再约一次，或者打电话说一声。'
  }
  if (status === 'expired') return '位子留了半个小时，让给下一位了。还想要，就再排一次，或者换个时间。'
  return undefined
}

/** The line over fresh tickets: what to do now, which is nothing. `isSoon`: too near for a reminder of the day before. */
export function FreshWords({ count, isSoon }: { count: number; isSoon: boolean }) {
  const reminder = isSoon ? '到时候报下面的号' : '前一天会提醒您，到时候报下面的号'
  return (
    <View className="flex g3">
      <Icon name="circle-check" size="l" className="green" />
      <View className="grow">
        <View className="t-heading">
          <Text>约好了</Text>
        </View>
        <View className="quiet">
          <Say>{count === 1 ? reminder : `${count} 件都约好了，${reminder}`}</Say>
        </View>
      </View>
    </View>
  )
}

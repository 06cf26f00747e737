import { Text, View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { dayHeading, hourOf } from '../words.ts'

/** The community had to change its plan: another time is offered. Until the answer the old one stands. */
export function TimeAsked({
  booking,
  asked,
  today,
  onChanged,
  onOther,
  onCancel,
}: {
  booking: Booking
  asked: NonNullable<Booking['timeAsked']>
  today: Day
  onChanged: () => void
  onOther: () => void
  onCancel: () => void
}) {
  const move = useCommand('booking.reschedule')
  const { startsAt, reason } = asked
  const when = startsAt === null ? '' : `${dayHeading(dayOf(new Date(startsAt)), today)} ${hourOf(startsAt)}`

  async function take(at: string) {
    const { communityId, bookingId, version } = booking
    const answer = await move.run({ communityId, bookingId, version, startsAt: at })
    if (answer?.ok !== true) return
    say('改好了')
    onChanged()
  }
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>这个时间办不了了</Text>
      </View>
      <View className="quiet">
        <Say>{reason === '' ? '社区的安排改了，对不住您。' : `${reason}，对不住您。`}</Say>
      </View>
      {move.error === undefined ? null : <Notice kind="warn" text={move.error.message} />}
      {startsAt === null ? null : (
        <Btn
          text={`好，改到 ${when}`}
          kind="primary"
          size="l"
          wide
          isBusy={move.isBusy}
          busyText="正在改"
          id="take-time"
          onPress={() => void take(startsAt)}
        />
      )}
      <Btn text="换别的时间" size="l" wide onPress={onOther} />
      <Btn text="不约了" kind="plain" wide onPress={onCancel} />
    </Card>
  )
}

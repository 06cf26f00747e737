import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { cancelReasons, leaveReasons } from '../status-words.ts'
import { nearDay } from '../words.ts'
import { useNow } from '../use-now.ts'

type Reason = (typeof cancelReasons | typeof leaveReasons)[number]

/** 取消周四的理发？ asked in words, with a reason that is one tap; the same for leaving a queue. */
export function CancelSheet({
  booking,
  onChangeTime,
  onClose,
  onCancelled,
}: {
  booking: Booking
  onChangeTime: () => void
  onClose: () => void
  onCancelled: () => void
}) {
  const command = useCommand('booking.cancel')
  const isQueue = booking.status !== 'confirmed'
  const reasons: readonly Reason[] = isQueue ? leaveReasons : cancelReasons
  const [reason, setReason] = useState<Reason>(reasons[0] ?? cancelReasons[0])
  const day = nearDay(dayOf(new Date(booking.startsAt)), dayOf(useNow()))

  const ask = isQueue ? '为什么不等了' : '为什么取消'

  async function cancel() {
    const answer = await command.run({ communityId: booking.communityId, bookingId: booking.bookingId, reason })
    if (!answer?.ok) return
    say(isQueue ? '不排了，让给后面的人' : '取消了，位子让给别人')
    onCancelled()
  }

  return (
    <Sheet
      title={isQueue ? `不等${day}的${booking.serviceName}了？` : `取消${day}的${booking.serviceName}？`}
      onClose={onClose}
    >
      <View className="t-small quiet">
        <Text>{ask}</Text>
      </View>
      <Chips<Reason>
        label={ask}
        options={reasons.map((one) => ({ value: one, text: one }))}
        value={reason}
        onChange={setReason}
      />
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        id="cancel-confirm"
        text={isQueue ? '不排了' : '取消预约'}
        kind="danger"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在取消"
        onPress={() => void cancel()}
      />
      <Btn text={isQueue ? '换个时间' : '改时间'} size="l" wide onPress={onChangeTime} />
      <Btn text={isQueue ? '接着排' : '先不取消'} kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

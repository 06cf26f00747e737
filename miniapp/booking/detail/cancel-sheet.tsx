import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { cancelReasons } from '../../text/booking.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { nearDay } from '../words.ts'
import { useNow } from '../use-now.ts'

type Reason = (typeof cancelReasons)[number]

/** 取消周四的理发？ asked in words, with a reason that is one tap. */
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
  const [reason, setReason] = useState<Reason>(cancelReasons[0])
  const day = nearDay(dayOf(new Date(booking.startsAt)), dayOf(useNow()))

  async function cancel() {
    const answer = await command.run({ communityId: booking.communityId, bookingId: booking.bookingId, reason })
    if (!answer?.ok) return
    say('取消了，位子让给别人')
    onCancelled()
  }

  return (
    <Sheet title={`取消${day}的${booking.serviceName}？`} onClose={onClose}>
      <View className="t-small quiet">
        <Text>为什么取消</Text>
      </View>
      <Chips<Reason>
        label="为什么取消"
        options={cancelReasons.map((one) => ({ value: one, text: one }))}
        value={reason}
        onChange={setReason}
      />
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        id="cancel-confirm"
        text="取消预约"
        kind="danger"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在取消"
        onPress={() => void cancel()}
      />
      <Btn text="改时间" size="l" wide onPress={onChangeTime} />
      <Btn text="先不取消" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

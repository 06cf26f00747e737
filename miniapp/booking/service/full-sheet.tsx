import { Text, View } from '@tarojs/components'
import type { Slot } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { Btn } from '../../ui/btn.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { hourOf, nearDay, slotWords } from '../words.ts'
import { useNow } from '../use-now.ts'

/** The place is gone: what is still free, one tap away, and the queue. */
export function FullSheet({
  title,
  free,
  waiting,
  canWait,
  isBusy,
  error,
  onChoose,
  onWait,
  onClose,
}: {
  title: string
  free: readonly Slot[]
  /** How many queue for it, where that is known. */
  waiting: number | undefined
  canWait: boolean
  isBusy: boolean
  error: string | undefined
  onChoose: (slot: Slot) => void
  onWait: () => void
  onClose: () => void
}) {
  const today = dayOf(useNow())
  const line = free.length === 0 ? '这两周都约满了。可以先排队，或者打电话问。' : '下面这几个还空着，点一个就给您留着。'
  return (
    <Sheet title={title} line={line} onClose={onClose}>
      {free.map((slot) => (
        <Btn
          key={slot.startsAt}
          text={`${nearDay(slot.day, today)} ${hourOf(slot.startsAt)}，${slotWords(slot)}`}
          size="l"
          wide
          disabled={isBusy}
          onPress={() => onChoose(slot)}
        />
      ))}
      {error === undefined ? null : <Notice kind="warn" text={error} />}
      {canWait ? (
        <>
          <Btn
            id="wait"
            text="就要这个时间，排队等"
            kind={free.length === 0 ? 'primary' : 'tint'}
            size="l"
            wide
            isBusy={isBusy}
            busyText="正在排"
            onPress={onWait}
          />
          <View className="t-small quiet center">
            <Text>{waiting === undefined || waiting === 0 ? '有人退出，马上留给您' : `前面有 ${waiting} 位在等`}</Text>
          </View>
        </>
      ) : null}
      <Btn text="再看看别的" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

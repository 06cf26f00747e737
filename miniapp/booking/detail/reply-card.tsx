import { Text, View } from '@tarojs/components'
import type { Booking } from '../../../shared/booking/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The question of the day before, and what was answered to it. */
export function ReplyCard({
  booking,
  onChanged,
  onCancel,
}: {
  booking: Booking
  onChanged: () => void
  onCancel: () => void
}) {
  const answer = useCommand('booking.reply')
  if (booking.reply === 'call_wanted') return <Notice text="社区会打电话给您，请留意手机。" />
  if (!booking.asksWhetherComing) return null
  async function reply(words: 'coming' | 'call_wanted', said: string) {
    const { communityId, bookingId } = booking
    const done = await answer.run({ communityId, bookingId, reply: words })
    if (done?.ok !== true) return
    say(said)
    onChanged()
  }
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>还来吗？</Text>
      </View>
      <View className="quiet">
        <Say>来就点一下，好给您留着。不来也不要紧，位子让给别人。</Say>
      </View>
      {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
      <Btn
        text={booking.atHome ? '来吧，我在家' : '来'}
        kind="primary"
        size="l"
        wide
        isBusy={answer.isBusy}
        busyText="正在告诉社区"
        id="coming"
        onPress={() => void reply('coming', '记下了，到时候见')}
      />
      <Btn text="不来了" size="l" wide onPress={onCancel} />
      <Btn text="请给我打个电话" kind="plain" wide onPress={() => void reply('call_wanted', '好，会打给您')} />
    </Card>
  )
}

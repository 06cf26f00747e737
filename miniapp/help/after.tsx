import { Text, View } from '@tarojs/components'
import type { HelpCall } from '../../shared/help/contract.ts'
import { clockOf } from '../../shared/time.ts'
import { outcomeWords } from '../text/help.ts'
import { Card } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Say } from '../ui/say.tsx'
import { Notice } from '../ui/states.tsx'

/** After the end: who came, what was found, and what still follows. */
export function After({ call, isFamily }: { call: HelpCall; isFamily: boolean }) {
  const who = isFamily ? call.residentName : '您'
  if (call.status === 'cancelled') {
    return (
      <Card pad>
        <View className="t-title">
          <Text>知道了，是按错了</Text>
        </View>
        <View className="say mt2">
          <Say>没关系，不会有人赶过去。</Say>
        </View>
        <View className="mt4">
          {call.callBackPromised ? (
            <Notice kind="ok" text={`社区一会儿打个电话，问${who}一声，听见声音就放心了。`} />
          ) : (
            <Notice kind="ok" text="社区打过电话了。" />
          )}
        </View>
      </Card>
    )
  }
  const name = call.responder?.name ?? '社区'
  const came = momentOf(call, 'arrived')
  const left = momentOf(call, 'closed')
  return (
    <Card pad>
      <View className="flex g3">
        <Avatar name={name} />
        <View className="grow">
          <View className="t-title">
            <Text>{came === undefined ? `${name}处理好了` : `${name}来过了`}</Text>
          </View>
          <Text className="t-small quiet num">
            {came === undefined ? `${left ?? ''} 已结束` : `${came} 到，${left ?? ''} 已结束`}
          </Text>
        </View>
      </View>
      <View className="say mt4">
        <Say>{call.note === '' ? `${call.outcome === null ? '' : outcomeWords[call.outcome]}。` : call.note}</Say>
      </View>
    </Card>
  )
}

function momentOf(call: HelpCall, kind: 'arrived' | 'closed'): string | undefined {
  const event = call.events.filter((one) => one.kind === kind).pop()
  // Hours and minutes: `8:27`.
  return event && clockOf(new Date(event.at)).slice(0, -3)
}

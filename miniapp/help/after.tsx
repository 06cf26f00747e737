import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import type { Rating } from '../../shared/help/lifecycle.ts'
import { clockOf } from '../../shared/time.ts'
import { followedCall } from '../client/help-press.ts'
import { openPage } from '../client/navigate.ts'
import { useCommand } from '../client/use-command.ts'
import { byWhen, type Viewer } from '../text/help-waiting.ts'
import { outcomeWords } from '../text/help.ts'
import { Btn } from '../ui/btn.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, IconRow, Rows, Section } from '../ui/layout.tsx'
import { Avatar } from '../ui/marks.tsx'
import { Press } from '../ui/press.tsx'
import { Say } from '../ui/say.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { Notice } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'

interface AfterProps {
  call: HelpCall
  viewer: Viewer
  onChange: () => void
}

/** After the end: who came, what was found, what still follows, and whether it helped. */
export function After(props: AfterProps) {
  const { call, viewer } = props
  return (
    <>
      {call.status === 'cancelled' ? <TakenBack {...props} /> : <Done {...props} />}
      {call.status === 'closed' && viewer !== 'neighbour' ? <Faces {...props} /> : null}
      {viewer === 'self' ? (
        <Rows>
          <IconRow icon="eye" title="谁看过我的资料" onPress={() => openPage('account/access/index')} />
        </Rows>
      ) : null}
    </>
  )
}

function TakenBack({ call, viewer, onChange }: AfterProps) {
  const who = viewer === 'self' ? '您' : call.residentName
  const reopen = useReopen(call, onChange)
  return (
    <Card pad className="col g4">
      <View>
        <View className="t-title">
          <Text>知道了，是按错了</Text>
        </View>
        <View className="say mt2">
          <Say>没关系，不会有人赶过去。</Say>
        </View>
      </View>
      {call.callBackPromised ? (
        <Notice kind="ok" text={`社区一会儿打个电话，问${who}一声，听见声音就放心了。`} />
      ) : (
        <Notice kind="ok" text="社区打过电话了。" />
      )}
      {call.mayReopen && viewer !== 'neighbour' ? (
        <Btn
          text="还是要人来"
          kind="secondary"
          size="l"
          wide
          isBusy={reopen.isBusy}
          onPress={() => void reopen.run()}
        />
      ) : null}
    </Card>
  )
}

function Done({ call, viewer }: AfterProps) {
  const who = viewer === 'self' ? '您' : call.residentName
  const name = call.responder?.name ?? '社区'
  const came = momentOf(call, 'arrived')
  const left = momentOf(call, 'closed')
  const { callBackDueAt } = call
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
      {call.callBackPromised && callBackDueAt !== null ? (
        <View className="mt4">
          <Notice kind="ok" text={`${byWhen(callBackDueAt, new Date(call.now))}，社区打电话问${who}好些没有。`} />
        </View>
      ) : null}
    </Card>
  )
}

const faces = [
  { rating: 'good', text: '帮上了', icon: 'smile' },
  { rating: 'fair', text: '还行', icon: 'meh' },
  { rating: 'bad', text: '没解决', icon: 'frown' },
] as const

/** Three faces; the third asks whether somebody should come again. */
function Faces({ call, onChange }: AfterProps) {
  const [isAsking, setAsking] = useState(false)
  const rate = useCommand('help.rate')
  const reopen = useReopen(call, onChange)
  const ref = { communityId: call.communityId, callId: call.callId }
  async function give(rating: Rating) {
    setAsking(false)
    const answer = await rate.run({ ...ref, rating })
    if (answer === undefined) return
    say(answer.ok ? (rating === 'bad' ? '记下了，社区会看' : '谢谢您') : answer.error.message)
    onChange()
  }
  return (
    <Section title="这次帮上忙了吗">
      <View
        className="faces"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '这次帮上忙了吗' } : {})}
      >
        {faces.map(({ rating, text, icon }) => (
          <Press
            key={rating}
            className={`face ${call.rating === rating ? 'is-on' : ''}`}
            role="radio"
            label={text}
            contentSpeaks
            isOn={call.rating === rating}
            onPress={() => (rating === 'bad' && call.mayReopen ? setAsking(true) : void give(rating))}
          >
            <Icon name={icon} />
            <Text>{text}</Text>
          </Press>
        ))}
      </View>
      {isAsking ? (
        <Sheet
          title="没解决，再叫一次人？"
          line="铃从头响起，原来的经过都在，不用再说一遍。"
          onClose={() => setAsking(false)}
        >
          <Btn
            text="再叫人来"
            kind="primary"
            size="l"
            wide
            icon="bell-ring"
            isBusy={reopen.isBusy}
            busyText="正在叫人"
            onPress={() => void reopen.run()}
          />
          <Btn text="不用来，告诉社区就行" kind="secondary" size="l" wide onPress={() => void give('bad')} />
          <Btn text="先不说" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </Section>
  )
}

/** "没解决": the same call rings again, and this phone follows it again. */
function useReopen(call: HelpCall, onChange: () => void) {
  const reopen = useCommand('help.reopen')
  return {
    isBusy: reopen.isBusy,
    async run() {
      const { communityId, callId } = call
      const answer = await reopen.run({ communityId, callId })
      if (answer === undefined) return
      if (answer.ok) followedCall.keep({ communityId, callId })
      else say(answer.error.message)
      onChange()
    },
  }
}

function momentOf(call: HelpCall, kind: 'arrived' | 'closed'): string | undefined {
  const event = call.events.filter((one) => one.kind === kind).pop()
  // Hours and minutes: `8:27`.
  return event && clockOf(new Date(event.at)).slice(0, -3)
}

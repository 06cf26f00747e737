import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { GroupDetail } from '../../../shared/volunteering/groups-contract.ts'
import { askToSubscribe, prepareToSubscribe } from '../../client/subscribe.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface Asking {
  group: GroupDetail
  onClose: () => void
  onDone: () => void
}

/** A word to the leader, and I ask to be in; an open group takes me at once. */
export function JoinSheet({ group, onClose, onDone }: Asking) {
  const { groupId, name, isOpen } = group
  const command = useCommand('volunteering.askToJoin')
  const [words, setWords] = useState('')
  useEffect(() => void prepareToSubscribe(), [])
  const join = async () => {
    // WeChat asks its question only within the press itself; the answer does not hold up the ask.
    void askToSubscribe(['volunteering'])
    const answer = await command.run({ id: command.id(), groupId, words })
    if (!answer?.ok) return
    say(answer.data.mine?.status === 'member' ? '您进来了' : '说好了，等回话')
    onDone()
  }
  return (
    <Sheet
      title={`加入“${name}”`}
      line={isOpen ? '谁都能来，点一下就进。' : '队长点了头，会发消息告诉您。'}
      onClose={onClose}
    >
      {isOpen ? null : (
        <LongField
          id="ask-words"
          label="想跟队长说什么（可以不写）"
          value={words}
          maxLength={100}
          placeholder="我退休了，周三下午都有空"
          onInput={setWords}
        />
      )}
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="ask-to-join"
        text={isOpen ? '加入' : '说一声'}
        kind="primary"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在说"
        onPress={() => void join()}
      />
      <Btn text="再想想" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

/** Going, or taking the ask back. The leader hands over first. */
export function LeaveSheet({ group, onClose, onDone }: Asking) {
  const { groupId, name, mine } = group
  const command = useCommand('volunteering.leaveGroup')
  const isAsk = mine?.status === 'asked'
  const isLeader = mine?.role === 'leader'
  const leave = async () => {
    const answer = await command.run({ groupId, words: '' })
    if (!answer?.ok) return
    say(isAsk ? '收回来了' : '退出了')
    onDone()
  }
  if (isLeader) {
    return (
      <Sheet
        title="先把队伍交给别人"
        line="您是队长，队里不能没有队长。在名单里点一位队员，请人接手。"
        onClose={onClose}
      >
        <Btn text="知道了" kind="primary" size="l" wide onPress={onClose} />
      </Sheet>
    )
  }
  return (
    <Sheet
      title={isAsk ? '不加入了？' : `退出“${name}”？`}
      line={isAsk ? '以后想来，再说一声就行。' : '服务过的时长都还在。以后想回来，再说一声就行。'}
      onClose={onClose}
    >
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="leave"
        text={isAsk ? '不加入了' : '退出'}
        kind="danger"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在办"
        onPress={() => void leave()}
      />
      <Btn text={isAsk ? '再等等' : '先不退'} kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

/** The leader asked me to lead from now on. */
export function Offer({ group, onDone }: Omit<Asking, 'onClose'>) {
  const { communityId, groupId, leaderName } = group
  const command = useCommand('volunteering.takeGroup')
  const answerWith = async (accept: boolean) => {
    const answer = await command.run({ communityId, groupId, accept })
    if (!answer?.ok) return
    say(accept ? '您是队长了' : '回了一声')
    onDone()
  }
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>{`${leaderName}请您当队长`}</Text>
      </View>
      <View className="quiet">
        <Say>接了，队伍就由您带：谁加入、发通知、办活动。不方便也没关系。</Say>
      </View>
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="take-group"
        text="我来带"
        kind="primary"
        size="l"
        wide
        isBusy={command.isBusy}
        onPress={() => void answerWith(true)}
      />
      <Btn text="这次接不了" kind="secondary" wide disabled={command.isBusy} onPress={() => void answerWith(false)} />
    </Card>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpCall } from '../../shared/help/contract.ts'
import { isOpen } from '../../shared/help/lifecycle.ts'
import { openTab } from '../client/navigate.ts'
import { useCommand } from '../client/use-command.ts'
import { nextWords } from '../text/help-waiting.ts'
import { Btn } from '../ui/btn.tsx'
import { Emergency } from '../ui/emergency.tsx'
import { Card } from '../ui/layout.tsx'
import { Say } from '../ui/say.tsx'
import { Notice } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'
import { AddressCard, NextCard, People } from './cards.tsx'
import { besides } from './waiting.tsx'

/** What a neighbour is asked, and told once on the way: short, because somebody stands in the stairwell with it. */
const steps = [
  '敲门，报上您的名字。',
  '没人应，喊一声。手里有钥匙就开门。',
  '人不舒服，先打 120，再打给社区。',
  '陪着等社区的人来，不用搬动。',
] as const

/** For a neighbour or key holder whom a call asks: can you go, and what to do there. */
export function NeighbourView({ call, secondsLeft, hasKey }: { call: HelpCall; secondsLeft: number; hasKey: boolean }) {
  if (!isOpen(call.status)) {
    return <Notice kind="ok" text={`${call.residentName}那边已经有人照应过了，谢谢您。`} />
  }
  if (call.coming) {
    return (
      <>
        <Card pad className="col g3">
          <View className="t-heading">
            <Text>好，您先过去看看</Text>
          </View>
          {hasKey ? <Notice kind="info" text="带上备用钥匙。" /> : null}
          {steps.map((line, index) => (
            <View key={line} className="flex g3 top-align">
              <Text className="strong green">{String(index + 1)}</Text>
              <View className="grow">
                <Say>{line}</Say>
              </View>
            </View>
          ))}
        </Card>
        <AddressCard address={call.address} note={`${call.residentName}家`} />
        <Emergency />
      </>
    )
  }
  const goes = call.neighbour
  return (
    <>
      {goes === null ? (
        <Card pad>
          <View className="t-heading">
            <Say>{call.mayCome ? '您离得近，能先去看看吗？' : '社区的人已经在照应'}</Say>
          </View>
          <View className="say mt2">
            <Say>{nextWords(call, secondsLeft, { viewer: 'neighbour', first: undefined, isShort: true })}</Say>
          </View>
        </Card>
      ) : (
        <NextCard words={`${goes.name}去了，您不用赶。谢谢您。`} />
      )}
      <AddressCard address={call.address} note={`${call.residentName}家`} />
      <People people={besides(call)} />
      <Emergency />
    </>
  )
}

/** The two large answers; after "我去" the way out of it. */
export function NeighbourBar({ call, onChange }: { call: HelpCall; onChange: () => void }) {
  const [isLeaving, setLeaving] = useState(false)
  const come = useCommand('help.come')
  const cannotCome = useCommand('help.cannotCome')
  const ref = { communityId: call.communityId, callId: call.callId }
  async function go() {
    const answer = await come.run(ref)
    if (answer?.ok === false) say(answer.error.message)
    onChange()
  }
  async function stay() {
    setLeaving(true)
    const answer = await cannotCome.run(ref)
    setLeaving(false)
    if (answer?.ok === false && answer.error.code !== 'call_closed') return say(answer.error.message)
    say('知道了，社区找别人去')
    if (call.coming) onChange()
    else openTab('home/index')
  }
  const leave = (
    <Btn
      text={call.coming ? '我去不了了' : '我去不了'}
      kind="plain"
      wide
      isBusy={isLeaving}
      onPress={() => void stay()}
    />
  )
  if (isOpen(call.status) && call.coming) return <View className="helpbar">{leave}</View>
  if (isOpen(call.status) && call.mayCome) {
    return (
      <View className="helpbar">
        <Btn
          text="我去"
          kind="primary"
          size="xl"
          wide
          isBusy={come.isBusy}
          busyText="正在告诉社区"
          onPress={() => void go()}
        />
        {leave}
      </View>
    )
  }
  return (
    <View className="helpbar">
      <Btn text="回首页" kind="primary" size="l" wide onPress={() => openTab('home/index')} />
    </View>
  )
}

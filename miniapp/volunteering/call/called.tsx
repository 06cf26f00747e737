import type { ShiftCall } from '../../../shared/volunteering/calling-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { waitingWords } from '../words.ts'
import { Head } from './head.tsx'

/** For who was called: yes by one press, or that it is enough. */
export function Called({ call, onChanged }: { call: ShiftCall; onChanged: () => void }) {
  const { activityId, mine, open, placesLeft, contactName, contactPhone } = call
  const see = (
    <Btn
      text="看看这个活动"
      kind="tint"
      size="l"
      wide
      onPress={() => openPage('volunteering/activity/index', { id: activityId })}
    />
  )
  if (mine === null && (!open || placesLeft === 0)) {
    return (
      <Empty
        title={placesLeft === 0 ? '已经够了，谢谢' : '这一班已经开始了'}
        line={placesLeft === 0 ? '邻居们手快，人齐了。下回再请您。' : '谢谢您惦记。看看别的班次缺不缺人。'}
        act={see}
      />
    )
  }
  return (
    <>
      <Head call={call} />
      {call.call !== null && call.call.words !== '' ? (
        <Card pad>
          <Say>{`${call.call.calledByName}说：${call.call.words}`}</Say>
        </Card>
      ) : null}
      {mine === null ? <Answer call={call} onChanged={onChanged} /> : <Mine mine={mine} />}
      <Btn text={`打电话问问${contactName}`} kind="secondary" icon="phone" wide onPress={() => dial(contactPhone)} />
      {see}
    </>
  )
}

function Answer({ call, onChanged }: { call: ShiftCall; onChanged: () => void }) {
  const signUp = useCommand('volunteering.signUp')
  const come = async () => {
    const answer = await signUp.run({ id: signUp.id(), shiftId: call.shiftId })
    if (!answer) return
    onChanged()
    if (!answer.ok) return
    const { mine } = answer.data
    say(mine?.status === 'waiting' ? '已经够了，先给您排上候补' : '谢谢您，报上了')
  }
  return (
    <>
      {signUp.error ? <Notice kind="warn" text={signUp.error.message} /> : null}
      <Btn
        id="come"
        text="我能来"
        kind="primary"
        size="xl"
        wide
        isBusy={signUp.isBusy}
        busyText="正在报名"
        onPress={() => void come()}
      />
      <Notice text="来不了不用回，也不用点什么。" />
    </>
  )
}

function Mine({ mine }: { mine: NonNullable<ShiftCall['mine']> }) {
  return mine === 'waiting' ? (
    <Notice text={`人刚好够了，您在${waitingWords(null)}。有人退出，自动补上。`} />
  ) : (
    <Notice kind="ok" text="报上了，谢谢您搭把手。来不了请先退掉，好再叫别人。" />
  )
}

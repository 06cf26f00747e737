import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ShiftCall } from '../../../shared/volunteering/calling-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { callWords, untilWords } from '../place-words.ts'
import { Head } from './head.tsx'

/** For leaders and staff: call, and see how far it is. */
export function Calling({ call, wouldHear, onChanged }: { call: ShiftCall; wouldHear: number; onChanged: () => void }) {
  const [words, setWords] = useState('')
  const command = useCommand('volunteering.callUp')
  const { communityId, shiftId, placesLeft, open } = call
  const untold = call.call === null ? 0 : call.call.people - call.call.told
  const isStopped = call.call?.status === 'enough' && placesLeft > 0
  const canCall = open && placesLeft > 0 && (wouldHear > 0 || (isStopped && untold > 0))
  const send = async () => {
    const answer = await command.run({ id: command.id(), communityId, shiftId, words: words.trim() })
    if (!answer) return
    if (answer.ok) {
      command.renew()
      setWords('')
      say('喊出去了')
    }
    onChanged()
  }
  return (
    <>
      <Head call={call} />
      {call.call === null ? null : <Progress call={call.call} />}
      {open && placesLeft > 0 ? (
        <Section title={call.call === null ? '喊谁' : '再喊一声'}>
          <Card pad className="col g4">
            <Say>
              {canCall
                ? callWords(wouldHear + (isStopped ? untold : 0), call.call !== null, call.neededSkill !== null)
                : noneWords(call)}
            </Say>
            {canCall ? (
              <Field
                label="捎一句话（可以不写）"
                value={words}
                onInput={setWords}
                maxLength={60}
                placeholder="比如：小赵发烧来不了"
              />
            ) : null}
            {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
            {canCall ? (
              <Btn
                id="call-up"
                text="临时叫人"
                kind="primary"
                size="l"
                icon="megaphone"
                wide
                isBusy={command.isBusy}
                busyText="正在喊"
                onPress={() => void send()}
              />
            ) : null}
          </Card>
        </Section>
      ) : (
        <Notice kind="ok" text={placesLeft === 0 ? '人齐了，不用再叫。' : '这一班不再报名了，叫不了人。'} />
      )}
    </>
  )
}

const noneWords = ({ call }: ShiftCall) =>
  call === null
    ? '这会儿没有有空、又愿意临时帮忙的人。请直接打电话找找看。'
    : '能叫的都叫过了，一班只叫一次。还缺的话，请直接打电话找找看。'

const statusWords = { sending: '正在喊', told: '都通知到了', enough: '人够了，停了', over: '开始了，停了' } as const

function Progress({ call }: { call: NonNullable<ShiftCall['call']> }) {
  const { status, calledByName, calledAt, words, people, told, came } = call
  return (
    <Section title="喊得怎么样">
      <Card pad>
        <View className="flex between g3 wrap">
          <View className="t-title">
            <Text>{came === 0 ? '还没有人应' : `${came} 人应了`}</Text>
          </View>
          <Pill text={statusWords[status]} kind={status === 'sending' ? 'info' : 'ok'} />
        </View>
        <View className="facts mt4">
          <Fact name="谁喊的">
            <Say>{`${calledByName}，${untilWords(calledAt, new Date())}`}</Say>
          </Fact>
          {words === '' ? null : (
            <Fact name="捎的话">
              <Say>{words}</Say>
            </Fact>
          )}
          <Fact name="通知到">
            <Text>{`${told} 人，一共 ${people} 人`}</Text>
          </Fact>
        </View>
      </Card>
    </Section>
  )
}

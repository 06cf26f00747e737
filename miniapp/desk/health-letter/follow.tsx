import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Referral, ReferralMove } from '../../../shared/health/referral-contract.ts'
import { addDays, dayOf, dayPhrase } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { clausesOf, referralStateForDoctor, storyOf } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Timeline } from '../../ui/progress.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What has happened to a letter, and the one next step. */
export function Follow({
  communityId,
  referralId,
  isWide,
}: {
  communityId: string
  referralId: string
  isWide: boolean
}) {
  const letter = useQuery('health.referral', { communityId, referralId })
  return (
    <QueryView query={letter} rows={5}>
      {(data) => (
        <View className={isWide ? 'columns' : 'col g4'}>
          <View className="columns__one col g3">
            <Facts letter={data} />
            <Acts letter={data} onChange={letter.refresh} />
          </View>
          <View className="columns__one">
            <Section title="到哪一步了" first>
              <Card pad>
                <Timeline moments={storyOf(data)} />
              </Card>
            </Section>
          </View>
        </View>
      )}
    </QueryView>
  )
}

function Facts({ letter }: { letter: Referral }) {
  const { answer, followUpOn } = letter
  return (
    <Card pad className="col g3">
      <View className="flex between wrap g2">
        <View className="t-heading">
          <Text>{letter.age === null ? letter.name : `${letter.name}，${letter.age} 岁`}</Text>
        </View>
        <Pill {...referralStateForDoctor(letter.status, letter.overdue)} />
      </View>
      <View className="facts">
        <Fact name="转到">
          <Say>{clausesOf(letter.hospital, letter.department)}</Say>
        </Fact>
        <Fact name="编号">
          <Text>{letter.number}</Text>
        </Fact>
        <Fact name="为什么转">
          <Say>{letter.reason}</Say>
        </Fact>
        {answer === null ? null : (
          <>
            <Fact name="医院说">
              <Say>{answer.diagnosis}</Say>
            </Fact>
            <Fact name="回来注意">
              <Say>{answer.advice}</Say>
            </Fact>
          </>
        )}
        {followUpOn === null ? null : (
          <Fact name="回访">
            <Text>{dayInFull(followUpOn)}</Text>
          </Fact>
        )}
      </View>
      <Btn
        text="看信、打印"
        kind="secondary"
        size="l"
        wide
        onPress={() =>
          openPage('health/letter/index', { community: letter.communityId, id: letter.referralId, print: '1' })
        }
      />
    </Card>
  )
}

type Form = 'answered' | 'done' | undefined

function Acts({ letter, onChange }: { letter: Referral; onChange: () => void }) {
  const move = useCommand('health.moveReferral')
  const [form, setForm] = useState<Form>(undefined)
  const { communityId, referralId, status } = letter

  async function run(wanted: ReferralMove) {
    const answer = await move.run({ communityId, referralId, move: wanted })
    if (answer?.ok !== true) return
    setForm(undefined)
    say('记下了')
    onChange()
  }
  const act = (text: string, kind: 'primary' | 'secondary' | 'plain', onPress: () => void) => (
    <Btn text={text} kind={kind} size={kind === 'primary' ? 'l' : 'm'} wide disabled={move.isBusy} onPress={onPress} />
  )

  return (
    <View className="col g2">
      {move.error === undefined ? null : <Notice kind="warn" text={move.error.message} />}
      {status === 'written' ? (
        <>
          <Notice text="等本人或者家里人在手机上点头。当面同意的，把信交给他，点下面。" />
          {act('当面同意，信交给他了', 'primary', () => void run({ kind: 'given' }))}
          {act('收回这封信', 'plain', () => void run({ kind: 'cancelled' }))}
        </>
      ) : null}
      {status === 'given' ? (
        <>
          {act('医院收下了', 'primary', () => void run({ kind: 'accepted' }))}
          {act('医院回信了', 'secondary', () => setForm('answered'))}
          {act('医院没收', 'secondary', () => void run({ kind: 'turned_down' }))}
          {act('收回这封信', 'plain', () => void run({ kind: 'cancelled' }))}
        </>
      ) : null}
      {status === 'accepted' ? act('医院回信了', 'primary', () => setForm('answered')) : null}
      {status === 'answered' ? act('写回访', 'primary', () => setForm('done')) : null}
      {form === 'answered' ? (
        <AnswerSheet
          days={letter.followUpDays}
          isBusy={move.isBusy}
          onSend={(one) => void run(one)}
          onClose={() => setForm(undefined)}
        />
      ) : null}
      {form === 'done' ? (
        <DoneSheet isBusy={move.isBusy} onSend={(one) => void run(one)} onClose={() => setForm(undefined)} />
      ) : null}
    </View>
  )
}

interface SheetParts {
  isBusy: boolean
  onSend: (move: ReferralMove) => void
  onClose: () => void
}

function AnswerSheet({ days, isBusy, onSend, onClose }: SheetParts & { days: number }) {
  const today = dayOf(new Date())
  const [diagnosis, setDiagnosis] = useState('')
  const [advice, setAdvice] = useState('')
  const [backOn, setBackOn] = useState(today)
  const isFull = diagnosis.trim() !== '' && advice.trim() !== ''
  return (
    <Sheet title="医院怎么说" line={`转回社区 ${days} 天后提醒您回访。`} onClose={onClose}>
      <Field
        label="诊断"
        value={diagnosis}
        onInput={setDiagnosis}
        maxLength={200}
        placeholder="冠心病，稳定"
        id="diagnosis"
      />
      <LongField
        label="回来要注意的"
        value={advice}
        onInput={setAdvice}
        maxLength={400}
        placeholder="按时吃药，少盐，一个月后复查"
        id="advice"
      />
      <Segmented
        label="哪天转回来的"
        options={[0, -1, -2].map((back) => ({
          value: addDays(today, back),
          text: back === 0 ? dayPhrase(today, today) : back === -1 ? '昨天' : '前天',
        }))}
        value={backOn}
        onChange={setBackOn}
      />
      <Btn
        text={isFull ? '记下医院的回信' : '两样都要写'}
        kind="primary"
        size="l"
        wide
        disabled={!isFull}
        isBusy={isBusy}
        busyText="正在记"
        onPress={() => onSend({ kind: 'answered', diagnosis: diagnosis.trim(), advice: advice.trim(), backOn })}
      />
      <Btn text="先不写" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function DoneSheet({ isBusy, onSend, onClose }: SheetParts) {
  const [result, setResult] = useState('')
  return (
    <Sheet title="回访怎么样" line="写几句现在的情况，本人也看得到。" onClose={onClose}>
      <LongField
        label="现在怎么样"
        value={result}
        onInput={setResult}
        maxLength={400}
        placeholder="血压 130/80，药在吃，能自己下楼"
        id="result"
      />
      <Btn
        text={result.trim() === '' ? '先写一句' : '回访好了'}
        kind="primary"
        size="l"
        wide
        disabled={result.trim() === ''}
        isBusy={isBusy}
        busyText="正在记"
        onPress={() => onSend({ kind: 'done', result: result.trim() })}
      />
      <Btn text="先不写" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

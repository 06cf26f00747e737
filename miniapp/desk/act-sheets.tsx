import { View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskCall } from '../../shared/help/contract.ts'
import { outcomes, type Outcome } from '../../shared/help/lifecycle.ts'
import { callBackAnswers } from '../text/desk.ts'
import { outcomeWords } from '../text/help.ts'
import { Btn } from '../ui/btn.tsx'
import { Choice, Chips, Field } from '../ui/forms.tsx'
import { Sheet } from '../ui/sheet.tsx'

const minuteChoices = ['3', '5', '10', '15', '20', '30'] as const

export interface Ask<Answer extends readonly unknown[]> {
  call: DeskCall
  isBusy: boolean
  onAnswer: (...answer: Answer) => void
  onClose: () => void
}

export function MinutesSheet({ isBusy, onAnswer, onClose }: Ask<[minutes: number]>) {
  const [minutes, setMinutes] = useState<(typeof minuteChoices)[number]>('5')
  return (
    <Sheet title="几分钟能到" line="老人和家里人会看到。" onClose={onClose}>
      <Chips
        label="几分钟能到"
        value={minutes}
        onChange={setMinutes}
        options={minuteChoices.map((value) => ({ value, text: `${value} 分钟` }))}
      />
      <Btn
        text="现在出发"
        kind="primary"
        size="l"
        wide
        isBusy={isBusy}
        busyText="正在记下"
        onPress={() => onAnswer(Number(minutes))}
      />
      <Btn text="先不出发" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

export function OutcomeSheet({ call, isBusy, onAnswer, onClose }: Ask<[outcome: Outcome, note: string]>) {
  const [outcome, setOutcome] = useState<Outcome>(call.status === 'on_site' ? 'helped_on_site' : 'helped_by_phone')
  const [note, setNote] = useState('')
  return (
    <Sheet title={`${call.residentName}这次怎么样`} onClose={onClose}>
      <View className="col g2 outcomes">
        {outcomes.map((value) => (
          <Choice key={value} title={outcomeWords[value]} isOn={value === outcome} onPress={() => setOutcome(value)} />
        ))}
      </View>
      <Field
        label="记一笔，老人和家里人看得到"
        placeholder="血压量过了，没有大碍。"
        value={note}
        onInput={setNote}
        maxLength={200}
      />
      <Btn
        text="结束这次求助"
        kind="primary"
        size="l"
        wide
        busyText="正在记下"
        isBusy={isBusy}
        onPress={() => onAnswer(outcome, note)}
      />
      <Btn text="还没结束" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

/** What was heard when ringing back. */
export function CallBackSheet({ call, isBusy, onAnswer, onClose }: Ask<[text: string]>) {
  const [text, setText] = useState('')
  return (
    <Sheet title={`${call.residentName}怎么说`} line="打通了、听到声音了，才算回过电话。" onClose={onClose}>
      <Chips
        label="怎么说"
        value={text}
        onChange={setText}
        options={callBackAnswers.slice(0, 2).map((value) => ({ value, text: value }))}
      />
      <Field
        label="或者写一句"
        placeholder="血压降下来了，女儿在身边。"
        value={text}
        onInput={setText}
        maxLength={200}
      />
      <Btn
        text="打过电话了，记下"
        kind="primary"
        size="l"
        wide
        busyText="正在记下"
        isBusy={isBusy}
        onPress={() => onAnswer(text.trim())}
      />
      <Btn text="没打通，过会儿再打" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

export function NoteSheet({ call, isBusy, onAnswer, onClose }: Ask<[text: string]>) {
  const [text, setText] = useState('')
  return (
    <Sheet title="记一笔" line={`${call.residentName}和家里人也看得到。`} onClose={onClose}>
      <Field label="记什么" placeholder="电话打通了，在客厅坐着。" value={text} onInput={setText} maxLength={200} />
      <Btn
        text="记下"
        kind="primary"
        size="l"
        wide
        busyText="正在记下"
        isBusy={isBusy}
        disabled={text.trim() === ''}
        onPress={() => onAnswer(text.trim())}
      />
      <Btn text="先不记" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { moods, needKinds, type Mood, type NeedKind } from '../../../shared/help/wellness.ts'
import { goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { moodWords, needWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What came of it: reached or not, how they are, what they need. Kept with one press. */
export function RecordForm({ card, way }: { card: Output<Endpoints['help.careCard']>; way: 'call' | 'visit' }) {
  const taskId = useParameter('task')
  const roundId = useParameter('round')
  const record = useCommand('help.recordCare')
  const [reached, setReached] = useState(true)
  const [mood, setMood] = useState<Mood>('good')
  const [needs, setNeeds] = useState<readonly NeedKind[]>([])
  const [note, setNote] = useState('')

  async function keep() {
    const answer = await record.run({
      id: record.id(),
      communityId: card.communityId,
      residentId: card.residentId,
      way,
      reached,
      needs: reached ? [...needs] : [],
      note: note.trim(),
      ...(reached ? { mood } : {}),
      ...(taskId === '' ? {} : { taskId }),
      ...(roundId === '' ? {} : { roundId }),
    })
    if (answer?.ok !== true) return
    say(needs.length > 0 && reached ? '记下了，要办的事进了“今天要办”' : '记下了')
    goBack()
  }

  return (
    <Section title="记一笔" first>
      <Card pad className="col g3">
        <Segmented
          label="找到人没有"
          options={[
            { value: 1, text: way === 'call' ? '打通了' : '见到了' },
            { value: 0, text: way === 'call' ? '没打通' : '没见到' },
          ]}
          value={Number(reached)}
          onChange={(value) => setReached(value === 1)}
        />
        {reached ? (
          <>
            <Label text="人怎么样" />
            <Segmented
              label="人怎么样"
              options={moods.map((value) => ({ value, text: moodWords[value] }))}
              value={mood}
              onChange={setMood}
            />
            <Label text="要帮什么忙" />
            <View className="flex g2 wrap">
              {needKinds.map((need) => {
                const isOn = needs.includes(need)
                return (
                  <Press
                    key={need}
                    className={`chip ${isOn ? 'is-on' : ''}`}
                    role="checkbox"
                    label={needWords[need].text}
                    contentSpeaks
                    isOn={isOn}
                    onPress={() => setNeeds(isOn ? needs.filter((one) => one !== need) : [...needs, need])}
                  >
                    <Text>{needWords[need].text}</Text>
                  </Press>
                )
              })}
            </View>
          </>
        ) : (
          <Notice
            kind="warn"
            text={
              way === 'call'
                ? '没打通就要有人上门看看，马上派给网格员。'
                : '敲门没人应，先打给家里人和邻居。记下来就转成求助，大家一起找。'
            }
          />
        )}
        <Field
          label="补一句"
          value={note}
          onInput={setNote}
          maxLength={100}
          placeholder="感冒好了，女儿周末来"
          id="note"
        />
        {record.error === undefined ? null : <Notice kind="warn" text={record.error.message} />}
        <Btn
          text="记下来"
          kind="primary"
          size="l"
          wide
          icon="check"
          isBusy={record.isBusy}
          busyText="正在记"
          onPress={() => void keep()}
        />
      </Card>
    </Section>
  )
}

function Label({ text }: { text: string }) {
  return (
    <View className="field__label">
      <Text>{text}</Text>
    </View>
  )
}

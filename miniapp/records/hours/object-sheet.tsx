import { View } from '@tarojs/components'
import { useState } from 'react'
import { signedHoursText } from '../../../shared/records/hours.ts'
import type { HoursEntry } from '../../../shared/records/hours-contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { dayIn, lineNote, lineTitle } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Lines to choose from; an older one is objected to from the line itself. */
const mostLines = 5

/** Says that a line is wrong, or that one is missing: which, and why. The community answers within ten working days. */
export function ObjectSheet({
  entries,
  isOne,
  onClose,
  onDone,
}: {
  entries: readonly HoursEntry[]
  isOne: boolean
  onClose: () => void
  onDone: () => void
}) {
  const object = useCommand('records.object')
  const [about, setAbout] = useState<number | 'missing' | undefined>(
    isOne ? entries[0]?.seq : entries.length === 0 ? 'missing' : undefined,
  )
  const [dayWords, setDayWords] = useState('')
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  const [isChecked, setChecked] = useState(false)
  const day = dayIn(dayWords, dayOf(new Date()))
  const isMissing = about === 'missing'
  const lacksDay = isMissing && day === undefined
  const lacksTitle = isMissing && title.trim() === ''

  async function send() {
    setChecked(true)
    if (about === undefined || words.trim() === '' || lacksDay || lacksTitle) return
    const answer = await object.run({
      id: object.id(),
      about: about === 'missing' ? { day: day ?? '', title: title.trim() } : { seq: about },
      words: words.trim(),
    })
    if (answer?.ok !== true) return
    say(`收到了，${dayWord(answer.data.dueOn)}前答复您`)
    onDone()
  }

  const [only] = entries
  return (
    <Sheet
      title={isOne ? '这一笔哪里不对' : '哪里不对'}
      line={
        isOne && only !== undefined
          ? `${lineTitle(only)}，${signedHoursText(only.minutes)} 小时。社区十个工作日里答复。`
          : '社区十个工作日里答复，会发消息告诉您。'
      }
      onClose={onClose}
    >
      {isOne ? null : (
        <View className="col g2">
          {entries
            .slice(0, mostLines)
            .filter(({ seq }) => about === undefined || about === seq)
            .map((entry) => (
              <Choice
                key={entry.seq}
                title={`${lineTitle(entry)} ${signedHoursText(entry.minutes)}`}
                note={lineNote(entry)}
                isOn={about === entry.seq}
                onPress={() => setAbout(entry.seq)}
              />
            ))}
          {about === undefined || isMissing ? (
            <Choice title="少记了一次" note="去过，可是上面没有" isOn={isMissing} onPress={() => setAbout('missing')} />
          ) : null}
          {about === undefined || entries.length === 0 ? null : (
            <Btn text="换一笔" kind="text" wide onPress={() => setAbout(undefined)} />
          )}
        </View>
      )}
      {isMissing ? (
        <>
          <Field
            label="哪一天"
            value={dayWords}
            onInput={setDayWords}
            placeholder="比如 11 月 3 日"
            wrong={isChecked && lacksDay ? '写清是几月几日' : undefined}
            maxLength={16}
            id="missing-day"
          />
          <Field
            label="做了什么"
            value={title}
            onInput={setTitle}
            placeholder="比如 楼道清洁"
            wrong={isChecked && lacksTitle ? '写一句做了什么' : undefined}
            maxLength={40}
            id="missing-title"
          />
        </>
      ) : null}
      <LongField
        label="怎么不对，应该是多少"
        value={words}
        onInput={setWords}
        placeholder="比如 我 7 点半到的，10 点半才走"
        maxLength={200}
        id="objection-words"
      />
      {isChecked && (about === undefined || words.trim() === '') ? (
        <Notice text={about === undefined ? '先选是哪一笔。' : '写一句怎么不对。'} />
      ) : null}
      {object.error === undefined ? null : <Notice kind="warn" text={object.error.message} />}
      <Btn
        text="提给社区"
        kind="primary"
        size="l"
        wide
        isBusy={object.isBusy}
        busyText="正在送"
        onPress={() => void send()}
      />
      <Btn text="先不提" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Objection } from '../../../shared/records/hours-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { aboutWords } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What volunteers say is wrong, the soonest due first; what was upheld stays until it is put right. */
export function DeskObjections({
  communityId,
  objections,
  settling,
  onSettle,
  onChanged,
}: {
  communityId: string
  objections: readonly Objection[]
  /** For these a correction or an addition waits for a second person. */
  settling: readonly string[]
  /** Goes on to the correction, or to adding the line that is missing. */
  onSettle: (objection: Objection) => void
  onChanged: () => void
}) {
  const [answering, setAnswering] = useState<Objection | undefined>(undefined)
  return (
    <View className="col g3">
      {objections.map((objection) => {
        const { id, residentName, words, reply, status, dueOn, isOverdue, seq } = objection
        return (
          <Card key={id} pad className="col g2">
            <View className="flex between top-align">
              <View className="strong grow">
                <Say>{`${residentName}说`}</Say>
              </View>
              <SaidPill
                said={
                  status === 'upheld'
                    ? { text: '还没改', kind: 'warn', icon: 'pencil-line' }
                    : isOverdue
                      ? { text: `该 ${dayWord(dueOn)}答复`, kind: 'warn', icon: 'triangle-alert' }
                      : { text: `${dayWord(dueOn)}前`, kind: 'info', icon: 'hourglass' }
                }
              />
            </View>
            <Say>{`“${words}”`}</Say>
            <Say>{aboutWords(objection)}</Say>
            {reply === '' ? null : (
              <View className="t-small quiet">
                <Say>{`答复：${reply}`}</Say>
              </View>
            )}
            {status === 'open' ? (
              <Btn text="答复" kind="primary" wide onPress={() => setAnswering(objection)} />
            ) : settling.indexOf(id) >= 0 ? (
              <View className="t-small quiet">
                <Say>已经提上去了，等另一位同事核对。</Say>
              </View>
            ) : (
              <Btn text={seq === null ? '去补录' : '去更正'} wide onPress={() => onSettle(objection)} />
            )}
          </Card>
        )
      })}
      {answering === undefined ? null : (
        <Answer
          communityId={communityId}
          objection={answering}
          onClose={() => setAnswering(undefined)}
          onDone={(answered) => {
            setAnswering(undefined)
            onChanged()
            if (answered.status === 'upheld') onSettle(answered)
          }}
        />
      )}
    </View>
  )
}

function Answer({
  communityId,
  objection,
  onClose,
  onDone,
}: {
  communityId: string
  objection: Objection
  onClose: () => void
  onDone: (answered: Objection) => void
}) {
  const answer = useCommand('records.replyToObjection')
  const [isUpheld, setUpheld] = useState<boolean | undefined>(undefined)
  const [words, setWords] = useState('')
  const isReady = isUpheld !== undefined && words.trim() !== ''
  async function send() {
    if (isUpheld === undefined) return
    const { id, version } = objection
    const reply = await answer.run({ communityId, id, version, upheld: isUpheld, words: words.trim() })
    if (reply?.ok !== true) return
    say('答复了，也告诉本人了')
    onDone(reply.data)
  }
  return (
    <Sheet
      title={`答复${objection.residentName}`}
      line={`${aboutWords(objection)}。“${objection.words}”`}
      onClose={onClose}
    >
      <View className="col g2">
        <Choice title="说得对，去改" note="接着更正或者补录" isOn={isUpheld === true} onPress={() => setUpheld(true)} />
        <Choice title="查过了，没有错" isOn={isUpheld === false} onPress={() => setUpheld(false)} />
      </View>
      <LongField
        label="跟本人说一句"
        value={words}
        onInput={setWords}
        placeholder="比如 签到表上是 7 点 50，所以这样记"
        maxLength={200}
        id="reply-words"
      />
      {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
      <Btn
        text="答复本人"
        kind="primary"
        size="l"
        wide
        disabled={!isReady}
        isBusy={answer.isBusy}
        busyText="正在送"
        onPress={() => void send()}
      />
      <Btn text="先不答" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { useState } from 'react'
import type { DeskComplaint } from '../../../shared/evaluations/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** An answer in words: what was found, what is done about it. */
export function AnswerSheet({
  complaint,
  onClose,
  onDone,
}: {
  complaint: DeskComplaint
  onClose: () => void
  onDone: () => void
}) {
  const [words, setWords] = useState('')
  const command = useCommand('evaluations.answerComplaint')
  const { communityId, complaintId, version } = complaint

  async function send() {
    const answer = await command.run({ communityId, complaintId, version, answer: words.trim() })
    if (answer?.ok === true) {
      say('答复了，发给他了')
      onDone()
    }
  }

  return (
    <Sheet title="怎么答复" line={`${complaint.words} 别在答复里写是谁提的。`} onClose={onClose}>
      <LongField
        id="answer"
        label="问清了什么，怎么改"
        value={words}
        onInput={setWords}
        maxLength={500}
        placeholder="比如：问过负责人，那天堵车。往后提前半小时到"
      />
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        text="答复他"
        kind="primary"
        size="l"
        wide
        disabled={words.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在发"
        onPress={() => void send()}
      />
      <Btn text="再想想" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

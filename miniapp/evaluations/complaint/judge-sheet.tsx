import { useState } from 'react'
import type { MyComplaint } from '../../../shared/evaluations/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { levelWords } from '../../text/evaluations.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Enough, or on to the level above. */
export function JudgeSheet({
  complaint,
  onClose,
  onDone,
}: {
  complaint: MyComplaint
  onClose: () => void
  onDone: () => void
}) {
  const [words, setWords] = useState('')
  const judge = useCommand('evaluations.judgeAnswer')
  const { complaintId, version, answer, level } = complaint
  const above = levelWords[level + 1] ?? '上一级'

  async function send(satisfied: boolean) {
    const said = await judge.run({ complaintId, version, satisfied, words: words.trim() })
    if (said?.ok === true) {
      say(satisfied ? '好，这件事办完了' : `转给${above}了`)
      onDone()
    }
  }

  return (
    <Sheet title="这样答复行不行" line={answer} onClose={onClose}>
      <LongField
        id="judge-words"
        label="还不满意的话，说一句"
        value={words}
        onInput={setWords}
        maxLength={200}
        placeholder="可以不写"
      />
      {judge.error === undefined ? null : <Notice kind="warn" text={judge.error.message} />}
      <Btn
        text="行，就这样"
        kind="primary"
        size="l"
        wide
        isBusy={judge.isBusy}
        busyText="正在记"
        onPress={() => void send(true)}
      />
      <Btn text={`不满意，请${above}看看`} kind="danger" size="l" wide onPress={() => void send(false)} />
      <Btn text="再想想" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

import { useState } from 'react'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'

/** Cancelling is confirmed in words, and says why to everybody who signed up. */
export function CancelSheet({ view, onClose, onDone }: { view: PlanView; onClose: () => void; onDone: () => void }) {
  const command = useCommand('volunteering.moveActivity')
  const [words, setWords] = useState('')
  const { communityId, activityId, version, title, taken } = view
  const cancel = async () => {
    const act = { move: 'cancel', words } as const
    const answer = await command.run({ id: command.id(), communityId, activityId, version, act })
    if (answer?.ok) onDone()
  }
  return (
    <Sheet
      title={`取消“${title}”？`}
      line={taken === 0 ? '取消了不能再恢复。' : `${taken} 位报了名的邻居，马上会收到消息。取消了不能再恢复。`}
      onClose={onClose}
    >
      <LongField
        id="why-cancel"
        label="为什么，大家都看得到"
        value={words}
        placeholder="下大雨，改天再办。"
        maxLength={200}
        onInput={setWords}
      />
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="cancel-activity"
        text="取消，通知大家"
        kind="danger"
        size="l"
        wide
        disabled={words.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在通知"
        onPress={() => void cancel()}
      />
      <Btn text="先不取消" kind="plain" size="l" wide onPress={onClose} />
    </Sheet>
  )
}

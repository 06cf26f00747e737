import { View } from '@tarojs/components'
import { useState } from 'react'
import { hoursText, mostAddedMinutes } from '../../../shared/records/hours.ts'
import { useCommand } from '../../client/use-command.ts'
import { minutesIn } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

export interface LineToCorrect {
  residentId: string
  seq: number
  /** What the line gave. */
  minutes: number
  what: string
  objectionId: string | null
}

/** Proposes what a line should have been. The line itself stays; a second one with the difference follows. */
export function CorrectSheet({
  communityId,
  line,
  onClose,
  onDone,
}: {
  communityId: string
  line: LineToCorrect
  onClose: () => void
  onDone: () => void
}) {
  const correct = useCommand('records.correctHours')
  const [hours, setHours] = useState('')
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const minutes = minutesIn(hours, mostAddedMinutes)
  async function send() {
    setChecked(true)
    if (minutes === undefined || reason.trim() === '') return
    const { residentId, seq, objectionId } = line
    const input = { communityId, residentId, seq, minutes, reason: reason.trim(), objectionId }
    const answer = await correct.run({ id: correct.id(), ...input })
    if (answer?.ok !== true) return
    say('提上去了，等另一位同事核对')
    onDone()
  }
  return (
    <Sheet
      title={`更正：${line.what}`}
      line={`记的是 ${hoursText(line.minutes)} 小时。原来那一笔不动，差多少另记一笔。`}
      onClose={onClose}
    >
      <Field
        label="应该是几小时"
        value={hours}
        onInput={setHours}
        placeholder="比如 1.5，不该记就写 0"
        wrong={isChecked && minutes === undefined ? '写个数，最多 12 小时' : undefined}
        maxLength={5}
        id="correct-hours"
      />
      <LongField
        label="为什么"
        value={reason}
        onInput={setReason}
        placeholder="比如 送晚饭多记了半小时"
        maxLength={200}
        id="correct-reason"
      />
      {isChecked && reason.trim() === '' ? <Notice text="写一句为什么，本人看得到。" /> : null}
      {correct.error === undefined ? null : <Notice kind="warn" text={correct.error.message} />}
      <View className="t-small quiet">
        <Say>另一位同事核对过，才记上。</Say>
      </View>
      <Btn
        text="提更正"
        kind="primary"
        size="l"
        wide
        isBusy={correct.isBusy}
        busyText="正在提"
        onPress={() => void send()}
      />
      <Btn text="先不改" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { useState } from 'react'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { visitLine, visitMoment } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface SheetProps {
  visit: VisitDetail
  onClose: () => void
  onDone: () => void
}

const skipReasons = ['不在家', '住院了', '身体不舒服', '这次不需要'] as const

/** 周五的助浴不用来？ asked in words, with a reason that is one tap. */
export function SkipSheet({ visit, onClose, onDone }: SheetProps) {
  const [reason, setReason] = useState<(typeof skipReasons)[number]>(skipReasons[0])
  const skip = useCommand('homecare.skipVisit')
  const { communityId, visitId, version } = visit

  async function send() {
    const answer = await skip.run({ communityId, visitId, version, reason })
    if (answer?.ok === true) {
      say('这次不来了，往后照常')
      onDone()
    }
  }

  return (
    <Sheet
      title="这次不用来？"
      line={`${visitMoment(visit.startsAt, dayOf(new Date()))}，${visitLine(visit)}。往后的照常。`}
      onClose={onClose}
    >
      <Chips
        label="为什么"
        options={skipReasons.map((one) => ({ value: one, text: one }))}
        value={reason}
        onChange={setReason}
      />
      {skip.error === undefined ? null : <Notice kind="warn" text={skip.error.message} />}
      <Btn
        text="这次不用来"
        kind="danger"
        size="l"
        wide
        isBusy={skip.isBusy}
        busyText="正在告诉师傅"
        onPress={() => void send()}
      />
      <Btn text="还是来吧" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

export function ComplainSheet({ visit, onClose, onDone }: SheetProps) {
  const [words, setWords] = useState('')
  const complain = useCommand('homecare.complain')
  const { communityId, visitId } = visit

  async function send() {
    const answer = await complain.run({ communityId, visitId, id: complain.id(), words: words.trim() })
    if (answer?.ok === true) {
      say('社区收到了，会来问您')
      onDone()
    }
  }

  return (
    <Sheet title="哪里不满意" line="社区 5 个工作日内答复。到时没答复，会转到街道。" onClose={onClose}>
      <LongField
        id="complaint"
        label="说一说"
        value={words}
        onInput={setWords}
        maxLength={300}
        placeholder="比如：没做完就走了"
      />
      {complain.error === undefined ? null : <Notice kind="warn" text={complain.error.message} />}
      <Btn
        text="告诉社区"
        kind="primary"
        size="l"
        wide
        disabled={words.trim() === ''}
        isBusy={complain.isBusy}
        busyText="正在发"
        onPress={() => void send()}
      />
      <Btn text="先不说" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

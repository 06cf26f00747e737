import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { EvaluatedVolunteer, ShiftEvaluation } from '../../../shared/evaluations/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** A leader puts somebody forward; the community's staff confirm it. */
export function CommendSheet({
  shift,
  volunteer,
  onClose,
}: {
  shift: ShiftEvaluation
  volunteer: EvaluatedVolunteer
  onClose: () => void
}) {
  const [name, setName] = useState('热心志愿者')
  const [reason, setReason] = useState('')
  const commend = useCommand('evaluations.commend')

  async function send() {
    const answer = await commend.run({
      id: commend.id(),
      communityId: shift.communityId,
      shiftId: shift.shiftId,
      volunteerNumber: volunteer.volunteerNumber,
      name: name.trim(),
      grantedOn: dayOf(new Date()),
      granter: '社区志愿服务站',
      reason: reason.trim(),
    })
    if (answer?.ok === true) {
      say(answer.data.status === 'confirmed' ? '表彰了，告诉他了' : '交给社区了，社区定')
      onClose()
    }
  }

  return (
    <Sheet title={`推荐表彰${volunteer.name}`} line="社区看过才算数。名字要不要公开，听他自己的。" onClose={onClose}>
      <Field id="honour" label="叫什么" value={name} onInput={setName} maxLength={30} />
      <Field
        id="honour-reason"
        label="因为什么"
        value={reason}
        onInput={setReason}
        maxLength={100}
        placeholder="比如：一年没缺过一次"
      />
      {commend.error === undefined ? null : <Notice kind="warn" text={commend.error.message} />}
      <Btn
        text="交给社区"
        kind="primary"
        size="l"
        wide
        disabled={name.trim() === ''}
        isBusy={commend.isBusy}
        busyText="正在交"
        onPress={() => void send()}
      />
      <Btn text="先不了" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

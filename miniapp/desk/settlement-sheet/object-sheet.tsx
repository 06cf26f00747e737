import { useState } from 'react'
import type { SheetLine } from '../../../shared/homecare/settlement-contract.ts'
import { yuanOf } from '../../../shared/homecare/words.ts'
import { dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** An objection to a line: what it should have been, and why. The difference stands on the next sheet. */
export function ObjectSheet({
  communityId,
  line,
  onClose,
  onDone,
}: {
  communityId: string
  line: SheetLine
  onClose: () => void
  onDone: () => void
}) {
  const object = useCommand('homecare.objectToLine')
  const [paid, setPaid] = useState(() => yuanOf(line.paidCents))
  const [subsidy, setSubsidy] = useState(() => yuanOf(line.subsidyCents))
  const [reason, setReason] = useState('')
  const [paidCents, subsidyCents] = [Math.round(Number(paid) * 100), Math.round(Number(subsidy) * 100)]
  const isRight = paidCents >= 0 && subsidyCents >= 0 && reason.trim() !== ''
  async function send() {
    const { visitId } = line
    const answer = await object.run({
      id: object.id(),
      communityId,
      visitId,
      paidCents,
      subsidyCents,
      reason: reason.trim(),
    })
    if (answer?.ok !== true) return
    say('记下了，差的钱在下个月的单子上')
    onDone()
  }
  return (
    <Sheet
      title="这行不对？"
      line={`${dayWord(line.day)}，${line.residentName}。这张单子不动，差的钱记到下个月。`}
      onClose={onClose}
    >
      <Field label="老人应该付几元" value={paid} onInput={setPaid} maxLength={8} id="paid" />
      <Field label="补助应该是几元" value={subsidy} onInput={setSubsidy} maxLength={8} id="right-subsidy" />
      <Field
        label="为什么"
        value={reason}
        onInput={setReason}
        maxLength={200}
        placeholder="只做了 45 分钟"
        id="object-reason"
      />
      {object.error === undefined ? null : <Notice kind="warn" text={object.error.message} />}
      <Btn
        text="提异议"
        kind="primary"
        size="l"
        wide
        disabled={!isRight}
        isBusy={object.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
      <Btn text="没有不对" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Staff commend by the volunteer's number. */
export function CommendForm({
  communityId,
  onClose,
  onDone,
}: {
  communityId: string
  onClose: () => void
  onDone: () => void
}) {
  const [volunteerNumber, setNumber] = useState('')
  const [name, setName] = useState('')
  const [granter, setGranter] = useState('')
  const [reason, setReason] = useState('')
  const commend = useCommand('evaluations.commend')
  const isReady = volunteerNumber.length >= 4 && name.trim() !== '' && granter.trim() !== ''

  async function send() {
    const answer = await commend.run({
      id: commend.id(),
      communityId,
      shiftId: null,
      volunteerNumber,
      name: name.trim(),
      grantedOn: dayOf(new Date()),
      granter: granter.trim(),
      reason: reason.trim(),
    })
    if (answer?.ok === true) {
      say('表彰了，告诉他了')
      onDone()
    }
  }

  return (
    <Section title="表彰一位志愿者">
      <Card pad className="col g3">
        <Field
          id="commend-number"
          label="志愿者编号"
          value={volunteerNumber}
          type="number"
          maxLength={20}
          onInput={(typed) => setNumber(typed.replace(/\D/g, ''))}
        />
        <Field
          id="commend-name"
          label="叫什么"
          value={name}
          onInput={setName}
          maxLength={30}
          placeholder="比如：年度热心志愿者"
        />
        <Field
          id="commend-granter"
          label="谁发的"
          value={granter}
          onInput={setGranter}
          maxLength={60}
          placeholder="比如：梅园社区居委会"
        />
        <Field id="commend-reason" label="因为什么，可以不写" value={reason} onInput={setReason} maxLength={100} />
        {commend.error === undefined ? null : <Notice kind="warn" text={commend.error.message} />}
        <Btn
          text="就表彰他"
          kind="primary"
          size="l"
          wide
          disabled={!isReady}
          isBusy={commend.isBusy}
          busyText="正在记"
          onPress={() => void send()}
        />
        <Btn text="先不了" kind="text" wide onPress={onClose} />
      </Card>
    </Section>
  )
}

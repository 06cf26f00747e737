import { useState } from 'react'
import type { Application } from '../../../shared/homecare/application-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The decision, with the reason the person will read. */
export function DecideForm({ data, onDone }: { data: Application; onDone: () => void }) {
  const { person, applicationId, version, complaint } = data
  const decide = useCommand('homecare.decide')
  const [isApproved, setApproved] = useState(true)
  const [reason, setReason] = useState('')
  async function send() {
    const { communityId } = person
    const answer = await decide.run({
      communityId,
      applicationId,
      version,
      approved: isApproved,
      reason: reason.trim(),
    })
    if (answer?.ok === true) say('定了，马上告诉老人')
    if (answer !== undefined) onDone()
  }
  return (
    <Section title="批不批">
      <Card pad className="col g3">
        <Segmented
          label="批不批"
          options={[
            { value: 1, text: '批' },
            { value: 0, text: '不批' },
          ]}
          value={Number(isApproved)}
          onChange={(value) => setApproved(value === 1)}
        />
        <Field
          label="为什么，老人看得到"
          value={reason}
          onInput={setReason}
          maxLength={300}
          placeholder={isApproved ? '独居，洗澡要人帮，符合条件。' : '户口不在本区，请到户口所在地申请。'}
          id="reason"
        />
        {isApproved ? null : <Notice text={`会一起告诉老人：不同意，可以找${complaint.place}，${complaint.phone}。`} />}
        {decide.error === undefined ? null : <Notice kind="warn" text={decide.error.message} />}
        <Btn
          text={isApproved ? '批了' : '不批'}
          kind={isApproved ? 'primary' : 'danger'}
          size="l"
          wide
          disabled={reason.trim() === ''}
          isBusy={decide.isBusy}
          busyText="正在记"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}

import { useState } from 'react'
import type { PlanChoices, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { Pick } from './pick.tsx'

/** Corrects what a published activity says about itself, and who leads it on the day. */
export function WordsSheet({
  view,
  choices,
  onClose,
  onDone,
}: {
  view: PlanView
  choices: PlanChoices | undefined
  onClose: () => void
  onDone: () => void
}) {
  const command = useCommand('volunteering.changeActivity')
  const { communityId, activityId, version, plan } = view
  const [description, setDescription] = useState(plan.description)
  const [riskNotice, setRiskNotice] = useState(plan.riskNotice)
  const [contactName, setContactName] = useState(plan.contactName)
  const [contactPhone, setContactPhone] = useState(plan.contactPhone)
  const [leaderId, setLeaderId] = useState(plan.leaderId ?? '')
  const group = (choices?.groups ?? []).filter(({ groupId }) => groupId === plan.groupId)[0]
  const people = group?.people ?? []
  const keep = async () => {
    const words = { description, riskNotice, contactName, contactPhone, leaderId: leaderId === '' ? null : leaderId }
    const answer = await command.run({ communityId, activityId, version, ...words })
    if (answer?.ok) onDone()
  }
  return (
    <Sheet title="改说明和联系人" line="时间、地点、人数在下面的班次里改。" onClose={onClose}>
      {people.length === 0 ? null : (
        <Pick
          label="当天谁带队"
          options={[
            { value: '', text: '队长' },
            ...people.map(({ residentId, name }) => ({ value: residentId, text: name })),
          ]}
          value={leaderId}
          onChange={setLeaderId}
        />
      )}
      <LongField
        id="new-description"
        label="做什么，带什么，怎么来"
        value={description}
        maxLength={1000}
        onInput={setDescription}
      />
      <LongField id="new-risk" label="有什么要当心" value={riskNotice} maxLength={500} onInput={setRiskNotice} />
      <Field label="有事找谁" value={contactName} maxLength={40} onInput={setContactName} />
      <Field label="电话" value={contactPhone} maxLength={20} onInput={setContactPhone} />
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        text="改好了"
        kind="primary"
        size="l"
        wide
        disabled={description.trim() === '' || contactName.trim() === '' || contactPhone.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在改"
        onPress={() => void keep()}
      />
    </Sheet>
  )
}

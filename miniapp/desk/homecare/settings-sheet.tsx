import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What the community promises: how soon an answer comes, when it reminds, and where to complain. */
export function SettingsSheet({ communityId, onClose }: { communityId: string; onClose: () => void }) {
  const query = useQuery('homecare.settings', { communityId })
  return (
    <Sheet title="几天答复，去哪儿说理" onClose={onClose}>
      <QueryView query={query}>{(kept) => <Form communityId={communityId} kept={kept} onDone={onClose} />}</QueryView>
      <Btn text="不改了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function Form({
  communityId,
  kept: { version, settings },
  onDone,
}: {
  communityId: string
  kept: Output<Endpoints['homecare.settings']>
  onDone: () => void
}) {
  const save = useCommand('homecare.saveSettings')
  const [decisionDays, setDecisionDays] = useState(() => String(settings.decisionDays))
  const [remindDays, setRemindDays] = useState(() => String(settings.remindDays))
  const [complaintPlace, setPlace] = useState(settings.complaintPlace)
  const [complaintPhone, setPhone] = useState(settings.complaintPhone)
  async function send() {
    const typed = { decisionDays: Number(decisionDays), remindDays: Number(remindDays), complaintPlace, complaintPhone }
    const answer = await save.run({ communityId, version, settings: typed })
    if (answer?.ok !== true) return
    say('记下了，新申请照这个算')
    onDone()
  }
  return (
    <>
      <Field
        label="几个工作日内答复"
        type="number"
        value={decisionDays}
        onInput={setDecisionDays}
        maxLength={2}
        id="decision-days"
      />
      <Field
        label="到期前几天提醒续签"
        type="number"
        value={remindDays}
        onInput={setRemindDays}
        maxLength={2}
        id="remind-days"
      />
      <Field label="不同意去哪儿反映" value={complaintPlace} onInput={setPlace} maxLength={60} id="complaint-place" />
      <Field label="那边的电话" value={complaintPhone} onInput={setPhone} maxLength={13} id="complaint-phone" />
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      <Btn
        text="就这么定"
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
    </>
  )
}

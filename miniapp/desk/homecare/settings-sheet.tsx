import { useEffect, useState } from 'react'
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
  const save = useCommand('homecare.saveSettings')
  const [typed, setTyped] = useState({ decisionDays: '', remindDays: '', complaintPlace: '', complaintPhone: '' })
  const kept = query.data?.settings
  useEffect(() => {
    if (kept === undefined) return
    const { decisionDays, remindDays, complaintPlace, complaintPhone } = kept
    setTyped({ decisionDays: String(decisionDays), remindDays: String(remindDays), complaintPlace, complaintPhone })
  }, [kept])
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  async function send() {
    const answer = await save.run({
      communityId,
      version: query.data?.version ?? 0,
      settings: {
        decisionDays: Number(typed.decisionDays),
        remindDays: Number(typed.remindDays),
        complaintPlace: typed.complaintPlace.trim(),
        complaintPhone: typed.complaintPhone.trim(),
      },
    })
    if (answer?.ok !== true) return
    say('记下了，新申请照这个算')
    onClose()
  }
  return (
    <Sheet title="几天答复，去哪儿说理" onClose={onClose}>
      <QueryView query={query}>
        {() => (
          <>
            <Field
              label="几个工作日内答复"
              type="number"
              value={typed.decisionDays}
              onInput={(decisionDays) => set({ decisionDays })}
              maxLength={2}
              id="decision-days"
            />
            <Field
              label="到期前几天提醒续签"
              type="number"
              value={typed.remindDays}
              onInput={(remindDays) => set({ remindDays })}
              maxLength={2}
              id="remind-days"
            />
            <Field
              label="不同意去哪儿反映"
              value={typed.complaintPlace}
              onInput={(complaintPlace) => set({ complaintPlace })}
              maxLength={60}
              id="complaint-place"
            />
            <Field
              label="那边的电话"
              value={typed.complaintPhone}
              onInput={(complaintPhone) => set({ complaintPhone })}
              maxLength={13}
              id="complaint-phone"
            />
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
        )}
      </QueryView>
      <Btn text="不改了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { useCommand } from '../../client/use-command.ts'
import { planWords } from '../../text/drills.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Plan = Output<Endpoints['help.drills']>['plans'][number]

const numbers = (from: number, to: number, word: string) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    value: String(from + index),
    text: `${from + index} ${word}`,
  }))
const days = numbers(1, 28, '日')
const hours = numbers(7, 21, '点')

/** On which day of the month, at which hour; or not at all. */
export function PlanSheet({
  plan,
  onClose,
  onSaved,
  onRun,
}: {
  plan: Plan
  onClose: () => void
  onSaved: () => void
  onRun?: () => void
}) {
  const save = useCommand('help.planDrills')
  const [day, setDay] = useState(String(plan.dayOfMonth))
  const [hour, setHour] = useState(String(plan.hour))
  const wanted = { dayOfMonth: Number(day), hour: Number(hour) }

  async function keep(enabled: boolean) {
    const answer = await save.run({ communityId: plan.communityId, ...wanted, enabled })
    if (answer?.ok !== true) return
    say(enabled ? '定好了' : '不按月演练了')
    onSaved()
  }
  return (
    <Sheet title={`${plan.communityName}什么时候演练`} line="每个月一次，不惊动居民。" onClose={onClose}>
      <Chips label="哪一天" options={days} value={day} onChange={setDay} />
      <Chips label="几点" options={hours} value={hour} onChange={setHour} />
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      <Btn
        text={`定在${planWords(wanted)}`}
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy}
        busyText="正在定"
        onPress={() => void keep(true)}
      />
      {onRun === undefined ? null : <Btn text="现在演练一次" wide onPress={onRun} />}
      {plan.enabled ? <Btn text="不按月演练" kind="plain" wide onPress={() => void keep(false)} /> : null}
    </Sheet>
  )
}

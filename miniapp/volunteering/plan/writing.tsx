import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PlanChoices, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { goBack } from '../../client/navigate.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Check } from './check.tsx'
import { Safety } from './safety.tsx'
import { Shifts } from './shifts.tsx'
import { useDraft } from './use-draft.ts'
import { What } from './what.tsx'

const steps = [
  { value: 'what', text: '办什么' },
  { value: 'shifts', text: '几班' },
  { value: 'safety', text: '谁带' },
  { value: 'check', text: '送审' },
] as const
type Step = (typeof steps)[number]['value']

/** Four short steps, in any order. Going from one to the next keeps what was written. */
export function Writing({
  activity,
  start,
  choices,
  onHandedIn = goBack,
}: {
  activity: { communityId: string; activityId: string }
  start: Pick<PlanView, 'plan' | 'version' | 'days' | 'problems'> & Partial<Pick<PlanView, 'story'>>
  choices: PlanChoices
  onHandedIn?: () => void
}) {
  const draft = useDraft(activity, start)
  const [step, setStep] = useState<Step>('what')
  const at = steps.map(({ value }) => value).indexOf(step)
  const next = steps[at + 1]
  const lastWord = (start.story ?? []).slice(-1)[0]

  const go = async (to: Step) => {
    if (draft.isChanged && !(await draft.save())) return
    setStep(to)
  }
  const keep = async () => {
    if (!(await draft.save())) return
    say('存好了')
    goBack()
  }
  const handIn = async () => {
    if (!(await draft.submit())) return
    say('送去审了')
    onHandedIn()
  }
  return (
    <View className="col g4">
      {lastWord?.step === 'sent_back' ? <Notice kind="warn" text={`${lastWord.byName}说：${lastWord.words}`} /> : null}
      <Segmented<Step> label="写到哪一步" options={steps} value={step} onChange={(to) => void go(to)} />
      {step === 'what' ? <What draft={draft} choices={choices} /> : null}
      {step === 'shifts' ? <Shifts draft={draft} choices={choices} /> : null}
      {step === 'safety' ? <Safety draft={draft} choices={choices} /> : null}
      {step === 'check' ? <Check draft={draft} choices={choices} /> : null}
      {draft.error === undefined ? null : <Notice kind="warn" text={draft.error} />}
      {next === undefined ? (
        <Btn
          id="hand-in"
          text="送审"
          kind="primary"
          size="l"
          wide
          disabled={draft.problems.length > 0}
          isBusy={draft.isBusy}
          busyText="正在送"
          onPress={() => void handIn()}
        />
      ) : (
        <Btn
          id="next-step"
          text={`下一步，${next.text}`}
          kind="primary"
          size="l"
          wide
          isBusy={draft.isBusy}
          busyText="正在存"
          onPress={() => void go(next.value)}
        />
      )}
      <Btn text="先存着，回头再写" kind="plain" size="l" wide onPress={() => void keep()} />
      <View className="t-small quiet center">
        <Text>写好送审，另一位同事看过才发布。</Text>
      </View>
    </View>
  )
}

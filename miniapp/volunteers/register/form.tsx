import { View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import type { PersonRef } from '../../../shared/schemas.ts'
import { dayOf } from '../../../shared/time.ts'
import { consentPurposes } from '../../../shared/volunteers/consents.ts'
import type { VolunteerFile, VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'
import { storage } from '../../client/storage.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { ConsentFields } from './consent-fields.tsx'
import { DoesFields } from './does-fields.tsx'
import {
  consentProblems,
  detailsOf,
  draftOf,
  guardianProblems,
  isMinor,
  keptDraft,
  refusedAt,
  toKeep,
  whoProblems,
  type Draft,
  type Problems,
} from './draft.ts'
import { GuardianFields } from './guardian-fields.tsx'
import { WhoFields } from './who-fields.tsx'

type Step = 'who' | 'does' | 'guardian' | 'consent'

const stepTitles: Readonly<Record<Step, string>> = {
  who: '您是谁',
  does: '帮什么',
  guardian: '家长是谁',
  consent: '先说清楚',
}
const ordinals = ['一', '二', '三', '四']

export interface FormProps {
  person: PersonRef
  sheet: VolunteerSheet
  communityName: string
  isDesk: boolean
  onDone: (volunteer: VolunteerFile) => void
}

/** Everything of the form but how it is laid out: what is typed, what is wrong, and the sending. */
function useForm({ person, sheet, communityName, isDesk, onDone }: FormProps) {
  const key = `volunteer-draft:${person.residentId}`
  // A desk keeps nothing of other people, and what is only corrected is on file anyway.
  const keeps = !isDesk && sheet.volunteer?.complete !== true
  const [draft, setDraft] = useState<Draft>(() => {
    const fresh = draftOf(sheet, communityName)
    return keeps ? keptDraft(storage.read(key), fresh) : fresh
  })
  const [wrong, setWrong] = useState<Problems>({})
  const command = useCommand('volunteers.register')
  const today = dayOf(new Date())
  // Whoever goes to look for their card finds the rest as it was.
  useEffect(() => {
    if (keeps) storage.write(key, toKeep(draft))
  }, [draft, key, keeps])

  function change(part: Partial<Draft>) {
    setDraft({ ...draft, ...part })
    const touched = Object.keys(part)
    setWrong(Object.keys(wrong).every((field) => touched.includes(field)) ? {} : wrong)
  }

  async function send(): Promise<Problems | undefined> {
    const details = detailsOf(draft, sheet, today)
    if (details === undefined) return { idNumber: '请再填一遍证件号。' }
    const consents = consentPurposes.map((purpose) => ({ purpose, agreed: draft.agreed.includes(purpose) }))
    const answer = await command.run({ person, details, consents })
    if (answer === undefined) return undefined
    if (!answer.ok) {
      const at = refusedAt(answer.error)
      setWrong(at)
      return at
    }
    storage.remove(key)
    onDone(answer.data)
    return undefined
  }

  const minor = isMinor(draft, sheet, today)
  const problems: Record<Step, () => Problems> = {
    who: () => whoProblems(draft, sheet, today),
    does: () => ({}),
    guardian: () => (minor ? guardianProblems(draft) : {}),
    consent: () => consentProblems(draft),
  }
  /** True when this part is all right; else it says what is wrong. */
  function check(...parts: Step[]): boolean {
    const found: Problems = Object.assign({}, ...parts.map((part) => problems[part]()))
    setWrong(found)
    return Object.keys(found).length === 0
  }
  return { draft, wrong, change, send, check, minor, today, command }
}

/** Step by step, for somebody who registers: one thing at a time, and nothing lost when going back. */
export function SteppedForm(props: FormProps & { below: ReactNode }) {
  const { draft, wrong, change, send, check, minor, today, command } = useForm(props)
  const [at, setAt] = useState(0)
  const steps: Step[] = minor ? ['who', 'does', 'guardian', 'consent'] : ['who', 'does', 'consent']
  const step = steps[Math.min(at, steps.length - 1)] ?? 'who'
  const isLast = step === 'consent'
  const fields = { draft, wrong, onChange: change }

  async function goOn() {
    if (!check(step)) return
    if (!isLast) {
      setAt(at + 1)
      return
    }
    const refused = await send()
    if (refused === undefined) return
    if (refused.idNumber ?? refused.name ?? refused.phone ?? refused.livingArea) setAt(0)
    else if (refused.guardianPhone) setAt(steps.indexOf('guardian'))
  }

  return (
    <>
      <Section
        title={`第${ordinals[at] ?? ''}步：${stepTitles[step]}`}
        note={`一共${ordinals[steps.length - 1] ?? ''}步`}
        first
      >
        {step === 'who' ? <WhoFields {...fields} sheet={props.sheet} today={today} /> : null}
        {step === 'guardian' ? <GuardianFields {...fields} /> : null}
        {step === 'consent' ? <ConsentFields {...fields} isDesk={false} /> : null}
      </Section>
      {step === 'does' ? <DoesFields draft={draft} onChange={change} /> : null}
      {command.error && Object.keys(wrong).length === 0 ? <Notice kind="warn" text={command.error.message} /> : null}
      <View className="col g2 mt4">
        <Btn
          id="go-on"
          text={isLast ? '登记成志愿者' : '下一步'}
          kind="primary"
          size="l"
          wide
          isBusy={command.isBusy}
          busyText="正在登记"
          onPress={() => void goOn()}
        />
        {at === 0 ? props.below : <Btn text="上一步" kind="plain" wide onPress={() => setAt(at - 1)} />}
      </View>
    </>
  )
}

/** All on one page: for somebody who corrects, and for the desk with a filled-in sheet of paper before it. */
export function WholeForm(props: FormProps & { asksConsent: boolean; button: string }) {
  const { asksConsent, button, isDesk, sheet } = props
  const { draft, wrong, change, send, check, minor, today, command } = useForm(props)
  const fields = { draft, wrong, onChange: change }
  async function save() {
    if (check('who', 'guardian', ...(asksConsent ? (['consent'] as const) : []))) await send()
  }
  const isWrong = Object.keys(wrong).length > 0
  return (
    <>
      <Section title="本人" first>
        <WhoFields {...fields} sheet={sheet} today={today} />
      </Section>
      {minor ? (
        <Section title="家长">
          <GuardianFields {...fields} />
        </Section>
      ) : null}
      <DoesFields draft={draft} onChange={change} />
      {asksConsent ? (
        <Section title="先说清楚">
          <ConsentFields {...fields} isDesk={isDesk} />
        </Section>
      ) : null}
      <View className="col g3 mt4">
        {isWrong ? <Notice kind="warn" text="上面有一处要改，看看标出来的那一栏。" /> : null}
        {command.error && !isWrong ? <Notice kind="warn" text={command.error.message} /> : null}
        <Btn
          id="save-volunteer"
          text={button}
          kind="primary"
          size="l"
          wide
          isBusy={command.isBusy}
          busyText="正在存"
          onPress={() => void save()}
        />
      </View>
    </>
  )
}

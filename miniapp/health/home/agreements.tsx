import { useState } from 'react'
import type { HealthAgreement, HealthFile } from '../../../shared/health/doctor-contract.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { agreedHowWords, agreementWords, clausesOf, momentOf } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { IconRow, Rows, Section } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { personOf } from '../whose.tsx'

/** What was agreed to, who looked, and the way to take each agreement back. */
export function Agreements({
  whose,
  file,
  mayApply,
  onChange,
  onErased,
}: {
  whose: Identity
  file: HealthFile
  mayApply: boolean
  onChange: () => void
  onErased: () => void
}) {
  const [asked, setAsked] = useState<HealthAgreement | undefined>(undefined)
  const agree = useCommand('health.agree')
  const inForce = file.agreements.filter(({ agreed }) => agreed)

  async function takeBack({ purpose }: HealthAgreement) {
    const answer = await agree.run({ id: agree.id(), person: personOf(whose), purpose, agreed: false })
    if (answer?.ok !== true) return
    setAsked(undefined)
    say('删掉了')
    onChange()
    onErased()
  }

  return (
    <Section title="点过头的">
      <Rows>
        {inForce.map((one) => (
          <IconRow
            key={one.purpose}
            icon="shield-check"
            title={`${agreementWords[one.purpose].name}，同意存`}
            note={clausesOf(momentOf(one.at), agreedHowWords[one.how])}
            value={mayApply ? '收回' : ''}
            onPress={() => setAsked(one)}
          />
        ))}
        <IconRow
          icon="eye"
          title="谁看过资料"
          note="医生看一次，记一次"
          onPress={() => openPage('account/access/index')}
        />
      </Rows>
      {asked === undefined ? null : (
        <Sheet
          title={`收回“${agreementWords[asked.purpose].name}”的同意？`}
          line={agreementWords[asked.purpose].end}
          onClose={() => setAsked(undefined)}
        >
          {agree.error === undefined ? null : <Notice kind="warn" text={agree.error.message} />}
          {mayApply ? (
            <Btn
              text="收回，删掉"
              kind="danger"
              size="l"
              wide
              isBusy={agree.isBusy}
              busyText="正在删"
              onPress={() => void takeBack(asked)}
            />
          ) : (
            <Notice text="要本人来收回，或者让“办事”也交给您。" />
          )}
          <Btn text="先不收回" kind="plain" wide onPress={() => setAsked(undefined)} />
        </Sheet>
      )}
    </Section>
  )
}

import { agreesTo, consentPurposes, type ConsentPurpose } from '../../../shared/volunteers/consents.ts'
import type { VolunteerFile } from '../../../shared/volunteers/registration-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { consentShort, consentWords } from '../../text/volunteers.ts'
import { Switch } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** Each consent with its switch. The one that is needed ends by leaving. */
export function Agreements({ volunteer, onDone }: { volunteer: VolunteerFile; onDone: () => void }) {
  const command = useCommand('volunteers.consent')
  async function answer(purpose: ConsentPurpose, agreed: boolean) {
    const reply = await command.run({ person: volunteer.person, purpose, agreed })
    if (reply?.ok !== true) return
    say(agreed ? '记下了，您同意' : '记下了，收回了')
    onDone()
  }
  return (
    <Section title="我同意的" note="一条一条，随时能改">
      <Rows>
        {consentPurposes.map((purpose) => {
          const agreed = agreesTo(volunteer.consents, purpose)
          return (
            <Row
              key={purpose}
              regular
              title={consentShort[purpose]}
              note={purpose === 'records' ? '要收回，就点下面的“不做了”。' : consentWords[purpose].note}
              end={
                purpose === 'records' ? (
                  <Pill text={agreed ? '同意了' : '没同意'} {...(agreed && { kind: 'ok', icon: 'check' })} />
                ) : (
                  <Switch label={consentShort[purpose]} isOn={agreed} onChange={(next) => void answer(purpose, next)} />
                )
              }
            />
          )
        })}
      </Rows>
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
    </Section>
  )
}

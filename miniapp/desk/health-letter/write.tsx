import { useState } from 'react'
import { replacePage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { agreementWords, agreeText } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field, Segmented } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const followUpOptions = [
  { value: 3, text: '3 天' },
  { value: 7, text: '7 天' },
  { value: 14, text: '14 天' },
  { value: 30, text: '30 天' },
]

/** Hospital, department, why, and the letter itself. The person has agreed, or does so now. */
export function Write({ person }: { person: { communityId: string; residentId: string } }) {
  const [hospital, setHospital] = useState('')
  const [department, setDepartment] = useState('')
  const [reason, setReason] = useState('')
  const [letter, setLetter] = useState('')
  const [followUpDays, setFollowUpDays] = useState(7)
  const [isAgreed, setAgreed] = useState(false)
  const write = useCommand('health.writeReferral')
  const mustAgree = write.error?.code === 'health_agreement_needed'
  const texts = {
    hospital: hospital.trim(),
    department: department.trim(),
    reason: reason.trim(),
    letter: letter.trim(),
  }
  const isWritten = texts.hospital !== '' && texts.department !== '' && texts.reason !== '' && texts.letter !== ''

  async function send() {
    const answer = await write.run({ id: write.id(), person, ...texts, followUpDays, agreed: isAgreed })
    if (answer?.ok !== true) return
    say('写好了，等本人点头')
    replacePage('desk/health-letter/index', { community: person.communityId, id: answer.data.referralId })
  }

  return (
    <>
      <Card pad className="col g4">
        <Field
          label="转到哪家医院"
          value={hospital}
          onInput={setHospital}
          maxLength={60}
          placeholder="区人民医院"
          id="hospital"
        />
        <Field
          label="哪个科"
          value={department}
          onInput={setDepartment}
          maxLength={40}
          placeholder="心内科"
          id="department"
        />
        <Field
          label="为什么转，一句话"
          value={reason}
          onInput={setReason}
          maxLength={200}
          placeholder="胸闷三天，社区查不了"
          id="reason"
        />
        <LongField
          label="写给医院的话"
          value={letter}
          onInput={setLetter}
          maxLength={1000}
          placeholder="老毛病、在吃的药、这次怎么不舒服、查过什么"
          id="letter"
        />
        <Segmented label="回来几天后回访" options={followUpOptions} value={followUpDays} onChange={setFollowUpDays} />
      </Card>
      <Notice text={`转回社区 ${followUpDays} 天后提醒您回访。本人或者家里人点了同意，信才给医院看。`} />
      <Choice
        many
        title={agreeText('referral', 'staff')}
        note={`以前同意过的不用再点。${agreementWords.referral.note}`}
        isOn={isAgreed}
        onPress={() => setAgreed(!isAgreed)}
      />
      {write.error === undefined ? null : <Notice kind="warn" text={write.error.message} />}
      <Btn
        text={!isWritten ? '上面四样都要写' : mustAgree && !isAgreed ? '先点上面的同意' : '写好这封信'}
        kind="primary"
        size="l"
        wide
        disabled={!isWritten || (mustAgree && !isAgreed)}
        isBusy={write.isBusy}
        busyText="正在存"
        onPress={() => void send()}
      />
    </>
  )
}

import { useState } from 'react'
import { focusGroups, type FocusGroup } from '../../../shared/health/lifecycle.ts'
import type { HealthFile } from '../../../shared/health/doctor-contract.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { goBack } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { agreementWords, agreeText, clausesOf, focusWords } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { CallCommunity } from '../../ui/call-community.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { BindFirst, personOf, sayer, useWhose } from '../whose.tsx'

/** The doctors of the health station, one of whom is asked. */
export default function DoctorsPage() {
  const me = useFreshMe()
  const { whose } = useWhose('apply')
  const person = whose && personOf(whose)
  const doctors = useQuery('health.doctors', person && { person })
  const mine = useQuery('health.mine', person && { person })
  const title = whose === undefined || whose.relation === 'self' ? '选家庭医生' : `给${whose.name}选医生`
  return (
    <Page title={title}>
      <QueryView query={me} empty={{ when: () => whose === undefined, show: <BindFirst /> }}>
        {() => (
          <QueryView
            query={doctors}
            rows={4}
            empty={{
              when: (data) => data.doctors.length === 0,
              show: (
                <>
                  <Empty title="卫生站还没有医生在这里" line="打电话问问社区，近的卫生院也能签。" />
                  <CallCommunity />
                </>
              ),
            }}
          >
            {(data) =>
              whose === undefined || mine.data === undefined ? null : (
                <Ask whose={whose} file={mine.data.file} doctors={data.doctors} />
              )
            }
          </QueryView>
        )}
      </QueryView>
    </Page>
  )
}

function Ask({
  whose,
  file,
  doctors,
}: {
  whose: Identity
  file: HealthFile
  doctors: readonly { doctorId: string; name: string; postName: string; people: number }[]
}) {
  const { doctor } = file
  const isRenewal = doctor !== null && doctor.endsSoon
  const [chosen, choose] = useState(isRenewal ? doctor.doctorId : undefined)
  const [focus, setFocus] = useState<readonly FocusGroup[]>(file.focus)
  const [note, setNote] = useState('')
  const [isAgreed, setAgreed] = useState(false)
  const agree = useCommand('health.agree')
  const apply = useCommand('health.applyDoctor')
  const person = personOf(whose)
  const mustAgree = !file.agreements.some(({ purpose, agreed }) => purpose === 'doctor' && agreed)
  const error = agree.error ?? apply.error
  const isReady = chosen !== undefined && (!mustAgree || isAgreed)

  async function ask() {
    if (chosen === undefined) return
    if (mustAgree) {
      const agreed = await agree.run({ id: agree.id(), person, purpose: 'doctor', agreed: true })
      if (agreed?.ok !== true) return
    }
    const asked = { id: apply.id(), person, doctorId: chosen, focus: [...focus], note: note.trim() }
    const answer = await apply.run(asked)
    if (answer?.ok !== true) return
    say('申请送到了，等医生回话')
    goBack()
  }

  return (
    <>
      {doctor === null || isRenewal ? null : (
        <Notice text={`现在是${doctor.name}医生。新医生答应了才换，在这以前还是${doctor.name}医生管。`} />
      )}
      <Section title="社区卫生站的医生" first={doctor === null}>
        {doctors.map((one) => (
          <Choice
            key={one.doctorId}
            lead={<Avatar name={one.name} />}
            title={`${one.name}医生`}
            note={clausesOf(one.postName, `现在签了 ${one.people} 人`)}
            isOn={chosen === one.doctorId}
            {...(doctor !== null && !isRenewal && doctor.doctorId === one.doctorId
              ? { offReason: '现在就是这位医生' }
              : {})}
            onPress={() => choose(one.doctorId)}
          />
        ))}
      </Section>
      <Card pad className="col g4">
        <CheckChips
          label="要医生多留心的，有就点上"
          options={focusGroups.map((value) => ({ value, text: focusWords[value] }))}
          values={focus}
          onChange={setFocus}
        />
        <Field
          label="想对医生说的，可以不写"
          value={note}
          onInput={setNote}
          maxLength={100}
          placeholder="腿不好，想请医生上门"
          id="note"
        />
      </Card>
      {mustAgree ? (
        <Choice
          many
          title={agreeText('doctor', sayer(whose))}
          note={agreementWords.doctor.note}
          isOn={isAgreed}
          onPress={() => setAgreed(!isAgreed)}
        />
      ) : null}
      {error === undefined ? null : <Notice kind="warn" text={error.message} />}
      <Btn
        text={chosen === undefined ? '先选一位医生' : isReady ? '申请签约一年' : '先点上面的同意'}
        kind="primary"
        size="l"
        wide
        disabled={!isReady}
        isBusy={agree.isBusy || apply.isBusy}
        busyText="正在送"
        onPress={() => void ask()}
      />
    </>
  )
}

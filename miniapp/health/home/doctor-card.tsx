import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { HealthFile } from '../../../shared/health/doctor-contract.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { clausesOf, focusList, momentOf, proxyWords, termWords } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { personOf } from '../whose.tsx'

/** The family doctor, an application that waits, or the way to one. */
export function DoctorCard({
  whose,
  file,
  mayApply,
  onChange,
}: {
  whose: Identity
  file: HealthFile
  mayApply: boolean
  onChange: () => void
}) {
  const leave = useCommand('health.leaveDoctor')
  const [isLeaving, setLeaving] = useState(false)
  const { doctor, application, declined, focus } = file
  const choose = () => openPage('health/doctors/index', { person: whose.residentId })

  async function end(what: 'application' | 'doctor') {
    const answer = await leave.run({ person: personOf(whose), what })
    if (answer?.ok !== true) return
    setLeaving(false)
    say(what === 'doctor' ? '不签了' : '收回了')
    onChange()
  }

  return (
    <Section title="家庭医生" first>
      {declined === null ? null : (
        <Notice kind="warn" text={`${declined.doctorName}医生这次没签：${declined.reason}`} />
      )}
      {leave.error === undefined ? null : <Notice kind="warn" text={leave.error.message} />}
      <Card>
        {doctor === null ? null : (
          <Row
            lead={<Avatar name={doctor.name} size="l" />}
            title={`${doctor.name}医生`}
            note={clausesOf(termWords(doctor), focus.length === 0 ? '' : `重点看${focusList(focus)}`)}
          />
        )}
        {application === null ? null : (
          <Row
            lead={<Avatar name={application.doctorName} size={doctor === null ? 'l' : 'm'} />}
            title={`等${application.doctorName}医生回话`}
            note={clausesOf(`${momentOf(application.at)}申请的`, proxyWords(application.relation))}
          />
        )}
        {doctor === null && application === null ? (
          <View className="card--pad col g2">
            <View className="t-title">
              <Text>还没有家庭医生</Text>
            </View>
            <View className="quiet">
              <Say>社区卫生站的医生，签一位就固定找他。量血压、配药、转大医院，都有人管。</Say>
            </View>
          </View>
        ) : null}
        <View className="card__foot col g2">{acts()}</View>
      </Card>
      {isLeaving && doctor !== null ? (
        <Sheet
          title={`不签${doctor.name}医生了？`}
          line="签约马上结束，以后随时能再签。登记的健康情况还在，要删在下面“点过头的”里。"
          onClose={() => setLeaving(false)}
        >
          <Btn
            text="不签了"
            kind="danger"
            size="l"
            wide
            isBusy={leave.isBusy}
            busyText="正在记"
            onPress={() => void end('doctor')}
          />
          <Btn text="先不改" kind="plain" wide onPress={() => setLeaving(false)} />
        </Sheet>
      ) : null}
    </Section>
  )

  function acts() {
    return (
      <>
        {doctor === null ? null : (
          <Btn
            text="约看病、约上门"
            kind={doctor.endsSoon && application === null ? 'secondary' : 'primary'}
            size="l"
            wide
            icon="calendar-check"
            onPress={() => openPage('booking/services/index', { category: 'health' })}
          />
        )}
        {!mayApply ? null : application !== null ? (
          <Btn
            text="收回申请"
            kind="secondary"
            wide
            isBusy={leave.isBusy}
            busyText="正在收回"
            onPress={() => void end('application')}
          />
        ) : doctor === null ? (
          <Btn text="选一位家庭医生" kind="primary" size="l" wide icon="stethoscope" onPress={choose} />
        ) : (
          <>
            <Btn
              text={doctor.endsSoon ? '再签一年' : '换一位医生'}
              kind={doctor.endsSoon ? 'primary' : 'secondary'}
              wide
              onPress={choose}
            />
            <Btn text="不签了" kind="plain" wide onPress={() => setLeaving(true)} />
          </>
        )}
      </>
    )
  }
}

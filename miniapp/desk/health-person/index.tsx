import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { focusGroups, type FocusGroup } from '../../../shared/health/lifecycle.ts'
import { dial, goBack, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import {
  clausesOf,
  focusList,
  focusWords,
  momentOf,
  proxyWords,
  referralStateForDoctor,
  termWords,
} from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'

type Patient = Output<Endpoints['health.patient']>

/** One person of mine, opened: each opening is on record. */
export default function HealthPersonPage() {
  const person = { communityId: useParameter('community'), residentId: useParameter('resident') }
  const isWide = useWide()
  const patient = useQuery('health.patient', person)
  return (
    <Page title="居民健康情况" help={false} wide={isWide}>
      <QueryView query={patient} rows={5}>
        {(data) => (
          <View className={isWide ? 'columns' : 'col g4'}>
            <View className="columns__one col g3">
              <Who person={person} data={data} onChange={patient.refresh} />
            </View>
            <View className="columns__one">
              <Letters person={person} data={data} />
            </View>
          </View>
        )}
      </QueryView>
    </Page>
  )
}

interface Part {
  person: { communityId: string; residentId: string }
  data: Patient
}

function Who({ person, data, onChange }: Part & { onChange: () => void }) {
  const { name, age, phone, address, livingAlone, file, mine } = data
  return (
    <>
      <Notice text="打开已经记下。本人在“谁看过我的资料”里看得到。" />
      <Card pad className="col g3">
        <View className="flex g3">
          <Avatar name={name} size="l" />
          <View className="grow">
            <View className="t-heading">
              <Text>{age === null ? name : `${name}，${age} 岁`}</Text>
            </View>
            <View className="quiet">
              <Say>{clausesOf(address, livingAlone ? '一个人住' : '')}</Say>
            </View>
          </View>
        </View>
        <View className="facts">
          <Fact name="多留心">
            <Say>{file.focus.length === 0 ? '没有登记' : focusList(file.focus)}</Say>
          </Fact>
          {file.doctor === null ? null : (
            <Fact name="签约">
              <Say>{clausesOf(`${file.doctor.name}医生`, termWords(file.doctor))}</Say>
            </Fact>
          )}
        </View>
        {phone === null ? (
          <Notice text="没有登记电话，上门去看看。" />
        ) : (
          <Btn text={`打给${name}`} kind="secondary" size="l" wide icon="phone" onPress={() => dial(phone)} />
        )}
      </Card>
      {file.application === null ? null : <Application person={person} data={data} onDone={onChange} />}
      {mine ? <Focus person={person} focus={file.focus} onChange={onChange} /> : null}
    </>
  )
}

function Application({ person, data, onDone }: Part & { onDone: () => void }) {
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const decide = useCommand('health.decideApplication')
  const { application } = data.file
  if (application === null) return null
  const { applicationId } = application

  async function answer(accept: boolean) {
    const decision = accept ? ({ kind: 'accept' } as const) : ({ kind: 'decline', reason: reason.trim() } as const)
    const done = await decide.run({ ...person, applicationId, decision })
    if (done?.ok !== true) return
    say(accept ? '签好了，一年' : '告诉本人了')
    if (accept) onDone()
    else goBack()
  }

  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Say>{`想请${application.doctorName}医生做家庭医生`}</Say>
      </View>
      <View className="quiet">
        <Say>{clausesOf(`${momentOf(application.at)}申请的`, proxyWords(application.relation))}</Say>
      </View>
      {application.note === '' ? null : <Say>{`“${application.note}”`}</Say>}
      {decide.error === undefined ? null : <Notice kind="warn" text={decide.error.message} />}
      <Btn
        text="签约一年"
        kind="primary"
        size="l"
        wide
        icon="check"
        isBusy={decide.isBusy}
        busyText="正在签"
        onPress={() => void answer(true)}
      />
      <Btn text="这次签不了" kind="secondary" wide onPress={() => setDeclining(true)} />
      {isDeclining ? (
        <Sheet title="为什么签不了？" line="写给本人看的，说清楚，最好说找谁。" onClose={() => setDeclining(false)}>
          <Field
            label="原因"
            value={reason}
            onInput={setReason}
            maxLength={100}
            placeholder="我这里签满了，许医生还有空"
            id="reason"
          />
          <Btn
            text="告诉本人"
            kind="danger"
            size="l"
            wide
            disabled={reason.trim() === ''}
            isBusy={decide.isBusy}
            busyText="正在送"
            onPress={() => void answer(false)}
          />
          <Btn text="再想想" kind="plain" wide onPress={() => setDeclining(false)} />
        </Sheet>
      ) : null}
    </Card>
  )
}

function Focus({
  person,
  focus,
  onChange,
}: {
  person: Part['person']
  focus: readonly FocusGroup[]
  onChange: () => void
}) {
  const [chosen, choose] = useState(focus)
  const set = useCommand('health.setFocus')
  const isChanged = chosen.length !== focus.length || chosen.some((one) => !focus.includes(one))

  async function keep() {
    const answer = await set.run({ person, focus: [...chosen] })
    if (answer?.ok !== true) return
    say('记下了')
    onChange()
  }

  return (
    <Card pad className="col g3">
      <CheckChips
        label="要多留心的"
        options={focusGroups.map((value) => ({ value, text: focusWords[value] }))}
        values={chosen}
        onChange={choose}
      />
      {set.error === undefined ? null : <Notice kind="warn" text={set.error.message} />}
      {isChanged ? (
        <Btn
          text="存好"
          kind="secondary"
          size="l"
          wide
          isBusy={set.isBusy}
          busyText="正在存"
          onPress={() => void keep()}
        />
      ) : null}
    </Card>
  )
}

function Letters({ person, data }: Part) {
  const open = (query: Record<string, string>) =>
    openPage('desk/health-letter/index', { community: person.communityId, ...query })
  return (
    <Section title="转诊" first>
      {data.referrals.length === 0 ? (
        <Notice text="还没有转诊过。" />
      ) : (
        <Rows>
          {data.referrals.map((one) => (
            <Row
              key={one.referralId}
              title={clausesOf(one.hospital, one.department)}
              note={clausesOf(momentOf(one.writtenAt), `编号 ${one.number}`)}
              end={<Pill {...referralStateForDoctor(one.status, one.overdue)} />}
              onPress={() => open({ id: one.referralId })}
            />
          ))}
        </Rows>
      )}
      <Btn
        text="写转诊信"
        kind="secondary"
        size="l"
        wide
        icon="pencil-line"
        onPress={() => open({ resident: person.residentId })}
      />
    </Section>
  )
}

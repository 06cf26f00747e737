import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Application } from '../../../shared/homecare/application-contract.ts'
import { categoryNames } from '../../../shared/homecare/categories.ts'
import type { Answers } from '../../../shared/homecare/survey.ts'
import { surveyQuestions } from '../../../shared/homecare/survey.ts'
import { groupNames, levelNames, priceKindNames } from '../../../shared/homecare/words.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import {
  agreementLine,
  agreementWords,
  answerWords,
  applicationWords,
  carerWords,
  dueLine,
  stepWords,
  yuanWords,
} from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { StepsTaken } from '../../ui/steps-taken.tsx'
import { useWide } from '../use-wide.ts'
import { AssessForm } from './assess-form.tsx'
import { DecideForm } from './decide-form.tsx'
import { WriteForm } from './write-form.tsx'

/** One application at the desk: what was answered, what the visit found, the decision, and the agreement. */
export default function HomecareCasePage() {
  const communityId = useParameter('community')
  const applicationId = useParameter('id')
  const isWide = useWide()
  const query = useQuery('homecare.application', applicationId === '' ? undefined : { communityId, applicationId })
  return (
    <Page title="居家养老申请" help={false} wide={isWide}>
      <QueryView query={query} rows={5}>
        {(data) => <Case data={data} isWide={isWide} onChange={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Case({ data, isWide, onChange }: { data: Application; isWide: boolean; onChange: () => void }) {
  const acts = <Acts key={`${data.status}${data.version}`} data={data} onChange={onChange} />
  const steps = (
    <Section title="一步一步">
      <StepsTaken steps={data.steps} wordsOf={stepWords} />
    </Section>
  )
  if (!isWide) {
    return (
      <>
        <Person data={data} />
        {acts}
        <Survey data={data} />
        {steps}
      </>
    )
  }
  return (
    <View className="columns">
      <View className="columns__one">
        <Person data={data} />
        <Survey data={data} />
      </View>
      <View className="columns__one col g3">
        {acts}
        {steps}
      </View>
    </View>
  )
}

function Person({ data }: { data: Application }) {
  const { person, delegateName, status } = data
  const today = dayOf(new Date())
  return (
    <Card pad className="col g3">
      <View className="flex between g2">
        <Text className="t-heading">{person.age === null ? person.name : `${person.name}，${person.age} 岁`}</Text>
        <SaidPill said={applicationWords[status]} />
      </View>
      <Say>{person.address}</Say>
      <View className="flex g2 wrap">
        {person.groups.map((group) => (
          <Pill key={group} text={groupNames[group]} kind="info" />
        ))}
      </View>
      <Say>
        {[delegateName === null ? '本人申请' : `${delegateName}代办`, dueLine(data, today)].filter(Boolean).join('，')}
      </Say>
      <Btn
        text="凭证和补助类别"
        wide
        icon="id-card"
        onPress={() =>
          openPage('desk/homecare-person/index', { community: person.communityId, resident: person.residentId })
        }
      />
      <View className="t-small quiet flex g1">
        <Icon name="eye" size="s" />
        <Text>已记下您看过</Text>
      </View>
    </Card>
  )
}

/** What the survey said, and beside it what the visit found where that differs. */
function Survey({ data: { survey, assessment } }: { data: Application }) {
  const found: Answers = assessment?.answers ?? {}
  return (
    <Section title="调查怎么填的" note={`${survey.byName}填`}>
      <Card pad>
        <View className="facts">
          {surveyQuestions.map(({ code, name }) => {
            const [said, seen] = [survey.answers[code], found[code]]
            const words = answerWords(code)
            const text = said === undefined ? '没填' : words[said]
            const differs = seen !== undefined && seen !== said
            return (
              <Fact key={code} name={name}>
                <Text>{differs ? `${text}，看下来${words[seen]}` : text}</Text>
              </Fact>
            )
          })}
          <Fact name="谁照顾">
            <Text>{survey.carer === null ? '没填' : carerWords[survey.carer]}</Text>
          </Fact>
          <Fact name="想要">
            <Say>{categoryNames(survey.wanted)}</Say>
          </Fact>
          {survey.note === '' ? null : (
            <Fact name="还说">
              <Say>{survey.note}</Say>
            </Fact>
          )}
        </View>
      </Card>
    </Section>
  )
}

/** What can be done now: look, decide, agree. */
function Acts({ data, onChange }: { data: Application; onChange: () => void }) {
  const me = useMe()
  const written = useParameter('write')
  const [form, open] = useState<'assess' | 'write' | undefined>(written === '' ? undefined : 'write')
  const { status, assessment, agreements, person } = data
  const decides = (me?.staff ?? []).some(
    ({ role, areaCode }) => (role === 'community_staff' || role === 'admin') && person.communityId.startsWith(areaCode),
  )
  const done = () => {
    open(undefined)
    onChange()
  }
  return (
    <>
      {status === 'applied' || form === 'assess' ? <AssessForm data={data} onDone={done} /> : null}
      {assessment === null || form === 'assess' ? null : <Found data={data} onAgain={() => open('assess')} />}
      {status === 'assessed' && form === undefined ? (
        decides ? (
          <DecideForm data={data} onDone={done} />
        ) : (
          <Notice text="记下了。批不批，由社区定。" />
        )
      ) : null}
      {status === 'approved' || status === 'refused' ? (
        <Notice
          kind={status === 'approved' ? 'ok' : 'warn'}
          text={`${data.decidedByName ?? ''}：${status === 'approved' ? '批了' : '没批'}。${data.reason}`}
        />
      ) : null}
      {agreements.length === 0 ? null : (
        <Section title="协议">
          <Rows>
            {agreements.map((agreement) => (
              <Row
                key={agreement.agreementId}
                title={agreement.providerName}
                note={agreementLine(agreement)}
                end={<SaidPill said={agreementWords[agreement.status]} />}
                onPress={() =>
                  openPage('homecare/agreement/index', { community: person.communityId, id: agreement.agreementId })
                }
              />
            ))}
          </Rows>
        </Section>
      )}
      {status === 'approved' && form === undefined ? (
        <Btn
          text={agreements.length === 0 ? '写协议' : '写下一份协议'}
          kind={agreements.length === 0 ? 'primary' : 'secondary'}
          size="l"
          wide
          icon="pencil-line"
          onPress={() => open('write')}
        />
      ) : null}
      {form === 'write' ? <WriteForm data={data} agreementId={written} onClose={() => open(undefined)} /> : null}
    </>
  )
}

function Found({ data: { assessment, status }, onAgain }: { data: Application; onAgain: () => void }) {
  if (assessment === null) return null
  const { level, group, categories, hoursPerMonth, priceKind, subsidyCents, note } = assessment
  return (
    <Section title="上门看下来" first>
      <Card pad className="col g3">
        <View className="facts">
          <Fact name="自理">
            <Text>{levelNames[level]}</Text>
          </Fact>
          <Fact name="类别">
            <Text>{group === null ? '不按类别' : groupNames[group]}</Text>
          </Fact>
          <Fact name="服务">
            <Say>{`${categoryNames(categories)}，每月 ${hoursPerMonth} 小时`}</Say>
          </Fact>
          <Fact name="收费">
            <Say>{`${priceKindNames[priceKind]}，每月补助最多 ${yuanWords(subsidyCents)}`}</Say>
          </Fact>
          {note === '' ? null : (
            <Fact name="备注">
              <Say>{note}</Say>
            </Fact>
          )}
        </View>
        {status === 'assessed' ? <Btn text="改一改" kind="ghost" wide onPress={onAgain} /> : null}
      </Card>
    </Section>
  )
}

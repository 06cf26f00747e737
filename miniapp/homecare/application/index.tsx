import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Application } from '../../../shared/homecare/application-contract.ts'
import { categoryNames } from '../../../shared/homecare/categories.ts'
import { levelNames, priceKindNames } from '../../../shared/homecare/words.ts'
import { dayOf } from '../../../shared/time.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { agreementLine, agreementWords, applicationWords, dueLine, stepWords, yuanWords } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { StepsTaken } from '../../ui/steps-taken.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** How far an application has come, what was decided, and where to turn when that seems wrong. */
export default function ApplicationPage() {
  const communityId = useParameter('community')
  const applicationId = useParameter('id')
  const query = useQuery('homecare.application', applicationId === '' ? undefined : { communityId, applicationId })
  return (
    <Page title="申请办到哪儿了">
      <QueryView query={query} rows={4}>
        {(data) => <Shown data={data} onChange={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Shown({ data, onChange }: { data: Application; onChange: () => void }) {
  const { person, status, delegateName, reason, complaint, assessment, agreements, steps } = data
  const { communityId } = person
  const today = dayOf(new Date())
  const isOpen = status === 'applied' || status === 'assessed'
  return (
    <>
      <Card pad className="col g3">
        <View className="flex between g2">
          <Text className="t-title">{`${person.name}的居家养老`}</Text>
          <SaidPill said={applicationWords[status]} />
        </View>
        {delegateName === null ? null : <Say>{`${delegateName}代办的`}</Say>}
        {isOpen ? (
          <Say>
            {`${status === 'applied' ? '社区会先打电话，约好时间再上门看。' : '上门看过了，等社区答复。'}${dueLine(data, today)}。`}
          </Say>
        ) : null}
        {status === 'approved' ? (
          <Say>{`${reason}${agreements.length === 0 ? '社区正在写协议，写好了请您看。' : ''}`}</Say>
        ) : null}
        {status === 'refused' ? (
          <>
            <Say>{reason}</Say>
            <Say>{`不同意，可以找${complaint.place}。`}</Say>
            <Btn text={`打 ${complaint.phone}`} wide icon="phone" onPress={() => dial(complaint.phone)} />
          </>
        ) : null}
      </Card>
      {agreements.length === 0 ? null : (
        <Section title="协议">
          <Rows>
            {agreements.map((agreement) => (
              <Row
                key={agreement.agreementId}
                title={
                  agreement.status === 'proposed' && !agreement.residentSigned ? '请看一看，再点同意' : '居家养老协议'
                }
                note={agreementLine(agreement)}
                end={<SaidPill said={agreementWords[agreement.status]} />}
                onPress={() =>
                  openPage('homecare/agreement/index', { community: communityId, id: agreement.agreementId })
                }
              />
            ))}
          </Rows>
        </Section>
      )}
      {assessment === null ? null : (
        <Section title="上门看下来">
          <Card pad>
            <View className="facts">
              <Fact name="自理">
                <Text>{levelNames[assessment.level]}</Text>
              </Fact>
              <Fact name="服务">
                <Say>{categoryNames(assessment.categories)}</Say>
              </Fact>
              <Fact name="每月">
                <Text>{`${assessment.hoursPerMonth} 小时`}</Text>
              </Fact>
              <Fact name="收费">
                <Say>
                  {`${priceKindNames[assessment.priceKind]}${assessment.subsidyCents === 0 ? '' : `，每月最多补 ${yuanWords(assessment.subsidyCents)}`}`}
                </Say>
              </Fact>
            </View>
          </Card>
        </Section>
      )}
      <Section title="一步一步">
        <StepsTaken steps={steps} wordsOf={stepWords} />
      </Section>
      {isOpen ? <Withdraw data={data} onDone={onChange} /> : null}
    </>
  )
}

function Withdraw({ data: { person, applicationId, version }, onDone }: { data: Application; onDone: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const withdraw = useCommand('homecare.withdraw')
  async function send() {
    const answer = await withdraw.run({ communityId: person.communityId, applicationId, version })
    if (answer?.ok !== true) return
    setAsking(false)
    say('撤回了')
    onDone()
  }
  return (
    <>
      <Btn text="不申请了" kind="plain" wide onPress={() => setAsking(true)} />
      {isAsking ? (
        <Sheet
          title="不申请了？"
          line="社区就不来看了。想办随时再申请，填过的调查还在。"
          onClose={() => setAsking(false)}
        >
          {withdraw.error === undefined ? null : <Notice kind="warn" text={withdraw.error.message} />}
          <Btn
            text="撤回申请"
            kind="danger"
            size="l"
            wide
            isBusy={withdraw.isBusy}
            busyText="正在撤回"
            onPress={() => void send()}
          />
          <Btn text="先不撤" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </>
  )
}

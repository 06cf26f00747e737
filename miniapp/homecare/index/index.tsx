import { View } from '@tarojs/components'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { careCategories, careCategoryCodes } from '../../../shared/homecare/categories.ts'
import type { Identity } from '../../../shared/people/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { newId } from '../../client/new-id.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { agreementLine, agreementWords, applicationWords, categoryIcons, dueLine } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { mayApplyFor, useWhose } from '../whose.tsx'

type Lines = Output<Endpoints['homecare.mine']>['lines']

/** 居家养老: what it is, how to ask for it, and how far what I asked for has come. */
export default function HomecarePage() {
  const me = useFreshMe()
  return (
    <Page title="居家养老">
      <QueryView
        query={me}
        empty={{
          when: (data) => mayApplyFor(data).length === 0,
          show: (
            <Empty
              title="先绑定社区"
              line="绑定以后，就能申请有人上门照顾。"
              act={<Btn text="绑定我的社区" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
            />
          ),
        }}
      >
        {(data) => <Mine persons={mayApplyFor(data)} />}
      </QueryView>
      <Rows>
        <IconRow
          icon="calendar-days"
          title="谁哪天来上门"
          note="在路上没有，做了什么，评一评"
          onPress={() => openPage('homecare/visits/index')}
        />
      </Rows>
      <Section title="八样服务" note="缺哪样做哪样">
        <Rows>
          {careCategoryCodes.map((code) => (
            <Row
              key={code}
              lead={
                <View className="lead lead--icon">
                  <Icon name={categoryIcons[code]} />
                </View>
              }
              title={careCategories[code].name}
              note={careCategories[code].line}
            />
          ))}
        </Rows>
      </Section>
    </Page>
  )
}

function Mine({ persons }: { persons: readonly Identity[] }) {
  const { whose, choice } = useWhose(persons)
  const query = useQuery('homecare.mine', {}, { keep: true })
  if (whose === undefined) return null
  return (
    <>
      {choice}
      <QueryView query={query}>
        {({ lines }) => (
          <State
            whose={whose}
            lines={lines.filter(({ residentId }) => residentId === whose.residentId)}
            onDone={query.refresh}
          />
        )}
      </QueryView>
    </>
  )
}

function State({ whose, lines, onDone }: { whose: Identity; lines: Lines; onDone: () => void }) {
  const { communityId, residentId, name, relation } = whose
  const apply = useCommand('homecare.apply')
  const today = dayOf(new Date())
  const fill = () => openPage('homecare/survey/index', { community: communityId, resident: residentId })
  const draft = lines.find(({ survey }) => survey.status === 'draft')
  const unused = lines.find(({ survey, application }) => survey.status === 'submitted' && application === null)
  const isWaiting = lines.some(({ application: one }) => one?.status === 'applied' || one?.status === 'assessed')
  const toSign = lines
    .reduce<Lines[number]['agreements']>((all, one) => [...all, ...one.agreements], [])
    .find(({ status, residentSigned }) => status === 'proposed' && !residentSigned)
  const surveyId = unused?.survey.surveyId
  const isServed = lines.some(({ agreements }) => agreements.some(({ status }) => status === 'in_force'))
  // Who is served already is not asked to begin.
  const isAgain = isServed && surveyId === undefined && draft === undefined

  async function send() {
    if (surveyId === undefined) return
    const answer = await apply.run({ id: newId(), communityId, surveyId })
    if (answer?.ok === true)
      openPage('homecare/application/index', { community: communityId, id: answer.data.applicationId })
    onDone()
  }

  return (
    <>
      {toSign === undefined ? null : (
        <Card pad className="col g3">
          <Say>{`${toSign.providerName}的协议写好了，看清楚了再点同意。`}</Say>
          <Btn
            text="看协议"
            kind="primary"
            size="l"
            wide
            onPress={() => openPage('homecare/agreement/index', { community: communityId, id: toSign.agreementId })}
          />
        </Card>
      )}
      {toSign !== undefined || isWaiting ? null : (
        <Card pad className="col g3">
          <Say>
            {inviting({
              name: relation === 'self' ? '' : name,
              isUnused: surveyId !== undefined,
              isHalf: draft !== undefined,
              isAgain,
            })}
          </Say>
          {apply.error === undefined ? null : <Notice kind="warn" text={apply.error.message} />}
          <Btn
            text={
              surveyId !== undefined
                ? '申请居家养老'
                : draft !== undefined
                  ? '接着填'
                  : isAgain
                    ? '再填一份'
                    : '填需求调查'
            }
            kind={isAgain ? 'secondary' : 'primary'}
            size="l"
            wide
            isBusy={apply.isBusy}
            busyText="正在申请"
            onPress={() => (surveyId === undefined ? fill() : void send())}
          />
        </Card>
      )}
      {lines.some(({ application }) => application !== null) ? (
        <Section title="办过的">
          <Rows>
            {lines.map(({ survey, application, agreements }) => {
              if (application === null) return null
              const [agreement] = agreements
              const state = agreement ? agreementWords[agreement.status] : applicationWords[application.status]
              const note = agreement ? agreementLine(agreement) : dueLine(application, today)
              const who = application.delegateName === null ? '' : `${application.delegateName}代办`
              return (
                <Row
                  key={survey.surveyId}
                  title={agreement ? '上门服务' : '居家养老申请'}
                  note={[who, note].filter((part) => part !== '').join('，')}
                  end={<SaidPill said={state} />}
                  onPress={() =>
                    openPage('homecare/application/index', { community: communityId, id: application.applicationId })
                  }
                />
              )
            })}
          </Rows>
        </Section>
      ) : null}
    </>
  )
}

/** Why to go on here. */
function inviting({
  name,
  isUnused,
  isHalf,
  isAgain,
}: {
  name: string
  isUnused: boolean
  isHalf: boolean
  isAgain: boolean
}) {
  if (isUnused) return '调查交了，还没申请。申请了，社区才会上门看。'
  if (isHalf) return '上次填了一半，都给您留着。'
  if (isAgain) return '身体变了、想换服务，再填一份，社区重新上门看。'
  return `${name}在家要人搭把手，先填一份调查，十来个问题。社区看过就上门。`
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { PlanGap, VisitPlan } from '../../../shared/homecare/visit-schemas.ts'
import { rhythmWords } from '../../../shared/homecare/visits.ts'
import { dayOf } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { gapWords, hour, shortDay } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { PlanForm, type Planning } from './plan-form.tsx'

type PlansData = Output<Endpoints['homecare.plans']>

/** Agreements without a plan, dates without a visit, and the plans. */
export function Plans({ communityId, onChanged }: { communityId: string; onChanged: () => void }) {
  const query = useQuery('homecare.plans', { communityId }, { pollMilliseconds: 20_000 })
  const [planning, setPlanning] = useState<Planning | undefined>(undefined)
  const [opened, openPlan] = useState<VisitPlan | undefined>(undefined)
  const changed = () => {
    setPlanning(undefined)
    openPlan(undefined)
    query.refresh()
    onChanged()
  }
  if (planning && query.data) {
    return <PlanForm communityId={communityId} planning={planning} data={query.data} onEnd={changed} />
  }
  return (
    <QueryView
      query={query}
      rows={4}
      empty={{
        when: ({ plans, unplanned }) => plans.length + unplanned.length === 0,
        show: <Empty title="还没有要排的" line="居家养老的协议签好了，就能在这里排上门。" />,
      }}
    >
      {(data) => (
        <View className="col g3">
          <Unplanned data={data} onPlan={setPlanning} />
          <Running data={data} onOpen={openPlan} onChanged={changed} />
          {opened === undefined ? null : (
            <PlanSheet
              plan={opened}
              onClose={() => openPlan(undefined)}
              onEdit={() => setPlanning({ kind: 'change', plan: opened })}
              onDone={changed}
            />
          )}
        </View>
      )}
    </QueryView>
  )
}

function Unplanned({ data, onPlan }: { data: PlansData; onPlan: (planning: Planning) => void }) {
  if (data.unplanned.length === 0) return null
  return (
    <Section title="签了还没排" note={`${data.unplanned.length} 家`} first>
      <Rows>
        {data.unplanned.map((agreement) => (
          <Row
            key={agreement.agreementId}
            title={agreement.residentName}
            note={`${agreement.categories.map((one) => careCategories[one].name).join('、')}，${agreement.providerName}`}
            end={<Pill text="去排" kind="info" />}
            onPress={() => onPlan({ kind: 'new', agreement })}
          />
        ))}
      </Rows>
    </Section>
  )
}

function Running({
  data,
  onOpen,
  onChanged,
}: {
  data: PlansData
  onOpen: (plan: VisitPlan) => void
  onChanged: () => void
}) {
  const running = data.plans.filter(({ status }) => status === 'running')
  return (
    <>
      {running
        .filter(({ gaps }) => gaps.length > 0)
        .map((plan) => (
          <Card key={plan.planId} pad className="col g3">
            <View className="strong">
              <Text>{`${plan.residentName}，${gapsWords(plan)}没排上`}</Text>
            </View>
            {plan.gaps.map((gap) => (
              <Gap key={gap.day} plan={plan} gap={gap} onChanged={onChanged} />
            ))}
          </Card>
        ))}
      {running.length === 0 ? null : (
        <Section title="在排的" note={`${running.length} 个`}>
          <Rows>
            {running.map((plan) => (
              <Row
                key={plan.planId}
                title={`${plan.residentName}，${careCategories[plan.category].name}`}
                note={`${rhythmWords(plan.weekdays, plan.time)}，${plan.serviceName}`}
                onPress={() => onOpen(plan)}
              />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

const gapsWords = (plan: VisitPlan) => (plan.gaps.length === 1 ? '有一天' : `有 ${plan.gaps.length} 天`)

/** A date without a visit, why, and the nearest time that would do. */
function Gap({ plan, gap, onChanged }: { plan: VisitPlan; gap: PlanGap; onChanged: () => void }) {
  const take = useCommand('homecare.takeAlternative')
  const { nearest } = gap
  async function send() {
    if (nearest === null) return
    const answer = await take.run({
      communityId: plan.communityId,
      planId: plan.planId,
      day: gap.day,
      startsAt: nearest,
    })
    if (answer?.ok === true) {
      say('排上了')
      onChanged()
    }
  }
  return (
    <View className="col g2">
      <Say>{`${shortDay(gap.day)}：${gap.words === '' ? gapWords[gap.reason] : gap.words}。`}</Say>
      {take.error === undefined ? null : <Notice kind="warn" text={take.error.message} />}
      {nearest === null ? null : (
        <Btn
          text={`改排 ${shortDay(dayOf(new Date(nearest)))} ${hour(nearest)}`}
          kind="secondary"
          wide
          isBusy={take.isBusy}
          busyText="正在排"
          onPress={() => void send()}
        />
      )}
    </View>
  )
}

function PlanSheet({
  plan,
  onClose,
  onEdit,
  onDone,
}: {
  plan: VisitPlan
  onClose: () => void
  onEdit: () => void
  onDone: () => void
}) {
  const [isAsking, setAsking] = useState(false)
  const end = useCommand('homecare.endPlan')
  const { communityId, planId, version } = plan
  async function send() {
    const answer = await end.run({ communityId, planId, version, reason: '计划停了' })
    if (answer?.ok === true) {
      say('停了，往后的上门都取消了')
      onDone()
    }
  }
  return (
    <Sheet
      title={`${plan.residentName}，${careCategories[plan.category].name}`}
      line={`${rhythmWords(plan.weekdays, plan.time)}，${plan.minutes} 分钟。要做：${plan.tasks.join('、')}。`}
      onClose={onClose}
    >
      {end.error === undefined ? null : <Notice kind="warn" text={end.error.message} />}
      {isAsking ? (
        <>
          <Notice kind="warn" text="停了，往后排好的都取消，家里会收到消息。" />
          <Btn
            text="停了这个计划"
            kind="danger"
            size="l"
            wide
            isBusy={end.isBusy}
            busyText="正在停"
            onPress={() => void send()}
          />
        </>
      ) : (
        <>
          <Btn text="改这个计划" kind="primary" size="l" wide icon="pencil-line" onPress={onEdit} />
          <Btn text="往后不去了" kind="secondary" wide onPress={() => setAsking(true)} />
        </>
      )}
      <Btn text="返回" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

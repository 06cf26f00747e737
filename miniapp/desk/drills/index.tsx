import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Drill } from '../../../shared/help/drills-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { drillTitle, momentWords, planWords } from '../../text/drills.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import { DrillResult } from './drill-result.tsx'
import { PlanSheet } from './plan-sheet.tsx'

type Drills = Output<Endpoints['help.drills']>

const pollMilliseconds = 5_000

/** The silent test of the chain: when it comes, what it finds at each level, and what it found before. */
export default function DrillsPage() {
  const isWide = useWide()
  const drills = useQuery('help.drills', {}, { pollMilliseconds })
  return (
    <Page title="求助演练" help={false} wide={isWide}>
      <QueryView query={drills} rows={5}>
        {(data) => <Content data={data} query={drills} isWide={isWide} />}
      </QueryView>
    </Page>
  )
}

function Content({ data, query, isWide }: { data: Drills; query: Query<Drills>; isWide: boolean }) {
  const [chosen, setChosen] = useState('')
  const shown = data.drills.find(({ drillId }) => drillId === chosen) ?? data.drills[0]
  const asking = data.drills.filter(({ asksMe }) => asksMe)
  return (
    <>
      {asking.map((drill) => (
        <Asked key={drill.drillId} drill={drill} onHeard={query.refresh} />
      ))}
      <View className={isWide ? 'columns' : ''}>
        <View className="columns__one">
          <Plans data={data} onChanged={query.refresh} />
          {data.drills.length === 0 ? null : (
            <Section title="演练过的" note={`${data.drills.length} 次`}>
              <Rows>
                {data.drills.map((drill) => (
                  <Row
                    key={drill.drillId}
                    title={momentWords(drill.startedAt)}
                    note={[
                      drillTitle(drill),
                      drill.startedBy === null ? '' : `${drill.startedBy}开始的`,
                      data.plans.length > 1 ? drill.communityName : '',
                    ]
                      .filter((part) => part !== '')
                      .join('，')}
                    end={<StatusPill status={drill.status} />}
                    onPress={() => setChosen(drill.drillId)}
                    className={drill === shown ? 'is-on' : ''}
                  />
                ))}
              </Rows>
            </Section>
          )}
        </View>
        <View className="columns__one">
          {shown === undefined ? (
            <Empty title="还没有演练过" line="演练不惊动居民，只看每一级叫不叫得到人。" />
          ) : (
            <DrillResult drill={shown} isFirst={isWide} />
          )}
        </View>
      </View>
    </>
  )
}

export function StatusPill({ status }: { status: Drill['status'] }) {
  if (status === 'running') return <Pill text="演练中" kind="info" icon="hourglass" />
  return status === 'passed' ? (
    <Pill text="通过" kind="ok" icon="check" />
  ) : (
    <Pill text="有缺口" kind="warn" icon="triangle-alert" />
  )
}

/** The drill has reached this person: one tap. */
function Asked({ drill, onHeard }: { drill: Drill; onHeard: () => void }) {
  const confirm = useCommand('help.confirmDrill')
  async function hear() {
    const answer = await confirm.run({ communityId: drill.communityId, drillId: drill.drillId })
    if (answer?.ok !== true) return
    say('记下了')
    onHeard()
  }
  return (
    <Card pad className="col g3">
      <View className="flex g2">
        <Icon name="bell" className="green" />
        <Text className="t-title">演练问到您了</Text>
      </View>
      <Say>这是演练，没有人求助。点一下，就知道叫得到您。</Say>
      {confirm.error === undefined ? null : <Notice kind="warn" text={confirm.error.message} />}
      <Btn
        text="收到"
        kind="primary"
        size="l"
        wide
        isBusy={confirm.isBusy}
        busyText="正在记"
        onPress={() => void hear()}
      />
    </Card>
  )
}

function Plans({ data, onChanged }: { data: Drills; onChanged: () => void }) {
  const [planned, setPlanned] = useState('')
  const [asked, setAsked] = useState('')
  const run = useCommand('help.runDrill')
  const plan = data.plans.find(({ communityId }) => communityId === planned)
  const place = data.plans.find(({ communityId }) => communityId === asked)
  const isRunning = data.drills.some(
    ({ status, communityId }) => status === 'running' && communityId === data.mayPlan[0],
  )

  async function begin(communityId: string) {
    const answer = await run.run({ id: run.id(), communityId })
    if (answer?.ok !== true) return
    setAsked('')
    say('开始了')
    onChanged()
  }
  return (
    <Section title="什么时候演练" first>
      <Rows>
        {data.plans.map((one) => {
          const mayPlan = data.mayPlan.indexOf(one.communityId) >= 0
          return (
            <Row
              key={one.communityId}
              title={one.communityName}
              note={one.nextAt === null ? '没有定日子' : `${planWords(one)}，下一次 ${momentWords(one.nextAt)}`}
              {...(mayPlan ? { onPress: () => setPlanned(one.communityId) } : {})}
            />
          )
        })}
      </Rows>
      {data.mayPlan.length === 1 && !isRunning ? (
        <Btn text="现在演练一次" kind="primary" size="l" wide onPress={() => setAsked(data.mayPlan[0] ?? '')} />
      ) : null}
      {plan === undefined ? null : (
        <PlanSheet
          plan={plan}
          onClose={() => setPlanned('')}
          onSaved={() => {
            setPlanned('')
            onChanged()
          }}
          {...(data.mayPlan.length > 1
            ? {
                onRun: () => {
                  setPlanned('')
                  setAsked(plan.communityId)
                },
              }
            : {})}
        />
      )}
      {place === undefined ? null : (
        <Sheet
          title={`${place.communityName}现在演练？`}
          line="从网格到区里，一级一级发消息，每级等 5 分钟。居民不知道，铃也不响。"
          onClose={() => setAsked('')}
        >
          {run.error === undefined ? null : <Notice kind="warn" text={run.error.message} />}
          <Btn
            text="开始演练"
            kind="primary"
            size="l"
            wide
            isBusy={run.isBusy}
            busyText="正在开始"
            onPress={() => void begin(place.communityId)}
          />
          <Btn text="先不演练" kind="plain" wide onPress={() => setAsked('')} />
        </Sheet>
      )}
    </Section>
  )
}

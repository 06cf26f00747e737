import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Task } from '../../../shared/help/tasks-contract.ts'
import type { TaskKind } from '../../../shared/help/tasks.ts'
import type { WellnessPlan } from '../../../shared/help/wellness-contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { lastSignWords, planStateWords, taskLine, taskWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { FindPerson } from './find-person.tsx'
import { TaskSheet } from './task-sheet.tsx'

type Shown = 'tasks' | 'wellness'
type Tasks = Output<Endpoints['help.tasks']>

/** What the desk has to do today, and whose sign of life is awaited. */
export default function CarePage() {
  const isWide = useWide()
  const [view, setView] = useState<Shown>('tasks')
  const tasks = useQuery('help.tasks', {}, { pollMilliseconds: 20_000 })
  const plans = useQuery('help.wellnessList', {}, { pollMilliseconds: 60_000 })
  const open = tasks.data?.tasks.length ?? 0
  const list = (
    <QueryView
      query={tasks}
      rows={5}
      empty={{
        when: (data) => data.tasks.length === 0,
        show: <Empty title="今天的事都办完了" line="有老人没动静、要帮忙，会自己出现在这里。" />,
      }}
    >
      {(data) => <TaskList data={data} onDone={tasks.refresh} />}
    </QueryView>
  )
  const people = (
    <QueryView query={plans} rows={5}>
      {(data) => <PlanList plans={data.plans} now={data.now} />}
    </QueryView>
  )
  return (
    <Page title="今天要办" help={false} wide={isWide}>
      {isWide ? (
        <View className="columns">
          <View className="columns__one">
            <Section title="要办的事" note={`${open} 件`} first>
              {list}
            </Section>
          </View>
          <View className="columns__one">
            <Section title="报平安" note={`${plans.data?.plans.length ?? 0} 位老人`} first>
              <RoundLink />
              {people}
            </Section>
          </View>
        </View>
      ) : (
        <>
          <Segmented
            label="看什么"
            options={[
              { value: 'tasks' as const, text: open === 0 ? '今天要办' : `今天要办 ${open}` },
              { value: 'wellness' as const, text: '报平安' },
            ]}
            value={view}
            onChange={setView}
          />
          {view === 'tasks' ? (
            list
          ) : (
            <>
              <RoundLink />
              {people}
            </>
          )}
        </>
      )}
    </Page>
  )
}

function RoundLink() {
  return (
    <Row
      className="card"
      lead={
        <View className="lead lead--icon">
          <Icon name="house" />
        </View>
      }
      title="挨家问一遍"
      note="天热天冷、过节、停水，一户一户问"
      onPress={() => openPage('desk/round/index')}
    />
  )
}

function TaskList({ data, onDone }: { data: Tasks; onDone: () => void }) {
  const [kind, setKind] = useState<TaskKind | 'all'>('all')
  const [asked, setAsked] = useState<Task | undefined>(undefined)
  const shown = data.tasks.filter((task) => kind === 'all' || task.kind === kind)
  const options = [
    { value: 'all' as const, text: `全部 ${data.tasks.length}` },
    ...data.counts.map((count) => ({ value: count.kind, text: `${taskWords[count.kind].text} ${count.open}` })),
  ]
  return (
    <View className="col g3">
      {options.length > 2 ? <Chips label="哪一种" options={options} value={kind} onChange={setKind} /> : null}
      <Rows>
        {shown.map((task) => (
          <Row
            key={task.taskId}
            lead={
              <View className="lead lead--icon">
                <Icon name={taskWords[task.kind].icon} />
              </View>
            }
            title={task.title}
            note={taskLine(task, data.now)}
            {...(task.overdue ? { end: <Pill text="过时间了" kind="warn" icon="triangle-alert" /> } : {})}
            onPress={() => openTask(task, setAsked)}
          />
        ))}
      </Rows>
      {asked === undefined ? null : (
        <TaskSheet
          task={asked}
          onClose={() => setAsked(undefined)}
          onDone={() => {
            setAsked(undefined)
            onDone()
          }}
        />
      )}
    </View>
  )
}

/** Where a task is done: on its own page, or in a sheet with one line of result. */
function openTask(task: Task, ask: (task: Task) => void) {
  const { kind, person, communityId, taskId } = task
  if (person !== null && (kind === 'wellness_call' || kind === 'wellness_visit')) {
    const way = kind === 'wellness_call' ? 'call' : 'visit'
    openPage('desk/care-call/index', { community: communityId, resident: person.residentId, task: taskId, way })
  } else ask(task)
}

function PlanList({ plans, now }: { plans: readonly WellnessPlan[]; now: string }) {
  const [isFinding, setFinding] = useState(false)
  const today = dayOf(new Date(now))
  return (
    <View className="col g3">
      {plans.length === 0 ? (
        <Empty title="还没有老人报平安" line="一个人住的、刚出院的，问一问愿不愿意。" />
      ) : (
        <Rows>
          {plans.map((plan) => {
            const state = planStateWords(plan, today)
            return (
              <Row
                key={plan.residentId}
                lead={<Avatar name={plan.name} />}
                title={plan.name}
                note={`${plan.address}，${lastSignWords(plan, today)}`}
                end={
                  <Pill
                    text={state.text}
                    {...(state.kind === undefined ? {} : { kind: state.kind })}
                    {...(state.kind === 'warn' ? { icon: 'triangle-alert' } : {})}
                  />
                }
                onPress={() =>
                  openPage('desk/care-call/index', { community: plan.communityId, resident: plan.residentId })
                }
              />
            )
          })}
        </Rows>
      )}
      {isFinding ? (
        <FindPerson />
      ) : (
        <Btn text="加一位老人" kind="secondary" wide icon="user-plus" onPress={() => setFinding(true)} />
      )}
      <Text className="t-small quiet">有动静就不打扰：报平安、开小程序、接了求助，都算。</Text>
    </View>
  )
}

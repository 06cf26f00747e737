import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { careCategories, type CareCategory } from '../../../shared/homecare/categories.ts'
import type { PlanContent, VisitPlan } from '../../../shared/homecare/visit-schemas.ts'
import { addDays, dayOf } from '../../../shared/time.ts'
import { newId } from '../../client/new-id.ts'
import { useCommand } from '../../client/use-command.ts'
import { usualTasks } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type PlansData = Output<Endpoints['homecare.plans']>

/** A plan for an agreement that has none, or another one instead of what runs. */
export type Planning = { kind: 'new'; agreement: PlansData['unplanned'][number] } | { kind: 'change'; plan: VisitPlan }

const weekdays = [1, 2, 3, 4, 5, 6, 0]
const weekdayNames = ['日', '一', '二', '三', '四', '五', '六']

/** Which days, at what time, what is done, and by whom if it matters. */
export function PlanForm({
  communityId,
  planning,
  data,
  onEnd,
}: {
  communityId: string
  planning: Planning
  data: PlansData
  onEnd: () => void
}) {
  const known = planning.kind === 'change' ? planning.plan : undefined
  const categories: readonly CareCategory[] =
    planning.kind === 'new' ? planning.agreement.categories : [planning.plan.category]
  const [planId] = useState(() => known?.planId ?? newId())
  const [content, setContent] = useState<PlanContent>(() => firstContent(known, categories, data))
  const [tasks, setTasks] = useState(content.tasks.join('、'))
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const save = useCommand('homecare.savePlan')
  const change = (over: Partial<PlanContent>) => setContent({ ...content, ...over })
  const name = planning.kind === 'new' ? planning.agreement.residentName : planning.plan.residentName

  async function send() {
    const list = tasks
      .split(/[、，,]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const time = content.time.length === 4 ? `0${content.time}` : content.time
    if (content.weekdays.length === 0) return setWrong('还没选星期几。')
    if (!/^([01]\d|2[0-3]):[0-5][05]$/.test(time)) return setWrong('几点写成 9:00 这样，分钟是 0 或 5。')
    if (list.length === 0) return setWrong('写一写要做什么。')
    setWrong(undefined)
    const agreementId = planning.kind === 'new' ? planning.agreement.agreementId : planning.plan.agreementId
    const plan = { ...content, time, tasks: list.slice(0, 12) }
    const answer = await save.run({ communityId, planId, version: known?.version ?? 0, agreementId, plan })
    if (answer?.ok === true) {
      say('排着呢，一会儿就好')
      onEnd()
    }
  }

  if (data.services.length === 0) {
    return <Notice kind="warn" text="还没有上门的服务。先在“服务和日子”里加上。" />
  }
  return (
    <View className="col g3">
      <Section title={`给${name}排上门`} first>
        <Card pad className="col g3">
          <Chips<CareCategory>
            label="哪一类"
            options={categories.map((one) => ({ value: one, text: careCategories[one].name }))}
            value={content.category}
            onChange={(category) => {
              change({ category })
              setTasks(usualTasks[category].join('、'))
            }}
          />
          <Chips<string>
            label="哪个服务"
            options={data.services.map(({ serviceId, name: service, minutes }) => ({
              value: serviceId,
              text: `${service} ${minutes} 分钟`,
            }))}
            value={content.serviceId}
            onChange={(serviceId) => change({ serviceId })}
          />
          <View className="t-small quiet">
            <Text>星期几</Text>
          </View>
          <View className="chips-wrap">
            <View className="chips">
              {weekdays.map((weekday) => {
                const isOn = content.weekdays.indexOf(weekday) >= 0
                return (
                  <Press
                    key={weekday}
                    className={`chip ${isOn ? 'is-on' : ''}`}
                    role="checkbox"
                    label={`周${weekdayNames[weekday] ?? ''}`}
                    contentSpeaks
                    isOn={isOn}
                    onPress={() =>
                      change({
                        weekdays: isOn
                          ? content.weekdays.filter((one) => one !== weekday)
                          : [...content.weekdays, weekday],
                      })
                    }
                  >
                    <Text>{`周${weekdayNames[weekday] ?? ''}`}</Text>
                  </Press>
                )
              })}
            </View>
          </View>
          <Field
            label="几点"
            value={content.time}
            onInput={(time) => change({ time })}
            maxLength={5}
            placeholder="9:00"
            id="time"
          />
          <Field
            label="要做什么，用顿号隔开"
            value={tasks}
            onInput={setTasks}
            maxLength={200}
            placeholder="擦身、洗头"
            id="tasks"
          />
        </Card>
      </Section>
      <Section title="谁去">
        <Card pad className="col g3">
          <Chips<string>
            label="点名要谁"
            options={[
              { value: '', text: '谁合适谁去' },
              ...data.workers.map(({ resourceId, name: worker }) => ({ value: resourceId, text: worker })),
            ]}
            value={content.wishedWorkerId ?? ''}
            onChange={(one) => change({ wishedWorkerId: one === '' ? null : one })}
          />
          <Segmented<'any' | 'female' | 'male'>
            label="男师傅女师傅"
            options={[
              { value: 'any', text: '都行' },
              { value: 'female', text: '女师傅' },
              { value: 'male', text: '男师傅' },
            ]}
            value={content.wishedGender ?? 'any'}
            onChange={(one) => change({ wishedGender: one === 'any' ? null : one })}
          />
          <Field
            label="会说哪里话，可以不写"
            value={content.dialect}
            onInput={(dialect) => change({ dialect })}
            maxLength={20}
            placeholder="南京话"
            id="dialect"
          />
          <Segmented<2 | 3 | 4>
            label="提前排几周"
            options={[
              { value: 2, text: '排 2 周' },
              { value: 3, text: '排 3 周' },
              { value: 4, text: '排 4 周' },
            ]}
            value={content.weeksAhead === 3 || content.weeksAhead === 4 ? content.weeksAhead : 2}
            onChange={(weeksAhead) => change({ weeksAhead })}
          />
        </Card>
      </Section>
      {known === undefined ? null : <Notice text="改了计划，往后排好的会取消，按新的再排。" />}
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      <Btn
        text="就这样排"
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy}
        busyText="正在排"
        onPress={() => void send()}
      />
      <Btn text="先不排" kind="text" wide onPress={onEnd} />
    </View>
  )
}

function firstContent(known: VisitPlan | undefined, categories: readonly CareCategory[], data: PlansData): PlanContent {
  if (known) {
    const { serviceId, category, weekdays: days, time, weeksAhead, tasks, dialect, fromDay } = known
    const { wishedWorkerId, wishedGender } = known
    return {
      serviceId,
      category,
      weekdays: days,
      time,
      weeksAhead,
      tasks,
      wishedWorkerId,
      wishedGender,
      dialect,
      fromDay,
    }
  }
  const category = categories[0] ?? 'cleaning'
  return {
    serviceId: data.services[0]?.serviceId ?? '',
    category,
    weekdays: [2],
    time: '9:00',
    weeksAhead: 2,
    tasks: [...usualTasks[category]],
    wishedWorkerId: null,
    wishedGender: null,
    dialect: '',
    fromDay: addDays(dayOf(new Date()), 1),
  }
}

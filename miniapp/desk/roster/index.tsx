import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Roster } from '../../../shared/people/roster-contract.ts'
import { daysFrom, weekOf } from '../../../shared/people/roster.ts'
import { addDays, dayOf, dayPhrase } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { hoursWords, partWords, problemWords, unreadyWords, weekWords } from '../../text/roster.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import './index.css'
import { Mine } from './mine.tsx'
import { Planner } from './planner.tsx'
import { Week } from './week.tsx'

type WhichWeek = -1 | 0 | 1

/** Who is on duty when: my own shift first, then what is red, then the week. */
export default function RosterPage() {
  const isWide = useWide()
  const [areaCode, setAreaCode] = useState<string | undefined>(undefined)
  const [which, setWhich] = useState<WhichWeek>(0)
  const [isPlanning, setPlanning] = useState(false)
  const week = addDays(weekOf(dayOf(new Date())), which * 7)
  const query = useQuery('people.roster', { ...(areaCode === undefined ? {} : { areaCode }), week })
  return (
    <Page title="值班表" help={false} wide={isWide}>
      <QueryView query={query} rows={5}>
        {(data) => {
          const own = (
            <View className="col g3">
              <Mine data={data} onDone={query.refresh} />
              <Red data={data} />
            </View>
          )
          return (
            <View className={isWide ? 'roster-wide' : 'col g3'}>
              {isWide ? null : own}
              <View className="col g3">
                <Areas data={data} onChoose={setAreaCode} />
                <Segmented<WhichWeek>
                  label="哪一周"
                  options={[
                    { value: -1, text: '上周' },
                    { value: 0, text: '本周' },
                    { value: 1, text: '下周' },
                  ]}
                  value={which}
                  onChange={(next) => {
                    setWhich(next)
                    setPlanning(false)
                  }}
                />
                {isPlanning && data.week === week ? (
                  <Planner
                    key={`${data.area.code} ${week}`}
                    data={data}
                    isWide={isWide}
                    onEnd={(isChanged) => {
                      setPlanning(false)
                      if (isChanged) query.refresh()
                    }}
                  />
                ) : (
                  <ThisWeek query={query} data={data} isWide={isWide} onPlan={() => setPlanning(true)} />
                )}
              </View>
              {isWide ? own : null}
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Areas({ data, onChoose }: { data: Roster; onChoose: (code: string) => void }) {
  if (data.areas.length < 2) return null
  return (
    <Chips
      label="看哪里的值班表"
      options={data.areas.map(({ code, name, red }) => ({
        value: code,
        text: red === 0 ? name : `${name}，${red} 处空当`,
      }))}
      value={data.area.code}
      onChange={onChoose}
    />
  )
}

/** What nobody covers in the next seven days, and who on the roster would not hear a call. */
function Red({ data }: { data: Roster }) {
  const today = dayOf(new Date(data.now))
  const unready = data.unready.filter(({ why }) => why === 'no_post' || data.mayPlan)
  if (data.red.length === 0 && unready.length === 0) {
    if (data.shifts.length === 0) return null
    return <Notice kind="ok" text={`${data.area.name}今后 7 天，每个钟头都有人。`} />
  }
  return (
    <Section title="今后 7 天要补的" note={data.area.name} first>
      <Rows>
        {data.red.map((problem) => (
          <Row
            key={`${problem.day} ${problem.from} ${problem.kind}`}
            lead={
              <View className="lead lead--icon">
                <Icon name="triangle-alert" className="brown" />
              </View>
            }
            title={problemWords(problem, today)}
          />
        ))}
        {unready.map(({ accountId, name, why }) => (
          <Row
            key={accountId}
            lead={
              <View className="lead lead--icon">
                <Icon name="volume-x" className="brown" />
              </View>
            }
            title={name}
            note={unreadyWords[why]}
          />
        ))}
      </Rows>
    </Section>
  )
}

function ThisWeek({
  query,
  data,
  isWide,
  onPlan,
}: {
  query: Query<Roster>
  data: Roster
  isWide: boolean
  onPlan: () => void
}) {
  const me = useMe()
  const today = dayOf(new Date(data.now))
  const isOver = addDays(data.week, 6) < today
  const own = data.shifts.filter(({ areaCode }) => areaCode === data.area.code)
  const state =
    own.length > 0 ? '' : data.plan.entries.length > 0 ? '排好了，还没发布' : isOver ? '这一周没有排' : '还没有排'
  return (
    <Section title={`${data.area.name}，${weekWords(data.week)}`} {...(state === '' ? {} : { note: state })} first>
      <Week
        days={daysFrom(data.week, 7)}
        today={today}
        places={own.map((shift) => ({ ...shift, name: shift.name, shift }))}
        problems={data.red}
        me={me?.accountId}
        now={Date.parse(data.now)}
        isWide={isWide}
      />
      <Swapped data={data} today={today} />
      {data.mayPlan && !isOver ? (
        <Btn
          text={own.length > 0 ? '改这一周的班' : '排这一周的班'}
          kind={own.length > 0 ? 'secondary' : 'primary'}
          wide={!isWide}
          icon="pencil-line"
          isBusy={query.isLoading}
          busyText="正在打开"
          onPress={onPlan}
        />
      ) : null}
      {own.length === 0 && !data.mayPlan && !isOver ? (
        <View className="quiet">
          <Text>没有排班的时候，求助会响给这里所有有岗位的人。</Text>
        </View>
      ) : null}
    </Section>
  )
}

/** The record of what has changed hands, of the days that are known here. */
function Swapped({ data, today }: { data: Roster; today: string }) {
  const done = data.swaps.filter(({ status }) => status === 'agreed')
  if (done.length === 0) return null
  return (
    <Section title="换过的班">
      <Rows>
        {done.map((swap) => (
          <Row
            key={swap.swapId}
            title={`${dayPhrase(swap.day, today)} ${hoursWords(swap)} ${partWords[swap.part]}`}
            note={`${swap.askedByName}请${swap.askedOfName}来值，两个人都同意`}
          />
        ))}
      </Rows>
    </Section>
  )
}

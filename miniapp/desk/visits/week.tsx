import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Visit } from '../../../shared/homecare/visit-schemas.ts'
import { addDays, dayOf, type Day } from '../../../shared/time.ts'
import { hour, shortDay, visitState } from '../../text/visits.ts'
import { Chips } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty } from '../../ui/states.tsx'
import { AwaySheet } from './away-sheet.tsx'

type WeekData = Output<Endpoints['homecare.week']>
type Worker = WeekData['workers'][number]

interface WeekProps {
  communityId: string
  data: WeekData
  isWide: boolean
  onOpen: (visit: Visit) => void
  onChanged: () => void
}

/** A week: workers down, days across on a wide screen; one day as a list on a phone. */
export function Week(props: WeekProps) {
  const [asked, ask] = useState<{ worker: Worker; day: Day } | undefined>(undefined)
  const { data, isWide, onChanged } = props
  const today = dayOf(new Date(data.now))
  const days = Array.from({ length: 7 }, (_, number) => addDays(data.week, number))
  const sheet =
    asked === undefined ? null : (
      <AwaySheet
        {...asked}
        communityId={props.communityId}
        visits={data.visits}
        onOpen={props.onOpen}
        onClose={() => ask(undefined)}
        onChanged={onChanged}
      />
    )
  if (data.visits.length === 0 && data.workers.length === 0) {
    return <Empty title="还没有上门的师傅" line="先在“服务和日子”里加上师傅，再排上门。" />
  }
  return (
    <>
      {isWide ? (
        <Grid {...props} days={days} today={today} onAway={(worker, day) => ask({ worker, day })} />
      ) : (
        <OneDay {...props} days={days} today={today} onAway={(worker, day) => ask({ worker, day })} />
      )}
      {sheet}
    </>
  )
}

interface Parts extends WeekProps {
  days: readonly Day[]
  today: Day
  onAway: (worker: Worker, day: Day) => void
}

const isOff = (visit: Visit) => visit.status === 'cancelled'

function toneOf(visit: Visit, workers: readonly Worker[]): string {
  if (isOff(visit)) return 'visits-one--off'
  return needsSomebody(visit, workers) ? 'visits-one--warn' : ''
}

/** Late, without a worker, or with one who is away that day. */
function needsSomebody(visit: Visit, workers: readonly Worker[]): boolean {
  if (visit.status !== 'planned' && visit.status !== 'set_out') return false
  const worker = workers.find(({ resourceId }) => resourceId === visit.worker?.resourceId)
  return visit.worker === null || visitState(visit).kind === 'warn' || (worker?.away.indexOf(visit.day) ?? -1) >= 0
}

function Grid({ data, days, today, onOpen, onAway }: Parts) {
  const { workers, visits } = data
  const unsent = visits.filter(({ worker }) => worker === null)
  return (
    <View className="card visits-week">
      <View className="visits-cell" />
      {days.map((day) => (
        <View key={day} className="visits-cell">
          <Text className={day === today ? 'strong green' : 'strong'}>
            {day === today ? '今天' : shortDay(day).slice(-2)}
          </Text>
          <Text className="t-small quiet num">{`${Number(day.slice(8))} 日`}</Text>
        </View>
      ))}
      {workers.map((worker) => [
        <View key={worker.resourceId} className="visits-cell">
          <Text className="strong">{worker.name}</Text>
        </View>,
        ...days.map((day) => {
          const own = visits.filter((visit) => visit.day === day && visit.worker?.resourceId === worker.resourceId)
          const isAway = worker.away.indexOf(day) >= 0
          return (
            <View key={`${worker.resourceId} ${day}`} className={`visits-cell ${isAway ? 'visits-cell--away' : ''}`}>
              {own.map((visit) => (
                <One key={visit.visitId} visit={visit} workers={workers} onOpen={onOpen} />
              ))}
              {day < today ? null : (
                <Press
                  className="visits-away t-small quiet"
                  label={`${worker.name} ${shortDay(day)} ${isAway ? '请假了，改' : '请假'}`}
                  onPress={() => onAway(worker, day)}
                >
                  <Text>{isAway ? '请假了' : own.length === 0 ? '空' : '请假？'}</Text>
                </Press>
              )}
            </View>
          )
        }),
      ])}
      {unsent.length === 0 ? null : (
        <>
          <View className="visits-cell">
            <Text className="strong">还没派</Text>
          </View>
          {days.map((day) => (
            <View key={day} className="visits-cell">
              {unsent
                .filter((visit) => visit.day === day)
                .map((visit) => (
                  <One key={visit.visitId} visit={visit} workers={workers} onOpen={onOpen} />
                ))}
            </View>
          ))}
        </>
      )}
    </View>
  )
}

function One({ visit, workers, onOpen }: { visit: Visit; workers: readonly Worker[]; onOpen: (visit: Visit) => void }) {
  const { text } = visitState(visit)
  return (
    <Press
      className={`visits-one ${toneOf(visit, workers)}`}
      label={`${hour(visit.startsAt)}，${visit.residentName}，${careCategories[visit.category].name}，${text}`}
      onPress={() => onOpen(visit)}
    >
      <View>
        <Text className="num strong">{hour(visit.startsAt)}</Text>
      </View>
      <View className="t-small">
        <Text>{visit.residentName}</Text>
      </View>
      <View className="t-small">
        <Text>{visit.status === 'planned' ? careCategories[visit.category].name : text}</Text>
      </View>
    </Press>
  )
}

function OneDay({ data, days, today, onOpen, onAway }: Parts) {
  const [chosen, choose] = useState<Day>(days.indexOf(today) < 0 ? data.week : today)
  const day = days.indexOf(chosen) < 0 ? data.week : chosen
  const own = data.visits.filter((visit) => visit.day === day)
  return (
    <>
      <Chips
        label="哪一天"
        options={days.map((one) => ({ value: one, text: one === today ? '今天' : shortDay(one) }))}
        value={day}
        onChange={choose}
      />
      {own.length === 0 ? (
        <Empty title="这一天没有上门" line="到“计划”里排，会自己出现在这里。" />
      ) : (
        <Rows>
          {own.map((visit) => (
            <Row
              key={visit.visitId}
              lead={<View className="when">{hour(visit.startsAt)}</View>}
              title={`${visit.residentName}，${careCategories[visit.category].name}`}
              note={visit.worker === null ? '还没派人' : visit.worker.name}
              end={
                <SaidPill
                  said={
                    needsSomebody(visit, data.workers) && visitState(visit).kind !== 'warn'
                      ? { text: '要换人', kind: 'warn', icon: 'triangle-alert' }
                      : visitState(visit)
                  }
                />
              }
              onPress={() => onOpen(visit)}
            />
          ))}
        </Rows>
      )}
      {day < today ? null : (
        <Rows>
          {data.workers.map((worker) => (
            <Row
              key={worker.resourceId}
              title={worker.name}
              note={
                worker.away.indexOf(day) >= 0
                  ? '这天请假'
                  : `这天 ${own.filter((one) => one.worker?.resourceId === worker.resourceId && !isOff(one)).length} 趟`
              }
              onPress={() => onAway(worker, day)}
            />
          ))}
        </Rows>
      )}
    </>
  )
}

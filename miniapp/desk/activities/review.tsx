import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import {
  activityKindWords,
  activityStatusWords,
  dayAndWeekday,
  newestFirst,
  problemWords,
  serviceKindWords,
  storyWords,
  timesOf,
  whenWords,
} from '../../text/activities.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const mostShown = 8

/** One activity to look over: everything a resident will read, who stands behind it, and yes or no. */
export function Review({
  communityId,
  activityId,
  onBack,
  onDone,
}: {
  communityId: string
  activityId: string
  onBack: (() => void) | undefined
  onDone: () => void
}) {
  const query = useQuery('volunteering.plan', { communityId, activityId })
  return (
    <QueryView query={query} rows={5}>
      {(view) => (
        <View className="col g3">
          <Facts view={view} />
          <Answer key={view.version} view={view} onDone={onDone} onStale={query.refresh} />
          <Btn
            text={view.mayWrite ? '打开来写' : '打开来管'}
            kind="secondary"
            wide
            onPress={() => openPage('volunteering/plan/index', { community: communityId, id: activityId })}
          />
          <Days view={view} />
          <Story view={view} />
          {onBack === undefined ? null : <Btn text="回到列表" kind="plain" size="l" wide onPress={onBack} />}
        </View>
      )}
    </QueryView>
  )
}

function Facts({ view }: { view: PlanView }) {
  const { plan, groupName, leaderName, madeByName, title, status } = view
  const facts: readonly (readonly [string, string])[] = [
    ['谁办', plan.organiserName === '' ? groupName : `${plan.organiserName}，${groupName}`],
    ['哪一类', `${activityKindWords[plan.kind]}，${serviceKindWords[plan.category]}`],
    ['在哪儿', plan.place],
    ['做什么', plan.description],
    ['带队', leaderName === '' ? '队长' : leaderName],
    ['找谁', `${plan.contactName} ${plan.contactPhone}`],
    ['当心', plan.riskNotice],
    ['保险', plan.insured ? '每人上了意外险' : '没有上保险'],
    ['几岁', plan.leastAge === null ? '' : `满 ${plan.leastAge} 岁`],
    ['屋子', plan.venue === null ? '' : `${plan.venue.name}，发布时一起订`],
  ]
  return (
    <Card pad>
      <View className="flex between g3 top-align">
        <View className="t-heading grow">
          <Text>{title === '' ? '还没起名字' : title}</Text>
        </View>
        <SaidPill said={activityStatusWords[status]} />
      </View>
      <View className="t-title mt1">
        <Text>{whenWords(view)}</Text>
      </View>
      <View className="quiet mt1">
        <Text>{`${madeByName === '' ? groupName : madeByName}写的`}</Text>
      </View>
      <View className="facts mt4">
        {facts
          .filter(([, value]) => value.trim() !== '')
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              <Say>{value}</Say>
            </Fact>
          ))}
      </View>
      {plan.isRisky ? (
        <View className="mt4">
          <Notice kind="warn" text="写的人说可能有人身危险，上了保险才能发布。" />
        </View>
      ) : null}
    </Card>
  )
}

function Answer({ view, onDone, onStale }: { view: PlanView; onDone: () => void; onStale: () => void }) {
  const command = useCommand('volunteering.moveActivity')
  const [isRefusing, setRefusing] = useState(false)
  const [words, setWords] = useState('')
  if (view.status !== 'in_review') return null
  if (view.moves.indexOf('publish') < 0) {
    return <Notice text="这个您写过，或者归您带。要请另一位同事来审。" />
  }
  const { communityId, activityId, version, problems } = view
  const answer = async (act: { move: 'publish' } | { move: 'send_back'; words: string }) => {
    const done = await command.run({ id: command.id(), communityId, activityId, version, act })
    if (done?.ok) {
      say(act.move === 'publish' ? '发布了' : '退回去了')
      onDone()
    } else if (done?.error.code === 'conflict') onStale()
  }
  const missing = problems.map(({ code }) => problemWords[code]).join('、')
  return (
    <View className="col g3">
      {missing === '' ? null : <Notice kind="warn" text={`还不能发布：${missing}。退回去请他改。`} />}
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      {isRefusing ? (
        <>
          <LongField
            id="words"
            label="请他改什么"
            value={words}
            placeholder="写清楚在哪个门集合。"
            maxLength={200}
            onInput={setWords}
          />
          <Btn
            id="send-back"
            text="退回去改"
            kind="primary"
            size="l"
            wide
            disabled={words.trim() === ''}
            isBusy={command.isBusy}
            busyText="正在退"
            onPress={() => void answer({ move: 'send_back', words })}
          />
          <Btn text="先不退" kind="plain" size="l" wide onPress={() => setRefusing(false)} />
        </>
      ) : (
        <>
          <Btn
            id="publish"
            text="可以，发布"
            kind="primary"
            size="l"
            wide
            disabled={missing !== ''}
            isBusy={command.isBusy}
            busyText="正在发布"
            onPress={() => void answer({ move: 'publish' })}
          />
          <Btn id="refuse" text="要改一改" kind="secondary" size="l" wide onPress={() => setRefusing(true)} />
        </>
      )}
    </View>
  )
}

function Days({ view: { days, shifts, plan } }: { view: PlanView }) {
  const lineOf = (lineId: string) => plan.shifts.filter((one) => one.lineId === lineId)[0]
  const rows =
    shifts.length > 0
      ? shifts
          .filter(({ cancelled }) => !cancelled)
          .map((shift) => ({
            id: shift.shiftId,
            when: `${dayAndWeekday(shift.startsAt)} ${timesOf(shift)}`,
            what: `${shift.task}，报了 ${shift.taken}，共 ${shift.capacity} 位`,
          }))
      : days.map((day) => {
          const line = lineOf(day.lineId)
          return {
            id: `${day.lineId} ${day.startsAt}`,
            when: `${dayAndWeekday(day.startsAt)} ${timesOf(day)}`,
            what: `${line?.task ?? ''}，${line?.capacity ?? 0} 位`,
          }
        })
  if (rows.length === 0) return null
  return (
    <Section title="班次" note={`${rows.length} 班`}>
      <Card pad className="col g2">
        {rows.slice(0, mostShown).map(({ id, when, what }) => (
          <View key={id} className="flex between g3 wrap">
            <Text>{when}</Text>
            <Text className="quiet">{what}</Text>
          </View>
        ))}
        {rows.length > mostShown ? <Text className="quiet">{`后面还有 ${rows.length - mostShown} 班`}</Text> : null}
      </Card>
    </Section>
  )
}

function Story({ view: { story } }: { view: PlanView }) {
  if (story.length === 0) return null
  return (
    <Section title="前前后后">
      <Card pad className="col g2">
        {newestFirst(story).map((step, index) => {
          const { when, what } = storyWords(step)
          return (
            <View key={index}>
              <View className="t-small quiet">
                <Text>{when}</Text>
              </View>
              <Say>{what}</Say>
            </View>
          )
        })}
      </Card>
    </Section>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { MyShift } from '../../../shared/volunteering/places-contract.ts'
import { openPage, openTab } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { pastWords } from '../../text/volunteering.ts'
import { dayHeading } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Segmented } from '../../ui/forms.tsx'
import { Chevron } from '../../ui/icon.tsx'
import { Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { byDay, hourOf, lengthOf, waitingWords } from '../words.ts'

type Tab = 'coming' | 'past'

export default function VolunteeringMinePage() {
  return (
    <Page title="我的班次">
      <WhenBound rows={3}>{() => <MyShifts />}</WhenBound>
    </Page>
  )
}

function MyShifts() {
  const query = useQuery('volunteering.mine', {}, { keep: true })
  const [tab, setTab] = useState<Tab>('coming')
  return (
    <>
      <Segmented<Tab>
        label="班次"
        options={[
          { value: 'coming', text: '要去的' },
          { value: 'past', text: '去过的' },
        ]}
        value={tab}
        onChange={setTab}
      />
      <QueryView
        query={query}
        rows={3}
        empty={{ when: (data) => data[tab].length === 0, show: tab === 'coming' ? <NoneComing /> : <NonePast /> }}
      >
        {(data) => <Days shifts={data[tab]} isPast={tab === 'past'} />}
      </QueryView>
    </>
  )
}

function Days({ shifts, isPast }: { shifts: readonly MyShift[]; isPast: boolean }) {
  const today = dayOf(new Date())
  return (
    <>
      {byDay(shifts).map(({ day, items }, index) => (
        <Section key={day} title={dayHeading(day, today)} first={index === 0}>
          {day === today && !isPast ? (
            items.map((shift) => <Today key={shift.signupId} shift={shift} />)
          ) : (
            <Rows>
              {items.map((shift) => (
                <ShiftRow key={shift.signupId} shift={shift} isPast={isPast} />
              ))}
            </Rows>
          )}
        </Section>
      ))}
    </>
  )
}

/** A shift of today, with the way to check in or out. */
function Today({ shift }: { shift: MyShift }) {
  const { mine, shiftId, task } = shift
  const isHere = mine?.status === 'checked_in'
  return (
    <Rows>
      <ShiftRow shift={shift} isPast={false} />
      {isHere || mine?.status === 'confirmed' ? (
        <View className="row">
          <Btn
            text={isHere ? '走的时候签退' : '到了，去签到'}
            label={`${isHere ? '走的时候签退' : '到了，去签到'}，${task}`}
            kind="primary"
            icon="check"
            wide
            onPress={() => openPage('volunteering/check-in/index', { shift: shiftId })}
          />
        </View>
      ) : null}
    </Rows>
  )
}

function ShiftRow({ shift, isPast }: { shift: MyShift; isPast: boolean }) {
  const { activityId, activityTitle, task, place, contactName, startsAt } = shift
  const hour = hourOf(startsAt)
  const note = isPast ? `${task}，${lengthOf(shift)}` : `${task}，${place}，找${contactName}`
  const state = stateOf(shift, isPast)
  const wasThere = isPast && shift.mine?.status === 'attended'
  return (
    <Press
      className="row row--top"
      label={`${hour} ${activityTitle}，${note}，${state.text}`}
      onPress={() =>
        wasThere
          ? openPage('evaluations/evaluate/index', { shift: shift.shiftId })
          : openPage('volunteering/activity/index', { id: activityId })
      }
    >
      <View className="when">
        <Text>{hour}</Text>
      </View>
      <View className="row__main">
        <View className="row__title">
          <Text>{activityTitle}</Text>
        </View>
        <View className="row__note">
          <Say>{note}</Say>
        </View>
        <View className="act__foot">
          <Pill {...state} />
          {shift.role === 'participant' ? <Text className="t-small quiet">去参加</Text> : null}
        </View>
      </View>
      <Chevron />
    </Press>
  )
}

type State = { text: string; kind?: 'ok' | 'warn'; icon?: string }

function stateOf({ mine }: MyShift, isPast: boolean): State {
  if (mine === null) return { text: '' }
  if (isPast && mine.status === 'attended') return { text: '去过了，评一评', kind: 'ok', icon: 'smile' }
  if (isPast) return { text: pastWords[mine.status] }
  switch (mine.status) {
    case 'waiting':
      return { text: waitingWords(mine.waitingPosition), kind: 'warn', icon: 'hourglass' }
    case 'confirmed':
      return { text: '报上了', kind: 'ok', icon: 'check' }
    case 'checked_in':
      return { text: '签到了', kind: 'ok', icon: 'check' }
    default:
      return { text: pastWords[mine.status] }
  }
}

function NoneComing() {
  return (
    <Empty
      title="还没有报名"
      line="送饭、陪诊、教手机，挑一个有空的时间。"
      act={
        <Btn text="看看缺人的活动" kind="primary" size="l" onPress={() => openTab('volunteering/activities/index')} />
      }
    />
  )
}

function NonePast() {
  return <Empty title="还没有去过的" line="去过的班次，以后都在这里。" />
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { RollSheet } from '../../../shared/volunteering/attendance-contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { session } from '../../client/session.ts'
import { useServerNow } from '../../client/use-now.ts'
import { useQuery, type Query } from '../../client/use-query.ts'
import { countWords, hourAt, whenWords } from '../../text/attendance.ts'
import { Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import './attendance.css'
import { CodeCard } from './code-card.tsx'
import { useBrightScreen } from './keep-bright.ts'
import { OpenLists } from './open-lists.tsx'
import { Roll } from './roll.tsx'
import { useCodes } from './use-codes.ts'

const pollMilliseconds = 3000

/** The leader on the day: the code that changes, who is there, and the roll-call. */
export default function AttendancePage() {
  const linked = useParameter('community')
  const shiftId = useParameter('shift')
  const activityId = useParameter('activity')
  const communityId = linked === '' ? (session.me()?.identity?.communityId ?? '') : linked
  return (
    <Page title="签到和点名" wide>
      {shiftId === '' || communityId === '' ? (
        <OpenLists activityId={activityId} />
      ) : (
        <OfShift place={{ communityId, shiftId }} />
      )}
    </Page>
  )
}

interface Place {
  communityId: string
  shiftId: string
}

function OfShift({ place }: { place: Place }) {
  const query = useQuery('volunteering.attendance', place, { keep: true, pollMilliseconds })
  return (
    <QueryView query={query} rows={5}>
      {(sheet) => <Sheet sheet={sheet} query={query} />}
    </QueryView>
  )
}

type Tab = 'code' | 'roll'

function Sheet({ sheet, query }: { sheet: RollSheet; query: Query<RollSheet> }) {
  const now = useServerNow(sheet.now, query.answeredAt)
  const isEarly = now < Date.parse(sheet.opensAt)
  const isOpen = !isEarly && now <= Date.parse(sheet.closesAt)
  const [chosen, setTab] = useState<Tab | undefined>(undefined)
  const tab = chosen ?? (isOpen ? 'code' : 'roll')
  return (
    <>
      <View>
        <View className="t-heading">
          <Text>{sheet.title}</Text>
        </View>
        <View className="quiet">
          <Say>{`${whenWords(sheet, dayOf(new Date(now)))}，${sheet.task}，${sheet.place}`}</Say>
        </View>
      </View>
      <View className="roll-tabs">
        <Segmented<Tab>
          label="看哪一样"
          options={[
            { value: 'code', text: '签到码' },
            { value: 'roll', text: `名单 ${countWords(sheet)}` },
          ]}
          value={tab}
          onChange={setTab}
        />
      </View>
      <View className="roll-panes">
        <View className={`roll-pane ${tab === 'code' ? '' : 'is-off'}`}>
          {isOpen ? (
            <Code sheet={sheet} />
          ) : (
            <Notice
              text={
                isEarly
                  ? `${hourAt(sheet.opensAt)} 起可以签到，码到时候自己出来。`
                  : '签到停了。谁来了、谁没来，在名单里点一下。'
              }
            />
          )}
          <Arrived sheet={sheet} />
        </View>
        <View className={`roll-pane ${tab === 'roll' ? '' : 'is-off'}`}>
          <Roll sheet={sheet} now={now} onChanged={query.refresh} />
        </View>
      </View>
    </>
  )
}

function Code({ sheet: { communityId, shiftId } }: { sheet: RollSheet }) {
  const [tries, setTries] = useState(0)
  return <FetchedCode key={tries} place={{ communityId, shiftId }} onRetry={() => setTries(tries + 1)} />
}

function FetchedCode({ place, onRetry }: { place: Place; onRetry: () => void }) {
  const codes = useCodes(place, true)
  useBrightScreen(true)
  return <CodeCard codes={codes} onRetry={onRetry} />
}

/** Who checked in last: the leader looks up and sees whether they stand there. */
function Arrived({ sheet: { people } }: { sheet: RollSheet }) {
  const last = latestOf(people)
  if (last.length === 0) return null
  return (
    <View
      className="center quiet"
      {...(process.env.TARO_ENV === 'h5' ? { role: 'status', 'aria-live': 'polite' } : {})}
    >
      <Say>{`刚到：${last.map(({ name, checkedInAt }) => `${name} ${hourAt(checkedInAt ?? '')}`).join('，')}`}</Say>
    </View>
  )
}

/** The three who came last, the latest first. */
function latestOf(people: RollSheet['people']) {
  const here = people.filter(({ status, checkedInAt }) => status === 'checked_in' && checkedInAt !== null)
  here.sort((one, other) => ((one.checkedInAt ?? '') < (other.checkedInAt ?? '') ? 1 : -1))
  return here.slice(0, 3)
}

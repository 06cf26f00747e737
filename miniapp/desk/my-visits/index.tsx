import { View } from '@tarojs/components'
import { useState } from 'react'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { Visit } from '../../../shared/homecare/visit-schemas.ts'
import { addDays, dayOf, dayPhrase, type Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { hour, shortDay, visitState } from '../../text/visits.ts'
import { Chips } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'

const daysShown = 7
const pollMilliseconds = 30_000

/** The visits I go to, day by day, in the order of the clock. */
export default function MyVisitsPage() {
  const communityId = useParameter('community')
  const today = dayOf(new Date())
  const asked = useParameter('day')
  const [day, setDay] = useState<Day>(asked === '' ? today : asked)
  const where = communityId === '' ? {} : { communityId }
  const query = useQuery('homecare.myVisits', { ...where, day }, { keep: true, pollMilliseconds })
  const days = Array.from({ length: daysShown }, (_, ahead) => addDays(today, ahead))
  if (days.indexOf(day) < 0) days.unshift(day)
  return (
    <Page title="我的上门" help={false}>
      <Chips
        label="哪一天"
        options={days.map((one) => ({
          value: one,
          text: one <= addDays(today, 2) ? dayPhrase(one, today) : shortDay(one),
        }))}
        value={day}
        onChange={setDay}
      />
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: ({ visits }) => visits.length === 0,
          show: <Empty title="这一天没有上门" line="派给您了，会发消息，也会出现在这里。" />,
        }}
      >
        {({ visits }) => <List visits={visits} isToday={day === today} />}
      </QueryView>
    </Page>
  )
}

function List({ visits, isToday }: { visits: readonly Visit[]; isToday: boolean }) {
  const left = visits.filter(({ status }) => status !== 'done').length
  return (
    <Section title={isToday ? '按先后去' : '安排'} note={left === 0 ? '都做完了' : `还有 ${left} 趟`} first>
      <Rows>
        {visits.map((visit) => (
          <Row
            key={visit.visitId}
            lead={<View className="when">{hour(visit.startsAt)}</View>}
            title={`${visit.residentName}，${careCategories[visit.category].name}`}
            note={visit.address}
            end={<SaidPill said={visitState(visit)} />}
            onPress={() => openPage('desk/at-visit/index', { community: visit.communityId, id: visit.visitId })}
          />
        ))}
      </Rows>
      {isToday && left > 0 ? <Notice text="出门前点“出发”，家里就知道您来了。" /> : null}
    </Section>
  )
}

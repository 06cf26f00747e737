import { View } from '@tarojs/components'
import type { Visit } from '../../../shared/homecare/visit-schemas.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { arrivalLine, hour, shortDay, starWords, visitLine, visitState } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

const pollMilliseconds = 30_000

/** Who comes to our home and when, for everybody this account looks after. */
export default function VisitsPage() {
  const query = useQuery('homecare.visits', {}, { keep: true, pollMilliseconds })
  return (
    <Page title="上门服务">
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: ({ coming, past }) => coming.length + past.length === 0,
          show: (
            <Empty
              title="还没有人要上门"
              line="签好居家养老的协议，社区排好日子，就在这里。"
              act={<Btn text="看看居家养老" kind="primary" onPress={() => openPage('homecare/index/index')} />}
            />
          ),
        }}
      >
        {({ coming, past, now }) => <Lists coming={coming} past={past} today={dayOf(new Date(now))} />}
      </QueryView>
    </Page>
  )
}

function Lists({ coming, past, today }: { coming: readonly Visit[]; past: readonly Visit[]; today: Day }) {
  const todays = coming.filter(({ day }) => day === today)
  const later = coming.filter(({ day }) => day > today)
  const toRate = past.filter(({ status, stars }) => status === 'done' && stars === null)
  const over = past.filter((visit) => toRate.indexOf(visit) < 0)
  return (
    <>
      {todays.map((visit) => (
        <Today key={visit.visitId} visit={visit} />
      ))}
      {toRate.length === 0 ? null : (
        <Section title="做完了，评一评" first={todays.length === 0}>
          <List visits={toRate} end={() => ({ text: '去评', kind: 'info' })} />
        </Section>
      )}
      {later.length === 0 ? null : (
        <Section title="往后" note={`${later.length} 次`}>
          <List visits={later} />
        </Section>
      )}
      {over.length === 0 ? null : (
        <Section title="来过的" note="近 30 天">
          <List
            visits={over}
            end={(visit) => (visit.stars === null ? visitState(visit) : { text: starWords[visit.stars] ?? '' })}
          />
        </Section>
      )}
    </>
  )
}

function Today({ visit }: { visit: Visit }) {
  const { communityId, visitId, worker } = visit
  const isHere = visit.status === 'arrived'
  return (
    <Card pad className="col g3">
      <View className="flex g2 between">
        <View className="t-title">
          <Say>{`今天 ${hour(visit.startsAt)}，${visitLine(visit)}`}</Say>
        </View>
        <SaidPill said={visitState(visit)} />
      </View>
      <Whose visit={visit} />
      {worker === null ? null : (
        <View className="flex g3">
          <Avatar name={worker.name} size="l" />
          <Say>{arrivalLine(visit) ?? (visit.status === 'set_out' ? '已经出门，一会儿就到。' : '还没出门。')}</Say>
        </View>
      )}
      <Btn
        text={isHere ? '看看做得怎么样' : '看这次上门'}
        kind="primary"
        size="l"
        wide
        onPress={() => openPage('homecare/visit/index', { community: communityId, id: visitId })}
      />
    </Card>
  )
}

/** For family: to whose home. */
function Whose({ visit }: { visit: Visit }) {
  const me = useMe()
  const identity = me?.identities.find(({ residentId }) => residentId === visit.residentId)
  if (identity === undefined || identity.relation === 'self') return null
  return (
    <View className="quiet">
      <Say>{`到${visit.residentName}家，${visit.address}`}</Say>
    </View>
  )
}

function List({
  visits,
  end,
}: {
  visits: readonly Visit[]
  end?: (visit: Visit) => Parameters<typeof SaidPill>[0]['said']
}) {
  const me = useMe()
  const isOwn = (visit: Visit) =>
    me?.identities.some(({ residentId, relation }) => residentId === visit.residentId && relation === 'self') ?? true
  return (
    <Rows>
      {visits.map((visit) => (
        <Row
          key={visit.visitId}
          title={`${shortDay(visit.day)} ${hour(visit.startsAt)}`}
          note={`${visitLine(visit)}${isOwn(visit) ? '' : `，${visit.residentName}家`}`}
          end={<SaidPill said={end ? end(visit) : visitState(visit)} />}
          onPress={() => openPage('homecare/visit/index', { community: visit.communityId, id: visit.visitId })}
        />
      ))}
    </Rows>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf, dayWord } from '../../../shared/time.ts'
import type { Station, VolunteerFigures } from '../../../shared/volunteers/figures-contract.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { modelWords } from '../../text/stations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { PopulationForm } from './population.tsx'
import { StationForm } from './station-form.tsx'

/** 志愿服务站 and coverage at the desk: figures of each community, and the stations of one's own. */
export default function DeskStationsPage() {
  const isWide = useWide()
  const me = useFreshMe()
  const [edited, edit] = useState<Station | 'new' | 'people' | undefined>(undefined)
  const posts = me.data?.staff ?? []
  const own = posts.find(({ areaCode }) => areaCode.length >= 12)?.areaCode.slice(0, 12) ?? ''
  const decides = posts.some(({ role }) => role === 'community_staff' || role === 'admin')
  const figures = useQuery('volunteers.figures', me.data === undefined ? undefined : {})
  const stations = useQuery('volunteers.stations', own === '' ? undefined : { communityId: own })
  const done = () => {
    edit(undefined)
    figures.refresh()
    stations.refresh()
  }
  const form =
    edited === undefined ? null : edited === 'people' ? (
      <PopulationForm
        communityId={own}
        known={figures.data?.communities.find(({ communityId }) => communityId === own)}
        onDone={done}
      />
    ) : (
      <StationForm
        key={edited === 'new' ? 'new' : edited.stationId}
        communityId={own}
        station={edited === 'new' ? undefined : edited}
        onDone={done}
      />
    )
  const list = (
    <View className="col g3">
      <QueryView query={figures} rows={3}>
        {({ communities }) => (
          <>
            {communities.map((one, index) => (
              <Figures
                key={one.communityId}
                figures={one}
                first={index === 0}
                {...(decides && one.communityId === own ? { onPeople: () => edit('people') } : {})}
              />
            ))}
          </>
        )}
      </QueryView>
      {own === '' ? null : (
        <QueryView
          query={stations}
          rows={2}
          empty={{
            when: (data) => data.stations.length === 0,
            show: <Empty title="还没有登记服务站" line="登记以后，居民能看到在哪儿、几点开。" />,
          }}
        >
          {(data) => (
            <Section title="服务站" note={`${data.stations.length} 个`}>
              <Rows>
                {data.stations.map((station) => (
                  <Row
                    key={station.stationId}
                    title={station.name}
                    note={`${station.place}，${station.openHours}`}
                    end={<SaidPill said={stationSaid(station)} />}
                    {...(decides ? { onPress: () => edit(station) } : {})}
                  />
                ))}
              </Rows>
            </Section>
          )}
        </QueryView>
      )}
      {decides && own !== '' ? (
        <Btn text="登记一个服务站" kind="secondary" size="l" wide icon="plus" onPress={() => edit('new')} />
      ) : null}
    </View>
  )
  return (
    <Page title="志愿服务站" help={false} wide={isWide}>
      {isWide ? (
        <View className="columns">
          <View className="columns__one">{list}</View>
          <View className="columns__one">
            {form ?? <Empty title="点左边一个" line="改开门时间、谁在管，记示范站。" />}
          </View>
        </View>
      ) : (
        (form ?? list)
      )}
    </Page>
  )
}

function stationSaid({ isOpen, model }: Station) {
  if (!isOpen) return { text: '关了' }
  return model === null ? { text: '开着' } : { text: modelWords[model.level], kind: 'ok' as const, icon: 'badge-check' }
}

function Figures({ figures, first, onPeople }: { figures: VolunteerFigures; first: boolean; onPeople?: () => void }) {
  const { communityName, volunteers, people, peopleCountedOn, peopleSource, coveragePercent } = figures
  return (
    <Section title={communityName} first={first}>
      <Card pad className="col g2">
        <Fact name="志愿者">
          <Say>{`${volunteers} 位在册`}</Say>
        </Fact>
        <Fact name="住的人">
          <Say>
            {people === null
              ? '还没填'
              : `${people} 人，${dayWord(peopleCountedOn ?? dayOf(new Date()))}数的，${peopleSource}`}
          </Say>
        </Fact>
        <Fact name="志愿者占">
          <Say>{coveragePercent === null ? '填了住的人才能算' : `${coveragePercent}%`}</Say>
        </Fact>
        <Fact name="服务站">
          <Say>{`${figures.stations} 个，示范站 ${figures.modelStations} 个`}</Say>
        </Fact>
        {onPeople === undefined ? null : <Btn text="填住了多少人" kind="secondary" wide onPress={onPeople} />}
      </Card>
    </Section>
  )
}

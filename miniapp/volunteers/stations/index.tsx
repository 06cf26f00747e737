import { View } from '@tarojs/components'
import type { Station } from '../../../shared/volunteers/figures-contract.ts'
import { dial } from '../../client/navigate.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { modelWords } from '../../text/stations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

/** 志愿服务站: where volunteers stand ready, when, and whom to ring. */
export default function StationsPage() {
  const me = useFreshMe()
  const communityId = me.data?.identity?.communityId ?? ''
  const query = useQuery('volunteers.stations', communityId === '' ? undefined : { communityId }, { keep: true })
  const open = (stations: readonly Station[]) => stations.filter(({ isOpen }) => isOpen)
  return (
    <Page title="志愿服务站">
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ stations }) => open(stations).length === 0,
          show: <Empty title="社区还没有服务站" line="要人帮忙，可以直接请志愿者。" />,
        }}
      >
        {({ stations }) => (
          <>
            {open(stations).map((station, index) => (
              <Section key={station.stationId} title={station.name} first={index === 0}>
                <Card pad className="col g3">
                  {station.model === null ? null : (
                    <View className="flex">
                      <SaidPill said={{ text: modelWords[station.model.level], kind: 'ok', icon: 'badge-check' }} />
                    </View>
                  )}
                  <Fact name="在哪儿">
                    <Say>{station.place}</Say>
                  </Fact>
                  <Fact name="几点开">
                    <Say>{station.openHours}</Say>
                  </Fact>
                  <Fact name="找谁">
                    <Say>{station.personInCharge}</Say>
                  </Fact>
                  <Btn text="打电话" kind="secondary" size="l" wide icon="phone" onPress={() => dial(station.phone)} />
                </Card>
              </Section>
            ))}
          </>
        )}
      </QueryView>
    </Page>
  )
}

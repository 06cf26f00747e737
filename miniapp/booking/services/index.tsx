import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ServiceSummary } from '../../../shared/booking/contract.ts'
import type { ServiceCategory } from '../../../shared/booking/lifecycle.ts'
import { dayOf, type Day } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useQuery } from '../../client/use-query.ts'
import { categoryWords } from '../../text/booking.ts'
import { Chips } from '../../ui/forms.tsx'
import { Glyph, Icon } from '../../ui/icon.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'
import { useParameter } from '../../client/query-parameters.ts'
import { Unbound } from '../unbound.tsx'
import { communityOf, useWho } from '../use-here.ts'
import { hourOf, nearDay, yuan } from '../words.ts'
import { SearchField } from './search-field.tsx'
import { useNow } from '../use-now.ts'

type Chosen = ServiceCategory | 'all'

export default function BookingServicesPage() {
  const who = useWho()
  // Staff books for somebody who asked them to.
  const forResident = useParameter('forResident')
  const forCommunity = useParameter('forCommunity')
  const communityId = forCommunity === '' ? communityOf(who.data) : forCommunity
  return (
    <Page title="服务" back={false} bottom={<TabBar current="booking" />}>
      <QueryView query={who} rows={5} empty={{ when: () => communityId === undefined, show: <Unbound /> }}>
        {() => (communityId === undefined ? null : <Catalogue communityId={communityId} forResident={forResident} />)}
      </QueryView>
    </Page>
  )
}

function Catalogue({ communityId, forResident }: { communityId: string; forResident: string }) {
  const query = useQuery('booking.services', { communityId }, { keep: true })
  const [word, setWord] = useState('')
  const [category, setCategory] = useState<Chosen>('all')
  return (
    <>
      <SearchField value={word} onInput={setWord} />
      <Chips<Chosen>
        label="服务分类"
        options={[
          { value: 'all', text: '全部' },
          ...categoryWords.map((one) => ({ value: one.category, text: one.text })),
        ]}
        value={category}
        onChange={setCategory}
      />
      <Rows>
        <Row
          title="我的预约"
          note="看时间和报号，也能取消"
          lead={
            <View className="lead lead--icon">
              <Icon name="ticket" />
            </View>
          }
          onPress={() => openPage('booking/mine/index')}
        />
        <Row
          title="谁来办"
          note="在哪儿、几点开、门口有没有坡道"
          lead={
            <View className="lead lead--icon">
              <Icon name="store" />
            </View>
          }
          onPress={() => openPage('booking/providers/index', { community: communityId })}
        />
      </Rows>
      <QueryView query={query} rows={5}>
        {({ services }) => (
          <Sections services={matching(services, word, category)} communityId={communityId} forResident={forResident} />
        )}
      </QueryView>
    </>
  )
}

function matching(services: readonly ServiceSummary[], word: string, category: Chosen): ServiceSummary[] {
  const wanted = word.trim()
  return services.filter(
    (service) =>
      (category === 'all' || service.category === category) && `${service.name}${service.line}`.includes(wanted),
  )
}

function Sections({
  services,
  communityId,
  forResident,
}: {
  services: readonly ServiceSummary[]
  communityId: string
  forResident: string
}) {
  const today = dayOf(useNow())
  if (services.length === 0) return <Empty title="没有找到" line="换个词试试，比如“午饭”。也可以打电话问社区。" />
  return (
    <>
      {categoryWords.map(({ category, text, icon }) => {
        const own = services.filter((service) => service.category === category)
        if (own.length === 0) return null
        return (
          <View key={category} className="section">
            <View className="section__head">
              <View className="section__title flex g2">
                <Glyph name={icon} small />
                <Text>{text}</Text>
              </View>
            </View>
            <Rows>
              {own.map((service) => (
                <Row
                  key={service.serviceId}
                  title={service.name}
                  note={noteOf(service, today)}
                  end={<Price cents={service.priceCents} />}
                  onPress={() =>
                    openPage('booking/service/index', {
                      community: communityId,
                      id: service.serviceId,
                      ...(forResident === '' ? {} : { person: forResident, proxy: '1' }),
                    })
                  }
                />
              ))}
            </Rows>
          </View>
        )
      })}
    </>
  )
}

function noteOf(service: ServiceSummary, today: Day): string {
  const { nextFreeAt, nextFreeDay, line } = service
  if (nextFreeAt === null || nextFreeDay === null) return `这两周约满了，${line}`
  return `最早${nearDay(nextFreeDay, today)} ${hourOf(nextFreeAt)}，${line}`
}

function Price({ cents }: { cents: number }) {
  if (cents === 0) return <Pill text="无偿" kind="ok" />
  return (
    <View className="money">
      <Text>{yuan(cents)}</Text>
      <Text className="unit">元</Text>
    </View>
  )
}

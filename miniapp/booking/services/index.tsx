import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { ServiceSummary } from '../../../shared/booking/contract.ts'
import type { ServiceCategory } from '../../../shared/booking/lifecycle.ts'
import type { Me } from '../../../shared/people/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { openPage, replacePage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { categoryWords } from '../../text/booking.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { TabBar } from '../../ui/tab-bar.tsx'
import { priceKindWords, yuan } from '../price-words.ts'
import { Unbound } from '../unbound.tsx'
import { communityOf, useWho } from '../use-here.ts'
import { useNow } from '../use-now.ts'
import { ageReason, bookable, serviceLine, whoWords } from '../words.ts'
import { SearchField } from './search-field.tsx'

type Chosen = ServiceCategory | 'all'

/** For whom the catalogue is looked through, and where a press leads. */
interface Looking {
  communityId: string
  /** Staff books for this resident, who asked them to; empty otherwise. */
  forResident: string
  /** What is chosen joins the places that are kept already. */
  isAdded: boolean
}

export default function BookingServicesPage() {
  const who = useWho()
  const forResident = useParameter('forResident')
  const forCommunity = useParameter('forCommunity')
  const isAdded = useParameter('add') === '1'
  const category = useParameter('category')
  const communityId = forCommunity === '' ? communityOf(who.data) : forCommunity
  const isOnTop = isAdded || forResident !== ''
  return (
    <Page
      title={isAdded ? '再加一项' : '服务'}
      back={isOnTop}
      bottom={isOnTop ? undefined : <TabBar current="booking" />}
    >
      <QueryView query={who} rows={5} empty={{ when: () => communityId === undefined, show: <Unbound /> }}>
        {(me) =>
          communityId === undefined ? null : (
            <Catalogue looking={{ communityId, forResident, isAdded }} me={me} first={categoryNamed(category)} />
          )
        }
      </QueryView>
    </Page>
  )
}

/** The category an address named; all of them where it named none. */
function categoryNamed(name: string): Chosen {
  return categoryWords.filter(({ category }) => category === name)[0]?.category ?? 'all'
}

function Catalogue({ looking, me, first }: { looking: Looking; me: Me; first: Chosen }) {
  const { communityId, forResident, isAdded } = looking
  const query = useQuery('booking.services', { communityId }, { keep: true })
  const [word, setWord] = useState('')
  const [category, setCategory] = useState<Chosen>(first)
  const people = forResident === '' ? bookable(me, communityId) : []
  const [chosen, choosePerson] = useState('')
  const person = people.filter(({ residentId }) => residentId === chosen)[0]
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
      {people.length < 2 ? null : (
        <Chips
          label="给谁约"
          options={[
            { value: '', text: '一家人的' },
            ...people.map((one) => ({ value: one.residentId, text: `给${whoWords(one)}` })),
          ]}
          value={chosen}
          onChange={choosePerson}
        />
      )}
      {isAdded || forResident !== '' ? null : (
        <View className="flex g3">
          <Btn text="我的预约" className="grow" onPress={() => openPage('booking/mine/index')} />
          <Btn
            text="谁来办"
            className="grow"
            onPress={() => openPage('booking/providers/index', { community: communityId })}
          />
        </View>
      )}
      {isAdded || forResident !== '' ? null : (
        <Btn text="到了签到" icon="scan-line" wide onPress={() => openPage('booking/arrive/index')} />
      )}
      <QueryView query={query} rows={5}>
        {({ services }) => (
          <Sections
            services={matching(services, word, category)}
            offReason={(service) => person && ageReason(person, service.eligibility.minimumAge)}
            open={(service) => {
              const go = isAdded ? replacePage : openPage
              go('booking/service/index', {
                community: communityId,
                id: service.serviceId,
                ...(forResident === '' ? {} : { person: forResident, proxy: '1' }),
                ...(person === undefined ? {} : { person: person.residentId }),
                ...(isAdded ? { add: '1' } : {}),
              })
            }}
          />
        )}
      </QueryView>
    </>
  )
}

function matching(services: readonly ServiceSummary[], word: string, category: Chosen): ServiceSummary[] {
  const wanted = word.trim()
  return services.filter(
    (service) =>
      (category === 'all' || service.category === category) &&
      `${service.name}${service.line}${service.providerName}`.includes(wanted),
  )
}

function Sections({
  services,
  offReason,
  open,
}: {
  services: readonly ServiceSummary[]
  /** Why the person who was chosen cannot have it. */
  offReason: (service: ServiceSummary) => string | undefined
  open: (service: ServiceSummary) => void
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
              <View
                className="section__title flex g2"
                {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}
              >
                <Glyph name={icon} small />
                <Text>{text}</Text>
              </View>
            </View>
            <Rows>
              {own.map((service) => {
                const reason = offReason(service)
                return (
                  <Row
                    key={service.serviceId}
                    title={service.name}
                    note={reason ?? serviceLine(service, today)}
                    end={<Price service={service} />}
                    onPress={() => open(service)}
                  />
                )
              })}
            </Rows>
          </View>
        )
      })}
    </>
  )
}

function Price({ service }: { service: ServiceSummary }) {
  const kind = priceKindWords(service)
  if (kind === '免费') return <Pill text="免费" kind="ok" />
  return (
    <View className="col">
      <View className="money right">
        <Text>{yuan(service.priceCents)}</Text>
        <Text className="unit">元</Text>
      </View>
      <Text className="t-small quiet right">{service.subsidies.length === 0 ? kind : `${kind}，有补贴`}</Text>
    </View>
  )
}

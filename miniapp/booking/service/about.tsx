import { Text, View } from '@tarojs/components'
import type { ServiceDetail } from '../../../shared/booking/contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { accessWords } from '../../text/providers.ts'
import { Glyph, Icon } from '../../ui/icon.tsx'
import { Card, Fact, IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import {
  bringWords,
  limitsWords,
  ownPriceWords,
  priceKindWords,
  reservedWords,
  subsidyWords,
  yuan,
} from '../price-words.ts'
import { lengthWords } from '../words.ts'

/** What it is, what this person pays, who may use it, what to bring. */
export function About({
  service,
  own,
}: {
  service: ServiceDetail
  own: { priceCents: number; priceWords: string } | undefined
}) {
  const { eligibility } = service
  return (
    <Card pad>
      <View className="flex g3">
        <Glyph name={service.icon} />
        <View className="grow">
          <View className="t-heading">
            <Text>{service.name}</Text>
          </View>
          <View className="t-small quiet">
            <Say>{service.providerName}</Say>
          </View>
        </View>
        <PriceTag service={service} />
      </View>
      {own === undefined || own.priceWords === '' ? null : (
        <View className="mt3">
          <Notice
            kind="ok"
            text={`这次${own.priceCents === 0 ? '' : '付 '}${ownPriceWords(own.priceCents, own.priceWords)}`}
          />
        </View>
      )}
      <View className="mt3">
        <Say>{service.description}</Say>
      </View>
      <View className="facts mt4">
        <Fact name="谁能约">
          <Say>{eligibility.words === '' ? '大家都能约' : eligibility.words}</Say>
        </Fact>
        <Fact name={service.atHome ? '要准备' : '要带'}>
          <Say>{bringWords(service)}</Say>
        </Fact>
        <Fact name="在哪儿">
          <Say>{service.place}</Say>
        </Fact>
        <Fact name="要多久">
          <Text>{lengthWords(service.durationMinutes)}</Text>
        </Fact>
      </View>
    </Card>
  )
}

function PriceTag({ service }: { service: ServiceDetail }) {
  const kind = priceKindWords(service)
  if (kind === '免费') return <Text className="t-title green nowrap">免费</Text>
  return (
    <View className="col">
      <Text className="t-small quiet right">{kind}</Text>
      <View className="money">
        <Text>{yuan(service.priceCents)}</Text>
        <Text className="unit">元</Text>
      </View>
    </View>
  )
}

/** What is good to know before, under the times: prices by group, kept places, limits, ways in, the telephone. */
export function GoodToKnow({
  service,
  communityId,
  residentId,
}: {
  service: ServiceDetail
  communityId: string
  /** Who would have it every week; undefined where no series can be made. */
  residentId: string | undefined
}) {
  const { provider } = service
  const lines = [
    { name: '谁便宜', text: subsidyWords(service) },
    { name: '留位子', text: reservedWords(service.reservedPlaces) },
    { name: '约几次', text: limitsWords(service) },
  ].filter(({ text }) => text !== '')
  const access =
    service.channel === 'hall' ? accessWords.filter(({ fact }) => provider.access.indexOf(fact) !== -1) : []
  return (
    <Section title="约之前，知道一下">
      {lines.length === 0 && access.length === 0 ? null : (
        <Card pad>
          <View className="facts">
            {lines.map(({ name, text }) => (
              <Fact key={name} name={name}>
                <Say>{text}</Say>
              </Fact>
            ))}
            {access.length === 0 ? null : (
              <Fact name="进出">
                <View className="flex wrap g3">
                  {access.map(({ fact, text, icon }) => (
                    <View key={fact} className="flex g1">
                      <Icon name={icon} className="green" />
                      <Text>{text}</Text>
                    </View>
                  ))}
                </View>
              </Fact>
            )}
          </View>
        </Card>
      )}
      <Rows>
        {service.seriesAllowed && residentId !== undefined ? (
          <IconRow
            icon="calendar-days"
            title="每周固定约"
            note="选好周几和几点，一次约好几周"
            onPress={() =>
              openPage('booking/series-plan/index', {
                community: communityId,
                id: service.serviceId,
                person: residentId,
              })
            }
          />
        ) : null}
        <Row
          title={provider.name}
          note={provider.openWords}
          lead={
            <View className="lead lead--icon">
              <Icon name="map-pin" />
            </View>
          }
          end={
            <Press className="dial dial--icon" label={`打给${provider.name}`} onPress={() => dial(provider.phone)}>
              <Icon name="phone" />
            </Press>
          }
        />
      </Rows>
    </Section>
  )
}

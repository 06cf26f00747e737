import { Text, View } from '@tarojs/components'
import type { Output } from '../../../shared/contract.ts'
import type { catalogueContract } from '../../../shared/booking/catalogue-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { hoursWords } from '../../text/offering.ts'
import { accessWords, providerIcon } from '../../text/providers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'

type Provider = Output<(typeof catalogueContract)['booking.providers']>['providers'][number]

/** One provider: where, when open, how one gets in without steps, and what can be booked there. */
export default function ProviderPage() {
  const communityId = useParameter('community')
  const id = useParameter('id')
  const query = useQuery('booking.providers', { communityId }, { keep: true })
  const own = query.data?.providers.filter(({ providerId }) => providerId === id)[0]
  return (
    <Page title={own?.name ?? '谁来办'}>
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: () => own === undefined,
          show: <Empty title="这里不再办事了" line="回到服务，看看别处有没有。" />,
        }}
      >
        {() => (own === undefined ? null : <One communityId={communityId} provider={own} />)}
      </QueryView>
    </Page>
  )
}

function One({ communityId, provider }: { communityId: string; provider: Provider }) {
  return (
    <>
      <Card pad className="col g3">
        <View className="flex between">
          <View className="flex g2">
            <Icon name={providerIcon(provider.kind)} className="green" />
            <Text className="strong">{provider.openWords}</Text>
          </View>
          {provider.isOpen ? <Pill text="开着" kind="ok" icon="check" /> : <Pill text="休息" />}
        </View>
        <View className="facts">
          <Fact name="在哪儿">
            <Say>{provider.address}</Say>
          </Fact>
          <Fact name="几点开">
            <Say>{hoursWords(provider.openingHours)}</Say>
          </Fact>
          <Fact name="放假">
            <Text>{provider.openingHours.onHolidays === 'closed' ? '休息' : '照常开'}</Text>
          </Fact>
          <Fact name="电话">
            <Text>{provider.phone}</Text>
          </Fact>
        </View>
        {provider.introduction === '' ? null : (
          <View className="quiet">
            <Say>{provider.introduction}</Say>
          </View>
        )}
        <Btn
          text="打电话"
          size="l"
          wide
          icon="phone"
          label={`打电话 ${provider.phone}，${provider.name}`}
          onPress={() => dial(provider.phone)}
        />
      </Card>
      {provider.access.length === 0 ? null : (
        <Section title="进门方便">
          <View className="ways-in">
            {accessWords
              .filter(({ fact }) => provider.access.indexOf(fact) !== -1)
              .map(({ fact, text, icon }) => (
                <View key={fact} className="way-in">
                  <Icon name={icon} className="green" />
                  <Text>{text}</Text>
                </View>
              ))}
          </View>
        </Section>
      )}
      <Section title="能约什么" note={`${provider.services.length} 项`}>
        {provider.services.length === 0 ? (
          <Empty title="现在没有能约的" line="要办事，先打电话问一问。" />
        ) : (
          <Rows>
            {provider.services.map(({ serviceId, name }) => (
              <Row
                key={serviceId}
                title={name}
                onPress={() => openPage('booking/service/index', { community: communityId, id: serviceId })}
              />
            ))}
          </Rows>
        )}
      </Section>
    </>
  )
}

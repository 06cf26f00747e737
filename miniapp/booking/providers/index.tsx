import { View } from '@tarojs/components'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { providerIcon } from '../../text/providers.ts'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { Unbound } from '../unbound.tsx'
import { communityOf, useWho } from '../use-here.ts'

/** Who gives services here, and which doors are open now. */
export default function ProvidersPage() {
  const who = useWho()
  const asked = useParameter('community')
  const communityId = asked === '' ? communityOf(who.data) : asked
  return (
    <Page title="谁来办">
      <QueryView query={who} rows={4} empty={{ when: () => communityId === undefined, show: <Unbound /> }}>
        {() => (communityId === undefined ? null : <Providers communityId={communityId} />)}
      </QueryView>
    </Page>
  )
}

function Providers({ communityId }: { communityId: string }) {
  const query = useQuery('booking.providers', { communityId }, { keep: true })
  return (
    <QueryView
      query={query}
      rows={4}
      empty={{
        when: ({ providers }) => providers.length === 0,
        show: <Empty title="社区还没把服务放上来" line="急着办，先打电话问社区。" />,
      }}
    >
      {({ providers }) => (
        <Rows>
          {providers.map((provider) => (
            <Row
              key={provider.providerId}
              lead={
                <View className="lead lead--icon">
                  <Icon name={providerIcon(provider.kind)} className={provider.isOpen ? 'green' : 'quiet'} />
                </View>
              }
              title={provider.name}
              note={provider.openWords}
              onPress={() => openPage('booking/provider/index', { community: communityId, id: provider.providerId })}
            />
          ))}
        </Rows>
      )}
    </QueryView>
  )
}

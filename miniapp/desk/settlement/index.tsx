import { View } from '@tarojs/components'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { monthWord, yuanWords } from '../../text/homecare.ts'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'

/** What each provider is owed, month by month. */
export default function SettlementPage() {
  const communityId = useParameter('community')
  const isWide = useWide()
  const query = useQuery('homecare.months', communityId === '' ? undefined : { communityId })
  return (
    <Page title="每月结算单" help={false} wide={isWide}>
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: ({ months }) => months.length === 0,
          show: <Empty title="还没有要结的" line="上门做完、老人评过，就会记到这里。" />,
        }}
      >
        {({ months }) => (
          <View className={isWide ? 'columns' : ''}>
            {(['open', 'closed'] as const).map((status) => {
              const own = months.filter((one) => one.status === status)
              if (own.length === 0) return null
              return (
                <View key={status} className="columns__one">
                  <Section title={status === 'open' ? '还没结' : '结好的'} note={`${own.length} 张`} first={isWide}>
                    <Rows>
                      {own.map(({ providerId, providerName, month, visits, subsidyCents }) => (
                        <Row
                          key={`${providerId}${month}`}
                          lead={
                            <View className="lead lead--icon">
                              <Icon name={status === 'open' ? 'hourglass' : 'stamp'} />
                            </View>
                          }
                          title={providerName}
                          note={`${monthWord(month)}，上门 ${visits} 次，补助 ${yuanWords(subsidyCents)}`}
                          end={
                            <SaidPill
                              said={status === 'open' ? { text: '没结' } : { text: '结了', kind: 'ok', icon: 'check' }}
                            />
                          }
                          onPress={() =>
                            openPage('desk/settlement-sheet/index', {
                              community: communityId,
                              provider: providerId,
                              month,
                            })
                          }
                        />
                      ))}
                    </Rows>
                  </Section>
                </View>
              )
            })}
          </View>
        )}
      </QueryView>
    </Page>
  )
}

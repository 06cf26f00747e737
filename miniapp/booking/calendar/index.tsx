import { Text } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { addressOf } from '../../client/request.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type Feeds = Output<Endpoints['calendar.feeds']>
type Feed = Feeds['feeds'][number]
type Source = Feeds['sources'][number]

/** The secret addresses from which a phone's own calendar reads bookings. */
export default function CalendarPage() {
  const query = useQuery('calendar.feeds', {})
  return (
    <Page title="放进手机日历">
      <QueryView
        query={query}
        rows={2}
        empty={{
          when: ({ sources }) => sources.length === 0,
          show: <Empty title="还没有可以放的" line="先绑定居民身份。绑定以后，预约就能放进手机日历。" />,
        }}
      >
        {({ feeds, sources }) => (
          <>
            <Notice text="每个地址是一把钥匙，谁拿到都能看见这些预约。只放进自己的手机，别发到群里。" />
            {sources.map((source) => (
              <SourceCard
                key={`${source.communityId}${source.name}`}
                source={source}
                feed={feeds.filter((feed) => isOf(feed, source))[0]}
                onChanged={query.refresh}
              />
            ))}
            <HowTo />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function isOf(feed: Feed, { communityId, of }: Source): boolean {
  return feed.communityId === communityId && subjectOf(feed.of) === subjectOf(of)
}

function subjectOf(of: Source['of']): string {
  return of.kind === 'resident' ? of.residentId : of.resourceId
}

function SourceCard({ source, feed, onChanged }: { source: Source; feed: Feed | undefined; onChanged: () => void }) {
  const make = useCommand('calendar.make')
  const revoke = useCommand('calendar.revoke')
  const [asksToStop, askToStop] = useState(false)
  async function start() {
    const made = await make.run({ id: make.id(), communityId: source.communityId, of: source.of })
    if (made?.ok) onChanged()
  }
  async function stop(feedId: string) {
    const done = await revoke.run({ communityId: source.communityId, feedId })
    askToStop(false)
    if (!done?.ok) return
    say('停用了')
    onChanged()
  }
  const mistake = make.error ?? revoke.error
  return (
    <Section title={source.name}>
      <Card pad className="col g3">
        {feed === undefined ? (
          <>
            <Say>做好地址，贴进手机日历，以后的预约自己会出现。</Say>
            <Btn text="做一个日历地址" wide isBusy={make.isBusy} onPress={() => void start()} />
          </>
        ) : (
          <>
            <Text className="num breaks" userSelect selectable>
              {fullAddress(feed)}
            </Text>
            <Btn text="复制地址" wide onPress={() => void copy(fullAddress(feed))} />
            <Btn text="停用这个地址" kind="text" wide onPress={() => askToStop(true)} />
          </>
        )}
        {mistake ? <Notice kind="warn" text={mistake.message} /> : null}
      </Card>
      {asksToStop && feed ? (
        <Sheet
          title="停用这个地址？"
          line="停用以后，手机日历不再更新。要用可以再做一个新的。"
          onClose={() => askToStop(false)}
        >
          <Btn text="停用" kind="danger" wide isBusy={revoke.isBusy} onPress={() => void stop(feed.feedId)} />
          <Btn text="先留着" kind="secondary" wide onPress={() => askToStop(false)} />
        </Sheet>
      ) : null}
    </Section>
  )
}

function HowTo() {
  return (
    <Section title="怎么放进去">
      <Card pad className="col g2">
        <Say>苹果手机：设置，日历，帐户，添加帐户，其他，添加已订阅的日历，粘贴地址。</Say>
        <Say>安卓手机：打开日历，点“订阅日历”或“从网址添加”，粘贴地址。</Say>
        <Say>日历约每 15 分钟更新一次。马上要看，以“我的预约”为准。</Say>
      </Card>
    </Section>
  )
}

/** With its origin: a calendar program knows no page it could be relative to. */
function fullAddress({ communityId, feedId, key }: Feed): string {
  const address = addressOf('calendar.file', { communityId, feedId, key })
  return process.env.TARO_ENV === 'h5' && address.startsWith('/') ? `${location.origin}${address}` : address
}

async function copy(text: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text })
    say('复制好了')
  } catch {
    say('没复制成。请长按上面的地址来复制')
  }
}

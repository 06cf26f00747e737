import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Series } from '../../../shared/booking/series-contract.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { openPage, openTab } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useNow } from '../use-now.ts'
import { forWhom, hourOf, weekday } from '../words.ts'
import { SkippedDays } from '../series-plan/skipped.tsx'

/** How many days of one series are shown before the rest is asked for. */
const firstDays = 4

/** What comes every week by itself: the days to come, and the end of it. */
export default function BookingSeriesPage() {
  const query = useQuery('booking.series', {}, { keep: true })
  return (
    <Page title="每周固定约的">
      <QueryView
        query={query}
        rows={3}
        empty={{
          when: ({ series }) => series.length === 0,
          show: (
            <Empty
              title="还没有每周固定约的"
              line="午饭、助浴这些，选好周几和几点，一次约好几周。在服务那一页点“每周固定约”。"
              act={
                <Btn text="看看能约什么" kind="primary" size="l" onPress={() => openTab('booking/services/index')} />
              }
            />
          ),
        }}
      >
        {({ series }) => (
          <>
            {series.map((one) => (
              <One key={one.seriesId} series={one} onChanged={query.refresh} />
            ))}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function One({ series, onChanged }: { series: Series; onChanged: () => void }) {
  const me = useMe()
  const [isAll, showAll] = useState(false)
  const [isEnding, askToEnd] = useState(false)
  const { coming, skipped, words, serviceName, toDay, nextDay } = series
  const who = forWhom(series, me)
  const until = toDay === null ? '一直约下去' : `约到 ${dayWord(toDay)}`
  const by = series.delegateName === null ? '' : `，${series.delegateName}代办`
  return (
    <Section title={serviceName} note={who === '自己' ? '自己的' : `给${who}约的`}>
      <Card pad>
        <View className="flex g3">
          <Glyph name={series.icon} />
          <View className="grow">
            <View className="t-title">
              <Say>{words}</Say>
            </View>
            <View className="quiet">
              <Say>{`${until}${by}`}</Say>
            </View>
          </View>
        </View>
      </Card>
      {coming.length === 0 ? null : (
        <Rows>
          {(isAll ? coming : coming.slice(0, firstDays)).map((one) => (
            <ComingRow key={one.bookingId} booking={one} communityId={series.communityId} />
          ))}
          {isAll || coming.length <= firstDays ? null : (
            <Row regular title={`还有 ${coming.length - firstDays} 次，都看看`} onPress={() => showAll(true)} />
          )}
        </Rows>
      )}
      {coming.length === 0 && nextDay !== null ? (
        <Notice text={`${dayWord(nextDay)}那次快到的时候，自己会约上。`} />
      ) : null}
      <SkippedDays skipped={skipped} />
      <Btn text="不再固定约了" kind="danger" size="l" wide onPress={() => askToEnd(true)} />
      {isEnding ? (
        <EndSheet
          series={series}
          onClose={() => askToEnd(false)}
          onEnded={() => {
            askToEnd(false)
            onChanged()
          }}
        />
      ) : null}
    </Section>
  )
}

function ComingRow({ booking, communityId }: { booking: Series['coming'][number]; communityId: string }) {
  const today = dayOf(useNow())
  const day = dayOf(new Date(booking.startsAt))
  return (
    <Row
      title={day === today ? '今天' : `${dayWord(day)} ${weekday(day)}`}
      note="点开能改时间，或者这一次不去"
      lead={
        <View className="when">
          <Text>{hourOf(booking.startsAt)}</Text>
        </View>
      }
      onPress={() => openPage('booking/detail/index', { community: communityId, id: booking.bookingId })}
    />
  )
}

function EndSheet({ series, onClose, onEnded }: { series: Series; onClose: () => void; onEnded: () => void }) {
  const command = useCommand('booking.endSeries')
  const { communityId, seriesId, serviceName, coming } = series
  async function end() {
    const answer = await command.run({ communityId, seriesId })
    if (!answer?.ok) return
    const { cancelled, series: after } = answer.data
    say(after.coming.length === 0 ? `不约了，退了 ${cancelled} 次` : `退了 ${cancelled} 次，最近的退不了`)
    onEnded()
  }
  return (
    <Sheet
      title={`${serviceName}，不再固定约了？`}
      line={
        coming.length === 0 ? '以后不再自动约。' : `后面 ${coming.length} 次都退掉，快到时间的退不了，还照原来的来。`
      }
      onClose={onClose}
    >
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        text="不再固定约"
        kind="danger"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在退"
        onPress={() => void end()}
      />
      <Btn text="先留着" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

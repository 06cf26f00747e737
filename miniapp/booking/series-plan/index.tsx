import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Series, SeriesDay } from '../../../shared/booking/series-contract.ts'
import { patternWords } from '../../../shared/booking/series.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { openTab, replacePage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { Btn } from '../../ui/btn.tsx'
import { Glyph, Icon } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { priceWords } from '../price-words.ts'
import { useNow } from '../use-now.ts'
import { hourOf, weekday } from '../words.ts'
import { dayPlan, daysToBook, type DayChanges } from './choice.ts'
import { DaySheet } from './day-sheet.tsx'
import { PatternFields } from './pattern-fields.tsx'
import { SkippedDays } from './skipped.tsx'
import { useSeriesPlan, type SeriesPlan } from './use-series-plan.ts'

/** The same every week: which weekdays, at what time, until when; each day with its state, and one confirmation. */
export default function BookingSeriesPlanPage() {
  const plan = useSeriesPlan({
    communityId: useParameter('community'),
    serviceId: useParameter('id'),
    residentId: useParameter('person'),
  })
  const { done } = plan
  return (
    <Page title="每周固定约" bottom={done === undefined && plan.preview.data ? <BookBar plan={plan} /> : undefined}>
      {done === undefined ? (
        <QueryView query={plan.service} rows={3}>
          {(service) => (
            <>
              <Card pad>
                <View className="flex g3">
                  <Glyph name={service.icon} />
                  <View className="grow">
                    <View className="t-title">
                      <Say>{service.name}</Say>
                    </View>
                    <View className="quiet">
                      <Say>{`${service.providerName}，给${plan.who}约`}</Say>
                    </View>
                  </View>
                </View>
              </Card>
              <PatternFields plan={plan} />
              {plan.weekdays.length === 0 ? (
                <Notice text="先点周几。点好了，下面一天一天列给您看。" />
              ) : (
                <QueryView query={plan.preview} rows={4}>
                  {({ days, refusedBecause }) =>
                    refusedBecause === null ? (
                      <Days days={days} plan={plan} />
                    ) : (
                      <Notice kind="warn" text={`${plan.who}约不了：${refusedBecause}。`} />
                    )
                  }
                </QueryView>
              )}
            </>
          )}
        </QueryView>
      ) : (
        <Done series={done} />
      )}
    </Page>
  )
}

function Days({ days, plan }: { days: readonly SeriesDay[]; plan: SeriesPlan }) {
  const [open, setOpen] = useState<SeriesDay | undefined>(undefined)
  const today = dayOf(useNow())
  const { changes } = plan
  if (days.length === 0) return <Notice text="这几天里没有这个时间。换个周几，或者换个钟点。" />
  return (
    <Section title="一天一天看看" note={`能约 ${daysToBook(days, changes).length} 次`}>
      <Rows>
        {days.map((day) => (
          <DayRow key={day.day} day={day} changes={changes} isToday={day.day === today} onPress={() => setOpen(day)} />
        ))}
      </Rows>
      {open === undefined ? null : (
        <DaySheet
          day={open}
          change={changes[open.day]}
          onChange={(change) => {
            plan.changeDay(open.day, change)
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Section>
  )
}

function DayRow({
  day,
  changes,
  isToday,
  onPress,
}: {
  day: SeriesDay
  changes: DayChanges
  isToday: boolean
  onPress: () => void
}) {
  const { startsAt, text, isChanged } = dayPlan(day, changes)
  const isLater = day.state === 'later' && !isChanged
  const canChange = day.state === 'free' || day.instead.length > 0 || isChanged
  const canSwap = startsAt === undefined && !isChanged && day.instead.length > 0
  return (
    <Row
      title={isToday ? '今天' : `${dayWord(day.day)} ${weekday(day.day)}`}
      note={text === '能约' ? '' : text}
      lead={
        <View className={startsAt === undefined ? 'when quiet' : 'when'}>
          <Text>{startsAt === undefined && !isLater ? '不约' : hourOf(startsAt ?? day.startsAt)}</Text>
        </View>
      }
      end={
        startsAt !== undefined ? (
          <Pill text="能约" kind="ok" icon="check" />
        ) : canSwap ? (
          <Pill text="能换时间" kind="info" icon="pencil-line" />
        ) : null
      }
      {...(canChange ? { onPress } : {})}
    />
  )
}

function BookBar({ plan }: { plan: SeriesPlan }) {
  const { preview, changes, weekdays, time, error, isBusy } = plan
  const count = daysToBook(preview.data?.days ?? [], changes).length
  const cents = preview.data?.priceCents ?? 0
  return (
    <>
      {error === undefined ? null : <Notice kind="warn" text={error} />}
      <View className="actionbar">
        <View className="grow">
          <View className="strong num">
            <Text>{patternWords(weekdays, time)}</Text>
          </View>
          <View className="t-small quiet">
            <Say>{cents === 0 ? '不要钱' : `每次 ${priceWords(cents)}，去一次付一次`}</Say>
          </View>
        </View>
        <Btn
          id="book-series"
          text={count === 0 ? '没有能约的' : `约这 ${count} 次`}
          kind="primary"
          size="l"
          isBusy={isBusy}
          busyText="正在约"
          disabled={count === 0}
          onPress={() => void plan.book()}
        />
      </View>
    </>
  )
}

/** What became of it: how many, which were skipped and why. */
function Done({ series }: { series: Series }) {
  const { coming, skipped, words, serviceName, nextDay } = series
  return (
    <>
      <View className="flex g3">
        <Icon name="circle-check" size="l" className="green" />
        <View className="grow">
          <View className="t-heading">
            <Text>{coming.length === 0 ? '这几次都没约上' : `约好了 ${coming.length} 次`}</Text>
          </View>
          <View className="quiet">
            <Say>{`${serviceName}，${words}`}</Say>
          </View>
        </View>
      </View>
      {nextDay === null ? null : <Notice text={`后面的从 ${dayWord(nextDay)}起，快到的时候自己约上。`} />}
      <SkippedDays skipped={skipped} />
      <Btn text="看约好的日子" kind="primary" size="l" wide onPress={() => replacePage('booking/series/index')} />
      <Btn text="再约别的" kind="text" wide onPress={() => openTab('booking/services/index')} />
    </>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { addDays, weekdayOf, type Day } from '../../../../shared/time.ts'
import type { OfferingChange } from '../../../../shared/booking/offering-schemas.ts'
import { useParameter } from '../../../client/query-parameters.ts'
import { dayHeading, exceptionWords, weekdayShort, weekOrder } from '../../../text/offering.ts'
import { Btn } from '../../../ui/btn.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Row, Rows, Section } from '../../../ui/layout.tsx'
import { Page } from '../../../ui/page.tsx'
import { Press } from '../../../ui/press.tsx'
import { Say } from '../../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../../ui/states.tsx'
import { useWide } from '../../use-wide.ts'
import { ChangeSheet } from '../change-sheet.tsx'
import '../index.css'
import { useOffering, whoseWords, type OfferingData } from '../use-offering.ts'
import { DaySheet } from './day-sheet.tsx'
import { firstOfMonth, markedDay, monthGrid, monthWords } from './days.ts'
import { ExceptionSheet } from './exception-sheet.tsx'

/** Public holidays, worked weekends, and where the community departs from its week. */
export default function CalendarPage() {
  const isWide = useWide()
  const communityId = useParameter('community')
  const query = useOffering(communityId)
  return (
    <Page title="休息日和例外" help={false} wide={isWide}>
      <QueryView query={query} rows={6}>
        {(data) => <Calendar communityId={communityId} data={data} isWide={isWide} onSaved={query.refresh} />}
      </QueryView>
    </Page>
  )
}

/** What is open over the page: a day, a new exception from a day on, or a change on its way. */
type Opened = { day: Day } | { exceptionFrom: Day } | { change: OfferingChange; question?: string; done: string }

function Calendar({
  communityId,
  data,
  isWide,
  onSaved,
}: {
  communityId: string
  data: OfferingData
  isWide: boolean
  onSaved: () => void
}) {
  const [opened, setOpened] = useState<Opened | undefined>(undefined)
  const close = () => setOpened(undefined)
  const add = data.mayChange ? (
    <Btn text="加一条例外" kind="primary" wide icon="plus" onPress={() => setOpened({ exceptionFrom: data.today })} />
  ) : null
  return (
    <>
      <View className={isWide ? 'offering-form' : 'col g3'}>
        <View className="col g3">
          {data.horizonWords === '' ? null : <Notice kind="warn" text={data.horizonWords} />}
          <Month data={data} onDay={(day) => setOpened({ day })} />
        </View>
        <View className="col g3">
          <Exceptions
            data={data}
            first={isWide}
            onOpen={(exceptionId, words) =>
              setOpened({
                change: { kind: 'exception_removed', exceptionId },
                question: `去掉：${words}`,
                done: '去掉了',
              })
            }
          />
          {add}
        </View>
      </View>
      {opened !== undefined && 'day' in opened ? (
        <DaySheet
          day={opened.day}
          data={data}
          onClose={close}
          onChange={(change, done) => setOpened({ change, done })}
          onException={() => setOpened({ exceptionFrom: opened.day })}
        />
      ) : null}
      {opened !== undefined && 'exceptionFrom' in opened ? (
        <ExceptionSheet
          from={opened.exceptionFrom}
          data={data}
          onClose={close}
          onChange={(change) => setOpened({ change, done: '加上了' })}
        />
      ) : null}
      {opened !== undefined && 'change' in opened ? (
        <ChangeSheet
          communityId={communityId}
          change={opened.change}
          {...(opened.question === undefined ? {} : { question: opened.question })}
          done={opened.done}
          onClose={close}
          onSaved={() => {
            close()
            onSaved()
          }}
        />
      ) : null}
    </>
  )
}

function Month({ data, onDay }: { data: OfferingData; onDay: (day: Day) => void }) {
  const [months, setMonths] = useState(0)
  const first = firstOfMonth(data.today, months)
  return (
    <Section title={monthWords(first)} first>
      <View className="flex between">
        <Btn text="上个月" kind="plain" disabled={months === 0} onPress={() => setMonths(months - 1)} />
        <Btn text="下个月" kind="plain" disabled={months === 11} onPress={() => setMonths(months + 1)} />
      </View>
      <View className="offering-month">
        {weekOrder.map((weekday) => (
          <View key={weekday} className="offering-month__head">
            <Text>{weekdayShort(weekday)}</Text>
          </View>
        ))}
        {monthGrid(first).map((day, place) =>
          day === undefined ? (
            <View key={`none ${place}`} className="offering-month__none" />
          ) : (
            <DayCell key={day} day={day} data={data} onPress={() => onDay(day)} />
          ),
        )}
      </View>
      <View className="t-small quiet">
        <Say>灰的是休息，绿的是周末也办，黄的是停一停。点一天，看清楚，也能改。</Say>
      </View>
    </Section>
  )
}

const dayWords = { rest: '休息', work: '办事', closed: '停一停', plain: '' } as const

function DayCell({ day, data, onPress }: { day: Day; data: OfferingData; onPress: () => void }) {
  const { kind, word: known } = markedDay(day, data)
  // colour never speaks alone
  const word = known === '' && kind === 'rest' ? '休' : known
  const names = ['offering-month__day', kind === 'plain' ? '' : `is-${kind}`, day === data.today ? 'is-today' : '']
  return (
    <Press
      className={names.filter(Boolean).join(' ')}
      contentSpeaks
      label={[dayHeading(day), day === data.today ? '今天' : '', dayWords[kind], word].filter(Boolean).join('，')}
      onPress={onPress}
    >
      <View className="offering-month__weekday">
        <Text>{weekdayShort(weekdayOf(day))}</Text>
      </View>
      <Text>{String(Number(day.slice(8)))}</Text>
      {word === '' ? null : (
        <View className="offering-month__word">
          <Text>{word}</Text>
        </View>
      )}
    </Press>
  )
}

function Exceptions({
  data,
  first,
  onOpen,
}: {
  data: OfferingData
  first: boolean
  onOpen: (exceptionId: string, words: string) => void
}) {
  const coming = data.exceptions.filter(({ toDay }) => toDay >= data.today)
  coming.sort((one, other) => (one.fromDay < other.fromDay ? -1 : 1))
  const own = data.holidays.filter(({ day }) => day >= data.today)
  if (coming.length + own.length === 0) {
    return <Empty title="没有例外" line={`到 ${dayHeading(addDays(data.today, 30))}，都照平常的星期和国家的放假来。`} />
  }
  return (
    <Section title="接下来的例外" note={`${coming.length + own.length} 条`} first={first}>
      <Rows>
        {own.map(({ day, kind, name }) => (
          <Row key={day} title={`${dayHeading(day)}，${kind === 'holiday' ? '休息' : '照常办事'}`} note={name} />
        ))}
        {coming.map((exception) => {
          const words = exceptionWords(exception, whoseWords(data, exception))
          return (
            <Row
              key={exception.exceptionId}
              title={words}
              note={exception.reason}
              {...(data.mayChange
                ? {
                    end: (
                      <Press
                        className="dial dial--icon"
                        label={`去掉：${words}`}
                        onPress={() => onOpen(exception.exceptionId, words)}
                      >
                        <Icon name="trash-2" />
                      </Press>
                    ),
                  }
                : {})}
            />
          )
        })}
      </Rows>
    </Section>
  )
}

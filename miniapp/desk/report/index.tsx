import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { dayOf } from '../../../shared/time.ts'
import { useMe } from '../../client/session.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { levelWords } from '../../text/help.ts'
import {
  answerLines,
  arrivalLines,
  daysOf,
  figureWords,
  percent,
  periods,
  periodWords,
  type Period,
  type TargetLine,
} from '../../text/report.ts'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView, Skeleton } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { LateCalls } from './late-calls.tsx'

type Report = Output<Endpoints['help.report']>

/** The posts that may read a report: those of a community, a street or a district. */
function useReportAreas() {
  useFreshMe()
  const me = useMe()
  const reporting = me?.staff.filter(
    ({ role }) => role === 'community_staff' || role === 'dispatcher' || role === 'admin',
  )
  return reporting?.map(({ areaCode, areaName }) => ({ value: areaCode, text: areaName }))
}

export default function ReportPage() {
  const areas = useReportAreas()
  const isWide = useWide()
  const [today] = useState(() => dayOf(new Date()))
  const [period, setPeriod] = useState<Period>('month')
  const [chosen, setChosen] = useState('')
  const areaCode = chosen === '' ? (areas?.[0]?.value ?? '') : chosen
  const asked = areaCode === '' ? undefined : { areaCode, ...daysOf(period, today) }
  const report = useQuery('help.report', asked)

  return (
    <Page title="求助报表" back help={false} wide={isWide}>
      {areas && areas.length > 1 ? <Chips label="哪里" options={areas} value={areaCode} onChange={setChosen} /> : null}
      <Segmented
        label="哪段时间"
        options={periods.map((value) => ({ value, text: periodWords[value] }))}
        value={period}
        onChange={setPeriod}
      />
      {areas === undefined ? (
        <Skeleton rows={5} />
      ) : areaCode === '' ? (
        <Empty title="报表给社区、街道和区的人看" line="网格员看不到。要数字的话，问社区值班的人。" />
      ) : (
        <QueryView
          query={report}
          rows={5}
          empty={{
            when: ({ total }) => total.calls === 0,
            show: <Empty title="这段时间没有人按求助" line="换一段时间看看。" />,
          }}
        >
          {(data) => (
            <View className={isWide ? 'columns' : ''}>
              <View className="columns__one">
                <Headline data={data} />
                {asked === undefined ? null : <LateCalls period={asked} />}
              </View>
              <View className="columns__one">
                <Breakdown data={data} isFirst={isWide} />
              </View>
            </View>
          )}
        </QueryView>
      )}
    </Page>
  )
}

function Headline({ data: { areaName, total } }: { data: Report }) {
  return (
    <View>
      <Section title="接得快不快" note={areaName} first>
        <Card pad>
          <View className="t-title">
            <Text>{`求助 ${total.calls} 次，接了 ${total.answered} 次`}</Text>
          </View>
          {answerLines(total).map((line) => (
            <Target key={line.title} line={line} />
          ))}
        </Card>
      </Section>
      <Section title="到得快不快" note={`上门 ${total.arrived} 次`}>
        <Card pad>
          {arrivalLines(total).map((line) => (
            <Target key={line.title} line={line} />
          ))}
        </Card>
      </Section>
      <Section title="还有这些">
        <Rows>
          {[
            ['最慢的一次', total.slowestAnswerSeconds === null ? '—' : `${total.slowestAnswerSeconds} 秒`],
            ['还没接就说没事', `${total.withdrawn} 次`],
            ['按错了', `${total.pressedByMistake} 次`],
            ['说没解决，又响了', `${total.reopened} 次`],
            [
              '评了“好”',
              total.rated === 0 ? '还没人评' : `${percent(total.ratedGood, total.rated)}，${total.rated} 人评`,
            ],
          ].map(([title = '', value = '']) => (
            <Row key={title} title={title} regular end={<Text className="num">{value}</Text>} />
          ))}
        </Rows>
      </Section>
    </View>
  )
}

function Target({ line: { title, share, part, target, isMet } }: { line: TargetLine }) {
  return (
    <View className="target" ariaLabel={`${title}，${share}，${target}`}>
      <View className="target__head">
        <Text className="grow">{title}</Text>
        <Text className="strong num">{share}</Text>
      </View>
      <View className="track">
        <View className={`track__done ${isMet === false ? 'is-short' : ''}`} style={{ width: `${part * 100}%` }} />
      </View>
      <View className="target__head">
        <Text className="t-small quiet grow">{target}</Text>
        {isMet === null ? null : (
          <Pill
            text={isMet ? '做到了' : '还差一点'}
            kind={isMet ? 'ok' : 'warn'}
            icon={isMet ? 'check' : 'triangle-alert'}
          />
        )}
      </View>
    </View>
  )
}

function Breakdown({ data, isFirst }: { data: Report; isFirst: boolean }) {
  const { byLevel, byGrid, byHour, byMonth } = data
  const most = Math.max(1, ...byHour.map(({ calls }) => calls))
  return (
    <View>
      <Section title="谁接的" note="响到哪一级有人接" first={isFirst}>
        <Rows>
          {byLevel.map(({ level, ...figures }) => (
            <Row key={level} title={levelWords[level]} note={figureWords(figures)} />
          ))}
        </Rows>
      </Section>
      <Section title="几点按的">
        <Card pad>
          {byHour.map(({ hour, ...figures }) => (
            <View key={hour} className="hour" ariaLabel={`${hour} 点，${figures.calls} 次`}>
              <Text className="hour__name num">{`${hour} 点`}</Text>
              <View className="track grow">
                <View className="track__done" style={{ width: `${(figures.calls / most) * 100}%` }} />
              </View>
              <Text className="hour__count num">{`${figures.calls} 次`}</Text>
            </View>
          ))}
        </Card>
      </Section>
      <Section title="哪个网格">
        <Rows>
          {byGrid.map(({ gridCode, name, ...figures }) => (
            <Row key={gridCode} title={name} note={figureWords(figures)} />
          ))}
        </Rows>
      </Section>
      {byMonth.length > 1 ? (
        <Section title="每个月">
          <Rows>
            {byMonth.map(({ month, ...figures }) => (
              <Row
                key={month}
                title={`${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`}
                note={figureWords(figures)}
              />
            ))}
          </Rows>
        </Section>
      ) : null}
    </View>
  )
}

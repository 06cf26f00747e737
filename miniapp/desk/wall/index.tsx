import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { dayOf, dayWord, timeOf, weekdayWord } from '../../../shared/time.ts'
import { goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useServerNow } from '../../client/use-now.ts'
import { useQuery } from '../../client/use-query.ts'
import { warmLine } from '../../text/attendance.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { pageAt, pagesOf } from './pages.ts'
import { ComingRow, TodayCard } from './shifts.tsx'
import './index.css'

/** Milliseconds between two looks at the server, and between two pages of the wall. */
const pollMilliseconds = 30_000
const turnSeconds = 12
const todayAtOnce = 4
const comingAtOnce = 5

/** On the community's television: today's shifts, who is there, where somebody is still wanted. Nobody touches it. */
export default function WallPage() {
  useFreshMe()
  const me = useMe()
  const linked = useParameter('community')
  const own = me?.staff.map(({ areaCode }) => areaCode.slice(0, 12)).filter(({ length }) => length === 12)[0]
  const communityId = linked === '' ? (own ?? '') : linked
  const query = useQuery('volunteering.wall', communityId === '' ? undefined : { communityId }, {
    keep: true,
    pollMilliseconds,
  })
  const now = useServerNow(query.data?.now, query.answeredAt)
  const { data } = query
  useAwake()
  const name = me?.staff.filter(({ areaCode }) => areaCode === communityId)[0]?.areaName ?? '社区'
  return (
    <Page
      title="社区大屏"
      help={false}
      wide
      panel={<Top name={name} now={now} offSince={query.error === undefined ? undefined : query.answeredAt} />}
    >
      {data === undefined ? (
        query.error ? (
          <ErrorState message={query.error.message} onRetry={query.refresh} />
        ) : (
          <Skeleton rows={4} />
        )
      ) : (
        <Shifts data={data} now={now} />
      )}
    </Page>
  )
}

/** A television that goes dark says nothing. */
function useAwake() {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    const { wakeLock } = navigator as { wakeLock?: { request: (type: 'screen') => Promise<unknown> } }
    wakeLock?.request('screen').catch(() => undefined)
  }, [])
}

function Top({ name, now, offSince }: { name: string; now: number; offSince: number | undefined }) {
  const at = new Date(now)
  const day = dayOf(at)
  return (
    <View className="wall__top" {...(process.env.TARO_ENV === 'h5' ? { role: 'banner' } : {})}>
      <Press className="wall__back" label="返回" onPress={goBack}>
        <Icon name="chevron-left" />
      </Press>
      <View
        className="grow wall__name"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 1 } : {})}
      >
        <Text>{`${name}，今天谁在忙`}</Text>
      </View>
      {offSince === undefined ? null : (
        <View className="wall__off" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
          <Icon name="wifi-off" />
          <Text>{offSince === 0 ? '网络断了' : `最后更新 ${timeOf(new Date(offSince)).replace(/^0/, '')}`}</Text>
        </View>
      )}
      <Text className="wall__day">{`${dayWord(day)} ${weekdayWord(day)}`}</Text>
      <Text className="wall__clock">{timeOf(at)}</Text>
    </View>
  )
}

type Wall = NonNullable<ReturnType<typeof useQuery<'volunteering.wall'>>['data']>

function Shifts({ data, now }: { data: Wall; now: number }) {
  const [begun] = useState(now)
  const turns = Math.floor((now - begun) / 1000 / turnSeconds)
  // What is over stays for the count, not for the eye.
  const left = data.today.filter(({ endsAt }) => Date.parse(endsAt) > now)
  const shown = pageAt(pagesOf(left, todayAtOnce), turns)
  const coming = pageAt(pagesOf(data.coming, comingAtOnce), turns)
  return (
    <View className="wall">
      <View className={`wall__today ${left.length <= 2 ? 'is-few' : ''}`}>
        {left.length === 0 ? (
          <View className="wall__empty">
            <View className="wall__title">
              <Text>{data.today.length === 0 ? '今天没有班次' : '今天的都忙完了'}</Text>
            </View>
            <Text>右边是接下来的，欢迎来报名。</Text>
          </View>
        ) : (
          shown.items.map((shift) => <TodayCard key={shift.shiftId} shift={shift} now={now} />)
        )}
        <Dots page={shown.page} pages={shown.pages} />
      </View>
      <View className="wall__side">
        <View className="wall__head" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}>
          <Text>接下来</Text>
        </View>
        {coming.items.length === 0 ? (
          <View className="wall__row quiet">
            <Text>这几天还没有安排</Text>
          </View>
        ) : (
          coming.items.map((shift) => <ComingRow key={shift.shiftId} shift={shift} today={dayOf(new Date(now))} />)
        )}
        <Dots page={coming.page} pages={coming.pages} />
        <View className="grow" />
        <View className="wall__warm">
          <Text>{data.here > 0 ? `今天来了 ${data.here} 位志愿者。` : ''}</Text>
          <Text>{warmLine(dayOf(new Date(now)))}</Text>
        </View>
      </View>
    </View>
  )
}

function Dots({ page, pages }: { page: number; pages: number }) {
  if (pages < 2) return null
  return (
    <View className="wall__dots" ariaLabel={`第 ${page + 1} 页，共 ${pages} 页`}>
      {Array.from({ length: pages }, (_, index) => (
        <View key={index} className={`wall__dot ${index === page ? 'is-on' : ''}`} />
      ))}
    </View>
  )
}

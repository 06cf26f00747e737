import { Text, View } from '@tarojs/components'
import { timeOf } from '../../../shared/time.ts'
import { goBack } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useServerNow } from '../../client/use-now.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useHall, type Hall } from '../counter/use-counter.ts'
import './index.css'
import { useCaller, type Caller } from './use-caller.ts'

/** On the wall of the hall: who is called where, who is next. Nothing of a person but a family name, where that is wanted. */
export default function ScreenPage() {
  const communityId = useParameter('community')
  const providerId = useParameter('provider')
  const query = useHall({ communityId, providerId }, providerId !== '')
  const caller = useCaller(query.data?.called)
  const now = useServerNow(query.data?.now, query.answeredAt)
  const { data } = query
  return (
    <Page title="叫号屏" help={false} wide panel={<Top hall={data} now={now} isOff={query.error !== undefined} />}>
      {data === undefined ? (
        query.error ? (
          <ErrorState message={query.error.message} onRetry={query.refresh} />
        ) : (
          <Skeleton rows={4} />
        )
      ) : (
        <View className="hall">
          <Called called={data.called} />
          <Next hall={data} />
        </View>
      )}
      <Foot caller={caller} />
    </Page>
  )
}

function Top({ hall, now, isOff }: { hall: Hall | undefined; now: number; isOff: boolean }) {
  return (
    <View className="hall__top" {...(process.env.TARO_ENV === 'h5' ? { role: 'banner' } : {})}>
      <View
        className="grow hall__name"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 1 } : {})}
      >
        <Text>{hall?.name ?? '叫号屏'}</Text>
      </View>
      {isOff && hall !== undefined ? (
        <View className="hall__off" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
          <Icon name="wifi-off" />
          <Text>网络断了，正在重新连</Text>
        </View>
      ) : null}
      <Text className="hall__clock">{timeOf(new Date(now))}</Text>
    </View>
  )
}

/** The last call as large as the wall allows, those before it smaller. */
function Called({ called }: { called: Hall['called'] }) {
  const [last, ...before] = called
  return (
    <View className="hall__called" {...(process.env.TARO_ENV === 'h5' ? { 'aria-live': 'polite' } : {})}>
      {last === undefined ? (
        <View className="hall__now">
          <View className="hall__word">
            <Text>请坐一会儿，叫到号再过来</Text>
          </View>
        </View>
      ) : (
        <View className="hall__now">
          <View className="hall__word">
            <Text>{last.name === '' ? '请' : `请 ${last.name}`}</Text>
          </View>
          <View className="hall__number">
            <Text>{last.number}</Text>
          </View>
          <View className="hall__window">
            <Text>{`到 ${last.window}`}</Text>
          </View>
        </View>
      )}
      <View className="hall__before">
        {before.map(({ ticketId, number, name, window }) => (
          <View key={ticketId} className="hall__row">
            <Text className="hall__small-number">{number}</Text>
            {name === '' ? null : <Text>{name}</Text>}
            <View className="grow" />
            <Text>{window}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}

function Next({ hall }: { hall: Hall }) {
  return (
    <View className="hall__next">
      <View className="hall__head" {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}>
        <Text>接下来</Text>
      </View>
      {hall.next.length === 0 ? (
        <View className="hall__row quiet">
          <Text>没有人在等</Text>
        </View>
      ) : (
        hall.next.map(({ number, name }) => (
          <View key={number} className="hall__row">
            <Text className="hall__small-number">{number}</Text>
            <View className="grow" />
            {name === '' ? null : <Text>{name}</Text>}
          </View>
        ))
      )}
      <View className="grow" />
      <View className="hall__count">
        <Text>{`一共 ${hall.waiting} 位在等`}</Text>
      </View>
    </View>
  )
}

function Foot({ caller }: { caller: Caller }) {
  return (
    <View className="hall__foot">
      <Press className="hall__press" label="返回" contentSpeaks onPress={goBack}>
        <Icon name="chevron-left" />
        <Text>返回</Text>
      </Press>
      <View className="grow" />
      {caller.state === 'none' ? (
        <Text className="quiet">这台设备不会念中文，只显示</Text>
      ) : (
        <Press
          className="hall__press"
          label={caller.state === 'on' ? '声音开着，点一下关' : '打开声音'}
          contentSpeaks
          onPress={caller.toggle}
        >
          <Icon name={caller.state === 'on' ? 'volume-2' : 'volume-x'} />
          <Text>{caller.state === 'on' ? '声音开着，点一下关' : '打开声音'}</Text>
        </Press>
      )}
    </View>
  )
}

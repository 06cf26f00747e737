import { View } from '@tarojs/components'
import { useState } from 'react'
import { useQuery } from '../../client/use-query.ts'
import { Chips, Segmented } from '../../ui/forms.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { Arrivals } from './arrivals.tsx'
import { AtWindow, MainAct, standsAt, useMoves } from './at-window.tsx'
import './index.css'
import { Tools } from './tools.tsx'
import { useLine, useRemembered, type Counter } from './use-counter.ts'
import { Waiting } from './waiting.tsx'

/** A hall at work: who is here, who is next, and everything else of the counter. */
export default function CounterPage() {
  const query = useQuery('booking.counters', {})
  const [chosen, choose] = useRemembered('counter-hall')
  const counters = (query.data?.counters ?? []).filter(({ services }) => services.some(({ way }) => way !== 'none'))
  const counter = counters.filter(({ providerId }) => providerId === chosen)[0] ?? counters[0]
  if (counter !== undefined) {
    return (
      <Hall key={counter.providerId} counter={counter} counters={counters} onChoose={choose} onSaved={query.refresh} />
    )
  }
  return (
    <Page title="叫号和签到" help={false}>
      <QueryView
        query={query}
        rows={4}
        empty={{
          when: () => true,
          show: <Empty title="还没有要接待的地方" line="有了大厅、食堂或者卫生站，这里就能叫号、签到。" />,
        }}
      >
        {() => null}
      </QueryView>
    </Page>
  )
}

type Side = 'line' | 'arrivals' | 'more'

function Hall({
  counter,
  counters,
  onChoose,
  onSaved,
}: {
  counter: Counter
  counters: readonly Counter[]
  onChoose: (providerId: string) => void
  onSaved: () => void
}) {
  const isWide = useWide()
  const line = useLine(counter)
  const hasLine = counter.services.some(({ way }) => way === 'line')
  const [side, setSide] = useState<Side>(hasLine ? 'line' : 'arrivals')
  const [kept, keep] = useRemembered(`counter-window:${counter.providerId}`)
  const windows = line.data?.counter.windows ?? counter.windows
  const window = windows.indexOf(kept) === -1 ? (windows[0] ?? '') : kept
  const moves = useMoves(counter, line.refresh)
  const shows = (one: Side) => isWide || side === one
  const ticket = line.data && standsAt(line.data, window)
  const mainAct = line.data ? <MainAct line={line.data} window={window} ticket={ticket} moves={moves} /> : null
  return (
    <Page
      title={counter.name}
      help={false}
      wide={isWide}
      {...(hasLine && !isWide && side === 'line' && mainAct !== null
        ? {
            bottom: (
              <View className="actionbar">
                <View className="grow">{mainAct}</View>
              </View>
            ),
          }
        : {})}
    >
      {counters.length > 1 ? (
        <Chips
          label="哪个地方"
          options={counters.map(({ providerId, name }) => ({ value: providerId, text: name }))}
          value={counter.providerId}
          onChange={onChoose}
        />
      ) : null}
      {isWide ? null : (
        <Segmented<Side>
          label="做什么"
          options={[
            ...(hasLine ? [{ value: 'line' as const, text: '叫号' }] : []),
            { value: 'arrivals', text: '签到' },
            { value: 'more', text: '别的' },
          ]}
          value={side}
          onChange={setSide}
        />
      )}
      <View className={isWide ? (hasLine ? 'counter-wide' : 'columns') : 'col g3'}>
        {shows('arrivals') ? (
          <View className="col g3 columns__one">
            <Arrivals counter={counter} onArrived={line.refresh} />
          </View>
        ) : null}
        {hasLine && shows('line') ? (
          <View className="col g3 columns__one">
            <QueryView query={line} rows={5}>
              {(data) => (
                <>
                  <AtWindow
                    line={data}
                    window={window}
                    onChoose={keep}
                    moves={moves}
                    mainAct={isWide ? mainAct : null}
                  />
                  <Waiting line={data} onMoved={line.refresh} />
                </>
              )}
            </QueryView>
          </View>
        ) : null}
        {shows('more') ? (
          <View className="col g3 columns__one">
            <Tools counter={counter} onNumber={line.refresh} onSaved={onSaved} />
          </View>
        ) : null}
      </View>
    </Page>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HelpDevice } from '../../../shared/help/devices-contract.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { deviceLine, partDevices, stateWords } from '../../text/devices.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { DeviceSheet } from './device-sheet.tsx'
import { KeyShown, type ShownKey } from './key-shown.tsx'
import { Register } from './register.tsx'

const pollMilliseconds = 20_000
const pillKinds = { well: 'ok', never_heard: 'info', silent: 'warn', low_battery: 'warn', retired: undefined } as const
const pillIcons = {
  well: 'check',
  never_heard: 'info',
  silent: 'triangle-alert',
  low_battery: 'triangle-alert',
} as const

/** The help devices of an area: which of them need somebody, a new one for a resident, keys and the end of one. */
export default function DevicesPage() {
  const me = useFreshMe()
  const isWide = useWide()
  const devices = useQuery('help.devices', {}, { pollMilliseconds })
  const [opened, setOpened] = useState<HelpDevice | undefined>(undefined)
  const [shown, setShown] = useState<ShownKey | undefined>(undefined)
  const [isAdding, setAdding] = useState(false)
  const mayKeep = me.data?.staff.some(({ role }) => role === 'community_staff' || role === 'admin') ?? false

  function show(key: ShownKey) {
    setShown(key)
    setOpened(undefined)
    setAdding(false)
    devices.refresh()
  }
  const add = <Btn text="登记一台呼叫器" kind="primary" size="l" wide icon="plus" onPress={() => setAdding(true)} />

  if (shown !== undefined) {
    return (
      <Page title="呼叫器的密钥" help={false}>
        <KeyShown shown={shown} onDone={() => setShown(undefined)} />
      </Page>
    )
  }
  if (isAdding) {
    return (
      <Page title="登记一台呼叫器" help={false}>
        <Register onKey={show} onLeave={() => setAdding(false)} />
      </Page>
    )
  }
  return (
    <Page
      title="爱心呼叫器"
      help={false}
      wide={isWide}
      {...(mayKeep && !isWide ? { bottom: <View className="actionbar">{add}</View> } : {})}
    >
      <QueryView
        query={devices}
        rows={4}
        empty={{
          when: (data) => data.devices.length === 0,
          show: (
            <Empty
              title="还没有登记呼叫器"
              line="给不用手机的老人登记一台，按下去和手机求助走同一条路。"
              {...(mayKeep && isWide ? { act: add } : {})}
            />
          ),
        }}
      >
        {(data) => {
          const { troubled, well, retired } = partDevices(data.devices)
          const rows = (some: readonly HelpDevice[]) => (
            <DeviceRows devices={some} now={data.now} isWide={isWide} onPress={setOpened} />
          )
          return (
            <View className={isWide ? 'columns' : ''}>
              <View className="columns__one">
                <Section title="要去看看的" note={`${troubled.length} 台`} first>
                  {troubled.length === 0 ? (
                    <Empty title="都好好的" line="没有一台没声音，也没有一台缺电。" />
                  ) : (
                    rows(troubled)
                  )}
                </Section>
                {isWide && mayKeep ? <View className="mt3">{add}</View> : null}
              </View>
              <View className="columns__one">
                {well.length === 0 ? null : (
                  <Section title="好好的" note={`${well.length} 台`} first={isWide}>
                    {rows(well)}
                  </Section>
                )}
                {retired.length === 0 ? null : (
                  <Section title="停用了的" note={`${retired.length} 台`}>
                    {rows(retired)}
                  </Section>
                )}
              </View>
            </View>
          )
        }}
      </QueryView>
      {opened === undefined ? null : (
        <DeviceSheet
          device={opened}
          now={devices.data?.now ?? opened.registeredAt}
          mayKeep={mayKeep}
          onKey={show}
          onClose={() => setOpened(undefined)}
          onChanged={() => {
            setOpened(undefined)
            devices.refresh()
          }}
        />
      )}
    </Page>
  )
}

function DeviceRows({
  devices,
  now,
  isWide,
  onPress,
}: {
  devices: readonly HelpDevice[]
  now: string
  isWide: boolean
  onPress: (device: HelpDevice) => void
}) {
  return (
    <Rows>
      {devices.map((device) => (
        <Row
          key={device.deviceId}
          {...(isWide ? { lead: <Avatar name={device.residentName} /> } : {})}
          title={`${device.residentName}，${device.label}`}
          note={deviceLine(device, now)}
          end={<StatePill state={device.state} />}
          onPress={() => onPress(device)}
        />
      ))}
    </Rows>
  )
}

function StatePill({ state }: { state: HelpDevice['state'] }) {
  const kind = pillKinds[state]
  if (state === 'retired' || kind === undefined) return <Pill text={stateWords[state]} />
  return <Pill text={stateWords[state]} kind={kind} icon={pillIcons[state]} />
}

import { Text } from '@tarojs/components'
import type { HelpDevice } from '../../../shared/help/devices-contract.ts'
import { keyInGroups } from '../../text/devices.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'

export interface ShownKey {
  device: HelpDevice
  key: string
}

/** What is typed into the gateway: shown now and never again. */
export function KeyShown({ shown: { device, key }, onDone }: { shown: ShownKey; onDone: () => void }) {
  return (
    <Section title={`${device.residentName}的${device.label}`} first>
      <Notice kind="warn" text="密钥只显示这一次。输进呼叫器的网关，再离开这一页。" />
      <Card pad className="col g3 mt3">
        <Fact name="密钥">
          <Text className="strong num breaks">{keyInGroups(key)}</Text>
        </Fact>
        <Fact name="第几把">
          <Text className="num">{String(device.keyVersion)}</Text>
        </Fact>
        <Fact name="设备编号">
          <Text className="num breaks">{device.deviceId}</Text>
        </Fact>
        <Fact name="社区编号">
          <Text className="num">{device.communityId}</Text>
        </Fact>
      </Card>
      <Notice text="横线不用输。输好以后按一下呼叫器，列表里会写“刚刚有声音”。" />
      <Btn text="输好了" kind="primary" size="l" wide onPress={onDone} />
    </Section>
  )
}

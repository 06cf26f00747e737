import { Text } from '@tarojs/components'
import { useState } from 'react'
import type { HelpDevice } from '../../../shared/help/devices-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { agoWords, stateWords } from '../../text/devices.ts'
import { Btn } from '../../ui/btn.tsx'
import { Fact } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { ShownKey } from './key-shown.tsx'

/** One device: what is known of it, a new key, and the end of it, each asked once more in words. */
export function DeviceSheet({
  device,
  now,
  mayKeep,
  onKey,
  onClose,
  onChanged,
}: {
  device: HelpDevice
  now: string
  mayKeep: boolean
  onKey: (key: ShownKey) => void
  onClose: () => void
  onChanged: () => void
}) {
  const [asked, setAsked] = useState<'rotate' | 'retire' | undefined>(undefined)
  const rotate = useCommand('help.rotateDeviceKey')
  const retire = useCommand('help.retireDevice')
  const { communityId, deviceId, keyVersion, residentName, label } = device
  const name = `${residentName}的${label}`

  async function change() {
    const answer = await rotate.run({ communityId, deviceId, keyVersion })
    if (answer?.ok === true) onKey(answer.data)
  }
  async function end() {
    const answer = await retire.run({ communityId, deviceId })
    if (answer?.ok !== true) return
    say('停用了')
    onChanged()
  }
  const problem = rotate.error ?? retire.error

  if (asked === 'rotate') {
    return (
      <Sheet
        title={`给${name}换一把密钥？`}
        line="旧的马上作废。新的要当场输进网关，不然按了没有用。"
        onClose={onClose}
      >
        {problem === undefined ? null : <Notice kind="warn" text={problem.message} />}
        <Btn
          text="换密钥"
          kind="primary"
          size="l"
          wide
          isBusy={rotate.isBusy}
          busyText="正在换"
          onPress={() => void change()}
        />
        <Btn text="先不换" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  if (asked === 'retire') {
    return (
      <Sheet title={`停用${name}？`} line="停用以后按了没有用。告诉老人，再收回来。" onClose={onClose}>
        {problem === undefined ? null : <Notice kind="warn" text={problem.message} />}
        <Btn
          text="停用这一台"
          kind="danger"
          size="l"
          wide
          isBusy={retire.isBusy}
          busyText="正在停用"
          onPress={() => void end()}
        />
        <Btn text="先不停用" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  return (
    <Sheet
      title={name}
      line={[device.address, device.gridName].filter((part) => part !== '').join('，')}
      onClose={onClose}
    >
      <Fact name="现在">
        <Text>{stateWords[device.state]}</Text>
      </Fact>
      <Fact name="上次听到">
        <Text>{device.heardAt === null ? '还没有过' : agoWords(device.heardAt, now)}</Text>
      </Fact>
      <Fact name="上次按下">
        <Text>{device.pressedAt === null ? '还没有过' : agoWords(device.pressedAt, now)}</Text>
      </Fact>
      <Fact name="去看看">
        <Text>{`${device.silentAfterHours} 小时没声音，就去一趟`}</Text>
      </Fact>
      {device.battery === null ? null : (
        <Fact name="电量">
          <Text className="num">{`${device.battery}%`}</Text>
        </Fact>
      )}
      <Fact name="登记的人">
        <Text>{device.registeredBy}</Text>
      </Fact>
      {mayKeep && device.state !== 'retired' ? (
        <>
          <Btn text="换一把密钥" wide icon="key-round" onPress={() => setAsked('rotate')} />
          <Btn text="停用这一台" kind="plain" wide onPress={() => setAsked('retire')} />
        </>
      ) : (
        <Btn text="知道了" kind="plain" wide onPress={onClose} />
      )}
    </Sheet>
  )
}

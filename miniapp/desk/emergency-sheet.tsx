import { View } from '@tarojs/components'
import type { DeskCall } from '../../shared/help/contract.ts'
import type { EmergencyNumber } from '../../shared/help/lifecycle.ts'
import { dial } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { Say } from '../ui/say.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { Script } from './use-moves.ts'

/** What to read out to the ambulance or the fire brigade, large enough for a phone at arm's length. */
export function EmergencySheet({
  call,
  number,
  script,
  onClose,
}: {
  call: DeskCall
  number: EmergencyNumber
  script: Script
  onClose: () => void
}) {
  // The address is known before any answer: nobody waits for it.
  const lines = script.length > 0 ? script : [`${call.communityName}，${call.address}`, call.residentName]
  return (
    <Sheet title={`打 ${number}，照着念`} line="打电话这件事已经记下了。" onClose={onClose}>
      <View className="col g3 outcomes outcomes--tall">
        {lines.map((line) => (
          <View key={line} className="script">
            <Say>{line}</Say>
          </View>
        ))}
      </View>
      <Btn text={`再拨 ${number}`} kind="primary" size="l" wide icon="phone" onPress={() => dial(number)} />
      <Btn text="念完了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

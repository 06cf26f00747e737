import { Text, View } from '@tarojs/components'
import { dial } from '../client/navigate.ts'
import { Btn } from './btn.tsx'
import { Press } from './press.tsx'
import { Sheet } from './sheet.tsx'

const numbers = [
  ['120', '急救'],
  ['110', '报警'],
  ['119', '火警'],
] as const

/** 危及生命请直接拨打 120 / 110 / 119: always beside the help button. */
export function Emergency() {
  return (
    <View className="emergency">
      <View className="grow">
        <Text className="clause">危及生命</Text>
        <Text className="clause">请直接拨打</Text>
      </View>
      <View className="emergency__dials">
        {numbers.map(([number, what]) => (
          <Press key={number} className="dial" label={`打 ${number}，${what}`} onPress={() => dial(number)}>
            <Text>{number}</Text>
          </Press>
        ))}
      </View>
    </View>
  )
}

export function EmergencySheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="危及生命，直接拨打" onClose={onClose}>
      {numbers.map(([number, what]) => (
        <Btn
          key={number}
          text={`${number} ${what}`}
          kind="secondary"
          size="l"
          wide
          icon="phone"
          onPress={() => dial(number)}
        />
      ))}
      <Btn text="先不打" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

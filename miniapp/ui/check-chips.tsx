import { Text, View } from '@tarojs/components'
import { Press } from './press.tsx'

/** Chips of which several may be on. */
export function CheckChips<Value extends string>({
  label,
  options,
  values,
  onChange,
}: {
  label: string
  options: readonly { value: Value; text: string }[]
  values: readonly Value[]
  onChange: (values: Value[]) => void
}) {
  return (
    <View className="col g2">
      <View className="field__label">
        <Text>{label}</Text>
      </View>
      <View className="flex g2 wrap">
        {options.map(({ value, text }) => {
          const isOn = values.includes(value)
          return (
            <Press
              key={value}
              className={`chip ${isOn ? 'is-on' : ''}`}
              role="checkbox"
              label={text}
              contentSpeaks
              isOn={isOn}
              onPress={() => onChange(isOn ? values.filter((one) => one !== value) : [...values, value])}
            >
              <Text>{text}</Text>
            </Press>
          )
        })}
      </View>
    </View>
  )
}

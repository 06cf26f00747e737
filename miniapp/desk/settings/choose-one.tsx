import { Choice } from '../../ui/forms.tsx'
import { View } from '@tarojs/components'

/** A few sensible values, one under the other: nothing can be typed wrong. */
export function ChooseOne<Value extends string | number>({
  options,
  value,
  onChange,
}: {
  options: readonly { value: Value; text: string }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <View className="plans-choices">
      {options.map((option) => (
        <Choice
          key={option.value}
          title={option.text}
          isOn={option.value === value}
          onPress={() => onChange(option.value)}
        />
      ))}
    </View>
  )
}

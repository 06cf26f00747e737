import { Text, View } from '@tarojs/components'
import { Chips } from '../../ui/forms.tsx'

/** One of a few, all seen at once, with what is asked above them. */
export function Pick<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { value: Value; text: string }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <View className="field">
      <View className="field__label">
        <Text>{label}</Text>
      </View>
      <View className="chips-wrap">
        <Chips label={label} options={options} value={value} onChange={onChange} />
      </View>
    </View>
  )
}

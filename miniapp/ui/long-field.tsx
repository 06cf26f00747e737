import { Text, Textarea, View } from '@tarojs/components'

/** Several lines to fill in; it grows with what is written. */
export function LongField({
  label,
  value,
  onInput,
  placeholder = '',
  maxLength,
  id,
}: {
  label: string
  value: string
  onInput: (value: string) => void
  placeholder?: string
  maxLength: number
  id: string
}) {
  return (
    <View className="field">
      <View className="field__label">
        <Text>{label}</Text>
      </View>
      <View className="input input--long">
        {process.env.TARO_ENV === 'h5' ? (
          <textarea
            className="input__text input__long"
            id={id}
            value={value}
            placeholder={placeholder}
            maxLength={maxLength}
            rows={5}
            aria-label={label}
            onChange={(event) => onInput(event.target.value)}
          />
        ) : (
          <Textarea
            className="input__text input__long"
            id={id}
            value={value}
            placeholder={placeholder}
            maxlength={maxLength}
            autoHeight
            ariaLabel={label}
            onInput={(event: { detail: { value: string } }) => onInput(event.detail.value)}
          />
        )}
      </View>
    </View>
  )
}

import { Input, Text, View } from '@tarojs/components'
import { useState } from 'react'
import './digits.css'

const length = 6

/** Six large boxes for a number that is read out; what is typed goes into one field that lies over them unseen. */
export function Digits({ label, value, onInput }: { label: string; value: string; onInput: (digits: string) => void }) {
  const [isFocused, setFocused] = useState(false)
  const put = (text: string) => onInput(text.replace(/\D/g, '').slice(0, length))
  const common = {
    className: 'digits__field',
    value,
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
  return (
    <View className="digits">
      {Array.from({ length }, (_, index) => (
        <View
          key={index}
          ariaHidden
          className={`digits__one ${isFocused && index === Math.min(value.length, length - 1) ? 'is-next' : ''}`}
        >
          <Text>{value.charAt(index)}</Text>
        </View>
      ))}
      {process.env.TARO_ENV === 'h5' ? (
        <input
          {...common}
          id="number"
          aria-label={label}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={length + 1}
          onChange={(event) => put(event.target.value)}
        />
      ) : (
        <Input
          {...common}
          id="number"
          type="number"
          maxlength={length}
          ariaLabel={label}
          ariaRole="textbox"
          onInput={(event: { detail: { value: string } }) => put(event.detail.value)}
        />
      )}
    </View>
  )
}

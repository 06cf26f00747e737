import { Text, View } from '@tarojs/components'
import { Press } from './press.tsx'

/** One to five, each with its word: large enough for an unsteady finger. */
export function Stars({
  value,
  words,
  onChange,
}: {
  value: number
  /** By number, from 1. */
  words: readonly string[]
  onChange: (value: number) => void
}) {
  return (
    <View className="stars" {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '几颗星' } : {})}>
      {[1, 2, 3, 4, 5].map((star) => (
        <Press
          key={star}
          className={`stars__one ${star <= value ? 'is-on' : ''}`}
          role="radio"
          label={`${star} 颗星，${words[star] ?? ''}`}
          isOn={star === value}
          onPress={() => onChange(star)}
        >
          <Text>{star <= value ? '★' : '☆'}</Text>
        </Press>
      ))}
    </View>
  )
}

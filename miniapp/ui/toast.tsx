import { Text, View } from '@tarojs/components'
import { createValueStore, useValue } from '../client/value-store.ts'
import { Icon } from './icon.tsx'

const shownMilliseconds = 4000
const store = createValueStore<{ text: string } | undefined>(undefined)

/** Says that something is done, for four seconds, over whatever page is open: 约好了. */
export function say(text: string): void {
  const entry = { text }
  store.set(entry)
  setTimeout(() => {
    if (store.get() === entry) store.set(undefined)
  }, shownMilliseconds)
}

export function ToastHost() {
  const entry = useValue(store)
  if (entry === undefined) return null
  return (
    <View className="toast-place">
      <View className="toast" ariaRole={process.env.TARO_ENV === 'h5' ? 'status' : 'alert'}>
        <Icon name="circle-check" />
        <Text>{entry.text}</Text>
      </View>
    </View>
  )
}

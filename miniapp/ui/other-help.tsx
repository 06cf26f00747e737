import { Text, View } from '@tarojs/components'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

/** The quiet ways to call beside the one red button: smaller, and as easily taken back. */
export function OtherHelp({
  calls,
  className = '',
}: {
  calls: readonly { text: string; icon: string; said: string; onPress: () => void }[]
  className?: string
}) {
  return (
    <View className={`other-help ${className}`}>
      {calls.map(({ text, icon, said, onPress }) => (
        <Press key={text} className="other-help__one" label={`${text}，${said}`} onPress={onPress}>
          <Icon name={icon} className="green" />
          <Text>{text}</Text>
        </Press>
      ))}
    </View>
  )
}

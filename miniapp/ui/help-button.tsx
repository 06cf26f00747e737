import { Text } from '@tarojs/components'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

/** The one red button, in three sizes: pill under every title, key on the home page, block on the elder's home page. */
export function HelpButton({
  size,
  line,
  onPress,
}: {
  size: 'pill' | 'key' | 'block'
  line?: string
  onPress: () => void
}) {
  const said = line === undefined ? '求助' : `求助，${line}`
  return (
    <Press className={`help-${size}`} label={said} contentSpeaks={size === 'block'} onPress={onPress} id="help">
      <Icon name="bell-ring" />
      <Text className={size === 'block' ? 'help-block__word' : ''}>求助</Text>
      {size === 'block' && line !== undefined ? <Text>{line}</Text> : null}
    </Press>
  )
}

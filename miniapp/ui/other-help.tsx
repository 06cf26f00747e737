import { Text, View } from '@tarojs/components'
import { pressFor } from '../client/help-press.ts'
import { openPage } from '../client/navigate.ts'
import { calmIntents } from '../text/help-intents.ts'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

/**
 * What one may call for besides the one red button: quiet and smaller, and as easily taken back. Family is rung with
 * this phone first; the community helps where nobody picks up. `stay` on the help page itself.
 */
export function OtherHelp({ className = '', stay = false }: { className?: string; stay?: boolean }) {
  return (
    <View className={`other-help ${className}`}>
      {calmIntents.map(({ intent, text, icon, said }) => (
        <Press
          key={intent}
          className="other-help__one"
          label={`${text}，${said}`}
          onPress={() =>
            intent === 'call_family' ? openPage('help/family/index') : pressFor(intent, stay ? () => {} : openPage)
          }
        >
          <Icon name={icon} className="green" />
          <Text>{text}</Text>
        </Press>
      ))}
    </View>
  )
}

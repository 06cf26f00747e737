import { Text, View } from '@tarojs/components'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

export interface BtnProps {
  /** The act itself: 约这个时间, never 提交. */
  text: string
  onPress: () => void
  kind?: 'primary' | 'secondary' | 'ghost' | 'tint' | 'danger' | 'help' | 'text' | 'plain' | 'on-colour'
  size?: 'm' | 'l' | 'xl'
  wide?: boolean
  icon?: string
  /** Shown while an answer is awaited: the button stays, says so and takes no further press. */
  busyText?: string
  isBusy?: boolean
  disabled?: boolean
  /** The key that does the same at a computer; drawn, not said. */
  keyCap?: string
  label?: string
  id?: string
  className?: string
}

export function Btn({
  text,
  onPress,
  kind = 'secondary',
  size = 'm',
  wide = false,
  icon,
  busyText,
  isBusy = false,
  disabled = false,
  keyCap,
  label,
  id,
  className = '',
}: BtnProps) {
  const isOff = disabled || isBusy
  const words = isBusy ? (busyText ?? text) : text
  const names = [
    'btn',
    `btn--${kind}`,
    size === 'm' ? '' : `btn--${size}`,
    wide ? 'btn--wide' : '',
    isOff ? 'is-off' : '',
    className,
  ]
  return (
    <Press
      className={names.filter(Boolean).join(' ')}
      label={label ?? words}
      contentSpeaks={label === undefined}
      onPress={onPress}
      disabled={isOff}
      {...(id === undefined ? {} : { id })}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <Text>{words}</Text>
      {keyCap === undefined || isOff ? null : (
        <View className="key" ariaHidden>
          <Text>{keyCap}</Text>
        </View>
      )}
    </Press>
  )
}

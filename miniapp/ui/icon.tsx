import { View } from '@tarojs/components'

export interface IconProps {
  /** A Lucide name listed in config/taro/icons.ts. */
  name: string
  size?: 's' | 'm' | 'l'
  className?: string
}

/** A drawing only: what it means is always said in words beside it. */
export function Icon({ name, size = 'm', className = '' }: IconProps) {
  return <View className={`icon icon--${name} ${size === 'm' ? '' : `icon--${size}`} ${className}`} ariaHidden />
}

/** The small arrow at the end of a row that leads somewhere; down where one of several may be chosen. */
export function Chevron({ down = false }: { down?: boolean }) {
  return <Icon name={down ? 'chevron-down' : 'chevron-right'} className="icon--chev" />
}

/** An icon in front of a lit window: it leads somewhere. */
export function Glyph({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <View className={`glyph ${small ? 'glyph--s' : ''}`} ariaHidden>
      <Icon name={name} size={small ? 'm' : 'l'} />
    </View>
  )
}

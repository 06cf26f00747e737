import { Text, View } from '@tarojs/components'
import { Icon } from './icon.tsx'

/** A short word about a state. Colour never speaks alone: give it a word, and an icon where it warns. */
export function Pill({ text, kind, icon }: { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string }) {
  return (
    <View className={`pill ${kind === undefined ? '' : `pill--${kind}`}`}>
      {icon === undefined ? null : <Icon name={icon} size="s" />}
      <Text>{text}</Text>
    </View>
  )
}

export function Badge({ count, help = false }: { count: number; help?: boolean }) {
  if (count === 0) return null
  return (
    <View className={`badge ${help ? 'badge--help' : ''}`}>
      <Text>{count > 99 ? '99+' : String(count)}</Text>
    </View>
  )
}

/** One of the six quiet tints, always the same for the same name. */
export function tintOf(name: string): number {
  let sum = 0
  for (const letter of name) sum += letter.codePointAt(0) ?? 0
  return (sum % 6) + 1
}

/** The family name on a tinted circle: a person without a photograph of a stranger. */
export function Avatar({ name, size = 'm' }: { name: string; size?: 's' | 'm' | 'l' }) {
  return (
    <View className={`avatar avatar--${tintOf(name)} ${size === 'm' ? '' : `avatar--${size}`}`} ariaHidden>
      <Text>{name.slice(0, 1)}</Text>
    </View>
  )
}

/** What is left of a time, as a ring. `part` runs from 1 (all of it) to 0. */
export function Ring({
  part,
  number,
  unit,
  size = 'm',
  calm = false,
  onHelp = false,
}: {
  part: number
  number: string
  unit: string
  size?: 's' | 'm' | 'l'
  calm?: boolean
  onHelp?: boolean
}) {
  const names = ['ring', size === 'm' ? '' : `ring--${size}`, calm ? 'ring--calm' : '', onHelp ? 'ring--on-help' : '']
  const percent = Math.round(Math.max(0, Math.min(1, part)) * 100)
  return (
    <View
      className={names.filter(Boolean).join(' ')}
      style={{ '--p': percent } as never}
      ariaLabel={`还有 ${number} ${unit}`}
    >
      <Text className="ring__n">{number}</Text>
      <Text className="ring__n ring__unit">{unit}</Text>
    </View>
  )
}

/** Places of a small group as dots, and in words. */
export function Places({ taken, capacity }: { taken: number; capacity: number }) {
  return (
    <View className="places" ariaLabel={`${capacity} 个名额，已有 ${taken} 人`}>
      {Array.from({ length: Math.min(capacity, 12) }, (_, index) => (
        <View key={index} className={`place ${index < taken ? 'is-taken' : ''}`} />
      ))}
    </View>
  )
}

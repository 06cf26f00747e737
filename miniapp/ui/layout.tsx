import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Chevron, Icon } from './icon.tsx'
import { Press } from './press.tsx'
import { Say } from './say.tsx'
import { wordsIn } from './words-in.ts'

export function Card({
  children,
  pad = false,
  className = '',
}: {
  children: ReactNode
  pad?: boolean
  className?: string
}) {
  return <View className={`card ${pad ? 'card--pad' : ''} ${className}`}>{children}</View>
}

/** A heading with what belongs to it. `note` is quiet, `more` leads to all of it. */
export function Section({
  title,
  note,
  more,
  children,
  first = false,
}: {
  title: string
  note?: string
  more?: { text: string; onPress: () => void }
  children: ReactNode
  first?: boolean
}) {
  return (
    <View className={`section ${first ? 'section--first' : ''}`}>
      <View className="section__head">
        <View
          className="section__title"
          {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 2 } : {})}
        >
          <Text>{title}</Text>
        </View>
        {note === undefined ? null : <Text className="section__note">{note}</Text>}
        {more === undefined ? null : (
          <Press className="section__more" label={`${title}，${more.text}`} onPress={more.onPress}>
            <Text>{more.text}</Text>
            <Chevron />
          </Press>
        )}
      </View>
      {children}
    </View>
  )
}

/** A card of rows. */
export function Rows({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <View className={`card rows ${className}`}>{children}</View>
}

export interface RowProps {
  title: string
  /** When and with whom: one small line, no third one. */
  note?: string | undefined
  /** What leads the row: `<View className="when">10:30</View>`, an Avatar, an Icon in `.lead`. */
  lead?: ReactNode
  /** What ends it: a Pill, a value, a Switch. A row with `onPress` ends with an arrow unless told otherwise. */
  end?: ReactNode
  onPress?: (() => void) | undefined
  label?: string
  regular?: boolean
  className?: string
  id?: string
}

export function Row({ title, note, lead, end, onPress, label, regular = false, className = '', id }: RowProps) {
  const inside = (
    <>
      {lead}
      <View className="row__main">
        <View className={`row__title ${regular ? 'regular' : ''}`}>
          <Say>{title}</Say>
        </View>
        {note === undefined || note === '' ? null : (
          <View className="row__note">
            <Say>{note}</Say>
          </View>
        )}
      </View>
      {end}
      {onPress && end === undefined ? <Chevron /> : null}
    </>
  )
  if (!onPress) return <View className={`row ${className}`}>{inside}</View>
  const said = [...wordsIn(lead), title, note, ...wordsIn(end)].filter(Boolean).join('，')
  return (
    <Press
      className={`row ${className}`}
      label={label ?? said}
      contentSpeaks={label === undefined}
      onPress={onPress}
      {...(id === undefined ? {} : { id })}
    >
      {inside}
    </Press>
  )
}

/** A row of a menu: an icon, what it opens, and a quiet value (in the elder version under the name). */
export function IconRow({
  icon,
  title,
  note = '',
  value = '',
  end,
  onPress,
}: {
  icon: string
  title: string
  note?: string
  value?: string
  /** Beside the value: a Badge. */
  end?: ReactNode
  onPress: () => void
}) {
  return (
    <Press
      className="row"
      label={[title, note, value].filter((part) => part !== '').join('，')}
      contentSpeaks
      onPress={onPress}
    >
      <View className="lead lead--icon">
        <Icon name={icon} />
      </View>
      <View className="row__main row__main--split">
        <View>
          <View className="row__title regular">
            <Text>{title}</Text>
          </View>
          {note === '' ? null : (
            <View className="row__note">
              <Say>{note}</Say>
            </View>
          )}
        </View>
        {value === '' ? null : (
          <View className="row__value num">
            <Text>{value}</Text>
          </View>
        )}
      </View>
      {end}
      <Chevron />
    </Press>
  )
}

/** A name and its value; in the elder version one under the other. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <View className="fact">
      <View className="fact__name">
        <Text>{name}</Text>
      </View>
      <View className="fact__value">{children}</View>
    </View>
  )
}

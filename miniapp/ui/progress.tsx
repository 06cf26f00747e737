import { Text, View } from '@tarojs/components'
import { Say } from './say.tsx'

export interface Moment {
  what: string
  why?: string | undefined
  /** `8:21:37`. */
  time: string
  kind?: 'help' | 'next'
  now?: boolean
}

/** What happened, newest first. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <View className="timeline">
      {moments.map((moment, index) => {
        const names = ['moment', moment.kind === undefined ? '' : `is-${moment.kind}`, moment.now ? 'is-now' : '']
        return (
          <View key={index} className={names.filter(Boolean).join(' ')}>
            <Text className="moment__time">{moment.time}</Text>
            <View className="moment__what">
              <View className={moment.now ? 'strong' : ''}>
                <Say>{moment.what}</Say>
              </View>
              {moment.why === undefined ? null : <Text className="moment__why">{moment.why}</Text>}
            </View>
          </View>
        )
      })}
    </View>
  )
}

/** How far something has come, on a coloured panel. `current` is an index; everything before it is done. */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  return (
    <View className="steps" ariaLabel={`第 ${current + 1} 步，共 ${names.length} 步：${names[current] ?? ''}`}>
      {names.map((name, index) => (
        <View key={name} className={`step ${index < current ? 'is-done' : index === current ? 'is-now' : ''}`}>
          <View className="step__bar" />
          <Text className="step__name">{name}</Text>
        </View>
      ))}
    </View>
  )
}

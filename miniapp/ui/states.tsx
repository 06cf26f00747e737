import { Text, View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { timeOf } from '../../shared/time.ts'
import type { Query } from '../client/use-query.ts'
import { Btn } from './btn.tsx'
import { Icon } from './icon.tsx'
import { Say } from './say.tsx'
import { SignInFirst, isSignedOut } from './sign-in-first.tsx'

/** Milliseconds before a wait is drawn: a faster answer never flickers. */
const quietMilliseconds = 300

/** A grey form of what will come. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    <View className="card rows" ariaLabel="正在打开" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
      {Array.from({ length: rows }, (_, index) => (
        <View key={index} className="row">
          <View className="row__main">
            <View className="skel skel--line" style={{ width: '52%' }} />
            <View className="skel skel--small" style={{ width: '78%', marginTop: '12px' }} />
          </View>
        </View>
      ))}
    </View>
  )
}

/** Nothing is here yet, and what to do now. */
export function Empty({ title, line, act }: { title: string; line: string; act?: ReactNode }) {
  return (
    <View className="empty">
      <View className="empty__art empty__art--lit" />
      <View className="t-title">
        <Say>{title}</Say>
      </View>
      <View className="quiet">
        <Say>{line}</Say>
      </View>
      {act}
    </View>
  )
}

/** What happened, and one more try. */
export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <View className="empty" {...(process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}>
      <View className="empty__art empty__art--dark" />
      <View className="t-title">
        <Say>{message}</Say>
      </View>
      <Btn text="再试一次" kind="primary" icon="refresh-cw" onPress={onRetry} />
    </View>
  )
}

/** A short word to the reader: info, warning or good news, with its icon. */
export function Notice({ text, kind = 'info' }: { text: string; kind?: 'info' | 'warn' | 'ok' }) {
  const icon = { info: 'info', warn: 'triangle-alert', ok: 'circle-check' }[kind]
  return (
    <View
      className={`notice ${kind === 'info' ? '' : `notice--${kind}`}`}
      {...(kind === 'warn' && process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {})}
    >
      <Icon name={icon} />
      <View className="grow">
        <Say>{text}</Say>
      </View>
    </View>
  )
}

/** Content is shown although the last try failed: it says from when it is, where that is known. */
export function OldContent({ answeredAt, onRetry }: { answeredAt: number; onRetry: () => void }) {
  const since =
    answeredAt === 0 ? '下面是以前存下来的' : `下面是 ${timeOf(new Date(answeredAt)).replace(/^0/, '')} 存下来的`
  return (
    <View className="notice notice--warn">
      <Icon name="wifi-off" />
      <View className="grow">
        <Say>{`没连上社区，${since}。`}</Say>
      </View>
      <Btn text="再试" kind="text" label="再试一次" onPress={onRetry} />
    </View>
  )
}

/** A query's four states: loading, error, empty, content (kept content says so while there is no connection). */
export function QueryView<Value>({
  query,
  rows = 3,
  empty,
  children,
}: {
  query: Query<Value>
  rows?: number
  empty?: { when: (data: Value) => boolean; show: ReactNode }
  children: (data: Value) => ReactNode
}) {
  if (isSignedOut(query.error)) return <SignInFirst />
  if (query.data === undefined) {
    if (query.error) return <ErrorState message={query.error.message} onRetry={query.refresh} />
    return <Skeleton rows={rows} />
  }
  return (
    <>
      {query.error ? <OldContent answeredAt={query.answeredAt} onRetry={query.refresh} /> : null}
      {empty?.when(query.data) ? empty.show : children(query.data)}
    </>
  )
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <View className="col g2">
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </View>
  )
}

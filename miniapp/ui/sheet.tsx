import { Text, View } from '@tarojs/components'
import { useEffect, type ReactNode } from 'react'
import { Say } from './say.tsx'

/** A question over the page, answered in words. Escape closes it in the browser. */
export function Sheet({
  title,
  line,
  onClose,
  children,
}: {
  title: string
  line?: string
  onClose: () => void
  children: ReactNode
}) {
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onClose])
  return (
    <View className="veil veil--page" catchMove onClick={onClose}>
      <View
        className="sheet"
        ariaLabel={title}
        ariaRole="dialog"
        onClick={(event: { stopPropagation: () => void }) => event.stopPropagation()}
      >
        <View className="t-title">
          <Text>{title}</Text>
        </View>
        {line === undefined ? null : (
          <View className="quiet">
            <Say>{line}</Say>
          </View>
        )}
        {children}
      </View>
    </View>
  )
}

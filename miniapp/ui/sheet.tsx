import { Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { Say } from './say.tsx'
import { useDialogFocus } from './use-dialog-focus.ts'

/** A question over the page, answered in words. In the browser it holds the focus until it is closed; Escape closes it. */
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
  const [sheet, setSheet] = useState<HTMLElement | null>(null)
  useDialogFocus(sheet, onClose)
  return (
    <View className="veil--page">
      <View className="veil veil--whole" ariaHidden catchMove onClick={onClose} />
      <View
        ref={setSheet}
        className="sheet"
        ariaLabel={title}
        ariaRole="dialog"
        {...(process.env.TARO_ENV === 'h5' ? { 'aria-modal': true, tabIndex: -1 } : {})}
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

import { useEffect, useRef, type RefObject } from 'react'

const reachable = 'button, input, textarea'

/**
 * In the browser: the keyboard moves into the dialog, stays there, leaves with Escape and returns to where it came from.
 * The dialog itself takes the focus, not its first button: Enter must not answer a question nobody has read.
 */
export function useDialogFocus(dialog: RefObject<HTMLElement>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const element = dialog.current
    if (process.env.TARO_ENV !== 'h5' || element === null) return undefined
    const before = document.activeElement
    element.tabIndex = -1
    element.focus()
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      if (event.key !== 'Tab') return
      const stops = [...element.querySelectorAll<HTMLElement>(reachable)]
      const at = stops.indexOf(document.activeElement as HTMLElement)
      const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : at === stops.length - 1 ? 0 : at + 1
      event.preventDefault()
      stops[next]?.focus()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [dialog])
}

import { useEffect, useRef } from 'react'

const reachable = 'button, input, textarea'

/**
 * In the browser: the keyboard moves into the dialog, stays there, leaves with Escape and returns to where it came from.
 * The dialog itself (it has a `tabIndex`) takes the focus, not its first button: Enter must not answer a question
 * nobody has read.
 */
export function useDialogFocus(dialog: HTMLElement | null, onClose: () => void): void {
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || dialog === null) return undefined
    const before = document.activeElement
    // Taro's elements move their content when they are first drawn, and whatever has the focus loses it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        // Whoever already writes in a field of the dialog goes on writing there.
        if (!dialog.contains(document.activeElement)) dialog.focus()
      })
    })
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      if (event.key !== 'Tab') return
      const stops = [...dialog.querySelectorAll<HTMLElement>(reachable)]
      const at = stops.findIndex((stop) => stop === document.activeElement)
      const next = event.shiftKey ? (at <= 0 ? stops.length - 1 : at - 1) : (at + 1) % stops.length
      event.preventDefault()
      stops[next]?.focus()
    }
    document.addEventListener('keydown', listen)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('keydown', listen)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [dialog])
}

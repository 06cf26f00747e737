import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { longestSignature, signatureSize } from '../../../shared/homecare/visits.ts'
import { Drawn } from '../../ui/drawn.tsx'

interface TouchEvent {
  touches?: ArrayLike<{ clientX: number; clientY: number }>
}

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Points closer together than this (in the field's own units) are one. */
const nearest = 4

/**
 * A field to sign in with a finger. It keeps whole numbers in a small field of its own, so that a name is a few hundred
 * letters of text: no canvas, no file, the same on WeChat and in the browser.
 */
export function Pad({ strokes, onDraw }: { strokes: string; onDraw: (strokes: string) => void }) {
  const box = useRef<Box | undefined>(undefined)
  const last = useRef<{ x: number; y: number } | undefined>(undefined)
  const drawn = useRef(strokes)
  drawn.current = strokes

  function add({ touches }: TouchEvent, isStart: boolean) {
    const touch = touches?.[0]
    const at = box.current
    if (!touch || !at || at.width === 0) return
    const x = inside(((touch.clientX - at.left) / at.width) * signatureSize.width, signatureSize.width)
    const y = inside(((touch.clientY - at.top) / at.height) * signatureSize.height, signatureSize.height)
    const before = last.current
    if (!isStart && before && Math.abs(x - before.x) + Math.abs(y - before.y) < nearest) return
    if (drawn.current.length > longestSignature - 12) return
    const isFirst = isStart || before === undefined
    last.current = { x, y }
    const follows = !isFirst && /L[\d ]+$/.test(drawn.current)
    drawn.current += `${isFirst ? 'M' : follows ? ' ' : 'L'}${x} ${y}`
    onDraw(drawn.current)
  }
  /** Where the field is on the screen is known only when it is touched: the page may have been scrolled. */
  function begin(event: TouchEvent) {
    last.current = undefined
    Taro.createSelectorQuery()
      .select('#signature')
      .boundingClientRect((found) => {
        const one = Array.isArray(found) ? found[0] : found
        if (one)
          box.current = { left: one.left ?? 0, top: one.top ?? 0, width: one.width ?? 0, height: one.height ?? 0 }
        add(event, true)
      })
      .exec()
  }

  return (
    <View
      id="signature"
      className="pad"
      ariaRole="img"
      ariaLabel={strokes === '' ? '签字的地方，用手指写' : '签好的字'}
      catchMove
      onTouchStart={(event: unknown) => begin(event as TouchEvent)}
      onTouchMove={(event: unknown) => add(event as TouchEvent, false)}
    >
      <Drawn strokes={strokes === '' ? 'M0 0' : strokes} size={signatureSize} words="签的字" />
    </View>
  )
}

function inside(value: number, most: number): number {
  return Math.max(0, Math.min(most, Math.round(value)))
}

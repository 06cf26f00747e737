import { useEffect, useRef, useState } from 'react'
import { callWords } from '../../text/counter.ts'
import type { Hall } from '../counter/use-counter.ts'
import { newCalls } from './new-calls.ts'

export interface Caller {
  /** `none`: no Chinese voice here. `off`: a browser speaks only after somebody has pressed something. */
  state: 'none' | 'off' | 'on'
  toggle: () => void
}

/** Times each call is said. */
const times = 2

/** Says every new call with the browser's voice. What was called before this screen was opened is not said again. */
export function useCaller(called: Hall['called'] | undefined): Caller {
  const [hasVoice, setVoice] = useState(false)
  const [isOn, setOn] = useState(false)
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || window.speechSynthesis === undefined) return undefined
    const look = () => setVoice(window.speechSynthesis.getVoices().some(({ lang }) => /^zh/i.test(lang)))
    look()
    // Voices come late in some browsers.
    window.speechSynthesis.addEventListener?.('voiceschanged', look)
    return () => window.speechSynthesis.removeEventListener?.('voiceschanged', look)
  }, [])
  useEffect(() => {
    if (called === undefined) return
    const { fresh, seen } = newCalls(called, known.current)
    known.current = seen
    if (hasVoice && isOn) for (const { number, window: place } of fresh) speak(callWords(number, place))
  }, [called, hasVoice, isOn])
  return {
    state: hasVoice ? (isOn ? 'on' : 'off') : 'none',
    toggle() {
      if (isOn) window.speechSynthesis.cancel()
      else speak('声音打开了', 1)
      setOn(!isOn)
    },
  }
}

function speak(words: string, count = times): void {
  if (process.env.TARO_ENV !== 'h5') return
  for (let time = 0; time < count; time += 1) {
    const said = new SpeechSynthesisUtterance(words)
    said.lang = 'zh-CN'
    said.rate = 0.85
    window.speechSynthesis.speak(said)
  }
}

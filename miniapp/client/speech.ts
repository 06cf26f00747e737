import { createValueStore, useValue } from './value-store.ts'

const speaking = createValueStore(false)

/** True where the device can read aloud by itself. WeChat offers no such interface to mini-programs. */
export function canSpeak(): boolean {
  return process.env.TARO_ENV === 'h5' && typeof window.speechSynthesis !== 'undefined'
}

/** Reads Chinese sentences aloud, a little slower than people speak; stops what was being read before. */
export function speak(sentences: readonly string[]): void {
  if (!canSpeak()) return
  window.speechSynthesis.cancel()
  const words = new SpeechSynthesisUtterance(sentences.join('\n'))
  words.lang = 'zh-CN'
  words.rate = 0.9
  words.onend = () => speaking.set(false)
  words.onerror = () => speaking.set(false)
  speaking.set(true)
  window.speechSynthesis.speak(words)
}

export function stopSpeaking(): void {
  if (canSpeak()) window.speechSynthesis.cancel()
  speaking.set(false)
}

export function useIsSpeaking(): boolean {
  return useValue(speaking)
}

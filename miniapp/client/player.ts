import Taro from '@tarojs/taro'
import { createValueStore, useValue } from './value-store.ts'

/** What is being played, by its id; one at a time. */
const playing = createValueStore<string | undefined>(undefined)
let silence: (() => void) | undefined

/** Plays a voice note; whatever was playing stops. `onFail` when the phone cannot play it. */
export function play(id: string, address: string, onFail: () => void): void {
  stopPlaying()
  const over = () => {
    if (playing.get() === id) stopPlaying()
  }
  const fail = () => {
    over()
    onFail()
  }
  silence = process.env.TARO_ENV === 'h5' ? playInBrowser(address, over, fail) : playInWechat(address, over, fail)
  playing.set(id)
}

export function stopPlaying(): void {
  silence?.()
  silence = undefined
  playing.set(undefined)
}

export function useIsPlaying(id: string): boolean {
  return useValue(playing) === id
}

function playInBrowser(address: string, over: () => void, fail: () => void): () => void {
  const sound = new Audio(address)
  sound.onended = over
  sound.onerror = fail
  sound.play().catch(fail)
  return () => {
    sound.onended = null
    sound.onerror = null
    sound.pause()
  }
}

function playInWechat(address: string, over: () => void, fail: () => void): () => void {
  const sound = Taro.createInnerAudioContext()
  // The phone's mute switch is for messages, not for a voice somebody wants to hear.
  void Taro.setInnerAudioOption({ obeyMuteSwitch: false }).catch(() => undefined)
  sound.onEnded(over)
  sound.onError(fail)
  sound.src = address
  sound.play()
  return () => {
    sound.stop()
    sound.destroy()
  }
}

import Taro from '@tarojs/taro'
import { bellWave } from './bell-wave.ts'

/** The desk's bell. Ringing starts with the first unanswered call and ends when somebody has acted. */
export interface Alarm {
  ring: () => void
  hush: () => void
  /** True while the browser forbids sound: it wants one tap first. */
  isBlocked: () => boolean
  /** To be called from a tap. */
  unblock: () => void
}

const roundMilliseconds = 2000

/** Two tones in the browser, without any file. */
function createBrowserAlarm(): Alarm {
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  const audio = () => (context ??= new AudioContext())
  function strike() {
    const sound = audio()
    if (sound.state !== 'running') {
      void sound.resume().catch(() => undefined)
      return
    }
    for (const [delay, pitch] of [
      [0, 880],
      [0.28, 660],
      [0.56, 880],
      [0.84, 660],
    ] as const) {
      const tone = sound.createOscillator()
      const volume = sound.createGain()
      const at = sound.currentTime + delay
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0, at)
      volume.gain.linearRampToValueAtTime(0.35, at + 0.02)
      volume.gain.linearRampToValueAtTime(0, at + 0.26)
      tone.connect(volume).connect(sound.destination)
      tone.start(at)
      tone.stop(at + 0.27)
    }
  }
  return {
    ring() {
      if (timer !== undefined) return
      strike()
      timer = setInterval(strike, roundMilliseconds)
    },
    hush() {
      clearInterval(timer)
      timer = undefined
    },
    isBlocked: () => audio().state !== 'running',
    unblock: () =>
      void audio()
        .resume()
        .catch(() => undefined),
  }
}

/** In WeChat: a sound file written once to the phone, and a shake with every round. */
function createWechatAlarm(): Alarm {
  let sound: Taro.InnerAudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  function bell(): Taro.InnerAudioContext | undefined {
    if (sound) return sound
    try {
      const file = `${Taro.env.USER_DATA_PATH ?? ''}/desk-bell.wav`
      Taro.getFileSystemManager().writeFileSync(file, bellWave())
      sound = Taro.createInnerAudioContext()
      sound.src = file
      // The phone's mute switch is for messages, not for this.
      void Taro.setInnerAudioOption({ obeyMuteSwitch: false }).catch(() => undefined)
    } catch {
      // A phone without room for the file still shakes.
    }
    return sound
  }
  function strike() {
    void Taro.vibrateLong().catch(() => undefined)
    bell()?.stop()
    bell()?.play()
  }
  return {
    ring() {
      if (timer !== undefined) return
      strike()
      timer = setInterval(strike, roundMilliseconds)
    },
    hush() {
      clearInterval(timer)
      timer = undefined
      sound?.stop()
    },
    isBlocked: () => false,
    unblock: () => undefined,
  }
}

export const createAlarm = process.env.TARO_ENV === 'h5' ? createBrowserAlarm : createWechatAlarm

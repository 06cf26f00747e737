import Taro from '@tarojs/taro'
import { useEffect } from 'react'

interface WakeLock {
  release: () => Promise<void>
}

/** While it is shown the screen stays on, and on WeChat as bright as a scanner wants it; afterwards as it was. */
export function useBrightScreen(isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return undefined
    return process.env.TARO_ENV === 'h5' ? keepAwake() : keepBright()
  }, [isShown])
}

function keepBright(): () => void {
  let before: number | undefined
  void Taro.setKeepScreenOn({ keepScreenOn: true }).catch(() => undefined)
  void Taro.getScreenBrightness()
    .then(({ value }) => {
      before = value
      return Taro.setScreenBrightness({ value: 1 })
    })
    .catch(() => undefined)
  return () => {
    void Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined)
    if (before !== undefined) void Taro.setScreenBrightness({ value: before }).catch(() => undefined)
  }
}

/** Browsers give a lock that they take back when the page is hidden; those without one let the screen go dark. */
function keepAwake(): () => void {
  const { wakeLock } = navigator as { wakeLock?: { request: (type: 'screen') => Promise<WakeLock> } }
  let lock: WakeLock | undefined
  let isGone = false
  wakeLock?.request('screen').then(
    (taken) => {
      if (isGone) void taken.release()
      else lock = taken
    },
    () => undefined,
  )
  return () => {
    isGone = true
    void lock?.release()
  }
}

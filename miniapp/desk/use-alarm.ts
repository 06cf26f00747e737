import { useEffect, useMemo, useState } from 'react'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { storage } from '../client/storage.ts'
import { createAlarm } from './alarm.ts'

const key = 'desk:bell'

/** Rings while `isRinging`, unless switched off at this desk. `isBlocked`: the browser wants one tap first. */
export function useAlarm(isRinging: boolean) {
  const alarm = useMemo(() => createAlarm(), [])
  const [isOn, setOn] = useState(() => (storage.read(key) as boolean | undefined) ?? true)
  const [isBlocked, setBlocked] = useState(alarm.isBlocked)
  const [isShown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (isRinging && isOn && isShown) alarm.ring()
    else alarm.hush()
    return () => alarm.hush()
  }, [alarm, isRinging, isOn, isShown])
  useEffect(() => {
    // A browser allows sound after the first tap or key anywhere on the page.
    if (process.env.TARO_ENV !== 'h5') return undefined
    const wake = () => {
      alarm.unblock()
      setTimeout(() => setBlocked(alarm.isBlocked()), 100)
    }
    document.addEventListener('pointerdown', wake)
    document.addEventListener('keydown', wake)
    return () => {
      document.removeEventListener('pointerdown', wake)
      document.removeEventListener('keydown', wake)
    }
  }, [alarm])
  return {
    isOn,
    isBlocked: isOn && isBlocked,
    toggle() {
      // The tap that allows sound must not switch it off.
      if (isOn && isBlocked) return
      storage.write(key, !isOn)
      setOn(!isOn)
    },
  }
}

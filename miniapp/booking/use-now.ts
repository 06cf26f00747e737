import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

const refreshMilliseconds = 30_000

/** The present moment for words like 明天 and for what is still possible: fresh to half a minute while the page is open. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useDidShow(() => setNow(new Date()))
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMilliseconds)
    return () => clearInterval(timer)
  }, [])
  return now
}

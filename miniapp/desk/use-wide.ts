import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** Pixels from which the desk has three columns. */
const wideFrom = 1024

function width(): number {
  return process.env.TARO_ENV === 'h5' ? window.innerWidth : Taro.getWindowInfo().windowWidth
}

/** True on a wide screen: a browser window, or WeChat on a computer. Follows the window. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(() => width() >= wideFrom)
  useEffect(() => {
    const follow = () => setWide(width() >= wideFrom)
    if (process.env.TARO_ENV === 'h5') {
      window.addEventListener('resize', follow)
      return () => window.removeEventListener('resize', follow)
    }
    Taro.onWindowResize(follow)
    return () => Taro.offWindowResize(follow)
  }, [])
  return isWide
}

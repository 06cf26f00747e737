import { useEffect, useState } from 'react'

/** Milliseconds since 1970, told anew every second while the component is shown: for count-downs. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/**
 * The server's time in milliseconds, counted on by this phone from the answer that said it: a phone whose clock is
 * wrong still counts down right. `answeredAt` is this phone's time of that answer.
 */
export function useServerNow(saidNow: string | undefined, answeredAt: number): number {
  const now = useNow()
  return saidNow === undefined ? now : Date.parse(saidNow) + Math.max(0, now - answeredAt)
}

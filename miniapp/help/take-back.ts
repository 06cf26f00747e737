import type { CallResult } from '../client/request.ts'

/** Milliseconds between two tries, and how long a press that was on its way may still arrive. */
export const takeBackPauseMilliseconds = 2000
const stillOnItsWayMilliseconds = 8000
const longestMilliseconds = 120_000

/** Codes that mean that nobody runs: it is over, or it never was. */
const over: ReadonlySet<string> = new Set(['call_closed', 'conflict', 'not_allowed', 'not_delegated'])

/**
 * Takes back a press of which the phone holds no receipt. It may have arrived all the same, or arrive in a moment, so
 * the server is told until it knows the call and cancels it, or surely never got it. Gives true when it is known that
 * nobody runs in vain.
 */
export async function takeBack(
  cancel: () => Promise<CallResult<unknown>>,
  surroundings: { now: () => number; sleep: (milliseconds: number) => Promise<void> },
): Promise<boolean> {
  const { now, sleep } = surroundings
  const start = now()
  for (;;) {
    const answer = await cancel()
    if (answer.ok || over.has(answer.error.code)) return true
    const spent = now() - start
    if (answer.error.code === 'not_found' && spent >= stillOnItsWayMilliseconds) return true
    if (spent >= longestMilliseconds) return false
    await sleep(takeBackPauseMilliseconds)
  }
}

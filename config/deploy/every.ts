/**
 * Repeats work with a pause of `milliseconds` between its end and its next beginning, so that slow work never piles up.
 * The work must not reject. `stop` waits for the round that is running.
 */
export function every(milliseconds: number, work: () => Promise<void>): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let stopped = false
  const schedule = () => {
    timer = setTimeout(() => {
      running = work().finally(() => {
        if (!stopped) schedule()
      })
    }, milliseconds)
  }
  schedule()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

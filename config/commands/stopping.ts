import { stopChildren } from './processes.ts'

/** What must be ended when the command ends, the last begun first. */
const endings: (() => Promise<void>)[] = []
let stopping: Promise<void> | undefined

/** Remembers how to end something that was started. */
export function atTheEnd(ending: () => Promise<void>): void {
  endings.push(ending)
}

/** Ends everything that was started, once, however often it is asked. One failing ending does not keep the others. */
export function stopEverything(): Promise<void> {
  return (stopping ??= (async () => {
    stopChildren()
    for (const ending of endings.toReversed()) {
      await ending().catch((error: unknown) => console.error(error))
    }
  })())
}

export const isStopping = (): boolean => stopping !== undefined

/** Ctrl-C, `kill` and a closed terminal end everything in order, and then the process. */
export function stopOnSignals(say: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping()) return
      console.log(`\n${say}`)
      void stopEverything().then(() => process.exit(0))
    })
  }
}

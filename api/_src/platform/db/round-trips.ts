import { AsyncLocalStorage } from 'node:async_hooks'

interface Counter {
  count: number
  outer: Counter | undefined
}

const counters = new AsyncLocalStorage<Counter>()

/** Runs `work` and counts the database round trips made in it, BEGIN, COMMIT and repeated statements included. */
export async function countRoundTrips<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; roundTrips: number }> {
  const counter: Counter = { count: 0, outer: counters.getStore() }
  const result = await counters.run(counter, work)
  return { result, roundTrips: counter.count }
}

/** Runs work that belongs to no call any more, such as what is left for after the reply: nobody waits for it. */
export function uncounted<Result>(work: () => Result): Result {
  return counters.exit(work)
}

/** Round trips so far inside the innermost `countRoundTrips`; 0 outside of one. For the request log. */
export function roundTripsSoFar(): number {
  return counters.getStore()?.count ?? 0
}

/** Called by the driver for each message to the database. */
export function noteRoundTrip(): void {
  for (let counter = counters.getStore(); counter; counter = counter.outer) counter.count += 1
}

/** Runs the tasks in their order, so many at a time: what a rush looks like from the server. */
export async function inFlight<Result>(tasks: readonly (() => Promise<Result>)[], width: number): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let index = next++; index < tasks.length; index = next++) {
        const task = tasks[index]
        if (task) results[index] = await task()
      }
    }),
  )
  return results
}

/** A fixed shuffle, so that a failure can be looked at again. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items]
  let state = seed
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = state % (index + 1)
    const [a, b] = [result[index], result[other]]
    if (a !== undefined && b !== undefined) [result[index], result[other]] = [b, a]
  }
  return result
}

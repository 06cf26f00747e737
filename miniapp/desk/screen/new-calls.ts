interface Call {
  ticketId: string
  calls: number
  number: string
  window: string
}

/**
 * Which calls are to be said: those not seen before, the first one first. A number called again is a new call. On the
 * first picture (`seen` undefined) nothing is new: somebody has said it, or it is long over.
 */
export function newCalls<One extends Call>(
  called: readonly One[],
  seen: ReadonlySet<string> | undefined,
): { fresh: One[]; seen: ReadonlySet<string> } {
  const keyOf = ({ ticketId, calls, window }: Call) => `${ticketId} ${window} ${calls}`
  const now = new Set(called.map(keyOf))
  if (seen === undefined) return { fresh: [], seen: now }
  const fresh: One[] = []
  for (const one of called) if (!seen.has(keyOf(one))) fresh.unshift(one)
  return { fresh, seen: now }
}

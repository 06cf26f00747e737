/** One way of failing. */
export type FaultKind =
  | { errcode: number }
  | { status: number }
  /** No answer until the caller gives up. */
  | { timeout: true }
  /** An answer that is no JSON, as a captive portal gives it. */
  | { garbage: true }
  /** WeChat does what was asked and the answer is lost on the way back. */
  | { lostReply: true }

/** What a test wants to go wrong, and how often (once). */
export type Fault = { path: string; times?: number } & FaultKind

/** Faults waiting to happen, per path, in the order they were asked for. */
export class FaultQueue {
  readonly #queue: { fault: Fault; left: number }[] = []

  add(fault: Fault): void {
    this.#queue.push({ fault, left: fault.times ?? 1 })
  }

  next(path: string): Fault | undefined {
    const index = this.#queue.findIndex(({ fault }) => fault.path === path)
    const entry = this.#queue[index]
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#queue.splice(index, 1)
    return entry.fault
  }

  clear(): void {
    this.#queue.length = 0
  }
}

/** Waits until the caller gives up, as a connection without an answer does. */
export function neverAnswered(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => {
      reject(new DOMException('The operation was aborted', 'AbortError'))
    }
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}

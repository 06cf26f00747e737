/** Something that goes wrong between the caller and the database. */
export type Fault =
  /** The call hangs until the caller gives up. `executed`: the statement ran all the same, only the answer is lost. */
  | { kind: 'hang'; executed: boolean }
  /** The edge answers with a page of its own instead of the database's reply. */
  | { kind: 'http'; status: number; executed: boolean }
  /** No connection comes about, as when the host is down. */
  | { kind: 'refused' }
  /** The database itself answers with this error; the statement has no effect. */
  | { kind: 'error'; errno: number; sqlState: string; sentence: string }

export interface FaultOrder {
  fault: Fault
  /** Only statements that match; every statement when absent. */
  statement?: RegExp
  /** How many statements it hits; 1 when absent. */
  times?: number
}

/** Faults that a test has ordered, taken in their order. */
export class Faults {
  readonly #orders: { fault: Fault; statement: RegExp | undefined; left: number }[] = []

  order({ fault, statement, times = 1 }: FaultOrder): void {
    this.#orders.push({ fault, statement, left: times })
  }

  /** The fault for this statement, used up by asking. */
  take(statement: string): Fault | undefined {
    const index = this.#orders.findIndex((order) => !order.statement || order.statement.test(statement))
    const order = this.#orders[index]
    if (!order) return undefined
    order.left -= 1
    if (order.left === 0) this.#orders.splice(index, 1)
    return order.fault
  }

  clear(): void {
    this.#orders.length = 0
  }
}

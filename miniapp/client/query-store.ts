import type { CallError, CallResult } from './request.ts'
import type { PhoneStorage } from './storage.ts'
import { createValueStore, type ValueStore } from './value-store.ts'

/** What a page shows: nothing yet, the content (perhaps of yesterday, while offline), or what went wrong. */
export interface QueryState<Value> {
  data: Value | undefined
  /** The last answer's problem. With `data` present the page shows the kept content and says so. */
  error: CallError | undefined
  isLoading: boolean
  /** When `data` was answered, milliseconds since 1970. */
  answeredAt: number
}

export interface QueryStore<Value> {
  state: ValueStore<QueryState<Value>>
  /** Asks again. Answers that were overtaken by a newer question are dropped. */
  refresh: () => Promise<void>
}

interface Surroundings<Value> {
  ask: () => Promise<CallResult<Value>>
  now: () => number
  /** Where the last answer is kept for times without a connection; undefined keeps nothing. */
  keep?: { storage: PhoneStorage; key: string } | undefined
}

interface Kept<Value> {
  data: Value
  answeredAt: number
}

/** A question with its last answer: shows what is known at once and replaces it when the new answer comes. */
export function createQueryStore<Value>({ ask, now, keep }: Surroundings<Value>): QueryStore<Value> {
  const kept = keep?.storage.read<Kept<Value>>(keep.key)
  const state = createValueStore<QueryState<Value>>({
    data: kept?.data,
    error: undefined,
    isLoading: true,
    answeredAt: kept?.answeredAt ?? 0,
  })
  let asked = 0
  return {
    state,
    async refresh() {
      asked += 1
      const mine = asked
      state.set({ ...state.get(), isLoading: true })
      const answer = await ask()
      if (mine !== asked) return
      if (answer.ok) {
        const answeredAt = now()
        state.set({ data: answer.data, error: undefined, isLoading: false, answeredAt })
        keep?.storage.write(keep.key, { data: answer.data, answeredAt } satisfies Kept<Value>)
      } else {
        state.set({ ...state.get(), error: answer.error, isLoading: false })
      }
    },
  }
}

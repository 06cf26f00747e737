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
  /** Asks again. An answer that comes after the answer to a newer question is dropped. */
  refresh: () => Promise<void>
}

interface Surroundings<Value> {
  ask: () => Promise<CallResult<Value>>
  now: () => number
  /** Where the last answer is kept for times without a connection; undefined keeps nothing. */
  keep?: Keeping | undefined
}

interface Keeping {
  storage: PhoneStorage
  key: string
  /** Whose answers these are: what one person was told is never shown to the next one who signs in on this phone. */
  owner: () => string | undefined
}

interface Kept<Value> {
  owner: string | undefined
  data: Value
  answeredAt: number
}

/** A question with its last answer: shows what is known at once and replaces it when the new answer comes. */
export function createQueryStore<Value>({ ask, now, keep }: Surroundings<Value>): QueryStore<Value> {
  const kept = keep && readKept<Value>(keep)
  const state = createValueStore<QueryState<Value>>({
    data: kept?.data,
    error: undefined,
    isLoading: true,
    answeredAt: kept?.answeredAt ?? 0,
  })
  let asked = 0
  let shown = 0
  return {
    state,
    async refresh() {
      asked += 1
      const mine = asked
      state.set({ ...state.get(), isLoading: true })
      const answer = await ask()
      if (mine < shown) return
      shown = mine
      const isLoading = mine !== asked
      if (answer.ok) {
        const answeredAt = now()
        state.set({ data: answer.data, error: undefined, isLoading, answeredAt })
        keep?.storage.write(keep.key, { owner: keep.owner(), data: answer.data, answeredAt } satisfies Kept<Value>)
      } else {
        state.set({ ...state.get(), error: answer.error, isLoading })
      }
    },
  }
}

function readKept<Value>({ storage, key, owner }: Keeping): Kept<Value> | undefined {
  const kept = storage.read(key) as Kept<Value> | undefined
  if (kept === undefined || kept.owner === owner()) return kept
  storage.remove(key)
  return undefined
}

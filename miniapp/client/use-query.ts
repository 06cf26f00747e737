import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useMemo, useRef } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../shared/endpoints.ts'
import { call } from './call.ts'
import { createQueryStore, type QueryState, type QueryStore } from './query-store.ts'
import { session } from './session.ts'
import { storage } from './storage.ts'
import { useValue } from './value-store.ts'

export interface QueryOptions {
  /** Keep the last answer on the phone and show it when there is no connection. */
  keep?: boolean
  /** Ask again every so many milliseconds while the page is shown. */
  pollMilliseconds?: number
}

export interface Query<Value> extends QueryState<Value> {
  refresh: () => void
}

/**
 * Asks an endpoint and follows its answer: when the page is shown, when it comes back, and on request. `input`
 * undefined asks nothing yet (something the question needs is not known).
 */
export function useQuery<Name extends EndpointName>(
  name: Name,
  input: Input<Endpoints[Name]> | undefined,
  options: QueryOptions = {},
): Query<Output<Endpoints[Name]>> {
  const { keep = false, pollMilliseconds } = options
  // The words of the question stand for it: an equal question keeps its answer.
  const question = input === undefined ? undefined : JSON.stringify(input)
  const store = useMemo(() => openStore(name, question, keep), [name, question, keep])
  return useQueryStore(store, question !== undefined, pollMilliseconds)
}

/** Asks again whenever the page is shown and every so many milliseconds, and follows the answers. */
export function useQueryStore<Value>(
  store: QueryStore<Value>,
  isAsked: boolean,
  pollMilliseconds: number | undefined,
): Query<Value> {
  const isShown = useRef(true)
  useEffect(() => {
    if (!isAsked) return undefined
    void store.refresh()
    if (pollMilliseconds === undefined) return undefined
    const timer = setInterval(() => {
      // Where answers take longer than this, the next question waits for the answer.
      if (isShown.current && !store.state.get().isLoading) void store.refresh()
    }, pollMilliseconds)
    return () => clearInterval(timer)
  }, [store, isAsked, pollMilliseconds])
  const wasHidden = useRef(false)
  useDidHide(() => {
    isShown.current = false
    wasHidden.current = true
  })
  useDidShow(() => {
    isShown.current = true
    // The first show is the mount, which asks by itself.
    if (wasHidden.current && isAsked) void store.refresh()
  })
  const state = useValue(store.state)
  return { ...state, refresh: () => void store.refresh() }
}

function openStore<Name extends EndpointName>(name: Name, question: string | undefined, keep: boolean) {
  return createQueryStore<Output<Endpoints[Name]>>({
    ask: () => call(name, JSON.parse(question ?? 'null') as Input<Endpoints[Name]>),
    now: () => Date.now(),
    keep:
      keep && question !== undefined
        ? { storage, key: `answer:${name}:${question}`, owner: () => session.me()?.accountId }
        : undefined,
  })
}

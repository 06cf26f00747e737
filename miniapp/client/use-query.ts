import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useMemo, useRef } from 'react'
import type { Input, Output } from '../../shared/contract.ts'
import type { EndpointName, Endpoints } from '../../shared/endpoints.ts'
import { call } from './call.ts'
import { createQueryStore, type QueryState } from './query-store.ts'
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
  const key = input === undefined ? undefined : `answer:${name}:${JSON.stringify(input)}`
  const { keep = false, pollMilliseconds } = options
  const store = useMemo(
    () =>
      createQueryStore<Output<Endpoints[Name]>>({
        ask: () => call(name, input as Input<Endpoints[Name]>),
        now: () => Date.now(),
        keep: keep && key !== undefined ? { storage, key } : undefined,
      }),
    // `key` stands for `input`: an equal question keeps its answer.
    [name, key, keep],
  )
  const isShown = useRef(true)
  useEffect(() => {
    if (key === undefined) return undefined
    void store.refresh()
    if (pollMilliseconds === undefined) return undefined
    const timer = setInterval(() => {
      if (isShown.current) void store.refresh()
    }, pollMilliseconds)
    return () => clearInterval(timer)
  }, [store, key, pollMilliseconds])
  const wasHidden = useRef(false)
  useDidHide(() => {
    isShown.current = false
    wasHidden.current = true
  })
  useDidShow(() => {
    isShown.current = true
    // The first show is the mount, which asks by itself.
    if (wasHidden.current && key !== undefined) void store.refresh()
  })
  const state = useValue(store.state)
  return { ...state, refresh: () => void store.refresh() }
}

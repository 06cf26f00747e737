import { useMemo, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { call } from '../../client/call.ts'
import { createQueryStore } from '../../client/query-store.ts'
import { clientError } from '../../client/request.ts'
import { storage } from '../../client/storage.ts'
import { useQueryStore } from '../../client/use-query.ts'

const pollMilliseconds = 3000

export type Counter = Output<Endpoints['booking.counters']>['counters'][number]
export type Line = Exclude<Output<Endpoints['booking.queue']>, { unchanged: true }>
export type Hall = Exclude<Output<Endpoints['booking.screen']>, { unchanged: true }>

interface Place {
  communityId: string
  providerId: string
}

/** The line of a provider, asked for every three seconds: sent anew only when it differs from the one that is here. */
export function useLine({ communityId, providerId }: Place) {
  const store = useMemo(
    () => openPicture<Line>('booking.queue', { communityId, providerId }),
    [communityId, providerId],
  )
  return useQueryStore(store, true, pollMilliseconds)
}

/** What the hall may see, the same way. */
export function useHall({ communityId, providerId }: Place, isAsked: boolean) {
  const store = useMemo(
    () => openPicture<Hall>('booking.screen', { communityId, providerId }),
    [communityId, providerId],
  )
  return useQueryStore(store, isAsked, pollMilliseconds)
}

function openPicture<Picture extends Line | Hall>(name: 'booking.queue' | 'booking.screen', place: Place) {
  let last: Picture | undefined
  return createQueryStore<Picture>({
    async ask() {
      const answer = await call(name, last === undefined ? place : { ...place, cursor: last.cursor })
      if (!answer.ok) return answer
      const { data } = answer
      if (!('unchanged' in data)) last = data as Picture
      else if (last?.cursor === data.cursor) last = { ...last, now: data.now }
      // Only who has a picture asks with a cursor.
      return last === undefined ? clientError('unreachable') : { ok: true, data: last }
    },
    now: () => Date.now(),
  })
}

/** Something that this computer remembers: which hall, which window. */
export function useRemembered(key: string): [value: string, keep: (value: string) => void] {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const stored = storage.read(key)
  return [
    values[key] ?? (typeof stored === 'string' ? stored : ''),
    (value) => {
      storage.write(key, value)
      setValues({ ...values, [key]: value })
    },
  ]
}

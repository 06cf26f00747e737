import { useMemo } from 'react'
import type { DeskPicture } from '../../shared/help/desk-contract.ts'
import { call } from '../client/call.ts'
import { createQueryStore } from '../client/query-store.ts'
import { clientError } from '../client/request.ts'
import { useQueryStore } from '../client/use-query.ts'

const pollMilliseconds = 2000

/** What the desk shows, asked for every two seconds: sent anew only when it differs from the picture that is here. */
export function usePicture() {
  const store = useMemo(() => openPicture(), [])
  return useQueryStore(store, true, pollMilliseconds)
}

function openPicture() {
  let last: DeskPicture | undefined
  return createQueryStore<DeskPicture>({
    async ask() {
      const answer = await call('help.desk', last === undefined ? {} : { cursor: last.cursor })
      if (!answer.ok) return answer
      const { data } = answer
      if (!('unchanged' in data)) last = data
      // Only of this very picture: between question and answer a newer one may have come.
      else if (last?.cursor === data.cursor) last = { ...last, now: data.now, audit: data.audit }
      // Only who has a picture asks with a cursor.
      return last === undefined ? clientError('unreachable') : { ok: true, data: last }
    },
    now: () => Date.now(),
  })
}

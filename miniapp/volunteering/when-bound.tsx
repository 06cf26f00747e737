import type { ReactNode } from 'react'
import { useQuery } from '../client/use-query.ts'
import { QueryView } from '../ui/states.tsx'
import { Unbound } from './unbound.tsx'

/** Shows what stands in it once it is known that this account is somebody of a community. */
export function WhenBound({ rows, children }: { rows: number; children: () => ReactNode }) {
  const who = useQuery('people.me', {}, { keep: true })
  return (
    <QueryView query={who} rows={rows} empty={{ when: (me) => me.identity === null, show: <Unbound /> }}>
      {children}
    </QueryView>
  )
}

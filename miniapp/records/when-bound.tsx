import type { ReactNode } from 'react'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { Btn } from '../ui/btn.tsx'
import { Empty, QueryView } from '../ui/states.tsx'

/** Shows what stands in it once it is known that this account is somebody of a community. */
export function WhenBound({ rows, children }: { rows: number; children: () => ReactNode }) {
  const who = useQuery('people.me', {}, { keep: true })
  const unbound = (
    <Empty
      title="还不知道您是哪一户"
      line="先登记一下，只要一分钟。登记好就能看。"
      act={<Btn text="去登记" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
    />
  )
  return (
    <QueryView query={who} rows={rows} empty={{ when: (me) => me.identity === null, show: unbound }}>
      {children}
    </QueryView>
  )
}

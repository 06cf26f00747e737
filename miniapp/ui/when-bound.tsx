import type { ReactNode } from 'react'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { Btn } from './btn.tsx'
import { Empty, QueryView } from './states.tsx'

/** Before the account is bound to a resident nothing of a community can be shown. */
export function Unbound() {
  return (
    <Empty
      title="还不知道您是哪一户"
      line="先登记一下住哪儿，只要一分钟。"
      act={<Btn text="去登记" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
    />
  )
}

/** Shows what stands in it once it is known that this account is somebody of a community. */
export function WhenBound({ rows, children }: { rows: number; children: () => ReactNode }) {
  const who = useQuery('people.me', {}, { keep: true })
  return (
    <QueryView query={who} rows={rows} empty={{ when: (me) => me.identity === null, show: <Unbound /> }}>
      {children}
    </QueryView>
  )
}

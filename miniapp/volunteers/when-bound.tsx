import type { ReactNode } from 'react'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { Btn } from '../ui/btn.tsx'
import { Empty, QueryView } from '../ui/states.tsx'

/** Shows what stands in it once it is known that this account is somebody of a community. */
export function WhenBound({ rows, children }: { rows: number; children: () => ReactNode }) {
  const who = useQuery('people.me', {}, { keep: true })
  return (
    <QueryView
      query={who}
      rows={rows}
      empty={{
        when: (me) => me.identity === null,
        show: (
          <Empty
            title="还不知道您是哪一户"
            line="先登记一下住哪儿，只要一分钟。"
            act={<Btn text="去登记" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
          />
        ),
      }}
    >
      {children}
    </QueryView>
  )
}

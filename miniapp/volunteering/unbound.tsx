import { openPage } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { Empty } from '../ui/states.tsx'

/** Before the account is bound to a resident there is no community to volunteer in. */
export function Unbound() {
  return (
    <Empty
      title="还不知道您是哪一户"
      line="先登记一下，只要一分钟。登记好就能报名。"
      act={<Btn text="去登记" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
    />
  )
}

import { openPage } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { Empty } from '../ui/states.tsx'

/** What can be done only by somebody the community knows. */
export function NeedsBinding({ line }: { line: string }) {
  return (
    <Empty
      title="先绑定社区"
      line={line}
      act={<Btn text="绑定我的社区" kind="primary" size="l" onPress={() => openPage('account/bind/index')} />}
    />
  )
}

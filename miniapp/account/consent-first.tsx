import { openPage } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { CallCommunity } from '../ui/call-community.tsx'
import { Empty } from '../ui/states.tsx'

/** Before anybody's data is used, what is used and why has to be read and agreed to. */
export function ConsentFirst() {
  return (
    <>
      <Empty
        title="先看一看隐私说明"
        line="用到您的哪些资料，谁看得到，怎么撤回，都写在里面。"
        act={<Btn text="看隐私说明" kind="primary" size="l" onPress={() => openPage('account/privacy/index')} />}
      />
      <CallCommunity />
    </>
  )
}

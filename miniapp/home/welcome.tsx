import { Text, View } from '@tarojs/components'
import { openPage } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { CallCommunity } from '../ui/call-community.tsx'
import { Icon } from '../ui/icon.tsx'
import { Card, Row } from '../ui/layout.tsx'
import { Say } from '../ui/say.tsx'

/** For somebody whom no community knows yet: what is missing, how to mend it, and whom to ring meanwhile. */
export function Welcome() {
  return (
    <>
      <Card pad className="col g3">
        <View className="t-title">
          <Text>您好，先认个门</Text>
        </View>
        <View className="quiet">
          <Say>绑定您住的社区，按求助就知道去哪一户，还能约服务、报活动。</Say>
        </View>
        <Btn text="绑定我的社区" kind="primary" size="l" wide onPress={() => openPage('account/bind/index')} />
      </Card>
      <CallCommunity />
      <Row
        className="card"
        lead={<Icon name="megaphone" size="l" className="green" />}
        title="看看社区通知"
        onPress={() => openPage('affairs/notices/index')}
      />
    </>
  )
}

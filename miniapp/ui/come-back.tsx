import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { session } from '../client/session.ts'
import { Btn } from './btn.tsx'
import { Card } from './layout.tsx'
import { Say } from './say.tsx'
import { Notice } from './states.tsx'

/** For somebody who signed out on this phone. */
export function ComeBack({ onBack }: { onBack: () => void }) {
  const [isBusy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  async function signIn() {
    setBusy(true)
    const answer = await session.comeBack()
    setBusy(false)
    setWrong(answer.ok ? undefined : answer.error.message)
    if (answer.ok) onBack()
  }
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>您退出了登录</Text>
      </View>
      <View className="quiet">
        <Say>登录以后，按求助就知道是您，约好的也都在。</Say>
      </View>
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      <Btn
        text="用微信登录"
        kind="primary"
        size="l"
        wide
        isBusy={isBusy}
        busyText="正在登录"
        onPress={() => void signIn()}
      />
    </Card>
  )
}

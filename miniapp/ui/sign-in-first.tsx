import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { openPage } from '../client/navigate.ts'
import type { CallError } from '../client/request.ts'
import { Btn } from './btn.tsx'
import { Card } from './layout.tsx'
import { Say } from './say.tsx'

/** True in a browser that cannot sign in by itself, also after somebody left it by hand; a phone always can. */
export function isSignedOut(error: CallError | undefined): boolean {
  if (process.env.TARO_ENV !== 'h5') return false
  return error?.code === 'not_signed_in' || (error?.code === 'signed_out' && window.linlitongLoginCode === undefined)
}

/** In a browser where nobody is signed in: the way in, and back to this page afterwards. */
export function SignInFirst() {
  return (
    <Card pad className="col g3">
      <View className="t-title">
        <Text>这台电脑还没有登录</Text>
      </View>
      <View className="quiet">
        <Say>有岗位的工作人员用手机扫一下就能登录。居民请在微信里打开邻里通。</Say>
      </View>
      <Btn
        text="用手机扫码登录"
        kind="primary"
        size="l"
        wide
        icon="scan-line"
        onPress={() => openPage('desk/sign-in/index', { next: Taro.getCurrentInstance().router?.path ?? '' })}
      />
    </Card>
  )
}
